public import Domain

/// What to print.
public enum PrintOrder: Hashable, Sendable {
  /// The receipt of a practice; printed again it is marked and counted.
  case receipt(Identifier<Practice>)
  /// The attestato of enrolment with the medico in charge.
  case attestato(Identifier<Assistito>)
  /// The note to the Comune about a wrong residence, with an anonymised copy.
  case residenceNote(Identifier<Assistito>, text: String)
  /// The list of what ends soon.
  case expiries([Expiry])
  /// The promemoria of a practice that was not taken, with the reasons.
  case promemoria(PracticeCase)
  /// The letter that tells the citizen what became of a practice; never for somebody who died.
  case letter(Identifier<Practice>)
}
