import Domain

/// Gives people the exemptions that people of their age have, each drawn from the number of the person alone.
struct ExemptionMaker {
  let today: CivilDate

  /// The last 31 March before today, on which the exemptions of income of that year ended.
  var lastMarch: CivilDate { nextMarch.adding(years: -1) }

  /// The 31 March on which those of this year will end: today or later.
  var nextMarch: CivilDate {
    guard let march = CivilDate(year: today.year, month: 3, day: 31) else { return today }
    return march >= today ? march : march.adding(years: 1)
  }

  /// The exemptions of a person.
  ///
  /// - Parameters:
  ///   - draft: The person, who may have been given some by hand: then these.
  ///   - number: The number of the person.
  ///   - id: The id of the person, with which those of the exemptions begin.
  /// - Returns: The newest first.
  func exemptions(of draft: Draft, number: Int, id: Identifier<Assistito>) -> [Esenzione] {
    var made = draft.posizione.esenzioni
    if made.isEmpty, draft.caseID == nil {
      var random = RandomSource(seed: UInt64(truncatingIfNeeded: number) &* 0xA24B_AED4_963E_E407)
      made = drawn(draft, &random)
    }
    let ordered = made.sorted { ($1.start, $0.code) < ($0.start, $1.code) }
    return ordered.enumerated().map { index, esenzione in
      esenzione.renamed("\(id.rawValue)-e\(ordered.count - index)", number: number)
    }
  }

  // MARK: Drawing

  private func drawn(_ draft: Draft, _ random: inout RandomSource) -> [Esenzione] {
    if case .irregularAdult = draft.posizione.entitlement { return stay(&random) }
    guard let enrolled = draft.posizione.assistenza else { return [] }
    let age = draft.birthDate.age(on: today)
    var made = income(draft, age: age, &random) + diseases(draft, age: age, &random)
    made += invalidity(draft, age: age, &random)
    let last = [enrolled.ended?.on, draft.posizione.deathDate].compactMap(\.self).min()
    return made.map { esenzione in
      var esenzione = esenzione
      if let last, esenzione.state == .valid, (esenzione.end ?? .latest) > last {
        let cause: Esenzione.Cause = draft.posizione.deathDate == nil ? .enrolment : .death
        esenzione.state = .ended(on: max(last, esenzione.start.adding(days: -1)), cause: cause)
      } else if case .temporary(let until) = enrolled.kind {
        esenzione.end = min(esenzione.end ?? until, max(until, esenzione.start))
      }
      return esenzione.endingBefore(today)
    }
  }

  private func income(_ draft: Draft, age: Int, _ random: inout RandomSource) -> [Esenzione] {
    let first = lastMarch.adding(days: 1)
    func signed() -> CivilDate { first.adding(days: random.below(first.days(until: today) + 1)) }
    switch age {
    case ..<6:
      guard random.chance(300) else { return [] }
      let end = min(nextMarch, draft.birthDate.birthday(6).adding(days: -1))
      return [esenzione("E01", from: max(first, draft.birthDate), until: end, .mefList)]
    case 65...:
      guard random.chance(450) else { return [] }
      let code = random.chance(850) ? "E01" : random.chance(500) ? "E03" : "E04"
      return random.chance(750)
        ? [esenzione(code, from: first, until: nextMarch, .mefList)]
        : [esenzione(code, from: signed(), until: nextMarch, .selfDeclared)]
    case 18...:
      guard random.chance(90) else { return [] }
      if random.chance(600) { return [esenzione("E02", from: signed(), until: nextMarch, .selfDeclared)] }
      return [esenzione("E02", from: first.adding(years: -1), until: lastMarch, .selfDeclared)]
    default: return []
    }
  }

