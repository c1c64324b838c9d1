public import Domain
import Synchronization

/// Tokens from files, one for each role; each is read once, and again when the registry refuses it.
///
/// Who writes the files, and that nobody else may read them, is the caller's to see to.
public final class TokenFiles: Sendable {
  private let read: @Sendable (Role) -> [UInt8]?
  private let known = Mutex<[Role: String]>([:])

  /// Takes how to read the file of a role; `nil` if there is none.
  public init(read: @escaping @Sendable (Role) -> [UInt8]?) { self.read = read }

  /// What a client takes.
  public var provider: TokenProvider {
    { role, renew in self.token(of: role, renew: renew) }
  }

  /// Forgets every token, so that each is read anew.
  public func forget() { known.withLock { $0 = [:] } }

  /// The token of a role; `nil` without a file, or if the file holds none.
  private func token(of role: Role, renew: Bool) -> String? {
    if !renew, let token = known.withLock({ $0[role] }) { return token }
    let token = read(role).flatMap { Self.token($0) }
    known.withLock { $0[role] = token }
    return token
  }

  /// The token in a file, without blanks and line ends around it.
  ///
  /// Source: RFC 6750 §2.1: whatever has other letters would change the header field.
  static func token(_ bytes: [UInt8]) -> String? {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    let token = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    guard !token.isEmpty, token.count <= 8_192, token.allSatisfy(isLetter) else { return nil }
    return String(decoding: token, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
