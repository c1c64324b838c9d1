import Cases

/// The inputs and outputs of a Task, each a code in one code system.
enum TaskParameter: String {
  // Inputs
  case requestedDate = "decorrenza-richiesta"
  case currentMedico = "medico-precedente"
  case secondChoice = "seconda-scelta"
  case noticeDate = "avviso-ricusazione"
  /// The code of an exemption; what proves it stands in ``evidence``, and no diagnosis ever beside it.
  case exemption = "codice-esenzione"
  case exemptionPeriod = "periodo-esenzione"
  case evidence = "titolo-esenzione"
  case renewed = "esenzione-rinnovata"
  case seenPerson = "versione-assistito-vista"
  case seenPanel = "versione-elenco-vista"
  case seenPlaces = "posti-visti-offline"
  case clockUncertainty = "orologio-postazione-incertezza-ms"
  case operatorName = "operatore"
  case role = "ruolo"
  case desk = "postazione"
  case deskKind = "tipo-postazione"
  case deskAsl = "asl-postazione"
  case deskDistretto = "distretto-postazione"
  /// The whole practice, as `Cases` writes it.
  case practice = "caso"

  // Outputs
  case protocolNumber = "protocollo"
  case effectiveDate = "decorrenza"
  /// The whole answer, as `Cases` writes it.
  case decision = "decisione"
  case episode = "rapporto-creato"
  case coverage = "esenzione-creata"
  /// Who was chosen in the end: not the medico asked for where the second choice was taken.
  case assignedMedico = "medico-assegnato"

  /// A parameter with its value under the key of its type, such as `valueDate`.
  func json(_ key: String, _ value: JSONValue?) -> JSONValue? {
    guard let value else { return nil }
    return .element([key: value, "type": .concept(Systems.parameters, rawValue)])
  }
}

extension Element {
  /// The first input of a Task with a code.
  func input(_ parameter: TaskParameter) -> Element? { self.parameter(parameter, "input") }

  /// The first output of a Task with a code.
  func output(_ parameter: TaskParameter) -> Element? { self.parameter(parameter, "output") }

  private func parameter(_ parameter: TaskParameter, _ key: String) -> Element? {
    elements(key).first { $0.element("type")?.code(in: Systems.parameters) == parameter.rawValue }
  }
}