  private func diseases(_ draft: Draft, age: Int, _ random: inout RandomSource) -> [Esenzione] {
    let often = age < 18 ? 30 : age < 40 ? 80 : age < 65 ? 220 : 450
    var made: [Esenzione] = []
    for code in random.chance(often)
      ? Set([random.pick(Self.chronic), random.pick(Self.chronic)]).sorted() : []
    {
      let start = max(draft.birthDate, today.adding(days: -random.within(20...4_000)))
      made.append(esenzione(code, from: start, until: nil, .certificate))
    }
    if random.chance(4) {
      made.append(esenzione("020.042", from: startWithin(900, draft, &random), until: nil, .certificate))
    }
    if random.chance(6) {
      made.append(
        esenzione(random.pick(Self.rare), from: startWithin(3_000, draft, &random), until: nil, .certificate))
    }
    return made
  }

  private func invalidity(_ draft: Draft, age: Int, _ random: inout RandomSource) -> [Esenzione] {
    if age < 18 {
      guard random.chance(12) else { return [] }
      let end = draft.birthDate.birthday(18).adding(days: -1)
      return [esenzione("C04", from: startWithin(700, draft, &random), until: end, .certificate)]
    }
    guard random.chance(age < 65 ? 30 : 90) else { return [] }
    let start = startWithin(1_500, draft, &random)
    if random.chance(400) {
      let revision = today.adding(days: random.within(-200...900))
      return [esenzione("C03", from: start, until: max(revision, start), .certificate)]
    }
    return [esenzione(random.pick(["C01", "C02", "S01"]), from: start, until: nil, .certificate)]
  }

  private func stay(_ random: inout RandomSource) -> [Esenzione] {
    let start = today.adding(days: -random.within(1...170))
    return [esenzione("X01", from: start, until: start.adding(months: 6).adding(days: -1), .selfDeclared)]
  }

  private func startWithin(_ days: Int, _ draft: Draft, _ random: inout RandomSource) -> CivilDate {
    max(draft.birthDate, today.adding(days: -random.within(1...days)))
  }

  private static let chronic = [
    "0031.401", "013.250", "0A02.414", "027.244", "007.493", "025.272.0", "023.585", "059", "029.331.0",
  ]
  private static let rare = ["RFG101", "RC0040", "RDG020"]

  // MARK: Making

  /// An exemption of the asl of the demo, or of another one; its id and numbers come with the person.
  func esenzione(
    _ code: String, scope: EsenzioneScope = .national, by issuer: CodiceAsl = DemoTerritory.homeAsl,
    from start: CivilDate, until end: CivilDate?, _ origin: Esenzione.Origin,
    _ state: Esenzione.State = .valid
  ) -> Esenzione {
    guard let code = CodiceEsenzione(code) else { preconditionFailure("a code of the demo") }
    return Esenzione(
      id: "e", code: code, scope: scope, issuer: issuer, start: start, end: end, issuedOn: start,
      origin: origin, state: state)
  }
}

extension Esenzione {
  /// The same record of a person: with the id, and the numbers that a valid one has.
  fileprivate func renamed(_ id: String, number: Int) -> Esenzione {
    var isNumbered = origin == .certificate || origin == .selfDeclared
    switch state {
    case .draft, .inVerification, .inEvaluation, .notValid: isNumbered = false
    case .valid, .suspended, .ended, .revoked, .annulled: break
    }
    let serial = "\(issuedOn.year)-\(CheckDigits.padded(number, to: 7))\(id.suffix(1))"
    return Esenzione(
      id: .init(unchecked: id), code: code, scope: scope, issuer: issuer, start: start, end: end,
      issuedOn: issuedOn, origin: origin, certificateNumber: isNumbered ? "S-\(serial)" : "",
      protocolNumber: origin == .otherRegistry ? "" : "S-\(serial)", practice: nil, state: state)
  }

  /// The same record, ended where its last day has passed.
  fileprivate func endingBefore(_ today: CivilDate) -> Esenzione {
    guard state == .valid, let end, end < today else { return self }
    var ended = self
    ended.state = .ended(on: end, cause: .expiry)
    return ended
  }
}
