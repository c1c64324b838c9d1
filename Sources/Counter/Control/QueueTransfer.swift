import Domain
import FHIR
import FoundationEssentials
import Glibc
public import Store
import Vault

/// Files of waiting practices, as `sportello queue export` and `import` ask for them.
public enum QueueTransfer {
  /// What to write.
  public struct Export: Hashable, Sendable, Codable {
    /// The file, absolute.
    public var path: String
    /// What the desks agreed upon; `nil` if the file is sealed to an address.
    public var passphrase: String?
    /// The address of the other desk, as it tells; `nil` if a passphrase is given.
    public var address: String?
    /// Whether the practices are given away.
    public var isHandover: Bool
    /// At which desk and by whom.
    public var signature: Signature

    /// Gathers the parts; nothing is checked.
    public init(
      path: String, passphrase: String?, address: String?, isHandover: Bool, signature: Signature
    ) {
      self.path = path
      self.passphrase = passphrase
      self.address = address
      self.isHandover = isHandover
      self.signature = signature
    }
  }

  /// What to read.
  public struct Import: Hashable, Sendable, Codable {
    /// The file, absolute.
    public var path: String
    /// What the desks agreed upon; `nil` if the file is sealed to this desk.
    public var passphrase: String?
    /// The key of the desk that signed it, as that desk tells.
    public var signer: String
    /// At which desk and by whom.
    public var signature: Signature

    /// Gathers the parts; nothing is checked.
    public init(path: String, passphrase: String?, signer: String, signature: Signature) {
      self.path = path
      self.passphrase = passphrase
      self.signer = signer
      self.signature = signature
    }
  }

  /// What is done about one thing that a word names.
  public struct Order: Hashable, Sendable, Codable {
    /// The number of a receipt, or an operation; or the second folder, absolute.
    public var subject: String
    /// At which desk and by whom.
    public var signature: Signature

    /// Gathers the parts; nothing is checked.
    public init(_ subject: String, signature: Signature) {
      self.subject = subject
      self.signature = signature
    }
  }

  /// What came of it.
  public struct Report: Hashable, Sendable, Codable {
    /// How many practices were written, or stored anew.
    public var count = 0
    /// How many were stored here before.
    public var known: Int?
    /// How many came back that had been given away from here.
    public var takenBack: Int?
    /// How many files of a second folder this desk cannot open.
    public var unreadable: Int?
    /// The key by which the other desk knows the file as ours.
    public var signer: String?
    /// The address to which other desks can seal a file for this one.
    public var address: String?
  }

  /// Why there is none: the key of the sentence, and what stands in its places.
  struct Fault: Error {
    let key: String
    let arguments: [String]

    init(_ key: String, _ arguments: [String] = []) {
      self.key = key
      self.arguments = arguments
    }
  }

  static func keys(_ store: DeskStore) async throws -> Report {
    var report = Report()
    report.signer = try await store.signer().text
    report.address = try await store.address().text
    return report
  }

  static func export(_ order: Export, _ store: DeskStore, at now: Instant) async throws -> Report {
    let recipient: QueueRecipient
    if let text = order.address {
      guard let address = SealedAddress(text: text) else { throw Fault("errore.trasferimento.indirizzo") }
      recipient = .desk(address)
    } else if let passphrase = order.passphrase, passphrase.count >= Self.shortestPassphrase {
      recipient = .passphrase(try secret(passphrase), cost: .moderate)
    } else {
      throw Fault("errore.trasferimento.frase", ["\(Self.shortestPassphrase)"])
    }
    // A file that is there is said first: it may hold what was given away.
    guard access(order.path, F_OK) != 0 else { throw StoreError.exists }
    guard try await store.exportable(isHandover: order.isHandover) > 0 else {
      throw Fault("errore.trasferimento.nulla")
    }
    let done = try await store.exportQueue(
      to: order.path, for: recipient, isHandover: order.isHandover, by: order.signature, at: now)
    var report = Report()
    report.count = done.count
    report.signer = done.signer.text
    return report
  }

  static func read(_ order: Import, _ store: DeskStore, at now: Instant) async throws -> Report {
    guard let signer = Signer(text: order.signer) else { throw Fault("errore.trasferimento.firmatario") }
    guard let bytes = (try? PrivateFile.readSealed(order.path)) ?? nil else {
      throw Fault("errore.trasferimento.file", [order.path])
    }
    let file = try QueueFile(bytes)
    let content = try await store.openQueue(file, passphrase: try order.passphrase.map(secret))
    let done = try await store.importQueue(
      content, signedBy: signer, codes: codes(in:), by: order.signature, at: now)
    var report = Report()
    report.count = done.imported
    report.known = done.known
    report.takenBack = done.takenBack
    return report
  }

  static func takeBack(
    _ practice: Identifier<Practice>, _ order: Order, _ store: DeskStore, at now: Instant
  ) async throws -> Report {
    do throws(StoreError) { try await store.takeBack(practice, by: order.signature, at: now) } catch {
      guard error == .notFound else { throw error }
      throw Fault("errore.coda.non_consegnata")
    }
    var report = Report()
    report.takenBack = 1
    return report
  }

  static func recover(_ order: Order, _ store: DeskStore, at now: Instant) async throws -> Report {
    let done = try await store.recover(
      from: order.subject, codes: codes(in:), desk: order.signature.desk, by: order.signature, at: now)
    var report = Report()
    report.count = done.recovered
    report.known = done.known
    report.unreadable = done.unreadable
    return report
  }

  private static func codes(in body: [UInt8]) -> [String] {
    (try? PracticeTask.practice(in: body))?.content.assistito.identity.codes.map(\.rawValue) ?? []
  }

  /// Shorter ones are guessed: a file can be tried for as long as one likes.
  private static let shortestPassphrase = 16

  private static func secret(_ text: String) throws -> SecretBytes {
    var bytes = Array(text.utf8)
    return try SecretBytes(wiping: &bytes)
  }
}

extension QueueTransfer.Export: CustomStringConvertible, CustomReflectable {
  /// Whether practices are given away, never the passphrase.
  public var description: String { "Export(\(isHandover))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension QueueTransfer.Import: CustomStringConvertible, CustomReflectable {
  /// Says that there is one, never the passphrase.
  public var description: String { "Import" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
