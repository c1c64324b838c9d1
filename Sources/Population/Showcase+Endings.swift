import Domain

extension Showcase {
  /// Codes with a history, a family of three generations.
  var families: [Household] {
    var omocodia = person("Omocodi", "Nello", .male, born: day(1983, 3, 3), area: 1, case: "omocodia")
    omocodia.code = .omocodia
    return [
      household(1, [omocodia]),
      household(
        2,
        [
          person("Famiglia", "Otto", .male, born: day(1978, 5, 1), area: 2, medico: "mmg-009"),
          person(
            "Müllner", "Käthe", .female, born: day(1981, 8, 3), in: 27, area: 2, role: .spouse,
            medico: "mmg-007"),
          person(
            "Famiglia", "Ida", .female, born: turning(11, inDays: -30), area: 2, role: .child,
            medico: "pls-003"),
          person(
            "Famiglia", "Elvira", .female, born: day(1944, 2, 29), area: 2, role: .grandparent,
            medico: "mmg-009"),
        ]),
    ]
  }

  /// Whatever ends, is about to, or waits.
  var endings: [Household] {
    var refused = person(
      "Ricusati", "Fosco", .male, born: day(1972, 2, 12), area: 0, case: "ricusazione-in-corso")
    let notice = today.adding(days: -6)
    refused.wish = .asDrafted
    refused.posizione.scelte = [
      scelta(
        "mmg-003", "Marchetti Elena", .mmg, from: today.adding(days: -900),
        end: .init(on: notice.adding(days: 15), reason: .ricusazione), notice: notice)
    ]
    var refusedBefore = person(
      "Ricusati", "Vanda", .female, born: day(1968, 8, 28), area: 0, case: "ricusazione-finita")
    refusedBefore.wish = .asDrafted
    let before = today.adding(days: -60)
    refusedBefore.posizione.scelte = [
      scelta(
        "mmg-003", "Marchetti Elena", .mmg, from: today.adding(days: -700),
        end: .init(on: before.adding(days: 15), reason: .ricusazione), notice: before)
    ]
    var dead = person("Defunti", "Severo", .male, born: day(1938, 6, 6), area: 0, case: "deceduto")
    let death = today.adding(days: -20)
    dead.posizione.deathDate = death
    dead.posizione.assistenza?.ended = .init(on: death, reason: .death)
    var emigrant = person("Emigrati", "Delia", .female, born: day(1986, 11, 11), area: 0, case: "aire")
    let departure = today.adding(days: -90)
    emigrant.posizione.residence = .abroad(state: "DE", since: departure)
    emigrant.posizione.assistenza?.ended = .init(on: departure, reason: .aire)
    var checked = person(
      "Verificandi", "Lino", .male, born: day(1991, 1, 21), area: 0, case: "residenza-in-verifica")
    checked.posizione.residence = .italy(
      address(0), since: today.adding(days: -9), state: .pending(since: today.adding(days: -9)))
    var moved = person(
      "Trasferiti", "Mirco", .male, born: day(1970, 10, 10), area: 0, medico: "mmg-003",
      case: "trasferito-altra-asl")
    moved.posizione.residence = .italy(
      Address(street: "via Stazione 4", postalCode: "00914", territory: DemoTerritory.neighbour),
      since: today.adding(days: -25), state: .confirmed)
    moved.posizione.transferNotice = today.adding(days: -12)
    var hidden = person(
      "Riservati", "Alba", .female, born: day(1982, 12, 22), area: 0, case: "dati-riservati")
    hidden.posizione.standing = .restricted
    var waiting = person(
      "Pendenti", "Gilda", .female, born: day(1964, 4, 14), area: 0, medico: "mmg-003",
      case: "pratica-in-corso")
    waiting.pendingMedico = "mmg-015"
    return [
      refused, refusedBefore, dead, emigrant, checked, moved, hidden, waiting, guest(), facilityGuest(),
    ].map {
      household(0, [$0])
    }
  }

  /// Resident outside the region, at work here for a year.
  private func guest() -> Draft {
    var draft = person(
      "Domiciliati", "Sara", .female, born: day(1996, 6, 16), in: 38, area: 0, medico: "mmg-003",
      case: "domicilio-sanitario")
    let start = today.adding(months: -11)
    domicile(
      &draft, residence: DemoTerritory.foreign, .work, from: start,
      until: start.adding(years: 1).adding(days: -1))
    return draft
  }

  /// Resident in the other asl of the region, in a home for the aged here; not yet with a medico.
  private func facilityGuest() -> Draft {
    var draft = person(
      "Domiciliati", "Ersilia", .female, born: day(1936, 3, 26), in: 14, area: 0,
      case: "domicilio-in-struttura")
    let start = today.adding(days: -4)
    domicile(
      &draft, residence: DemoTerritory.neighbour, .facility, from: start,
      until: start.adding(months: 6).adding(days: -1))
    draft.wish = .none
    return draft
  }

  private func domicile(
    _ draft: inout Draft, residence: Territory, _ reason: Domicile.Reason, from start: CivilDate,
    until: CivilDate
  ) {
    draft.posizione.residence = .italy(
      Address(street: "via del Pozzo 8", postalCode: "00938", territory: residence), since: draft.birthDate,
      state: .confirmed)
    draft.posizione.domicile = Domicile(address: address(0), reason: reason, since: start, until: until)
    draft.posizione.assistenza = Assistenza(
      asl: DemoTerritory.homeAsl, start: start, kind: .temporary(until: until))
  }
}
