import Domain
import Testing

@testable import FHIR

@Suite("Data types of the wire") struct DataTypeTests {
  @Test("bytes of every length come back from their letters")
  func base64() {
    for length in 0...200 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
      #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
    }
    #expect(Base64.encode(Array("Prova".utf8)) == "UHJvdmE=")
  }

  @Test(
    "letters that no bytes were written as are refused",
    arguments: [
      "A", "AA", "AAA", "AA==A", "AB==", "AAB=", "A===", "====", "AA=A", "AA A", "A*==", "AAAA\n", "-_==",
    ])
  func strictBase64(text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }

  @Test("a moment is written with the offset of Italy, in winter and in summer")
  func moments() {
    let winter = Instant(milliseconds: 1_772_202_161_123)
    #expect(FHIRInstant.text(winter) == "2026-02-27T15:22:41.123+01:00")
    let summer = winter + .seconds(86_400 * 120)
    #expect(FHIRInstant.text(summer) == "2026-06-27T16:22:41.123+02:00")
    for instant in [winter, summer] { #expect(FHIRInstant.instant(FHIRInstant.text(instant)) == instant) }
    #expect(FHIRInstant.instant("2026-02-27T14:22:41.123Z") == winter)
    #expect(FHIRInstant.instant("2026-02-27T20:52:41.123456+06:30") == winter)
    #expect(FHIRInstant.instant("2026-02-27T15:22:41") == nil)
    #expect(FHIRInstant.instant("2026-02-27") == nil)
  }

  @Test("a year or a month alone names no day; a moment names its day in Italy")
  func days() {
    let day = CivilDate(year: 2026, month: 2, day: 27)
    #expect(FHIRInstant.day("2026-02-27") == day)
    #expect(FHIRInstant.day("2026-02-26T23:30:00Z") == day)
    for text in ["2026", "2026-02", "", "2026-02-30", "27/02/2026"] { #expect(FHIRInstant.day(text) == nil) }
  }

  @Test("days of a change of the clock are as long as they are")
  func changes() throws {
    let hours = ["2026-03-29": 23, "2026-10-25": 25, "2026-02-27": 24]
    for (text, count) in hours {
      let range = try #require(FHIRInstant.range(text))
      #expect(range.upperBound.since(range.lowerBound) == .seconds(count * 3_600), "\(text)")
    }
    let december = try #require(FHIRInstant.days("2026-12"))
    #expect(december.upperBound == CivilDate(year: 2027, month: 1, day: 1))
    #expect(FHIRInstant.range("9999-12-31") != nil)
    #expect(FHIRInstant.range("9999") != nil)
  }

  @Test(
    "ids are read from references of every form",
    arguments: [
      ("Patient/p-1", "p-1"), ("https://r.example/fhir/Patient/p-1", "p-1"),
      ("Patient/p-1/_history/3", "p-1"), ("Group/p-1", nil), ("p-1", nil), ("Patient/", nil), ("", nil),
      ("#p-1", nil), ("urn:uuid:x", nil), ("/Patient/p-1", "p-1"),
    ])
  func references(text: String, id: String?) {
    #expect(Element.id(inReference: text, .patient) == id)
  }
}
