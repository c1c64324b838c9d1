import Domain

extension Shapes {
  static let asl = Shape<CodiceAsl>.text(.asl, parse: { CodiceAsl($0) }, text: \.rawValue)

  static let territory = Record<Territory>(
    "territory",
    field("municipality", \.municipality, place, default: .nowhere),
    field("asl", \.asl, asl, note: "Six digits: three of the region, three of the asl."),
    field("distretto", \.distretto, filled: .identifier(), note: "Default: asl."),
    field("ambitoMMG", \.ambitoMMG, filled: .identifier(), note: "Default: distretto."),
    field("ambitoPLS", \.ambitoPLS, filled: .identifier(), note: "Default: ambitoMMG."),
    make: Territory.init(municipality:asl:distretto:ambitoMMG:ambitoPLS:))

  static let address = Record<Address>(
    "address",
    field("street", \.street, .text, default: ""),
    field("postalCode", \.postalCode, .text, default: ""),
    inline(\.territory, territory),
    make: Address.init(street:postalCode:territory:))

  static let residence = Shape<Residence>.variants(
    "residence",
    tag: { residence in
      switch residence {
      case .italy: "italy"
      case .abroad: "abroad"
      case .none: "none"
      }
    },
    default: "italy",
    [
      .carrying(
        "italy",
        { residence -> ItalianResidence? in
          guard case .italy(let address, let since, let state) = residence else { return nil }
          return ItalianResidence(address: address, since: since, state: state)
        },
        Record(
          "residence-italy",
          inline(\.address, address),
          field("since", \.since, optional: .date),
          field("pendingSince", \.pendingSince, optional: .date, note: "Declared, not yet certified."),
          make: ItalianResidence.init(address:since:pendingSince:)),
        make: { .italy($0.address, since: $0.since, state: $0.state) }),
      .carrying(
        "abroad",
        { residence -> ResidenceAbroad? in
          guard case .abroad(let state, let since) = residence else { return nil }
          return ResidenceAbroad(state: state, since: since)
        },
        Record(
          "residence-abroad",
          field("state", \.state, .text),
          field("since", \.since, .date),
          make: ResidenceAbroad.init(state:since:)),
        make: { .abroad(state: $0.state, since: $0.since) }),
      .carrying(
        "none",
        { residence -> Bool? in
          guard case .none(let struckOff) = residence else { return nil }
          return struckOff
        },
        Record("residence-none", field("struckOff", { $0 }, .flag, default: false), make: { $0 }),
        make: { .none(struckOff: $0) }),
    ]
  ).filled { $0.fillingResidence() }

  static let domicile = Record<Domicile>(
    "domicile",
    inline(\.address, address),
    field("reason", \.reason, .choice),
    field("since", \.since, .date),
    field("until", \.until, optional: .date, note: "Last day, inclusive."),
    make: Domicile.init(address:reason:since:until:)
  ).shape.filled { $0.fillingPlace() }

  static let assistenza = Record<Assistenza>(
    "assistenza",
    field("asl", \.asl, asl),
    field("start", \.start, .date),
    field("until", \.until, optional: .date, note: "Last day of a temporary enrolment, inclusive."),
    field("suspendedUntil", \.suspendedUntil, optional: .date),
    field("ended", \.ended, optional: assistenzaEnding.shape),
    make: { asl, start, until, suspendedUntil, ended in
      Assistenza(
        asl: asl, start: start, kind: until.map { .temporary(until: $0) } ?? .unlimited,
        suspendedUntil: suspendedUntil, ended: ended)
    })

  private static let assistenzaEnding = Record<Assistenza.Ending>(
    "assistenzaEnding",
    field("on", \.on, .date, note: "Last day, inclusive."),
    field("reason", \.reason, .choice),
    make: Assistenza.Ending.init(on:reason:))

  static let standing = Shape<Standing>.variants(
    "standing",
    tag: { standing in
      switch standing {
      case .ordinary: "ordinary"
      case .stateAssisted: "stateAssisted"
      case .detained: "detained"
      case .restricted: "restricted"
      }
    },
    [
      .plain("ordinary", .ordinary),
      .carrying(
        "stateAssisted",
        { standing -> CivilDate? in
          guard case .stateAssisted(let since) = standing else { return nil }
          return since
        },
        Record("standing-stateAssisted", field("since", { $0 }, .date), make: { $0 }),
        make: { .stateAssisted(since: $0) }),
      .plain("detained", .detained),
      .plain("restricted", .restricted),
    ])

  static let posizione = Record<Posizione>(
    "posizione",
    field("birthDate", \.birthDate, .date),
    field("deathDate", \.deathDate, optional: .date),
    field("residence", \.residence, residence),
    field("domicile", \.domicile, optional: domicile),
    field("entitlement", \.entitlement, entitlement, default: .italian),
    field("assistenza", \.assistenza, optional: assistenza.shape),
    field("scelte", \.scelte, .list(scelta.shape), default: [], note: "Newest first."),
    field("standing", \.standing, standing, default: .ordinary),
    field("transferNotice", \.transferNotice, optional: .date, note: "Day of the asl's notice."),
    field("esenzioni", \.esenzioni, .list(esenzione.shape), default: [], note: "Newest first."),
    // The cards stand beside: in the assistito, where the newest one always stood.
    make: {
      Posizione(
        birthDate: $0, deathDate: $1, residence: $2, domicile: $3, entitlement: $4, assistenza: $5,
        scelte: $6, standing: $7, transferNotice: $8, esenzioni: $9, tessere: [])
    })
}

private struct ItalianResidence {
  let address: Address
  let since: CivilDate?
  let state: Residence.Verification

  init(address: Address, since: CivilDate?, state: Residence.Verification) {
    self.address = address
    self.since = since
    self.state = state
  }

  init(address: Address, since: CivilDate?, pendingSince: CivilDate?) {
    self.init(
      address: address, since: since, state: pendingSince.map { .pending(since: $0) } ?? .confirmed)
  }

  var pendingSince: CivilDate? {
    switch state {
    case .confirmed: nil
    case .pending(let since): since
    }
  }
}

private struct ResidenceAbroad {
  let state: String
  let since: CivilDate
}

extension Assistenza {
  fileprivate var until: CivilDate? {
    switch kind {
    case .unlimited: nil
    case .temporary(let until): until
    }
  }
}
