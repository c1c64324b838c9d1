import Domain

/// A plain adult of asl 090201 and a medico of the same ambito with places, to be varied by each test.
enum Fixture {
  static let profile = Profile(id: "italia", scelta: SceltaParameters())
  static let asl = CodiceAsl("090201")!
  static let otherAsl = CodiceAsl("090202")!
  static let thirdAsl = CodiceAsl("090203")!
  static let outside = CodiceAsl("080101")!
  static let today = day("2026-06-15")
  static let now = instant("2026-06-15T10:00:00+02:00")
  static let adultCode = code("PRVNNA80A41Y000J")
  static let relativeCode = code("PRVGNI65T10Y001V")

  static func day(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }
  static func instant(_ iso: String) -> Instant { Instant(iso: iso)! }
  static func code(_ text: String) -> PersonCode { try! PersonCode.parse(text) }

  static func territory(_ asl: CodiceAsl = asl, ambito: String = "A1", distretto: String = "D1") -> Territory
  {
    Territory(
      municipality: PlaceCode("Y001")!, asl: asl, distretto: Identifier(unchecked: distretto),
      ambitoMMG: Identifier(unchecked: ambito), ambitoPLS: Identifier(unchecked: ambito))
  }

  static func address(_ territory: Territory) -> Address {
    Address(street: "Via della Prova 1", postalCode: "00000", territory: territory)
  }

  static func residence(_ territory: Territory) -> Residence {
    .italy(address(territory), since: day("2010-01-01"), state: .confirmed)
  }

  static func domicile(
    _ asl: CodiceAsl = asl, reason: Domicile.Reason = .work, until: CivilDate? = nil
  ) -> Domicile {
    Domicile(address: address(territory(asl)), reason: reason, since: day("2026-01-01"), until: until)
  }

  static func medico(
    _ id: String = "M1", kind: Medico.Kind = .mmg, asl: CodiceAsl = asl, ambito: String = "A1",
    distretto: String = "D1", association: Medico.Association? = nil, ceilings: Medico.Ceilings? = nil,
    selfLimited: Bool = false, load: Medico.Load? = Medico.Load(permanent: 1_000, temporary: 10),
    engagement: Medico.Engagement? = nil
  ) -> Medico {
    Medico(
      id: Identifier(unchecked: id), kind: kind, surname: "Prova", name: "Medico", sex: .female,
      regionalCode: id, asl: asl, distretto: Identifier(unchecked: distretto),
      ambito: Identifier(unchecked: ambito), association: association,
      engagement: engagement ?? Medico.Engagement(start: day("2000-01-01"), end: nil),
      ceilings: ceilings ?? Medico.Ceilings(permanent: 1_500, reunion: 1_575, temporary: 100),
      selfLimited: selfLimited, load: load,
      surgery: Medico.Surgery(
        street: "Via della Prova 2", municipality: PlaceCode("Y001")!, telephone: "", hours: ""))
  }

  static func scelta(
    _ medico: String = "M0", kind: Medico.Kind = .mmg, start: String = "2020-01-01",
    motive: Scelta.Motive = .first, until: CivilDate? = nil, end: Scelta.Ending? = nil,
    notice: CivilDate? = nil
  ) -> Scelta {
    Scelta(
      medico: Identifier(unchecked: medico), medicoName: "Prova", kind: kind, start: day(start),
      motive: motive, until: until, author: "prova", end: end, ricusazioneNotice: notice)
  }

  static func assistito(
    born: String = "1980-01-01", residence: Residence? = nil, domicile: Domicile? = nil,
    entitlement: Entitlement = .italian, assistenza: Assistenza? = nil, scelte: [Scelta] = [],
    family: [FamilyMember] = []
  ) -> Assistito {
    Assistito(
      id: "P1",
      identity: Generalita(
        codes: [adultCode], surname: "Prova", name: "Anna", sex: .female, birthDate: day(born),
        birthPlace: PlaceCode("Y000")!),
      posizione: Posizione(
        birthDate: day(born), residence: residence ?? Self.residence(territory()), domicile: domicile,
        entitlement: entitlement, assistenza: assistenza, scelte: scelte),
      family: family)
  }

  /// A case with all papers seen, so that only the rule under test speaks.
  static func content(
    _ assistito: Assistito = assistito(), medico: Medico = medico(), on effective: CivilDate = today
  ) -> SceltaCase {
    let isMinor = assistito.posizione.birthDate.age(on: effective) < 18
    return SceltaCase(
      assistito: assistito, medico: medico,
      request: SceltaRequest(
        effectiveDate: effective, applicant: isMinor ? .parent(otherParentDeclares: true) : .`self`,
        documentsSeen: Set(DocumentKind.allCases).subtracting([.medicoAcceptance])))
  }

  static func decide(
    _ content: SceltaCase, _ profile: Profile = profile, now: Instant = now
  ) -> Decision { Scelta.decide(content, profile: profile, now: now) }
}

extension Decision {
  /// The findings at or above a severity, as `id` or `id.variant`.
  func keys(atLeast severity: Severity = .warn) -> [String] {
    findings.filter { $0.severity >= severity }.map { String($0.messageKey.dropFirst("regola.".count)) }
  }

  /// The findings of every severity.
  var allKeys: [String] { keys(atLeast: .note) }
}

extension Profile {
  func with(_ change: (inout SceltaParameters) -> Void) -> Profile { changing(\.scelta, change) }
}
