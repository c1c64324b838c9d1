import Cases
public import Domain

/// The relation between a person and a medico as an EpisodeOfCare.
public enum EpisodeOfCareResource {
  /// One relation as it is read.
  public struct Record: Hashable, Sendable {
    /// The id of the resource.
    public let id: String
    /// Whose relation.
    public let person: Identifier<Assistito>
    /// The relation.
    public let scelta: Scelta
    /// Version and time.
    public let meta: ResourceMeta
  }

  /// The name of a relation that desk and registry make alike: person and first day.
  public static func key(person: Identifier<Assistito>, start: CivilDate) -> String {
    "\(person.rawValue)/\(start.iso)"
  }

  /// Writes a relation.
  ///
  /// - Parameters:
  ///   - scelta: The relation.
  ///   - id: The id of the resource.
  ///   - person: Whose relation.
  ///   - asl: The asl that enrolled the person; `nil` if none.
  ///   - day: The day on which it is planned, active or finished.
  ///   - meta: Version and time.
  ///   - generation: Which URIs to write.
  /// - Returns: Canonical bytes.
  public static func encode(
    _ scelta: Scelta, id: String, person: Identifier<Assistito>, asl: CodiceAsl?, on day: CivilDate,
    meta: ResourceMeta, generation: Systems.Generation = .core
  ) -> [UInt8] {
    let last = scelta.end?.on ?? scelta.until
    let status = day < scelta.start ? "planned" : last.map { $0 < day } ?? false ? "finished" : "active"
    let ending: JSONValue? = scelta.end.map { end in
      .element([
        "url": .string(Systems.endingExtension),
        "valueCodeableConcept": .concept(Systems.endings, end.reason.rawValue),
      ])
    }
    return JSONValue.element([
      "careManager": .reference(
        .practitionerRole, scelta.medico.rawValue, display: scelta.medicoName),
      "extension": .list(
        ending, .dated(Systems.untilExtension, scelta.until),
        .dated(Systems.ricusazioneExtension, scelta.ricusazioneNotice), .author(scelta.author)),
      "id": .string(id),
      "identifier": .list(.identifier(Systems.relation, key(person: person, start: scelta.start))),
      "managingOrganization": asl.map {
        .reference(.organization, identifier: .identifier(Systems.asl.uri(generation), $0.rawValue))
      },
      "meta": meta.json(),
      "patient": .reference(.patient, person.rawValue),
      "period": .period(scelta.start, last),
      "resourceType": .string(ResourceType.episodeOfCare.rawValue),
      "status": .string(status),
      "type": .list(
        .concept(Systems.relations, "scelta-\(scelta.kind.rawValue)"),
        .concept(Systems.motives, scelta.motive.rawValue),
        .concept(Systems.counters, scelta.counter.rawValue)),
    ]).bytes
  }

  /// Reads a relation; motive and counter that a registry does not tell are the usual ones.
  ///
  /// - Throws: ``FHIRError``: another resource, or without person, medico, kind or first day.
  public static func decode(_ bytes: [UInt8]) throws(FHIRError) -> Record {
    let episode = try Element.resource(bytes, .episodeOfCare)
    guard let id = episode.text("id") else { throw episode.missing("id") }
    guard let person = episode.referencedID("patient", .patient).flatMap({ Identifier<Assistito>($0) })
    else { throw episode.missing("patient") }
    guard let manager = episode.element("careManager"),
      let medico = episode.referencedID("careManager", .practitionerRole).flatMap({ Identifier<Medico>($0) })
    else { throw episode.missing("careManager") }
    guard let period = episode.element("period"), let start = period.day("start") else {
      throw episode.missing("period")
    }
    let types = episode.elements("type")
    func code(_ system: String) -> String? { types.lazy.compactMap { $0.code(in: system) }.first }
    guard let kind = code(Systems.relations).flatMap({ Medico.Kind(relation: $0) }) else {
      throw episode.missing("type")
    }
    let until = episode.extension(Systems.untilExtension)?.day("valueDate")
    var end: Scelta.Ending?
    if let reason = episode.extension(Systems.endingExtension)?.element("valueCodeableConcept")?
      .code(in: Systems.endings).flatMap({ Scelta.Ending.Reason(rawValue: $0) }), let on = period.day("end")
    {
      end = Scelta.Ending(on: on, reason: reason)
    } else if until == nil, let on = period.day("end") {
      end = Scelta.Ending(on: on, reason: .change)
    }
    let scelta = Scelta(
      medico: medico, medicoName: manager.text("display") ?? "", kind: kind, start: start,
      motive: code(Systems.motives).flatMap { Scelta.Motive(rawValue: $0) } ?? .first, until: until,
      counter: code(Systems.counters).flatMap { PlaceCounter(rawValue: $0) } ?? .permanent,
      author: episode.extension(Systems.authorExtension)?.text("valueString") ?? "", end: end,
      ricusazioneNotice: episode.extension(Systems.ricusazioneExtension)?.day("valueDate"))
    return Record(id: id, person: person, scelta: scelta, meta: ResourceMeta(episode))
  }
}

extension JSONValue {
  static func dated(_ url: String, _ day: CivilDate?) -> JSONValue? {
    day.map { .element(["url": .string(url), "valueDate": .day($0)]) }
  }

  fileprivate static func author(_ text: String) -> JSONValue? {
    JSONValue.text(text).map { .element(["url": .string(Systems.authorExtension), "valueString": $0]) }
  }
}

extension Medico.Kind {
  fileprivate init?(relation: String) {
    guard relation.hasPrefix("scelta-") else { return nil }
    self.init(rawValue: String(relation.dropFirst("scelta-".count)))
  }
}
