import Domain

extension Showcase {
  private func foreigner(
    _ surname: String, _ name: String, _ sex: Sex, born: CivilDate, _ citizenship: String, place: Int,
    area: Int, _ entitlement: Entitlement, until: CivilDate?, medico: String? = nil, case id: String
  ) -> Draft {
    var draft = person(surname, name, sex, born: born, in: place, area: area, medico: medico, case: id)
    draft.citizenship = citizenship
    draft.posizione.entitlement = entitlement
    if let until {
      draft.posizione.assistenza = Assistenza(
        asl: DemoTerritory.homeAsl, start: today.adding(days: -320), kind: .temporary(until: until))
    }
    return draft
  }

  /// Permits, European titles, people without either.
  var foreigners: [Household] {
    let expired = today.adding(days: -35)
    var receipt = foreigner(
      "Boutahiri", "Karim", .male, born: day(1987, 5, 5), "MA", place: 94, area: 0,
      .thirdCountry(
        .init(category: .work, validUntil: expired, renewalRequestedOn: expired.adding(days: -18))),
      until: expired.adding(months: 12), medico: "mmg-003", case: "permesso-con-ricevuta")
    receipt.posizione.esenzioni = [
      ExemptionMaker(today: today).esenzione(
        "013.250", from: today.adding(days: -250), until: expired.adding(months: 12), .certificate,
        .suspended(since: expired.adding(days: 1)))
    ]
    var lapsed = foreigner(
      "Okaforu", "Joy", .female, born: day(1992, 12, 2), "NG", place: 96, area: 0,
      .thirdCountry(.init(category: .work, validUntil: expired)), until: expired, case: "permesso-scaduto")
    lapsed.posizione.assistenza?.ended = .init(on: expired, reason: .expired)
    lapsed.wish = .asDrafted
    lapsed.posizione.scelte = [
      scelta(
        "mmg-003", "Marchetti Elena", .mmg, from: today.adding(days: -320), until: expired,
        counter: .temporary,
        end: .init(on: expired, reason: .expiry))
    ]
    let permit = foreigner(
      "Savchynska", "Oksana", .female, born: day(1979, 9, 19), "UA", place: 93, area: 0,
      .thirdCountry(.init(category: .asylum, validUntil: today.adding(days: 48))),
      until: today.adding(days: 48),
      medico: "mmg-003", case: "permesso-in-scadenza")
    let student = foreigner(
      "Sharmani", "Priya", .female, born: day(2003, 3, 3), "IN", place: 96, area: 0,
      .thirdCountry(.init(category: .study, validUntil: today.adding(days: 300))),
      until: day(today.year, 12, 31),
      medico: "mmg-003", case: "iscrizione-volontaria")
    var minor = foreigner(
      "Camarani", "Moussa", .male, born: turning(10, inDays: -60), "SN", place: 96, area: 0, .irregularMinor,
      until: turning(10, inDays: -60).birthday(18).adding(days: -1), case: "minore-irregolare")
    minor.wish = .none
    var stp = foreigner(
      "Delacruza", "Grace", .female, born: day(1985, 1, 15), "PH", place: 96, area: 0, .irregularAdult,
      until: nil,
      case: "stp")
    withoutRights(&stp, .stp)
    stp.posizione.esenzioni = [
      ExemptionMaker(today: today).esenzione(
        "X01", from: today.adding(days: -100),
        until: today.adding(days: -100).adding(months: 6).adding(days: -1),
        .selfDeclared)
    ]
    var eni = foreigner(
      "Popescaru", "Ion", .male, born: day(1977, 7, 27), "RO", place: 90, area: 0, .europeanWithoutRights,
      until: nil,
      case: "eni")
    withoutRights(&eni, .eni)
    let worker = foreigner(
      "Gérardin", "Cécile", .female, born: day(1994, 4, 24), "FR", place: 91, area: 1,
      .european(.worker(contractEnd: today.adding(days: 75))), until: today.adding(days: 75),
      medico: "mmg-006",
      case: "lavoratore-europeo")
    return [receipt, lapsed, permit, student, minor, stp, eni].map { household(0, [$0]) } + [
      household(1, [worker])
    ]
  }

  private func withoutRights(_ draft: inout Draft, _ code: Draft.CodeKind) {
    draft.posizione.assistenza = nil
    draft.posizione.residence = .none(struckOff: false)
    draft.code = code
    draft.wish = .none
  }
}
