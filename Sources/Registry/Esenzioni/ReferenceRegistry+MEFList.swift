import Domain
import FHIR

/// The simulated list of the Sistema TS: what it says in a decision, and to a desk that asks.
extension ReferenceRegistry {
  /// What the list says of a declaration of income.
  ///
  /// On the list are those whom the position shows as listed; any other evidence asks nobody.
  func mefAnswer(for content: EsenzioneCase, own: Posizione, today: CivilDate) -> MEFAnswer {
    guard case .income = content.evidence, content.scope == .national else { return .notAsked }
    return mefAnswer(for: content.code, of: own, on: max(today, content.effectiveDate))
  }

  /// What the list says of a person on a day: of the code that is asked for, or else of another one that it holds.
  ///
  /// - Returns: Never ``MEFAnswer/notListed`` while the list is silent (ER-29).
  private func mefAnswer(for code: CodiceEsenzione?, of posizione: Posizione, on day: CivilDate) -> MEFAnswer
  {
    if mefIsAway { return .unavailable }
    return posizione.mefListing(of: code, on: day) ?? .notListed
  }

  /// Answers `POST /Patient/{id}/$elenco-mef`; nothing is written.
  ///
  /// - Throws: 400 for a body that is no question, 403 for who has nothing to do with exemptions, 404 for nobody, for a
  ///   record that was unified, and for a restricted one that the caller may not see.
  func mefList(of id: String, _ body: [UInt8], _ caller: Caller) throws(WireFault) -> Response {
    try caller.check(.mefList)
    let code: CodiceEsenzione?
    do { code = try MEFListOperation.question(body) } catch { throw Self.fault(error) }
    let found = try wire { () throws(RegistryFailure) in try resource(.patient, id: id) }
    guard let found, found.masked == nil || caller.seesRestricted,
      let person = Identifier<Assistito>(id)
    else { throw .notFound }
    let told = try wire { () throws(RegistryFailure) -> (posizione: Posizione, today: CivilDate)? in
      guard let record = try self.person(person), record.id == person else { return nil }
      return (record.posizione, try today())
    }
    guard let told else { throw .notFound }
    let answer = mefAnswer(for: code, of: told.posizione, on: told.today)
    return Response(status: 200, body: MEFListOperation.encode(answer: answer))
  }
}
