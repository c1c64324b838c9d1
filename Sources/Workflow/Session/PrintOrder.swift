public import Domain

/// What to print.
public enum PrintOrder: Hashable, Sendable {
  /// The receipt of a practice; printed again it is marked and counted.
  case receipt(Identifier<Practice>)
  /// The attestato of enrolment with the medico in charge.
  case attestato(Identifier<Assistito>)
  /// The note to the Comune about a wrong residence, with an anonymised copy.
  case residenceNote(Identifier<Assistito>, text: String)
  /// The list of what ends soon; `isPartial` when the registry did not answer and others may be missing.
  case expiries([Expiry], isPartial: Bool)
  /// The promemoria of a practice that was not taken, with the reasons.
  case promemoria(PracticeCase)
  /// The letter that tells the citizen what became of a practice; never for somebody who died.
  case letter(Identifier<Practice>)
  /// The certificates of exemptions that a person has today, by their families; printed again they are marked and
  /// counted. Sensitive ones go to the direct device only, behind the cover of a closed envelope.
  case esenzioneCertificate(Identifier<Assistito>, EsenzionePart)
  /// The form by which an exemption is declared, to be signed; printed again it is marked and counted.
  case selfDeclaration(EsenzioneCase)
  /// The list of exemptions that end soon; events of another kind are left out.
  case esenzioneReminder([Expiry])
  /// The form that who comes signs before codes of a card are handed over; none where nobody signs.
  case codeForm(PinCase)
  /// The form of a practice about the card itself, to be signed.
  case cardForm(TesseraCase)
  /// What becomes of the data, and how codes are kept and used.
  case codeLeaflet
  /// The sheet of an exercise that is over.
  case drillSheet(DrillRun)
}

/// How a print of an exemption reaches the person (rules PR-09 and PR-11).
public enum EsenzioneHandOver: String, CaseIterable, Hashable, Sendable {
  /// Into the hands of who stands at the desk.
  case openly
  /// In a closed envelope: a cover that names nothing but the person comes first.
  case inEnvelope
}

/// Which exemptions of a person one print names.
///
/// A sensitive one never stands on the paper of the others (rule PR-09): that lies about.
public enum EsenzionePart: Hashable, Sendable {
  /// All that are not sensitive.
  case plain
  /// All that are, or that nobody knows.
  case sensitive
  /// One sensitive record alone, handed over once more: marked as a reprint.
  case record(Identifier<Esenzione>)
  /// What ``plain`` names, handed over once more: marked also where this desk has printed none before.
  case reprint

  /// Whether an original was handed over with the code, here or elsewhere.
  public var isReprint: Bool {
    switch self {
    case .plain, .sensitive: false
    case .record, .reprint: true
    }
  }
}
