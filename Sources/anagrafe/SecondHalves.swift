import Catalogs
import Command
import Delivery
import Domain
import FHIR
import Glibc
import Registry
import Vault

/// The ways by which second halves of codes leave, as the command line names them.
struct SecondHalves: Sendable {
  /// The options of `serve` about them.
  static let options: Set<String> = [
    "mail-server", "mail-from", "mail-authorities", "mail-login", "sms-gateway", "sms-token",
    "message-language",
  ]

  private let mail: MailDelivery?
  private let messages: SMSDelivery?
  private let words: [String: String]

  /// Reads the options and the files that they name.
  ///
  /// - Returns: `nil` if no way is named: the registry then hands no codes over.
  /// - Throws: ``StartFault`` for options that do not belong together and for files that cannot be used.
  init?(_ options: Options) throws(StartFault) {
    let server = options["mail-server"]
    guard server != nil || options["sms-gateway"] != nil else {
      guard Self.options.allSatisfy({ options[$0] == nil }) else {
        throw ServeCommand.misuse("--mail-server or --sms-gateway is needed")
      }
      return nil
    }
    if let server { mail = try Self.mail(server, options) } else { mail = nil }
    if let url = options["sms-gateway"] {
      guard SMSDelivery.isProtected(url) else {
        throw ServeCommand.misuse("--sms-gateway is an address of https, or of this machine")
      }
      let token = try options["sms-token"].map { path throws(StartFault) in try Self.secret(path) } ?? []
      messages = SMSDelivery(SMSDelivery.Settings(url: url, token: token.first ?? ""))
    } else {
      messages = nil
    }
    words = try Self.words(options)
  }

  private static func mail(_ server: String, _ options: Options) throws(StartFault) -> MailDelivery {
    let parts = server.split(separator: ":")
    guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else {
      throw ServeCommand.misuse("--mail-server is HOST:PORT")
    }
    guard let sender = options["mail-from"].flatMap({ try? EmailAddress($0) }) else {
      throw ServeCommand.misuse("--mail-from is the address of the sender")
    }
    var login: MailDelivery.Login?
    if let path = options["mail-login"] {
      let lines = try secret(path)
      guard lines.count == 2 else {
        throw ServeCommand.misuse("--mail-login names a file with two lines, name and password")
      }
      login = MailDelivery.Login(name: lines[0], password: lines[1])
    }
    return MailDelivery(
      MailDelivery.Settings(
        host: String(parts[0]), port: port, sender: sender, authorities: options["mail-authorities"],
        login: login))
  }

  private static func words(_ options: Options) throws(StartFault) -> [String: String] {
    guard let language = Language(rawValue: options["message-language"] ?? Language.italian.rawValue) else {
      throw ServeCommand.misuse("--message-language is it, de, fr, sl or en")
    }
    do {
      return try WordCatalog.load(language, in: ResourceDirectory.located(chosen: options["resources"]))
        .sentences
    } catch {
      throw StartFault("anagrafe: the words of messages cannot be read", code: Exit.filesMissing)
    }
  }

  /// The lines of a file that only its owner can read.
  private static func secret(_ path: String) throws(StartFault) -> [String] {
    var found = stat()
    guard let file = fopen(path, "re") else {
      throw StartFault("anagrafe: \(path) cannot be read", code: Exit.noInput)
    }
    defer { fclose(file) }
    guard fstat(fileno(file), &found) == 0, found.st_mode & 0o077 == 0 else {
      throw StartFault("anagrafe: others can read \(path)", code: Exit.noPermission)
    }
    var bytes: [UInt8] = []
    while bytes.count < 4_096, case let byte = fgetc(file), byte != EOF {
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    defer { SecretBytes.wipe(&bytes) }
    return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Carries a second half; the registry decides whether to try again.
  var courier: CodeCourier {
    { message async throws(CodeCourierFailure) in
      do throws(DeliveryFailure) { try await send(message) } catch {
        throw CodeCourierFailure(mayHaveArrived: error.mayHaveArrived)
      }
    }
  }

  private func send(_ message: CodeMessage) async throws(DeliveryFailure) {
    var text = words(of: message)
    let outgoing = OutgoingMessage(
      to: message.address, subject: words["consegna.seconda.oggetto"] ?? "", key: message.handOver.rawValue,
      wiping: &text)
    switch message.address {
    case .email:
      guard let mail else { throw DeliveryFailure(.configuration) }
      try await mail.send(outgoing)
    case .mobile:
      guard let messages else { throw DeliveryFailure(.configuration) }
      try await messages.send(outgoing)
    case .recorded: throw DeliveryFailure(.address)
    }
  }

  /// What the message says: no name and no number of a card, as on the sheet with the first half.
  private func words(of message: CodeMessage) -> [UInt8] {
    var text: [UInt8] = []
    // Grown once: what an array leaves behind when it grows is not wiped.
    text.reserveCapacity(2_048)
    text += (words["consegna.seconda.testo"] ?? "").replacing("%1$@", with: message.handOver.rawValue).utf8
    text.append(UInt8(ascii: "\n"))
    for part in message.half.parts {
      text += "\(part.name.rawValue.uppercased()): ".utf8
      part.bytes.withBytes { text += $0 }
      text.append(UInt8(ascii: "\n"))
    }
    text += (words["consegna.seconda.fine"] ?? "").utf8
    text.append(UInt8(ascii: "\n"))
    return text
  }
}
