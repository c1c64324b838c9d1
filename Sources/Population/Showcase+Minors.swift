import Domain

extension Showcase {
  private func mother(_ area: Int, _ surname: String, _ number: Int = 0) -> Draft {
    let names = ["Marisa", "Bruna", "Tosca"]
    let birth = today.adding(years: -39).adding(days: -77 - number)
    return person(surname, names[number % 3], .female, born: birth, area: area)
  }

  private func child(
    _ surname: String, _ name: String, _ sex: Sex, born: CivilDate, area: Int, medico: String? = nil,
    case id: String? = nil
  ) -> Draft {
    person(
      surname, name, sex, born: born, in: 5, area: area, role: .child, medico: medico, case: id)
  }

  /// Children and youths, one case each.
  var minors: [Household] {
    var fourteenToday = child(
      "Quattordi", "Zoè", .female, born: turning(14, inDays: 0), area: 0, case: "14-anni-oggi")
    fourteenToday.wish = .asDrafted
    fourteenToday.posizione.scelte = [
      scelta(
        "pls-001", "Amadei Chiara", .pls, from: fourteenToday.birthDate.adding(days: 30),
        end: .init(on: today, reason: .age))
    ]
    let extended = extended("Proroga", "Elia", turning: 16, inDays: 200, area: 0, case: "proroga-14-16")
    var sixteenToday = child("Sedici", "Nilo", .male, born: turning(16, inDays: 0), area: 0, case: "16-anni")
    sixteenToday.wish = .none
    var newborn = child(
      "Neonati", "Aurora", .female, born: today.adding(days: -12), area: 0, case: "codice-provvisorio")
    newborn.wish = .none
    newborn.code = .provisional
    var noPaediatrician = child(
      "Vallechiara", "Rémy", .male, born: today.adding(years: -3), area: 4, case: "nessun-pediatra")
    noPaediatrician.wish = .none
    return [
      household(
        0,
        [
          mother(0, "Seimeno"),
          child(
            "Seimeno", "Leo", .male, born: turning(5, inDays: -120), area: 0, medico: "pls-001",
            case: "sotto-6-anni"),
        ]),
      household(
        0,
        [
          mother(0, "Tredici"),
          child(
            "Tredici", "Ivo", .male, born: turning(14, inDays: 25), area: 0, medico: "pls-001",
            case: "13-anni-11-mesi"),
        ]),
      household(0, [mother(0, "Quattordi"), fourteenToday]),
      household(0, [mother(0, "Proroga"), extended]),
      household(0, [mother(0, "Sedici"), sixteenToday]),
      household(0, [mother(0, "Neonati"), newborn]),
      household(4, [mother(4, "Vallechiara"), noPaediatrician]),
      household(
        0,
        [
          mother(0, "Fratelli"),
          child("Fratelli", "Ada", .female, born: turning(9, inDays: -40), area: 0, medico: "pls-002"),
          child(
            "Fratelli", "Bruno", .male, born: turning(4, inDays: -80), area: 0, medico: "pls-001",
            case: "fratello-dal-pediatra"),
        ]),
      household(
        2,
        [
          mother(2, "Bisestili"),
          child(
            "Bisestili", "Febo", .male, born: lastLeapDay(youngerThan: 14), area: 2, medico: "pls-003",
            case: "29-febbraio"),
        ]),
    ]
  }

  /// The earliest 29 February on which those born are still younger than `age`.
  private func lastLeapDay(youngerThan age: Int) -> CivilDate {
    let years = (today.year - age)...today.year
    let days = years.compactMap { CivilDate(year: $0, month: 2, day: 29) }
    return days.first { $0.age(on: today) < age && $0 <= today } ?? today
  }

  /// A youth who stays with the PLS until the 16th birthday.
  private func extended(
    _ surname: String, _ name: String, turning age: Int, inDays days: Int, area: Int, case id: String? = nil
  ) -> Draft {
    let birth = turning(age, inDays: days)
    var draft = child(surname, name, .male, born: birth, area: area, case: id)
    draft.wish = .asDrafted
    draft.posizione.scelte = [
      scelta(
        "pls-001", "Amadei Chiara", .pls, from: birth.birthday(14), motive: .pediatricExtension,
        until: birth.birthday(16), counter: .temporary),
      scelta(
        "pls-001", "Amadei Chiara", .pls, from: birth.adding(days: 20),
        end: .init(on: birth.birthday(14).adding(days: -1), reason: .change)),
    ]
    return draft
  }

  /// People on each side of each age edge, born on 29 February, or about to turn 14 or 16.
  var edges: [Household] {
    var households: [Household] = []
    for age in [6, 14, 16, 18] {
      for days in -1...1 {
        let birth = turning(age, inDays: days)
        let small = birth.age(on: today) < 14
        households.append(
          household(
            0,
            [
              mother(0, "Soglia", age * 3 + days),
              child(
                "Soglia", ["Ilario", "Oreste", "Amos"][days + 1], .male, born: birth, area: 0,
                medico: small ? "pls-002" : nil),
            ]))
      }
    }
    for year in [2000, 2004, 2008, 2012, 2016, 2020, 2024] {
      let birth = day(year, 2, 29)
      guard birth <= today else { continue }
      households.append(
        household(3, [mother(3, "Bisesti", year), child("Bisesti", "Flora", .female, born: birth, area: 3)]))
    }
    for days in stride(from: 4, through: 88, by: 12) {
      households.append(
        household(
          1,
          [
            mother(1, "Scadenti", days),
            child("Scadenti", "Nora", .female, born: turning(14, inDays: days), area: 1, medico: "pls-001"),
          ]))
    }
    for days in [9, 33, 71] {
      let youth = extended("Prorogati", "Eros", turning: 16, inDays: days, area: 1)
      households.append(household(1, [mother(1, "Prorogati", days), youth]))
    }
    return households
  }
}
