import Domain
import FHIR

extension HistoryEntry {
  /// The row of a practice's Task; `nil` for doubles and for Tasks of another kind.
  ///
  /// A Task without a case, as a portal may leave it, has no author and no subject here.
  init?(_ resource: RawResource) {
    let bytes = Array(resource.bytes)
    guard let record = try? PracticeTask.record(in: bytes), let kind = record.code?.practiceKind else {
      return nil
    }
    let practice = try? PracticeTask.practice(in: bytes)
    let outcome: Outcome
    switch (record.status, record.answer) {
    case (.cancelled, _): return nil
    case (.requested, _): outcome = .pending
    case (.rejected, _), (.reversed, _): outcome = .rejected
    case (.completed, .accepted(let number, _, _)), (.completed, .alreadyAnswered(let number, _)):
      outcome = .accepted(protocolNumber: number)
    case (.completed, .rejected), (.completed, nil): outcome = .accepted(protocolNumber: "")
    }
    self.init(
      practice: record.operation, kind: kind,
      at: record.meta.lastUpdated ?? practice?.createdAt ?? Instant(milliseconds: 0),
      operatorName: practice?.author.operatorName.rawValue ?? "",
      desk: practice?.author.desk.id.rawValue ?? "", outcome: outcome,
      subject: practice?.content.subject ?? "")
  }
}

extension PracticeCase {
  /// The medico concerned, the code of the exemption or the masked number of the card: who shows it hides what is restricted.
  fileprivate var subject: String {
    switch self {
    case .scelta(let content): "\(content.medico.surname) \(content.medico.name)"
    case .ricusazione(let content): "\(content.medico.surname) \(content.medico.name)"
    case .revoca(let content): content.assistito.posizione.scelte.first?.medicoName ?? ""
    case .esenzioneRilascio(let content): content.code.rawValue
    case .esenzioneRevoca(let content): content.record?.code.rawValue ?? ""
    case .rilascioPin(let content): content.record?.number.masked ?? ""
    case .tessera(let content): content.record?.number.masked ?? ""
    }
  }
}
