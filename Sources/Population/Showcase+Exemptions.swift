import Domain

/// People worth showing for their exemptions.
extension Showcase {
  private var maker: ExemptionMaker { ExemptionMaker(today: today) }

  /// Somebody with exemptions.
  private func exempt(
    _ surname: String, _ name: String, _ sex: Sex, born birthDate: CivilDate, area: Int, case id: String,
    _ esenzioni: [Esenzione]
  ) -> Household {
    var draft = person(surname, name, sex, born: birthDate, area: area, case: id)
    draft.posizione.esenzioni = esenzioni
    return household(area, [draft])
  }

  /// To be renewed, revised, revoked, refused, waited for.
  var exemptions: [Household] {
    let make = maker
    let (last, next) = (make.lastMarch, make.nextMarch)
    let first = last.adding(days: 1)
    let sixth = turning(6, inDays: 20)
    return [
      exempt(
        "Prova", "Emma", .female, born: day(1979, 3, 12), area: 0, case: "esenzione-da-rinnovare",
        [
          make.esenzione(
            "E02", from: last.adding(days: -340), until: last, .selfDeclared,
            .ended(on: last, cause: .expiry))
        ]),
      exempt(
        "Esempio", "Pietro", .male, born: day(1961, 8, 4), area: 0, case: "esenzione-revisione",
        [
          make.esenzione(
            "C03", from: today.adding(days: -700), until: today.adding(days: 40), .certificate),
          make.esenzione("013.250", from: today.adding(days: -2_100), until: nil, .certificate),
        ]),
      exempt(
        "Modello", "Ada", .female, born: day(1948, 2, 19), area: 1, case: "esenzione-elenco-mef",
        [make.esenzione("E01", from: first, until: next, .mefList)]),
      exempt(
        "Verifica", "Bruno", .male, born: day(1970, 10, 6), area: 1, case: "esenzione-altra-regione",
        [
          make.esenzione(
            "7RQ", scope: .region("05"), by: DemoTerritory.foreign.asl, from: first, until: next,
            .otherRegistry),
          make.esenzione(
            "0A02.414", by: DemoTerritory.foreign.asl, from: today.adding(days: -1_300), until: nil,
            .otherRegistry),
        ]),
      exempt(
        "Campione", "Elsa", .female, born: day(1985, 5, 23), area: 0, case: "esenzione-doppia",
        [
          make.esenzione(
            "E02", by: DemoTerritory.neighbour.asl, from: max(first, today.adding(days: -60)), until: next,
            .selfDeclared)
        ]),
      exempt(
        "Prova", "Sandro", .male, born: day(1982, 7, 1), area: 2, case: "esenzione-bloccata",
        [
          make.esenzione(
            "E02", from: max(first, today.adding(days: -150)), until: next, .selfDeclared,
            .revoked(
              on: max(first, today.adding(days: -30)), reason: .officeControl, isBlocked: true))
        ]),
      exempt(
        "Esempio", "Vera", .female, born: day(1990, 1, 9), area: 2, case: "esenzione-in-verifica",
        [make.esenzione("E02", from: today, until: next, .selfDeclared, .inVerification)]),
      exempt(
        "Modello", "Pio", .male, born: day(1955, 6, 30), area: 1, case: "esenzione-in-valutazione",
        [make.esenzione("0031.401", from: today, until: nil, .certificate, .inEvaluation)]),
      exempt(
        "Verifica", "Lia", .female, born: day(1976, 11, 11), area: 3, case: "esenzione-riservata",
        [make.esenzione("020.042", from: today.adding(days: -800), until: nil, .certificate)]),
      exempt(
        "Campione", "Nico", .male, born: sixth, area: 0, case: "esenzione-sesto-compleanno",
        [
          make.esenzione(
            "E01", from: max(first, sixth), until: min(next, sixth.birthday(6).adding(days: -1)), .mefList)
        ]),
      exempt(
        "Prova", "Rita", .female, born: day(1994, 4, 14), area: 3, case: "malattia-rara", []),
    ]
  }
}
