/// The kinds of place where codes are handed over; the words are `sportello.codici.<rawValue>`.
///
/// Other than ``DeskKind``: an asl has desks of scelta e revoca and desks for persons under protection.
public enum CodeDesk: String, CaseIterable, Hashable, Sendable {
  case sceltaRevoca, tutelati, comune, spazioRegione, farmacia
  /// A request by e-mail, with recognition by video.
  case video
}

/// Why the citizen asks for codes; the words are `motivo.codici.<rawValue>`.
///
/// Whether PIN and PUK are blocked is known only by what the holder says: no command that tries one is ever sent.
public enum CodeTrouble: String, CaseIterable, Hashable, Sendable {
  case firstIssue
  /// The second half never came (RE-05).
  case secondHalfMissing
  /// The sheet with the first half is gone (RE-06).
  case firstHalfLost
  /// Somebody else has seen the codes (RE-07).
  case seenByOthers
  /// Three wrong PINs, and the holder has the PUK (RE-01).
  case pinBlockedWithPuk
  /// Three wrong PINs, and the holder has no PUK (RE-02).
  case pinBlockedWithoutPuk
  /// Neither PIN nor PUK is known any more (RE-02, RE-03).
  case codesForgotten
  /// The PUK is blocked too (RE-04).
  case pukBlocked
}

/// What was seen of the card.
public enum CardShown: String, CaseIterable, Hashable, Sendable {
  case card
  /// A copy of both sides.
  case copy
  /// The card in the app of the State, which has no chip.
  case onTelephone
  case nothing
}

/// What is known of the chip of the card on the counter (ruling "Chip checks").
public enum ChipFinding: Hashable, Sendable {
  /// The code and the last day that a reader found.
  case read(code: PersonCode, expires: CivilDate)
  /// The operator read it with another program and declares so.
  case readElsewhere
  /// It was tried, and cannot be read.
  case unreadable
  /// There is no reader here.
  case noReader
}

/// Forms that the citizen signs before anything is handed over; the words are `modulo.codici.<rawValue>`.
public enum CodeForm: String, CaseIterable, Hashable, Sendable {
  /// MOD-1
  case request
  /// MOD-2: for a minor or a person under protection, signed by who represents.
  case representative
  /// MOD-3 and MOD-4: the delegation, signed.
  case delegation
  /// The declaration of who represents, where a region has that and no form of its own.
  case selfDeclaration
  /// MOD-8: suspension, reactivation or revocation.
  case suspension
  /// MOD-7: the request for another card.
  case duplicate
}
