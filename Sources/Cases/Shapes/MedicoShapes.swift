import Domain

extension Shapes {
  /// The day before which no engagement of a case without one can matter.
  private static let longAgo = CivilDate(daysSinceEpoch: 0)

  static let association = Record<Medico.Association>(
    "association",
    field("id", \.id, .identifier()),
    field("name", \.name, .text, default: ""),
    field("form", \.form, .choice, default: .group),
    field("start", \.start, .date, default: longAgo),
    field("end", \.end, optional: .date, note: "Last day, inclusive."),
    make: Medico.Association.init(id:name:form:start:end:))

  static let engagement = Record<Medico.Engagement>(
    "engagement",
    field("start", \.start, .date, default: longAgo),
    field("end", \.end, optional: .date, note: "Last day, inclusive."),
    field("suspended", \.suspended, .flag, default: false),
    field("qualification", \.qualification, .choice, default: .holder),
    make: Medico.Engagement.init(start:end:suspended:qualification:))

  private static let count = Shape<Int>.integer(in: 0...1_000_000)

  static let ceilings = Record<Medico.Ceilings>(
    "ceilings",
    field("permanent", \.permanent, optional: count),
    field("reunion", \.reunion, optional: count),
    field("temporary", \.temporary, optional: count),
    field("zeroToSix", \.zeroToSix, optional: count),
    make: Medico.Ceilings.init(permanent:reunion:temporary:zeroToSix:))

  static let load = Record<Medico.Load>(
    "load",
    field("permanent", \.permanent, count, default: 0),
    field("temporary", \.temporary, count, default: 0),
    field("zeroToSix", \.zeroToSix, count, default: 0),
    make: Medico.Load.init(permanent:temporary:zeroToSix:))

  static let surgery = Record<Medico.Surgery>(
    "surgery",
    field("street", \.street, .text, default: ""),
    field("municipality", \.municipality, place, default: .nowhere),
    field("telephone", \.telephone, .text, default: ""),
    field("hours", \.hours, .text, default: ""),
    make: Medico.Surgery.init(street:municipality:telephone:hours:))

  private static let whereThePersonLives = "Default in a case: that of the domicile, else of the residence."

  static let medico = Record<Medico>(
    "medico",
    field("id", \.id, .identifier(), default: "medico"),
    field("kind", \.kind, .choice),
    field("surname", \.surname, .text, default: ""),
    field("name", \.name, .text, default: ""),
    field("sex", \.sex, sex, default: .female),
    field("regionalCode", \.regionalCode, .text, default: ""),
    field("asl", \.asl, filled: asl, note: whereThePersonLives),
    field("distretto", \.distretto, filled: .identifier(), note: whereThePersonLives),
    field("ambito", \.ambito, filled: .identifier(), note: whereThePersonLives),
    field("association", \.association, optional: association.shape),
    field(
      "engagement", \.engagement, engagement.shape,
      default: Medico.Engagement(start: longAgo, end: nil)),
    field(
      "ceilings", \.ceilings, ceilings.shape,
      default: Medico.Ceilings(permanent: nil, reunion: nil, temporary: nil),
      note: "A missing one means unlimited."),
    field("selfLimited", \.selfLimited, .flag, default: false),
    field("load", \.load, optional: load.shape, note: "Assistiti now, by counter; absent means unknown."),
    field(
      "surgery", \.surgery, surgery.shape,
      default: Medico.Surgery(street: "", municipality: .nowhere, telephone: "", hours: "")),
    make: Medico.init(
      id:kind:surname:name:sex:regionalCode:asl:distretto:ambito:association:engagement:ceilings:selfLimited:
      load:surgery:))

  static let ambito = Record<Ambito>(
    "ambito",
    field("id", \.id, filled: .identifier(), note: "Default: the ambito of the medico."),
    field("name", \.name, .text, default: ""),
    field("distretto", \.distretto, filled: .identifier(), note: "Default: that of the medico."),
    field("asl", \.asl, filled: asl, note: "Default: that of the medico."),
    field("neighbours", \.neighbours, .set(.identifier(), by: \.rawValue), default: []),
    make: Ambito.init(id:name:distretto:asl:neighbours:))

  static let scelta = Record<Scelta>(
    "scelta",
    field("medico", \.medico, .identifier()),
    field("medicoName", \.medicoName, .text, default: ""),
    field("kind", \.kind, .choice, default: .mmg),
    field("start", \.start, .date),
    field("motive", \.motive, .choice, default: .first),
    field("until", \.until, optional: .date, note: "Last day, inclusive."),
    field("counter", \.counter, .choice, default: .permanent),
    field("author", \.author, .text, default: ""),
    field("end", \.end, optional: sceltaEnding.shape),
    field("ricusazioneNotice", \.ricusazioneNotice, optional: .date, note: "Day of the medico's notice."),
    make: Scelta.init(
      medico:medicoName:kind:start:motive:until:counter:author:end:ricusazioneNotice:))

  private static let sceltaEnding = Record<Scelta.Ending>(
    "sceltaEnding",
    field("on", \.on, .date, note: "Last day, inclusive."),
    field("reason", \.reason, .choice),
    make: Scelta.Ending.init(on:reason:))
}
