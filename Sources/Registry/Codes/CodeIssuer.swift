public import Domain
public import FHIR
public import Vault

/// Who draws the codes of a card: the card issuer of a region, or ``SimulatedIssuer``.
///
/// The registry asks for new codes at each hand-over, keeps the halves in locked memory alone, and lets go of them as
/// soon as they are told or sent.
public protocol CodeIssuer: Sendable {
  /// New codes for a card, in halves; those it had before open nothing any more.
  ///
  /// - Throws: ``CodeIssuerFailure``; then no codes were changed.
  func halves(for card: NumeroTessera, _ shape: CodeShape) throws(CodeIssuerFailure) -> CodeHalves
}

/// Why there are no codes.
public enum CodeIssuerFailure: Error, Hashable, Sendable {
  /// The issuer does not answer, or there is no memory to keep a secret in.
  case unavailable
}

/// Which codes a card has, and how they are halved.
public struct CodeShape: Hashable, Sendable {
  /// The digits of each half of PIN and PUK.
  public let split: CodeSplit
  /// Whether there is a user code (CIP) as well.
  public let usesCIP: Bool

  /// Gathers the parts; nothing is checked.
  public init(split: CodeSplit, usesCIP: Bool) {
    self.split = split
    self.usesCIP = usesCIP
  }
}

/// Both halves of the codes of a card.
public struct CodeHalves: Sendable {
  /// What the operator hands over.
  public let first: CodeHalf
  /// What travels by the other way.
  public let second: CodeHalf

  /// Gathers the parts.
  public init(first: CodeHalf, second: CodeHalf) {
    self.first = first
    self.second = second
  }
}

/// One half: the part of each code that belongs to it, in locked memory that is wiped with its last owner.
public struct CodeHalf: Sendable {
  /// The parts by the name of their code.
  public let parts: [(name: CodeName, bytes: SecretBytes)]

  /// Gathers the parts, in the order in which they are told.
  public init(_ parts: [(name: CodeName, bytes: SecretBytes)]) { self.parts = parts }

  /// The parts in a box that only the desk of a key opens; it never stands open on the way.
  ///
  /// - Throws: ``VaultFailure``: no memory, or a key that is none.
  func sealed(for key: HandOverKey) throws(VaultFailure) -> [UInt8] {
    let lengths = parts.map { (name: $0.name, count: $0.bytes.count) }
    let lines = try SecretBytes(count: CodeLines.count(lengths)) { text in
      var rest = parts[...]
      CodeLines.write(into: text, lengths) { _, place in
        rest.popFirst()?.bytes.withBytes { place.copyMemory(from: $0) }
      }
    }
    return try SealedBox.seal(lines, for: key.bytes)
  }
}

extension CodeHalf: CustomStringConvertible, CustomReflectable {
  /// Says that there is a secret, not which.
  public var description: String { "CodeHalf(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The second half on its way to the holder.
public struct CodeMessage: Sendable {
  /// Where it goes, in clear.
  public let address: CodeContact.Address
  /// What it tells.
  public let half: CodeHalf
  /// The number of the hand-over, by which the citizen asks about it.
  public let handOver: Identifier<CodeHandOver>

  /// Gathers the parts; nothing is checked.
  public init(address: CodeContact.Address, half: CodeHalf, handOver: Identifier<CodeHandOver>) {
    self.address = address
    self.half = half
    self.handOver = handOver
  }
}

extension CodeMessage: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the number alone.
  public var description: String { "CodeMessage(\(handOver.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Carries a second half to its holder, by e-mail or to a telephone.
///
/// It must not keep the message. The registry repeats a message once, and only after a failure that proves that it
/// did not leave.
public typealias CodeCourier = @Sendable (CodeMessage) async throws(CodeCourierFailure) -> Void

/// Why a message was not carried, or nobody knows.
public struct CodeCourierFailure: Error, Hashable, Sendable {
  /// Whether it may have arrived all the same.
  public let mayHaveArrived: Bool

  /// Keeps what is known.
  public init(mayHaveArrived: Bool) { self.mayHaveArrived = mayHaveArrived }
}
