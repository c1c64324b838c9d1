public import Domain
import FHIR
import Vault

/// What happens to exemptions while a desk looks elsewhere: levers of the demo, and of tests.
extension ReferenceRegistry {
  /// Lets the simulated list of the Sistema TS fall silent, or answer again; then what waited for it is settled.
  ///
  /// A list that is silent stays so when the registry is opened anew.
  ///
  /// - Throws: ``RegistryFailure``; what was not settled waits on.
  public func setMEF(away isAway: Bool) throws(RegistryFailure) {
    try catchUp()
    try setState(Self.mefState, isAway ? 1 : 0)
    mefIsAway = isAway
    try settleVerifications()
  }

  /// Has a desk of another asl, of the same region where it has one, issue an exemption to a person now.
  ///
  /// - Parameters:
  ///   - code: What for.
  ///   - scope: Where the code holds.
  ///   - end: Its last day, inclusive; `nil` for an unlimited one.
  ///   - id: The person.
  /// - Returns: Whether the person did not have it already.
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  @discardableResult
  public func otherDeskIssues(
    _ code: CodiceEsenzione, scope: EsenzioneScope = .national, until end: CivilDate? = nil,
    to id: Identifier<Assistito>
  ) throws(RegistryFailure) -> Bool {
    try catchUp()
    let own = try person(id)?.posizione.assistenza?.asl
    let others = try ambiti().map(\.asl).filter { $0 != own }
    let other = others.first { $0.region == own?.region } ?? others.first ?? own
    guard let other else { throw .noSuchPerson }
    let number = try nextNumber("attestato", letter: "A", on: now().romeDate)
    var isNew = false
    try happen(to: id) { (person, today) throws(RegistryFailure) in
      let isThere = person.posizione.esenzioni.contains { record in
        record.code == code && record.scope == scope && record.counts(on: today)
      }
      guard !isThere else { return }
      isNew = true
      person.posizione.esenzioni.insert(
        Esenzione(
          id: .init(unchecked: Randomness.uuid()), code: code, scope: scope, issuer: other, start: today,
          end: end, issuedOn: today, origin: .selfDeclared, certificateNumber: number), at: 0)
    }
    return isNew
  }

  /// Has the office lift the block on a code, so that it can be declared again (ER-28).
  ///
  /// - Returns: Whether the exemption was blocked.
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  @discardableResult
  public func liftBlock(
    on esenzione: Identifier<Esenzione>, of id: Identifier<Assistito>
  ) throws(RegistryFailure) -> Bool {
    var isLifted = false
    try happen(to: id) { (person, _) throws(RegistryFailure) in
      guard let index = person.posizione.esenzioni.firstIndex(where: { $0.id == esenzione }),
        let state = try? person.posizione.esenzioni[index].state.after(.unblock)
      else { return }
      person.posizione.esenzioni[index].state = state
      isLifted = true
    }
    return isLifted
  }

  /// Lets count again what an exemption had made room for that is annulled as issued in error (GE-08).
  ///
  /// What it had ended is told by the decision of the practice that made it; without one nothing is known of it.
  func reopen(
    _ posizione: inout Posizione, after content: PracticeCase, on today: CivilDate
  ) throws(RegistryFailure) {
    guard case .esenzioneRevoca(let revoca) = content, revoca.reason == .issuedInError,
      let practice = revoca.record?.practice, let task = try task(of: practice),
      let told = try? PracticeTask.record(in: task.body)
    else { return }
    posizione.undoIssue(
      by: practice, closed: told.closed, standing: try standing(beforeEndOf: told.closed), on: today,
      reason: revoca.note)
  }

  /// How exemptions stood before they were ended, by the versions that were told of them.
  ///
  /// - Returns: The newest state in which each of them counted or was suspended; nothing for one of which none is told.
  func standing(
    beforeEndOf closed: [Identifier<Esenzione>]
  ) throws(RegistryFailure) -> [Identifier<Esenzione>: Esenzione.State] {
    var states: [Identifier<Esenzione>: Esenzione.State] = [:]
    for id in closed {
      let versions = try versions(.coverage, id: id.rawValue)
      states[id] = versions.lazy.compactMap { try? CoverageResource.decode($0.body).esenzione.state }
        .first { state in
          switch state {
          case .valid, .suspended: true
          case .draft, .inVerification, .inEvaluation, .ended, .revoked, .annulled, .notValid: false
          }
        }
    }
    return states
  }

  /// Tells the desk that issued an exemption when another one finds it false or annuls it (conflict 10).
  func tellIssuer(
    of content: PracticeCase, endedBy author: Author, person: Int
  ) throws(RegistryFailure) {
    guard case .esenzioneRevoca(let revoca) = content,
      revoca.reason == .officeControl || revoca.reason == .issuedInError,
      let practice = revoca.record?.practice, let task = try task(of: practice),
      let told = try? PracticeTask.record(in: task.body), told.status == .completed,
      task.place != author.desk.id.rawValue
    else { return }
    try retell(
      task, of: practice, person: person, status: .reversed, reasons: [RegistryRules.reversed.id])
  }
}

extension TaskRecord {
  /// The exemptions that the decision of the practice ended; none where it was not carried out.
  var closed: [Identifier<Esenzione>] {
    if case .accepted(_, _, let decision) = answer { decision.closes } else { [] }
  }
}
