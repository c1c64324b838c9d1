public import Domain
public import RegistryClient
public import Store
import Synchronization

/// The tokens of a desk, one file for each role, which only the owner of the program may read.
///
/// Tokens are short-lived and renewed from outside: a file is read again when the registry refuses what it said.
public final class TokenFiles: Sendable {
  private let files: [Role: String]
  private let known = Mutex<[Role: String]>([:])

  /// Names the files, absolute; nothing is read yet.
  public init(_ files: [Role: String]) { self.files = files }

  /// The token of a role for the client; `nil` when no file is named, or it holds none, or others may read it.
  public var provider: TokenProvider {
    { role, renew in self.token(of: role, renew: renew) }
  }

  /// Looks at every file that is there, so that one which others may read is refused at the start.
  ///
  /// - Throws: The path and what is wrong with it; a file that is missing is no error, since it may come.
  public func check() throws(TokenFileError) {
    for role in Role.allCases {
      guard let path = files[role] else { continue }
      do { _ = try PrivateFile.read(path) } catch { throw TokenFileError(path: path, error: error) }
    }
  }

  /// Whether there is a token for a role now.
  public func hasToken(_ role: Role) -> Bool { token(of: role, renew: false) != nil }

  private func token(of role: Role, renew: Bool) -> String? {
    if !renew, let token = known.withLock({ $0[role] }) { return token }
    guard let path = files[role], let bytes = (try? PrivateFile.read(path)) ?? nil else { return nil }
    let token = Self.trimmed(bytes)
    known.withLock { $0[role] = token }
    return token
  }

  /// The first line; anything that cannot stand in a header field makes it no token.
  private static func trimmed(_ bytes: [UInt8]) -> String? {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty, line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    return String(decoding: line, as: UTF8.self)
  }
}

/// Why a file of tokens cannot be used; names the file, never what it holds.
public struct TokenFileError: Error, Hashable, Sendable {
  /// The file.
  public let path: String
  /// What is wrong with it.
  public let error: StoreError
}
