import RegistryHTTP
import TestThreads
import Testing

@Suite("Connection settings", .onLivelyThreads) struct SettingsTests {
  @Test(
    "a base is http or https with a host and nothing that does not belong there",
    arguments: [
      "", "registry", "//registry", "ftp://registry", "file:///etc/passwd", "https://", "https:///path",
      "https://user@registry", "https://user:word@registry", "https://registry/?a=b", "https://registry/#a",
      "https://reg istry", "https://registry/\u{7}", "https://registry:99999", "https://registry:x",
      "https://regi\u{0301}stry", "javascript:alert(1)",
    ])
  func noBase(text: String) { #expect(BaseAddress(text) == nil) }

  @Test(
    "slashes at the end do not count", arguments: ["https://r.example/fhir", "https://r.example/fhir///"])
  func slashes(text: String) { #expect(BaseAddress(text)?.text == "https://r.example/fhir") }

  @Test(
    "without TLS only this machine is reached",
    arguments: [
      ("http://127.0.0.1:8043/fhir", true), ("http://127.9.9.9", true), ("http://localhost", true),
      ("http://[::1]:80", true), ("http://LOCALHOST/", true), ("http://registry.example", false),
      ("http://10.0.0.1", false), ("http://127.0.0.1.example", false), ("http://localhost.example", false),
      ("http://[::2]", false), ("http://0.0.0.0", false), ("https://registry.example", true),
    ])
  func plain(text: String, isAdmitted: Bool) throws {
    if isAdmitted {
      _ = try ConnectionSettings(base: text)
    } else {
      #expect(throws: ConnectionSettings.Fault.plainNotAdmitted) { try ConnectionSettings(base: text) }
      _ = try ConnectionSettings(base: text, admitsPlain: true)
      _ = try ConnectionSettings(base: text, socket: "/run/registry")
    }
  }

  @Test(
    "a proxy is http with a host", arguments: ["", "proxy", "socks5://proxy", "http://", "https://proxy"])
  func noProxy(text: String) {
    #expect(throws: ConnectionSettings.Fault.badProxy) {
      try ConnectionSettings(base: "https://registry.example", proxy: text)
    }
  }

  @Test("credentials of a proxy do not show")
  func hidden() throws {
    let settings = try ConnectionSettings(
      base: "https://registry.example/fhir", proxy: "http://desk:CANARY@proxy:3128")
    var text = ""
    dump(settings, to: &text)
    #expect(!"\(settings) \(String(reflecting: settings)) \(text)".contains("CANARY"))
  }
}
