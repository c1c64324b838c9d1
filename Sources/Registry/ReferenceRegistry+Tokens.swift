public import Domain
import SQLite
import Vault

extension ReferenceRegistry {
  /// How long a token lives at most, in seconds: thirty days.
  public static let tokenLifeLimit = 30 * 86_400

  /// Issues a token for one desk and one role.
  ///
  /// Only a keyed hash of the text is kept: a lost token is replaced, never read again.
  ///
  /// - Parameters:
  ///   - desk: The desk whose practices it may send.
  ///   - role: The role whose rights it has.
  ///   - seconds: How long it lives, from 1 up to ``tokenLifeLimit``; anything else is brought into these bounds.
  /// - Returns: The text for `Authorization: Bearer`.
  /// - Throws: ``RegistryFailure/storage(_:)``; then there is no token.
  public func issueToken(
    desk: Desk, role: Role, validFor seconds: Int
  ) throws(RegistryFailure) -> String {
    let text = Base64URL.text(Randomness.bytes(32))
    let at = now().milliseconds
    let life = min(max(1, seconds), Self.tokenLifeLimit) * 1_000
    try storing { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO token (hash, id, desk, kind, asl, distretto, role, issued, expires, revoked)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """,
        [
          .blob(secrets.tokens.hash(text)), .text(Randomness.uuid()), .text(desk.id.rawValue),
          .text(desk.kind.rawValue), .text(desk.asl.rawValue), .text(optional: desk.distretto?.rawValue),
          .text(role.rawValue), .integer(at), .integer(at + life),
        ])
    }
    return text
  }

  /// Every token that has not been forgotten, the newest first.
  public func tokens() throws(RegistryFailure) -> [RegistryToken] {
    try tokens("ORDER BY issued DESC, id", [])
  }

  /// Revokes a token at once.
  ///
  /// - Returns: Whether there was one with this id that still could open something.
  @discardableResult
  public func revokeToken(_ id: String) throws(RegistryFailure) -> Bool {
    try storing { () throws(SQLiteError) in
      try database.run("UPDATE token SET revoked = 1 WHERE id = ? AND revoked = 0", [.text(id)]) > 0
    }
  }

  /// The token with this text, whether it opens anything or not; `nil` if none was issued.
  func token(_ text: String) throws(RegistryFailure) -> RegistryToken? {
    try tokens("WHERE hash = ?", [.blob(secrets.tokens.hash(text))]).first
  }

  private func tokens(
    _ condition: String, _ values: [SQLValue]
  ) throws(RegistryFailure) -> [RegistryToken] {
    let rows = try storing { () throws(SQLiteError) in
      try database.rows(
        "SELECT id, desk, kind, asl, distretto, role, issued, expires, revoked FROM token \(condition)",
        values,
        Self.token)
    }
    var found: [RegistryToken] = []
    for row in rows {
      guard let row else { throw .damaged }
      found.append(row)
    }
    return found
  }

  private static func token(_ row: borrowing Row) -> RegistryToken? {
    guard let desk = Identifier<Desk>(row.text(1)), let kind = DeskKind(rawValue: row.text(2)),
      let asl = CodiceAsl(row.text(3)), let role = Role(rawValue: row.text(5))
    else { return nil }
    return RegistryToken(
      id: row.text(0),
      desk: Desk(
        id: desk, kind: kind, asl: asl, distretto: row.optionalText(4).flatMap { Identifier($0) }),
      role: role, issued: Instant(milliseconds: row.int(6)), expires: Instant(milliseconds: row.int(7)),
      isRevoked: row.int(8) != 0)
  }
}
