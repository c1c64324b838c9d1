import Catalogs
import Domain
import Testing

@Suite("The configuration of a desk")
struct DeskConfigurationTests {
  private func decode(_ registry: String) throws(CatalogError) -> DeskConfiguration {
    let text = """
      {
        "data": "/var/lib/sportello",
        "profile": "italia",
        "desk": { "id": "SPORTELLO-7", "kind": "asl", "asl": "990101" }\(registry)
      }
      """
    return try DeskConfiguration.decode(Array(text.utf8), file: "config.json")
  }

  @Test("the registry may be left out")
  func none() throws { #expect(try decode("").registry == nil) }

  @Test("the second folder for copies is absolute, or there is none")
  func spool() throws {
    #expect(try decode("").spool == nil)
    #expect(try decode(#", "spool": "/mnt/copie""#).spool == "/mnt/copie")
    #expect(throws: CatalogError.self) { try decode(#", "spool": "copie""#) }
    #expect(throws: CatalogError.self) { try decode(#", "spool": 1"#) }
  }

  @Test("the desk may say how it is reached, in parts, none of them empty")
  func contact() throws {
    #expect(try decode("").contact.isEmpty)
    #expect(
      try decode(#", "contact": { "telephone": "000 765432" }"#).contact
        == DeskContact(telephone: "000 765432"))
    #expect(
      try decode(#", "contact": { "hours": "lun-ven 8-13", "address": "Via Finta 9" }"#).contact
        == DeskContact(hours: "lun-ven 8-13", address: "Via Finta 9"))
    #expect(throws: CatalogError.self) { try decode(#", "contact": { "telephone": "" }"#) }
    #expect(throws: CatalogError.self) { try decode(#", "contact": { "fax": "1" }"#) }
  }

  @Test("an address is enough; everything else has a usual value")
  func address() throws {
    let registry = try decode(#", "registry": { "url": "https://anagrafe.example/fhir" }"#).registry
    #expect(registry == RegistryConfiguration(url: "https://anagrafe.example/fhir"))
    #expect(registry?.scope == .touched)
  }

  @Test("everything can be said")
  func all() throws {
    let registry = try decode(
      """
      , "registry": {
        "url": "https://anagrafe.example/fhir", "socket": "/run/anagrafe.sock",
        "tokens": { "sportello": "/etc/sportello/token", "responsabile": "/etc/sportello/token-r" },
        "ca": "/etc/sportello/ca.pem", "certificate": "/etc/sportello/desk.pem", "key": "/etc/sportello/desk.key",
        "proxy": "http://proxy:3128", "cache": "asl", "search": "get", "identifiers": "base",
        "codesInURL": false
      }
      """
    ).registry
    var expected = RegistryConfiguration(url: "https://anagrafe.example/fhir")
    expected.socket = "/run/anagrafe.sock"
    expected.tokens = [.sportello: "/etc/sportello/token", .responsabile: "/etc/sportello/token-r"]
    expected.authorities = "/etc/sportello/ca.pem"
    expected.identity = .init(certificate: "/etc/sportello/desk.pem", key: "/etc/sportello/desk.key")
    expected.proxy = "http://proxy:3128"
    expected.scope = .asl
    expected.search = "get"
    expected.identifiers = "base"
    expected.admitsCodesInAddress = false
    #expect(registry == expected)
  }

  @Test("a printer is a name for lp, a device, or both; without any pages become files")
  func printers() throws {
    #expect(try decode("").printer == PrinterConfiguration())
    #expect(try decode(#", "printer": "PIANO1""#).printer == PrinterConfiguration(name: "PIANO1"))
    let both = #", "printer": { "name": "PIANO1", "device": "/dev/usb/lp0", "barCode": true }"#
    #expect(
      try decode(both).printer
        == PrinterConfiguration(name: "PIANO1", device: "/dev/usb/lp0", drawsBarCodes: true))
  }

  @Test(
    "a printer that is none is refused with its place",
    arguments: [
      (#""-x""#, "printer", CatalogError.Reason.wrongValue), (#""""#, "printer", .wrongValue),
      ("7", "printer", .wrongType), (#"{ "name": "-x" }"#, "printer.name", .wrongValue),
      (#"{ "device": "lp0" }"#, "printer.device", .wrongValue),
      (#"{ "device": "/dev/lp0", "spool": true }"#, "printer.spool", .unknownKey),
    ])
  func wrongPrinters(printer: String, place: String, reason: CatalogError.Reason) {
    #expect {
      try decode(", \"printer\": \(printer)")
    } throws: { error in
      let error = error as? CatalogError
      return error?.keyPath == place && error?.reason == reason
    }
  }

  @Test(
    "what is wrong is refused with its place",
    arguments: [
      (#"{}"#, "registry.url", CatalogError.Reason.missingKey),
      (#"{ "url": "anagrafe.example" }"#, "registry.url", .wrongValue),
      (#"{ "url": "https://" }"#, "registry.url", .wrongValue),
      (#"{ "url": "https://a b" }"#, "registry.url", .wrongValue),
      (#"{ "url": 1 }"#, "registry.url", .wrongType),
      (#"{ "url": "https://a", "embedded": "/x" }"#, "registry.embedded", .unknownKey),
      (#"{ "url": "https://a", "socket": "run/x" }"#, "registry.socket", .wrongValue),
      (#"{ "url": "https://a", "tokens": { "sportello": "t" } }"#, "registry.tokens.sportello", .wrongValue),
      (#"{ "url": "https://a", "tokens": { "boss": "/t" } }"#, "registry.tokens.boss", .unknownKey),
      (#"{ "url": "https://a", "certificate": "/c" }"#, "registry.key", .missingKey),
      (#"{ "url": "https://a", "key": "/k" }"#, "registry.certificate", .missingKey),
      (#"{ "url": "https://a", "proxy": "proxy" }"#, "registry.proxy", .wrongValue),
      (#"{ "url": "https://a", "cache": "all" }"#, "registry.cache", .wrongValue),
      (#"{ "url": "https://a", "search": "put" }"#, "registry.search", .wrongValue),
      (#"{ "url": "https://a", "identifiers": "new" }"#, "registry.identifiers", .wrongValue),
      (#"{ "url": "https://a", "codesInURL": "no" }"#, "registry.codesInURL", .wrongType),
    ])
  func wrong(registry: String, place: String, reason: CatalogError.Reason) {
    #expect {
      try decode(", \"registry\": \(registry)")
    } throws: { error in
      let error = error as? CatalogError
      return error?.keyPath == place && error?.reason == reason
    }
  }
}
