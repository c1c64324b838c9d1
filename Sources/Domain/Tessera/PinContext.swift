/// What the rules of codes ask again and again of one case.
struct PinContext {
  let content: PinCase
  let profile: Profile
  let now: Instant

  init(_ content: PinCase, profile: Profile, now: Instant) {
    self.content = content
    self.profile = profile
    self.now = now
  }

  var parameters: TesseraParameters { profile.tessera }
  var today: CivilDate { now.romeDate }
  var record: Tessera? { content.record }
  var number: NumeroTessera? { content.card ?? record?.number }
  var birth: CivilDate { content.assistito.posizione.birthDate }
  var isMinor: Bool { birth.age(on: today) < CodePeopleRules.majority }

  /// The last day of the card: what the chip says, else what the registry knows.
  var cardExpires: CivilDate? {
    if case .read(_, let expires) = content.chip { return expires }
    return record?.expires
  }

  /// The request by e-mail; `nil` for who stands at the counter.
  var remote: RemoteRequest? {
    if case .remote(let request) = content.applicant { return request }
    return nil
  }

  /// The delegation; `nil` for who comes by another right.
  var delegation: CodeDelegation? {
    if case .delegate(let delegation) = content.applicant { return delegation }
    return nil
  }
}
