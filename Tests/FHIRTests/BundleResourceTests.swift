import Cases
import Domain
import FHIR
import Testing

@Suite("Pages are written and read without looking into the resources") struct BundleResourceTests {
  private static let base = "https://registro.example/fhir"

  private func page(_ kind: BundleResource.Kind, _ count: Int) -> BundleResource {
    BundleResource(
      kind, total: 400, selfLink: "\(Self.base)/Patient?_count=\(count)",
      nextLink: count > 0 ? "\(Self.base)/Patient?page=a%7Cb\\\"c" : nil,
      entries: Samples.people.prefix(count).map { person in
        BundleResource.Entry(
          fullURL: "\(Self.base)/Patient/\(person.id.rawValue)",
          resource: PatientResource.encode(person, meta: Samples.meta)[...],
          method: kind == .history ? "PUT" : nil)
      })
  }

  @Test("a page comes back with the same bytes of each resource", arguments: BundleResource.Kind.allCases)
  func roundTrip(kind: BundleResource.Kind) throws {
    for count in [0, 1, 2, 100] {
      let page = page(kind, count)
      #expect(try CanonicalCheck.holds(page.bytes))
      let again = try BundleResource(page.bytes)
      let isSame = again == page
      #expect(isSame)
      for (entry, person) in zip(again.entries, Samples.people) {
        let bytes = try #require(entry.resource)
        #expect(try PatientScan(bytes).id == person.id)
        let isWhole = try PatientResource.decode(Array(bytes)).assistito == person
        #expect(isWhole)
      }
    }
  }

  @Test("what another server writes beside is passed over")
  func foreign() throws {
    let text = #"""
      {"type":"searchset", "id":"x", "meta":{"lastUpdated":"2026-02-27T15:22:00Z"}, "total" : null,
       "entry":[ {"search":{"mode":"outcome","score":0.5}, "resource" : {"a":"]}\"{["} , "link":[]},
         {"fullUrl":"u", "response":{"etag":"W/\"1\""}} ],
       "resourceType":"Bundle","link":[{"url":"n\u0031","relation":"next"},{"relation":"last","url":"z"}],
       "signature":{"x":[{}]}}
      """#
    let page = try BundleResource(Array(text.utf8))
    #expect(page.nextLink == "n1" && page.selfLink == nil && page.total == nil)
    #expect(page.entries.count == 2)
    #expect(page.entries[0].resource.map { String(decoding: $0, as: UTF8.self) } == #"{"a":"]}\"{["}"#)
    #expect(!page.entries[0].isMatch && page.entries[1].isMatch)
    #expect(page.entries[1].fullURL == "u" && page.entries[1].resource == nil)
  }

  private static let faults: [(String, FHIRError.Reason)] = [
    (#"{"resourceType":"Patient","type":"searchset"}"#, .otherType),
    (#"{"type":"searchset"}"#, .notAResource),
    (#"{"resourceType":"Bundle","type":"transaction"}"#, .unknownCode),
    (#"{"resourceType":"Bundle"}"#, .unknownCode),
  ]

  @Test("what is no page says why", arguments: faults.indices)
  func refusal(index: Int) {
    let (text, reason) = Self.faults[index]
    let error = #expect(throws: FHIRError.self) { try BundleResource(Array(text.utf8)) }
    #expect(error?.reason == reason)
  }

  @Test("a page cut off anywhere is refused, and nothing is read beyond its end")
  func cut() throws {
    let bytes = page(.searchset, 2).bytes
    for length in stride(from: 0, to: bytes.count, by: 13) {
      #expect(throws: FHIRError.self) { try BundleResource(Array(bytes[..<length])) }
    }
    #expect(throws: FHIRError.self) { try BundleResource(bytes + Array("x".utf8)) }
    let deep = "{\"resourceType\":\"Bundle\",\"x\":" + String(repeating: "[", count: 100_000)
    #expect(throws: FHIRError.self) { try BundleResource(Array(deep.utf8)) }
  }
}
