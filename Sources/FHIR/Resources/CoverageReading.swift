import Cases
import Domain

extension CoverageResource {
  /// Reads an exemption, in either generation of URIs: from the attachment or else from the standard elements.
  ///
  /// - Throws: ``FHIRError``: another resource, or without id, person, asl, code, status or first day; an
  ///   attachment that cannot be read or tells of another exemption.
  public static func decode(_ bytes: [UInt8]) throws(FHIRError) -> Record {
    let coverage = try Element.resource(bytes, .coverage)
    guard let id = coverage.text("id").flatMap({ Identifier<Esenzione>($0) }) else {
      throw coverage.missing("id")
    }
    guard let person = coverage.referencedID("beneficiary", .patient).flatMap({ Identifier<Assistito>($0) })
    else { throw coverage.missing("beneficiary") }
    let told = try Esenzione(standardElements: coverage, id: id)
    let whole = try whole(coverage)
    if let whole, whole.id != id || whole.code != told.code || whole.scope != told.scope {
      throw FHIRError(.contradiction, at: "\(coverage.path).extension")
    }
    return Record(
      person: person, esenzione: whole ?? told, isWhole: whole != nil, meta: ResourceMeta(coverage))
  }

  private static func whole(_ coverage: Element) throws(FHIRError) -> Esenzione? {
    guard let bytes = try coverage.extension(Systems.exemptionExtension)?.attachment("valueAttachment")
    else { return nil }
    do { return try CaseCoding.decodeEsenzione(bytes) } catch {
      throw FHIRError(.attachment(error), at: "\(coverage.path).extension")
    }
  }
}

extension Esenzione {
  /// What the standard elements tell; what they leave open is read so that nobody is taken for exempt in error.
  fileprivate init(standardElements coverage: Element, id: Identifier<Esenzione>) throws(FHIRError) {
    let payors = coverage.elements("payor").compactMap { $0.element("identifier") }
    guard
      let asl = payors.first(where: { Systems.asl.matches($0.text("system")) })?.text("value")
        .flatMap({ CodiceAsl($0) })
    else { throw coverage.missing("payor") }
    let exceptions = coverage.elements("costToBeneficiary").flatMap { $0.elements("exception") }
    guard let exception = exceptions.first, let (code, scope) = Self.key(exception) else {
      throw coverage.missing("costToBeneficiary")
    }
    let standing = exception.elements("extension")
      .first { Systems.exemptionStatus.matches($0.text("url")) }?.element("valueCodeableConcept")
    let word = standing?.code(in: Systems.actStatus) ?? standing?.code(in: Systems.nullFlavor)
    guard let status = word.flatMap({ CoverageResource.Status(rawValue: $0) }) else {
      throw exception.missing("extension")
    }
    let period = exception.element("period") ?? coverage.element("period")
    guard let period, let start = period.day("start") else { throw coverage.missing("period") }
    let end = period.day("end")
    func number(_ system: String) -> String {
      coverage.elements("identifier").first { $0.text("system") == system }?.text("value") ?? ""
    }
    self.init(
      id: id, code: code, scope: scope, issuer: asl, start: start, end: end,
      issuedOn: coverage.extension(Systems.issuedExtension)?.day("valueDate") ?? start,
      origin: coverage.extension(Systems.originExtension)?.text("valueCode")
        .flatMap { Origin(rawValue: $0) } ?? .otherRegistry,
      certificateNumber: number(Systems.certificate), protocolNumber: number(Systems.protocolNumber),
      state: State(status, start: start, end: end))
  }

  /// The code and where it holds.
  private static func key(_ exception: Element) -> (CodiceEsenzione, EsenzioneScope)? {
    for coding in exception.element("type")?.elements("coding") ?? [] {
      guard let system = coding.text("system"),
        let code = coding.text("code").flatMap({ CodiceEsenzione($0) })
      else { continue }
      if system.hasPrefix(Systems.regionalExemptions) {
        let digits = String(system.dropFirst(Systems.regionalExemptions.count))
        guard let scope = EsenzioneScope(rawValue: digits), scope != .national else { continue }
        return (code, scope)
      }
      guard Systems.exemption.matches(system) else { continue }
      let told = exception.extension(Systems.scopeExtension)?.text("valueCode")
      return (code, told.flatMap { EsenzioneScope(rawValue: $0) } ?? .national)
    }
    return nil
  }
}

extension Esenzione.State {
  fileprivate init(_ status: CoverageResource.Status, start: CivilDate, end: CivilDate?) {
    switch status {
    case .active: self = .valid
    case .suspended: self = .suspended(since: start)
    case .unknown: self = .inVerification
    case .completed: self = .ended(on: end ?? start, cause: .expiry)
    case .aborted: self = .annulled(on: end ?? start, reason: "")
    }
  }
}
