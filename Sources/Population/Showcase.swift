import Domain

/// The households drawn by hand: every case of the demo, and people on each side of each age edge.
///
/// They come first in every population and do not depend on its seed, so that manuals can name them.
struct Showcase {
  let today: CivilDate

  /// All of them, in the order of the ids.
  var households: [Household] {
    adults + minors + families + foreigners + endings + edges + exemptions
  }

  // MARK: Making

  /// A household in the MMG ambito at position `area`.
  func household(_ area: Int, _ people: [Draft]) -> Household {
    Household(area: area, people: people, random: RandomSource(seed: 7))
  }

  /// Somebody who lives in the ambito at position `area`, Italian and enrolled without end.
  func person(
    _ surname: String, _ name: String, _ sex: Sex, born birthDate: CivilDate, in place: Int = 0, area: Int,
    role: HouseholdRole = .head, medico: String? = nil, case id: String? = nil
  ) -> Draft {
    let since = max(birthDate, today.adding(days: -2_500))
    return Draft(
      surname: surname, name: name, sex: sex, birthDate: birthDate, birthPlace: Places.code(place),
      citizenship: "IT", role: role,
      posizione: Posizione(
        birthDate: birthDate, residence: .italy(address(area), since: since, state: .confirmed),
        assistenza: Assistenza(asl: DemoTerritory.homeAsl, start: since, kind: .unlimited)),
      wish: medico.map { .named($0) } ?? .assigned, caseID: id)
  }

  func address(_ area: Int) -> Address {
    Address(
      street: "via dei Tigli \(area * 2 + 1)", postalCode: "0001\(area)",
      territory: DemoTerritory.home[area][0])
  }

  /// A day of the calendar that exists.
  func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? today
  }

  /// Born so that `years` are completed `days` days after today; negative days are past.
  func turning(_ years: Int, inDays days: Int) -> CivilDate { today.adding(days: days).adding(years: -years) }

  /// A scelta that runs.
  func scelta(
    _ medico: String, _ name: String, _ kind: Medico.Kind, from start: CivilDate,
    motive: Scelta.Motive = .first, until: CivilDate? = nil, counter: PlaceCounter = .permanent,
    end: Scelta.Ending? = nil, notice: CivilDate? = nil
  ) -> Scelta {
    Scelta(
      medico: .init(unchecked: medico), medicoName: name, kind: kind, start: start, motive: motive,
      until: until,
      counter: counter, author: "sportello 1", end: end, ricusazioneNotice: notice)
  }

  // MARK: Adults

  private var adults: [Household] {
    [
      household(
        0,
        [
          person("Prova", "Anna", .female, born: day(1980, 1, 1), area: 0, medico: "mmg-001", case: "cambio"),
          person(
            "Prova", "Gino", .male, born: day(1965, 12, 10), in: 1, area: 0, role: .spouse, medico: "mmg-002"),
        ]),
      household(
        0,
        [
          person(
            "Esempio", "Carla", .female, born: day(1958, 3, 8), area: 0, medico: "mmg-003",
            case: "medico-completo")
        ]),
      household(
        0,
        [
          person(
            "Modello", "Irene", .female, born: day(1975, 7, 7), area: 0, medico: "mmg-003",
            case: "ricongiungimento"),
          person(
            "Campione", "Ezio", .male, born: day(1973, 2, 2), area: 0, role: .spouse, medico: "mmg-002"),
        ]),
      household(
        1,
        [
          person(
            "Modello", "Dario", .male, born: day(1969, 9, 9), area: 1, medico: "mmg-006",
            case: "autolimitato"),
          person(
            "Verifica", "Olga", .female, born: day(1971, 4, 4), area: 1, role: .spouse, medico: "mmg-004"),
        ]),
      household(
        1,
        [
          person(
            "Verifica", "Ugo", .male, born: day(1949, 11, 30), area: 1, medico: "mmg-006",
            case: "ambito-confinante")
        ]),
      household(
        0,
        [
          person(
            "Verifica", "Nives", .female, born: day(1951, 5, 17), area: 0, medico: "mmg-003",
            case: "ambito-non-confinante")
        ]),
      household(
        1,
        [
          person(
            "Campione", "Livio", .male, born: day(1988, 8, 18), area: 1, medico: "mmg-005",
            case: "stessa-associazione")
        ]),
      household(
        3,
        [
          person(
            "Modello", "Teo", .male, born: day(1990, 10, 20), area: 3, medico: "mmg-012",
            case: "medico-in-uscita")
        ]),
      household(
        2,
        [
          person(
            "Esempio", "Norma", .female, born: day(1962, 6, 26), area: 2, medico: "mmg-009",
            case: "ultimo-posto")
        ]),
      household(
        2,
        [
          person(
            "Esempio", "Rocco", .male, born: day(1984, 1, 31), area: 2, medico: "mmg-009",
            case: "posti-ignoti")
        ]),
    ]
  }
}
