import CCurl
import Domain

/// Sends messages to telephones over one configured gateway: a POST of JSON, `{"to": "+39…", "text": "…"}`.
///
/// Only over HTTPS, except to this machine itself, where a program of the gateway may listen.
public struct SMSDelivery: Sendable {
  /// Where the gateway is.
  public let settings: Settings

  /// Where the gateway is.
  public struct Settings: Sendable, CustomStringConvertible, CustomReflectable {
    /// Its address.
    public var url: String
    /// What it knows the sender by; empty for none.
    public var token: String
    /// A file of authorities in place of the system's; `nil` for those.
    public var authorities: String?
    /// How long one try may take, in milliseconds.
    public var milliseconds: Int

    /// Gathers the parts; nothing is checked.
    public init(url: String, token: String = "", authorities: String? = nil, milliseconds: Int = 20_000) {
      self.url = url
      self.token = token
      self.authorities = authorities
      self.milliseconds = milliseconds
    }

    /// The address alone.
    public var description: String { "Settings(\(url))" }

    /// Hides the token from `dump` and failure reports.
    public var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// Keeps the settings; nothing is opened.
  public init(_ settings: Settings) { self.settings = settings }

  /// Hands a message over to the gateway.
  ///
  /// - Throws: ``DeliveryFailure``; after an error of the gateway itself (5xx) it may have been taken all the same.
  public func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    let failure = await BlockingThread.run { self.failure(of: message) }
    if let failure { throw failure }
  }

  /// Whether the words may travel to such an address.
  package static func isProtected(_ url: String) -> Bool {
    url.hasPrefix("https://")
      || ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { start in
        url.hasPrefix(start) && [nil, ":", "/"].contains(url.dropFirst(start.count).first)
      }
  }

  private func failure(of message: OutgoingMessage) -> DeliveryFailure? {
    guard case .mobile(let number) = message.address else { return DeliveryFailure(.address) }
    guard var handle = Handle(), Self.isProtected(settings.url),
      (settings.token + message.key).utf8.allSatisfy({ (0x21..<0x7F).contains($0) })
    else { return DeliveryFailure(.configuration) }
    let body = Self.body(message, to: number)
    let login = settings.token.isEmpty ? [] : ["Authorization: Bearer \(settings.token)"]
    let codes = [
      ccurl_set_long(handle.pointer, CURLOPT_POST, 1),
      ccurl_set_offset(handle.pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
      ccurl_set_bytes(handle.pointer, CURLOPT_POSTFIELDS, body.bytes),
      ccurl_set_long(handle.pointer, CURLOPT_FOLLOWLOCATION, 0),
    ]
    guard codes.allSatisfy({ $0 == CURLE_OK }),
      handle.set(
        CURLOPT_HTTPHEADER,
        list: ["Content-Type: application/json", "Idempotency-Key: \(message.key)", "Expect:"] + login),
      handle.setConnection(
        url: settings.url, protocols: settings.url.hasPrefix("https") ? "https" : "http",
        authorities: settings.authorities, milliseconds: settings.milliseconds)
    else { return DeliveryFailure(.configuration) }
    return withExtendedLifetime(body) {
      let pointer = handle.pointer
      let (failure, status) = handle.perform {
        var sent: curl_off_t = 0
        _ = ccurl_get_offset(pointer, CURLINFO_SIZE_UPLOAD_T, &sent)
        return sent > 0
      }
      if let failure { return failure }
      switch status {
      case 200...299: return nil
      case 401, 403: return DeliveryFailure(.login)
      case 500...599: return DeliveryFailure(.refused, mayHaveArrived: true)
      default: return DeliveryFailure(.refused)
      }
    }
  }

  private static func body(_ message: OutgoingMessage, to number: MobileNumber) -> WipedBytes {
    message.withText { text in
      // The longest escape has six bytes for one.
      let bytes = WipedBytes(capacity: text.count * 6 + 64)
      bytes.append("{\"to\":\"+39\(number.rawValue)\",\"text\":\"")
      for byte in text {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append("\\n")
        case 0..<0x20: break
        default: bytes.append(byte)
        }
      }
      bytes.append("\"}")
      return bytes
    }
  }
}
