import Domain

extension Shapes {
  static let permesso = Record<PermessoDiSoggiorno>(
    "permesso",
    field("category", \.category, .choice),
    field("validUntil", \.validUntil, .date, note: "Last day, inclusive."),
    field("renewalRequestedOn", \.renewalRequestedOn, optional: .date),
    make: PermessoDiSoggiorno.init(category:validUntil:renewalRequestedOn:))

  static let entitlement = Shape<Entitlement>.variants(
    "entitlement",
    tag: { entitlement in
      switch entitlement {
      case .italian: "italian"
      case .european: "european"
      case .thirdCountry: "thirdCountry"
      case .irregularMinor: "irregularMinor"
      case .irregularAdult: "irregularAdult"
      case .europeanWithoutRights: "europeanWithoutRights"
      }
    },
    [
      .plain("italian", .italian),
      .carrying(
        "european",
        { entitlement -> EuropeanTitle? in
          guard case .european(let title) = entitlement else { return nil }
          return title
        },
        Record("entitlement-european", field("title", { $0 }, europeanTitle), make: { $0 }),
        make: { .european($0) }),
      .carrying(
        "thirdCountry",
        { entitlement -> PermessoDiSoggiorno? in
          guard case .thirdCountry(let permesso) = entitlement else { return nil }
          return permesso
        },
        permesso,
        make: { .thirdCountry($0) }),
      .plain("irregularMinor", .irregularMinor),
      .plain("irregularAdult", .irregularAdult),
      .plain("europeanWithoutRights", .europeanWithoutRights),
    ])

  static let europeanTitle = Shape<EuropeanTitle>.variants(
    "europeanTitle",
    tag: { title in
      switch title {
      case .worker: "worker"
      case .selfEmployed: "selfEmployed"
      case .seasonalWorker: "seasonalWorker"
      case .formS1: "formS1"
      case .permanentStay: "permanentStay"
      case .unemployed: "unemployed"
      case .trainee: "trainee"
      case .dependant: "dependant"
      case .shortStay: "shortStay"
      }
    },
    [
      .carrying(
        "worker",
        { title -> CivilDate?? in
          guard case .worker(let end) = title else { return nil }
          return .some(end)
        },
        optionalDate("europeanTitle-worker", "contractEnd"), make: { .worker(contractEnd: $0) }),
      .plain("selfEmployed", .selfEmployed),
      .carrying(
        "seasonalWorker",
        { title -> CivilDate? in
          guard case .seasonalWorker(let end) = title else { return nil }
          return end
        },
        Record("europeanTitle-seasonalWorker", field("contractEnd", { $0 }, .date), make: { $0 }),
        make: { .seasonalWorker(contractEnd: $0) }),
      .carrying(
        "formS1",
        { title -> CivilDate?? in
          guard case .formS1(let until) = title else { return nil }
          return .some(until)
        },
        optionalDate("europeanTitle-formS1", "until"), make: { .formS1(until: $0) }),
      .plain("permanentStay", .permanentStay),
      .carrying(
        "unemployed",
        { title -> Unemployment? in
          guard case .unemployed(let since, let underOneYear) = title else { return nil }
          return Unemployment(since: since, lastContractUnderOneYear: underOneYear)
        },
        Record(
          "europeanTitle-unemployed",
          field("since", \.since, .date),
          field("lastContractUnderOneYear", \.lastContractUnderOneYear, .flag, default: false),
          make: Unemployment.init(since:lastContractUnderOneYear:)),
        make: { .unemployed(since: $0.since, lastContractUnderOneYear: $0.lastContractUnderOneYear) }),
      .carrying(
        "trainee",
        { title -> CivilDate? in
          guard case .trainee(let until) = title else { return nil }
          return until
        },
        Record("europeanTitle-trainee", field("until", { $0 }, .date), make: { $0 }),
        make: { .trainee(until: $0) }),
      .carrying(
        "dependant",
        { title -> CivilDate?? in
          guard case .dependant(let until) = title else { return nil }
          return .some(until)
        },
        optionalDate("europeanTitle-dependant", "until"), make: { .dependant(until: $0) }),
      .plain("shortStay", .shortStay),
    ])

  private static func optionalDate(_ name: String, _ key: String) -> Record<CivilDate?> {
    Record(name, field(key, { $0 }, optional: .date, note: "Last day, inclusive."), make: { $0 })
  }
}

private struct Unemployment {
  let since: CivilDate
  let lastContractUnderOneYear: Bool
}
