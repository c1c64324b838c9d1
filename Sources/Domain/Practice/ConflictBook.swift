/// The conflicts that this program knows how to show and resolve; a later practice adds its own to the list.
public enum ConflictBook {
  /// The list of the medico filled up between request and registration.
  public static let fullList = Conflict(
    "elenco-completo", number: 1, signs: [.code("MAX-01"), .code("MAX-07"), .code("massimale-raggiunto")],
    resolutions: [.secondChoice, .correct, .close, .position], isOnReceipt: true)
  /// Another desk changed the same person first.
  public static let overtaken = Conflict(
    "superata", number: 2, signs: [.code("REG-04"), .code("REG-15"), .code("superata")],
    resolutions: [.correct, .position, .close], isOnReceipt: true)
  /// The registry does not serve for an announced time.
  public static let suspended = Conflict(
    "sospensione", number: 3, signs: [.suspended, .code("SOS-01")],
    resolutions: [.correct, .withdraw, .close, .reprint], isOnReceipt: true)
  /// The person died.
  public static let died = Conflict(
    "deceduto", number: 5, signs: [.code("REG-05"), .code("REV-06"), .code("deceduto")],
    resolutions: [.close, .position], admitsLetter: false)
  /// Another asl is competent.
  public static let moved = Conflict(
    "altra-asl", number: 6, signs: [.code("REG-06"), .code("non-competente")],
    resolutions: [.position, .close, .release], isOnReceipt: true)
  /// The record of the person was merged into another one or is not valid any more.
  public static let merged = Conflict(
    "unificata", number: 7, signs: [.code("REG-07"), .code("REG-01"), .code("unificata")],
    resolutions: [.correct, .position, .release, .close])
  /// Another desk or asl issued the same exemption first.
  public static let twice = Conflict(
    "esenzione-doppia", number: 8, signs: [.code("GE-04"), .code("ER-25"), .code("REG-12")],
    resolutions: [.position, .close, .correct], isOnReceipt: true)
  /// Refused by a rule after the citizen has gone.
  public static let refused = Conflict(
    "rifiutata", number: 9, signs: [.refused], resolutions: [.correct, .position, .close])
  /// Confirmed and later undone.
  public static let reversed = Conflict(
    "stornata", number: 10, signs: [.reversed, .code("stornata")],
    resolutions: [.correct, .position, .close, .reprint])
  /// The answer was lost: an open question, never a failure.
  public static let uncertain = Conflict(
    "da-verificare", number: 11, signs: [.uncertain], resolutions: [.verify, .reprint, .position])
  /// The citizen made the same request elsewhere.
  public static let repeated = Conflict(
    "doppione", number: 12, signs: [.code("REG-09"), .code("doppione"), .code("gia-registrata")],
    resolutions: [.close, .position, .correct])
  /// The record is restricted.
  public static let restricted = Conflict(
    "dati-riservati", number: 13, signs: [.code("REG-08"), .code("dati-riservati")],
    resolutions: [.position, .close])
  /// The desk's clock is off.
  public static let clockOff = Conflict(
    "orologio", number: 14, signs: [.clockOff], resolutions: [.verify, .reprint], isOnReceipt: true)

  /// Codes of a card were handed over, and the registry refuses the fact: the card is to be blocked at once.
  public static let handedOver = Conflict(
    "codici-consegnati", number: 15,
    signs: [.factRefused, .code("REG-16"), .code("REG-17"), .code("REG-18")],
    resolutions: [.position, .close])

  /// Another desk handed the practice over, signed in a role for which this desk has no token: the argument of the
  /// code names it.
  public static let tokenMissing = Conflict(
    "token-assente", number: 16, signs: [.code(tokenMissingCode)], resolutions: [.release, .close, .position])
  /// The code with which a desk keeps such a practice from leaving.
  public static let tokenMissingCode = "token-assente"

  /// Every conflict, in the order in which they claim the headline when several show.
  ///
  /// What concerns the person comes before what concerns the practice, and that before what concerns time; codes in
  /// the wrong hands come before everything but a death, which also says that nobody is written to.
  public static let entries: [Conflict] = [
    died, handedOver, merged, restricted, moved, reversed, repeated, overtaken, fullList, twice, tokenMissing,
    suspended,
    refused, uncertain, clockOff,
  ]

  private static let bySign: [ConflictSign: Conflict] = Dictionary(
    entries.flatMap { entry in entry.signs.map { ($0, entry) } }
  ) { first, _ in first }

  /// The conflict of that name; `nil` if there is none.
  public static func entry(_ id: Identifier<Conflict>) -> Conflict? { entries.first { $0.id == id } }

  /// The conflict that a sign shows: ``refused`` for a code that no other conflict claims.
  public static func conflict(showing sign: ConflictSign) -> Conflict? {
    if let known = bySign[sign] { return known }
    guard case .code = sign else { return nil }
    return bySign[.refused]
  }

  /// The first conflict of ``entries`` that one of the signs shows; `nil` without signs.
  public static func headline(of signs: [ConflictSign]) -> Conflict? {
    let shown = Set(signs.compactMap { conflict(showing: $0) })
    return entries.first { shown.contains($0) }
  }

  /// Every key of `Localization/` that this table needs.
  public static var messageKeys: [String] {
    entries.map(\.headlineKey) + Resolution.allCases.map { "risoluzione.\($0.rawValue)" }
  }
}
