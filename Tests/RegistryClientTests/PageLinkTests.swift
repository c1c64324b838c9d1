import Testing

@testable import RegistryClient

@Suite("Links to next pages") struct PageLinkTests {
  static let base = "https://registro.example:8443/fhir"

  @Test(
    "a link below the base is followed, however it is written",
    arguments: [
      ("https://registro.example:8443/fhir?_getpages=a", "", "_getpages=a"),
      ("https://registro.example:8443/fhir/Patient?_page=a%2Fb&x=1", "Patient", "_page=a%2Fb&x=1"),
      ("HTTPS://Registro.Example:8443/fhir/Patient?p=1", "Patient", "p=1"),
      ("/fhir/Patient?p=1", "Patient", "p=1"), ("Patient?p=1", "Patient", "p=1"), ("?p=1", "", "p=1"),
      ("https://registro.example:8443/fhir/Patient", "Patient", nil),
      ("Patient?url=http://altrove.example/x", "Patient", "url=http://altrove.example/x"),
    ])
  func below(text: String, path: String, query: String?) throws {
    let link = try #require(PageLink(text, base: Self.base))
    #expect(link.path == path && link.query == query)
  }

  @Test(
    "no other origin gets the token",
    arguments: [
      "", "http://registro.example:8443/fhir?p=1", "https://registro.example/fhir?p=1",
      "https://registro.example:8443.altrove.example/fhir?p=1", "https://altrove.example:8443/fhir?p=1",
      "https://u@registro.example:8443/fhir?p=1", "//altrove.example/fhir?p=1", "/altro?p=1",
      "https://registro.example:8443/fhirx?p=1", "https://registro.example:8443/", "/fhir/../admin",
      "Patient/./x", "Patient?p=\n1", "Patient p",
    ])
  func elsewhere(text: String) { #expect(PageLink(text, base: Self.base) == nil) }

  @Test("the usual port may be written or not")
  func port() {
    #expect(PageLink("https://registro.example:443/fhir?p=1", base: "https://registro.example/fhir") != nil)
    #expect(PageLink("http://registro.example/fhir?p=1", base: "http://registro.example:80/fhir") != nil)
    #expect(PageLink("https://registro.example:80/fhir?p=1", base: "https://registro.example/fhir") == nil)
  }
}
