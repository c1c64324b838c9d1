import Cases
import Domain

/// What a Task shows of a case beside the whole of it.
extension PracticeCase {
  /// The medico of a scelta, the relation that a revoca or ricusazione ends, the exemption that ends.
  var focus: JSONValue? {
    switch self {
    case .scelta(let content): .reference(.practitionerRole, content.medico.id.rawValue)
    case .esenzioneRilascio, .rilascioPin, .tessera: nil
    case .esenzioneRevoca(let content): .reference(.coverage, content.esenzione.rawValue)
    case .revoca, .ricusazione:
      assistito.posizione.scelte.first.map { scelta in
        .reference(
          .episodeOfCare,
          identifier: .identifier(
            Systems.relation, EpisodeOfCareResource.key(person: assistito.id, start: scelta.start)))
      }
    }
  }

  /// Who asks, where it is not the citizen at the desk: the medico who refuses.
  var requester: JSONValue? {
    switch self {
    case .scelta, .revoca, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: nil
    case .ricusazione(let content): .reference(.practitionerRole, content.medico.id.rawValue)
    }
  }

  /// The reason in words, where the practice has one.
  var reasonText: String? {
    switch self {
    case .scelta, .esenzioneRilascio: nil
    case .esenzioneRevoca(let content): content.reason.rawValue
    case .revoca(let content): content.reason.rawValue
    case .ricusazione(let content): content.reason.isEmpty ? nil : content.reason
    case .rilascioPin(let content): content.trouble.rawValue
    case .tessera(let content): content.request.word
    }
  }

  /// The visible inputs of the practice.
  var inputs: [JSONValue] {
    switch self {
    case .scelta(let content):
      [
        TaskParameter.requestedDate.json("valueDate", .day(content.request.effectiveDate)),
        TaskParameter.currentMedico.json(
          "valueReference",
          (content.currentMedico?.id ?? assistito.posizione.openScelta?.medico).map(Self.role)),
        TaskParameter.secondChoice.json("valueReference", content.request.secondChoice.map(Self.role)),
      ].compactMap { $0 }
    case .revoca(let content):
      [
        TaskParameter.requestedDate.json("valueDate", .day(content.effectiveDate)),
        TaskParameter.currentMedico.json(
          "valueReference", assistito.posizione.openScelta.map { Self.role($0.medico) }),
      ].compactMap { $0 }
    case .ricusazione(let content):
      [
        TaskParameter.currentMedico.json("valueReference", Self.role(content.medico.id)),
        // Not Task.restriction: R4 admits that one only where a Task asks to fulfil an order (inv-1).
        TaskParameter.noticeDate.json("valueDate", .day(content.noticeDate)),
      ].compactMap { $0 }
    case .esenzioneRilascio(let content):
      [
        TaskParameter.requestedDate.json("valueDate", .day(content.effectiveDate)),
        TaskParameter.exemption.json(
          "valueCodeableConcept", .concept(content.scope.system(), content.code.rawValue)),
        TaskParameter.exemptionPeriod.json(
          "valuePeriod", .period(content.effectiveDate, content.endDate)),
        TaskParameter.evidence.json("valueCode", .string(content.evidence.word)),
        TaskParameter.renewed.json(
          "valueReference", content.renews.map { .reference(.coverage, $0.rawValue) }),
      ].compactMap { $0 }
    case .esenzioneRevoca(let content):
      [TaskParameter.requestedDate.json("valueDate", .day(content.effectiveDate))].compactMap { $0 }
    case .rilascioPin: []
    case .tessera(let content):
      [TaskParameter.requestedDate.json("valueDate", .day(content.effectiveDate))].compactMap { $0 }
    }
  }

  private static func role(_ id: Identifier<Medico>) -> JSONValue {
    .reference(.practitionerRole, id.rawValue)
  }
}

extension EsenzioneEvidence {
  /// What kind of paper it is: never what the paper says.
  fileprivate var word: String {
    switch self {
    case .none: "nessuno"
    case .income: "autocertificazione"
    case .certificate: "certificato"
    case .report: "verbale"
    case .foreigner: "dichiarazione"
    }
  }
}

extension PersonCode {
  /// The identifier with its system.
  func identifier(_ generation: Systems.Generation = .core, use: String? = nil) -> JSONValue {
    .identifier(system.uri(generation), rawValue, use: use)
  }

  /// The system in which the code stands; a provisional one is issued in that of the codice fiscale.
  var system: Systems.Name {
    switch self {
    case .codiceFiscale, .provvisorio: Systems.codiceFiscale
    case .stp: Systems.stp
    case .eni: Systems.eni
    }
  }
}
