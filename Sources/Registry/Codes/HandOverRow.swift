import Domain
import SQLite

/// One row of the table of hand-overs: everything but codes and addresses.
struct HandOverRow: Hashable {
  let id: Identifier<CodeHandOver>
  /// The operation under which the desk asks for it.
  let operation: Identifier<Practice>
  let card: NumeroTessera
  /// The record number of the holder.
  let person: Int
  var state: CodeHandOver
  let reason: CodeTrouble
  /// The masked address of the second half.
  let contact: String
  let author: Author
  /// The first moment at which it cannot be acknowledged any more.
  var until: Instant
}

extension ReferenceRegistry {
  /// The hand-over of an operation; `nil` if there is none.
  func handOver(of operation: Identifier<Practice>) throws(RegistryFailure) -> HandOverRow? {
    try handOvers("operation = ?", [.text(operation.rawValue)]).first
  }

  /// The hand-over with a number; `nil` if there is none.
  func handOver(_ id: Identifier<CodeHandOver>) throws(RegistryFailure) -> HandOverRow? {
    try handOvers("id = ?", [.text(id.rawValue)]).first
  }

  /// Every hand-over of a card, the oldest first.
  func handOvers(of card: NumeroTessera) throws(RegistryFailure) -> [HandOverRow] {
    try handOvers("card = ?", [.text(card.rawValue)])
  }

  /// Every hand-over that is not at its end.
  func openHandOvers() throws(RegistryFailure) -> [HandOverRow] {
    try handOvers(
      "stage IN ('\(CodeHandOver.Stage.prepared.rawValue)', '\(CodeHandOver.Stage.shown.rawValue)') "
        + "OR second = '\(CodeHandOver.SecondHalf.sending.rawValue)'", [])
  }

  /// Writes a hand-over, new or with its next state.
  func write(_ row: HandOverRow) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO hand_over VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, shown = excluded.shown,
          second = excluded.second, until = excluded.until
        """,
        [
          .text(row.id.rawValue), .text(row.operation.rawValue), .text(row.card.rawValue),
          .integer(row.person), .text(row.state.stage.rawValue), .integer(row.state.wasShown ? 1 : 0),
          .text(row.state.second.rawValue), .text(row.reason.rawValue), .text(row.contact),
          .text(row.author.operatorName.rawValue), .text(row.author.role.rawValue),
          .text(row.author.desk.id.rawValue), .text(row.author.desk.kind.rawValue),
          .text(row.author.desk.asl.rawValue), .text(optional: row.author.desk.distretto?.rawValue),
          .integer(row.until.milliseconds),
        ])
    }
  }

  private func handOvers(_ condition: String, _ values: [SQLValue]) throws(RegistryFailure) -> [HandOverRow] {
    let rows = try storing { () throws(SQLiteError) in
      try database.rows(
        """
        SELECT id, operation, card, person, stage, shown, second, reason, contact, operator, role, desk, kind,
          asl, distretto, until FROM hand_over WHERE \(condition) ORDER BY id
        """, values, Self.handOver)
    }
    return try rows.map { row throws(RegistryFailure) in
      guard let row else { throw .damaged }
      return row
    }
  }

  private static func handOver(_ row: borrowing Row) -> HandOverRow? {
    guard let id = Identifier<CodeHandOver>(row.text(0)), let operation = Identifier<Practice>(row.text(1)),
      let card = try? NumeroTessera(row.text(2)), let stage = CodeHandOver.Stage(rawValue: row.text(4)),
      let second = CodeHandOver.SecondHalf(rawValue: row.text(6)),
      let state = CodeHandOver(stage: stage, wasShown: row.int(5) == 1, second: second),
      let reason = CodeTrouble(rawValue: row.text(7)), let name = Identifier<Operator>(row.text(9)),
      let role = Role(rawValue: row.text(10)), let desk = Identifier<Desk>(row.text(11)),
      let kind = DeskKind(rawValue: row.text(12)), let asl = CodiceAsl(row.text(13))
    else { return nil }
    return HandOverRow(
      id: id, operation: operation, card: card, person: row.int(3), state: state, reason: reason,
      contact: row.text(8),
      author: Author(
        operatorName: name, role: role,
        desk: Desk(
          id: desk, kind: kind, asl: asl, distretto: row.optionalText(14).flatMap { Identifier($0) })),
      until: Instant(milliseconds: row.int(15)))
  }
}
