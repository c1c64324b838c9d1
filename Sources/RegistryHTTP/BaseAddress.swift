import CCurl
import Glibc

/// The address of a registry: scheme, host, port, path; neither user nor query.
public struct BaseAddress: Hashable, Sendable {
  /// The address as it begins every URL, without a slash at its end.
  public let text: String
  /// Whether it is reached over TLS.
  public let isSecure: Bool
  /// Whether the host is this machine by its very name: `localhost` or an address of loopback.
  public let isLoopback: Bool

  /// Parses an address.
  ///
  /// - Returns: `nil` unless the text is `http` or `https` with a host, and with no user, query or fragment.
  /// - Complexity: O(*n*).
  public init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = Parts(text) else { return nil }
    guard parts.scheme == "http" || parts.scheme == "https", !parts.host.isEmpty else { return nil }
    guard !parts.namesUser, !text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
    else { return nil }
    // The parser would look for the host behind a third slash.
    guard text.dropFirst(parts.scheme.count).hasPrefix("://"),
      text.dropFirst(parts.scheme.count + 3).first != "/"
    else { return nil }
    var trimmed = text[...]
    while trimmed.last == "/" { trimmed.removeLast() }
    self.text = String(trimmed)
    isSecure = parts.scheme == "https"
    isLoopback = Self.isLoopback(parts.host)
  }

  /// Whether a text is the address of a proxy: `http` with a host.
  static func isProxy(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = Parts(text) else { return false }
    return parts.scheme == "http" && !parts.host.isEmpty
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    var address = in_addr()
    return inet_pton(AF_INET, host, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
  }

  /// What the parser of libcurl finds in a text, so that it is the one that decides what the host is.
  private struct Parts {
    let scheme: String
    let host: String
    let namesUser: Bool

    init?(_ text: String) {
      guard let url = curl_url() else { return nil }
      defer { curl_url_cleanup(url) }
      guard curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
        let scheme = Self.part(CURLUPART_SCHEME, of: url), let host = Self.part(CURLUPART_HOST, of: url)
      else { return nil }
      self.scheme = scheme.lowercased()
      self.host = host.lowercased()
      namesUser =
        Self.part(CURLUPART_USER, of: url) != nil || Self.part(CURLUPART_PASSWORD, of: url) != nil
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
      var found: UnsafeMutablePointer<CChar>?
      guard curl_url_get(url, part, &found, 0) == CURLUE_OK, let found else { return nil }
      defer { curl_free(found) }
      return String(cString: found)
    }
  }
}
