import Domain

extension Shapes {
  static let numeroTessera = Shape<NumeroTessera>.text(
    .tessera, parse: { try? NumeroTessera($0) }, text: \.rawValue)

  static let tessera = Record<Tessera>(
    "tessera",
    field("number", \.number, numeroTessera),
    field("issued", \.issued, .date),
    field("expires", \.expires, .date, note: "Last day, inclusive."),
    field("hasChip", \.hasChip, .flag, default: true),
    field("state", \.state, tesseraState, default: .notActivated),
    make: Tessera.init(number:issued:expires:hasChip:state:))

  static let tesseraState = Shape<Tessera.State>.variants(
    "tesseraState",
    tag: { state in
      switch state {
      case .notActivated: "notActivated"
      case .active: "active"
      case .suspended: "suspended"
      case .revoked: "revoked"
      case .replaced: "replaced"
      }
    },
    [
      .plain("notActivated", .notActivated),
      .carrying(
        "active",
        { state -> CivilDate? in
          guard case .active(let since) = state else { return nil }
          return since
        },
        Record("tesseraState-active", field("since", { $0 }, .date), make: { $0 }),
        make: { .active(since: $0) }),
      .carrying(
        "suspended",
        { state -> CivilDate? in
          guard case .suspended(let since) = state else { return nil }
          return since
        },
        Record("tesseraState-suspended", field("since", { $0 }, .date), make: { $0 }),
        make: { .suspended(since: $0) }),
      .carrying(
        "revoked",
        { state -> TesseraRevocation? in
          guard case .revoked(let day, let reason) = state else { return nil }
          return TesseraRevocation(on: day, reason: reason)
        },
        Record(
          "tesseraState-revoked", field("on", \.on, .date), field("reason", \.reason, .choice),
          make: TesseraRevocation.init(on:reason:)),
        make: { .revoked(on: $0.on, reason: $0.reason) }),
      .carrying(
        "replaced",
        { state -> CivilDate? in
          guard case .replaced(let day) = state else { return nil }
          return day
        },
        Record("tesseraState-replaced", field("on", { $0 }, .date), make: { $0 }),
        make: { .replaced(on: $0) }),
    ])
}

private struct TesseraRevocation {
  let on: CivilDate
  let reason: Tessera.Revocation
}
