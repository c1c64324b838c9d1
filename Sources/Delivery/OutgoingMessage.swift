public import Domain
import Glibc

/// A message to a citizen, whose words are wiped with their last owner.
///
/// They may hold half of a code: nothing of them is kept or logged anywhere.
public final class OutgoingMessage: Sendable {
  /// Where it goes.
  public let address: CodeContact.Address
  /// The subject of an e-mail: ASCII without control characters; a telephone gets none.
  public let subject: String
  /// Names the message, the same on every try, so that a gateway can tell a repetition.
  public let key: String
  // Written only in `init` and `deinit`, when nobody else holds the object.
  private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer

  /// Takes the words over and wipes the place they came from.
  ///
  /// - Parameters:
  ///   - address: Where it goes; a masked one goes nowhere.
  ///   - subject: The subject of an e-mail.
  ///   - key: Names the message.
  ///   - text: UTF-8 with lines ended by a line feed; empty afterwards.
  public init(to address: CodeContact.Address, subject: String, key: String, wiping text: inout [UInt8]) {
    self.address = address
    self.subject = subject
    self.key = key
    memory = .allocate(byteCount: max(1, text.count), alignment: 1)
    memory[0] = UInt8(ascii: "\n")
    text.withUnsafeMutableBytes { bytes in
      memory.copyMemory(from: UnsafeRawBufferPointer(bytes))
      if let base = bytes.baseAddress { explicit_bzero(base, bytes.count) }
    }
    text = []
    // Pages that are never written to a swap file; where the limit of the system is reached they may be.
    mlock(memory.baseAddress, memory.count)
  }

  deinit {
    if let base = memory.baseAddress { explicit_bzero(base, memory.count) }
    munlock(memory.baseAddress, memory.count)
    memory.deallocate()
  }

  /// Lends the words for the time of a call; they must not be copied out of it.
  func withText<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(memory))
  }
}

extension OutgoingMessage: CustomStringConvertible, CustomReflectable {
  /// Says that there is a message, not which.
  public var description: String { "OutgoingMessage(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a message was not delivered, or nobody knows.
public struct DeliveryFailure: Error, Hashable, Sendable {
  /// What went wrong.
  public let reason: Reason
  /// Whether it may have arrived all the same: then it must not be sent again.
  public let mayHaveArrived: Bool

  /// What can go wrong.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The settings or a file they name cannot be used.
    case configuration
    /// The address is none that this way can reach.
    case address
    /// No connection.
    case unreachable
    /// The server offers no encryption.
    case unprotected
    /// The certificate of the server is not to be trusted.
    case certificate
    /// The server does not accept the sender's name and password.
    case login
    /// The server answered that it does not take the message.
    case refused
    /// The connection ended, or time ran out.
    case broken
  }

  /// Keeps reason and certainty.
  public init(_ reason: Reason, mayHaveArrived: Bool = false) {
    self.reason = reason
    self.mayHaveArrived = mayHaveArrived
  }
}
