import CCurl
public import Domain

/// Sends e-mail to one configured server, over SMTP that is encrypted before anything is said.
///
/// A value without connection: every message has one of its own, and blocks a thread of its own.
public struct MailDelivery: Sendable {
  /// Where the server is and who sends.
  public let settings: Settings

  /// Where the server is and who sends.
  public struct Settings: Sendable {
    /// The name of the server, as its certificate tells it.
    public var host: String
    /// Its port, such as 587.
    public var port: UInt16
    /// The sender.
    public var sender: EmailAddress
    /// A file of authorities in place of the system's; `nil` for those.
    public var authorities: String?
    /// Name and password; `nil` for a server that asks for none.
    public var login: Login?
    /// How long one try may take, in milliseconds.
    public var milliseconds: Int

    /// Gathers the parts; nothing is checked.
    public init(
      host: String, port: UInt16, sender: EmailAddress, authorities: String? = nil, login: Login? = nil,
      milliseconds: Int = 20_000
    ) {
      self.host = host
      self.port = port
      self.sender = sender
      self.authorities = authorities
      self.login = login
      self.milliseconds = milliseconds
    }
  }

  /// How the sender is known to a server.
  public struct Login: Sendable, CustomStringConvertible, CustomReflectable {
    let name: String
    let password: String

    /// Keeps both.
    public init(name: String, password: String) {
      self.name = name
      self.password = password
    }

    /// Says that there is a secret, not which.
    public var description: String { "Login(***)" }

    /// Hides everything from `dump` and failure reports.
    public var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// Keeps the settings; nothing is opened.
  public init(_ settings: Settings) { self.settings = settings }

  /// Hands a message over to the server.
  ///
  /// - Throws: ``DeliveryFailure``; without encryption, or with a certificate that is not to be trusted, nothing of the
  ///   message has left.
  public func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    let failure = await BlockingThread.run { self.failure(of: message) }
    if let failure { throw failure }
  }

  private func failure(of message: OutgoingMessage) -> DeliveryFailure? {
    guard case .email(let address) = message.address, Self.canBeWritten(address),
      Self.canBeWritten(settings.sender), message.subject.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
    else { return DeliveryFailure(.address) }
    guard var handle = Handle(), settings.host.utf8.allSatisfy(Self.isOfName) else {
      return DeliveryFailure(.configuration)
    }
    let mail = MailText(message, to: address, from: settings.sender).bytes
    var codes = [
      ccurl_set_long(handle.pointer, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)),
      ccurl_set_text(handle.pointer, CURLOPT_MAIL_FROM, "<\(settings.sender.rawValue)>"),
      ccurl_set_long(handle.pointer, CURLOPT_UPLOAD, 1),
      ccurl_set_offset(handle.pointer, CURLOPT_INFILESIZE_LARGE, curl_off_t(mail.count)),
      ccurl_set_receiver(handle.pointer, CURLOPT_READFUNCTION, Self.read),
      ccurl_set_pointer(handle.pointer, CURLOPT_READDATA, Unmanaged.passUnretained(mail).toOpaque()),
    ]
    if let login = settings.login {
      codes.append(ccurl_set_text(handle.pointer, CURLOPT_USERNAME, login.name))
      codes.append(ccurl_set_text(handle.pointer, CURLOPT_PASSWORD, login.password))
    }
    guard codes.allSatisfy({ $0 == CURLE_OK }),
      handle.set(CURLOPT_MAIL_RCPT, list: ["<\(address.rawValue)>"]),
      handle.setConnection(
        url: "smtp://\(settings.host):\(settings.port)", protocols: "smtp", authorities: settings.authorities,
        milliseconds: settings.milliseconds)
    else { return DeliveryFailure(.configuration) }
    return withExtendedLifetime(mail) {
      let (failure, status) = handle.perform { mail.taken > 0 }
      guard let failure else { return nil }
      // A server that says no has not taken it, however much of it has left.
      let isRefusal = (400...599).contains(status)
      return isRefusal ? DeliveryFailure(failure.reason == .broken ? .refused : failure.reason) : failure
    }
  }

  private static let read: ccurl_receiver = { target, size, count, context in
    guard let target, let context else { return 0 }
    let room = UnsafeMutableRawBufferPointer(start: target, count: size * count)
    return Unmanaged<WipedBytes>.fromOpaque(context).takeUnretainedValue().take(into: room)
  }

  /// Whether an address can stand between angle brackets without ending them.
  private static func canBeWritten(_ address: EmailAddress) -> Bool {
    address.rawValue.utf8.allSatisfy { !"<>()[]\\,;:\"".utf8.contains($0) }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// The text of an e-mail as it travels.
private struct MailText {
  let bytes: WipedBytes

  init(_ message: OutgoingMessage, to address: EmailAddress, from sender: EmailAddress) {
    let head = [
      "From: <\(sender.rawValue)>", "To: <\(address.rawValue)>", "Subject: \(message.subject)",
      "Message-ID: <\(message.key)@\(sender.domain)>", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
      "Auto-Submitted: auto-generated", "", "",
    ].joined(separator: "\r\n")
    bytes = message.withText { text in
      let feeds = text.count { $0 == UInt8(ascii: "\n") }
      let bytes = WipedBytes(capacity: head.utf8.count + text.count + feeds)
      bytes.append(head)
      for byte in text where byte != UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\r")) }
        bytes.append(byte)
      }
      return bytes
    }
  }
}
