import Domain

/// A plain adult enrolled in asl 090201, a small catalogue, and complete papers for each family.
enum EsenzioneFixture {
  static let today = Fixture.day("2026-06-15")
  static let now = Fixture.now
  static let asl = Fixture.asl

  static func code(_ text: String) -> CodiceEsenzione { CodiceEsenzione(text)! }

  static func row(
    _ text: String, _ family: EsenzioneFamily, _ issuer: EsenzioneIssuer, _ validity: EsenzioneValidity,
    scope: EsenzioneScope = .national, sensitive: Bool = false, confidence: Confidence = .law,
    successors: [String] = [],
    prescription: EsenzionePrescription? = nil, documents: [[DocumentKind]] = []
  ) -> EsenzioneEntry {
    EsenzioneEntry(
      code: code(text), scope: scope, family: family, description: "Prova \(text)", issuer: issuer,
      validity: validity, documents: documents, isSensitive: sensitive, confidence: confidence,
      successors: successors.map(code), prescription: prescription)
  }

  static let march = EsenzioneValidity.untilDay(month: 3, day: 31)

  static let catalog: EsenzioneCatalog = {
    var rows = ["E01", "E03", "E04"].map { row($0, .reddito, .listOrSelfCertification, march) }
    rows.append(
      row(
        "E02", .reddito, .yearlySelfCertification, march,
        documents: [[.incomeDeclaration], [.identityDocument]]))
    rows += ["013", "050", "052", "057", "059", "0A02.414", "001", "0B02.437"].map {
      row(
        $0, .cronica, .residenceOnCertificate, .unlimited,
        documents: [[.medicalCertificate, .clinicalRecord]])
    }
    rows += ["048", "017"].map { row($0, .cronica, .residenceOnCertificate, .configured) }
    rows += [
      row("040", .cronica, .residenceOnCertificate, .fromBirth(years: 3)),
      row("020", .cronica, .residenceOnCertificate, .unlimited, sensitive: true),
      row("034", .cronicaSuperata, .nobody, .superseded, successors: ["RFG101"]),
      row("002", .cronicaSuperata, .nobody, .superseded, successors: ["0A02", "0B02", "0C02"]),
      row("047", .cronicaSuperata, .nobody, .superseded),
      row("004", .cronicaSuperata, .nobody, .superseded, confidence: .practice, successors: ["RDG010"]),
      row("D01", .screening, .prescriber, .prescription, confidence: .unverified, prescription: .screening),
      row("ERB", .fasciaRegionale, .listOrSelfCertification, march, scope: .region("09")),
      row("RFG101", .rara, .residenceOnNetworkCertificate, .unlimited),
      row("RF0100", .rara, .residenceOnNetworkCertificate, .unlimited),
      row("R99", .rara, .networkCentre, .prescription, prescription: .rareSuspicion),
      row("C04", .invalidita, .residenceOnReport, .untilAge(18)),
      row("C03", .invalidita, .residenceOnReport, .configured),
      row("L04", .invalidita, .residenceOnReport, .configured),
      row("N01", .invalidita, .residenceOnReport, .unlimited, sensitive: true),
      row("M12", .gravidanza, .prescriberOrMidwife, .prescription, prescription: .pregnancy),
      row("M50", .gravidanza, .specialist, .prescription, prescription: .pregnancyAtRisk),
      row("M00", .gravidanza, .prescriberOrMidwife, .prescription, prescription: .preconception),
      row("D02", .screening, .prescriber, .prescription, prescription: .screening),
      row("T01", .donazione, .prescriber, .prescription, prescription: .donation),
      row("X01", .stranieri, .stpBody, .duration(months: 6), sensitive: true),
      row("X22", .stranieri, .domicileWithEnrolment, .configured, sensitive: true),
      row("CV2123", .covid, .aslOnDischarge, .untilDate(Fixture.day("2023-05-25"))),
      row("V021", .covidRegionale, .nobody, .superseded, scope: .region("09")),
      row("E90", .redditoRegionale, .selfCertification, march, scope: .region("09")),
      row("E05", .redditoRegionale, .listOrSelfCertification, march, scope: .region("01")),
      row("E05", .redditoRegionale, .listOrSelfCertification, march, scope: .region("03")),
      row("7RQ", .redditoRegionale, .selfCertification, march, scope: .region("05")),
    ]
    let lasting = [
      "C01", "C02", "C05", "C06", "G01", "G02", "L01", "L02", "L03", "S01", "S02", "S03", "V01", "V02",
    ]
    rows += lasting.map { row($0, .invalidita, .residenceOnReport, .unlimited) }
    return EsenzioneCatalog(entries: rows)
  }()

  static let profile: Profile = {
    var profile = Fixture.profile
    profile.esenzioni.catalog = catalog
    profile.esenzioni.region = "09"
    profile.nationalRegistryStart = Fixture.day("2026-03-02")
    return profile
  }()

  static func assistito(
    born: String = "1960-01-01", records: [Esenzione] = [], asl: CodiceAsl = asl,
    _ change: (inout Assistito) -> Void = { _ in }
  ) -> Assistito {
    var person = Fixture.assistito(
      born: born, residence: Fixture.residence(Fixture.territory(asl)),
      assistenza: Assistenza(asl: asl, start: Fixture.day("2000-01-01"), kind: .unlimited))
    person.posizione.esenzioni = records
    change(&person)
    return person
  }

  static func record(
    _ text: String, start: String = "2025-04-01", end: String? = nil, scope: EsenzioneScope = .national,
    issuer: CodiceAsl = asl, issued: String? = nil, state: Esenzione.State = .valid
  ) -> Esenzione {
    Esenzione(
      id: Identifier(unchecked: "r-\(text)"), code: code(text), scope: scope, issuer: issuer,
      start: Fixture.day(start), end: end.map(Fixture.day), issuedOn: Fixture.day(issued ?? start),
      origin: .certificate, state: state)
  }

  static func income(
    _ condition: IncomeDeclaration.Condition = .none, on day: CivilDate = today,
    _ answer: IncomeAnswer = .below
  ) -> IncomeDeclaration { IncomeDeclaration(signedOn: day, condition: condition, income: answer) }

  static func certificate(
    _ certifier: MedicalCertificate.Certifier = .publicSpecialist
  ) -> MedicalCertificate {
    MedicalCertificate(issuedOn: Fixture.day("2026-06-01"), certifier: certifier, stage: .sufficient)
  }

  static func report(
    _ kind: InvalidityReport.Kind, _ percentage: Int? = nil, category: Int? = nil
  ) -> InvalidityReport {
    InvalidityReport(
      issuedOn: Fixture.day("2026-06-01"), kind: kind, percentage: percentage, category: category)
  }

  /// Somebody who is here under temporary protection.
  static func protected() -> Assistito {
    assistito {
      $0.posizione.entitlement = .thirdCountry(
        .init(category: .asylum, validUntil: Fixture.day("2027-03-04")))
    }
  }

  /// A case that is admitted for the person of ``assistito(born:records:asl:_:)`` unless its code is not.
  static func content(
    _ text: String, _ asked: Assistito? = nil, scope: EsenzioneScope = .national,
    evidence: EsenzioneEvidence? = nil, on day: CivilDate = today,
    _ change: (inout EsenzioneCase) -> Void = { _ in }
  ) -> EsenzioneCase {
    let person = asked ?? (text == "X22" ? protected() : assistito())
    var content = EsenzioneCase(
      assistito: person, code: code(text), scope: scope, deskAsl: asl,
      applicant: person.posizione.birthDate.age(on: day) < 18
        ? .parent(otherParentDeclares: true) : .`self`,
      effectiveDate: day, evidence: evidence ?? usual(text, on: day),
      documentsSeen: Set(DocumentKind.allCases), privateHandOver: true)
    if case .income(var declaration) = content.evidence, content.applicant != .`self`,
      declaration.declarant == nil
    {
      declaration.declarant = Fixture.relativeCode
      content.evidence = .income(declaration)
    }
    change(&content)
    return content
  }

  /// The papers that the code asks for.
  static func usual(_ text: String, on day: CivilDate = today) -> EsenzioneEvidence {
    switch text {
    case "E02": .income(income(.unemployed, on: day))
    case "E03": .income(income(.socialAllowance, on: day))
    case "E04": .income(income(.minimumPension, on: day))
    case "E01", "E90", "E05", "7RQ", "ERB": .income(income(on: day))
    case "C01": .report(report(.civil, 100))
    case "C02": .report(report(.civilAttendance, 100))
    case "C03": .report(report(.civil, 80))
    case "C04": .report(report(.civilFrequency))
    case "C05": .report(report(.blindness))
    case "C06": .report(report(.deafness))
    case "G01": .report(report(.war, category: 3))
    case "G02": .report(report(.war, category: 7))
    case "L01": .report(report(.work, 85))
    case "L02": .report(report(.work, 70))
    case "L03": .report(report(.work, 20))
    case "L04":
      .report(
        InvalidityReport(
          issuedOn: Fixture.day("2026-06-01"), kind: .injury, periodEnd: Fixture.day("2026-09-30")))
    case "S01": .report(report(.service, category: 1))
    case "S02": .report(report(.service, category: 4))
    case "S03": .report(report(.service, category: 8))
    case "N01": .report(report(.indemnity))
    case "V01": .report(report(.victim))
    case "V02": .report(report(.victimInvalid))
    case "X01", "X22":
      .foreigner(
        ForeignerDeclaration(validUntil: Fixture.day("2026-11-30"), isIndigent: true, declaresNoWork: true))
    case _ where text.hasPrefix("R"):
      .certificate(
        MedicalCertificate(
          issuedOn: Fixture.day("2026-06-01"), certifier: .rareNetworkCentre, diagnosis: "Prova"))
    case "048":
      .certificate(
        MedicalCertificate(
          issuedOn: Fixture.day("2026-06-01"), certifier: .publicSpecialist,
          firstDiagnosis: Fixture.day("2026-05-10"), tumourTerm: .fiveYears))
    default: .certificate(certificate())
    }
  }

  static func decide(
    _ content: EsenzioneCase, _ profile: Profile = profile, now: Instant = now
  ) -> Decision { Esenzione.decide(content, profile: profile, now: now) }

  static func decide(
    _ content: EsenzioneRevocaCase, _ profile: Profile = profile, now: Instant = now
  ) -> Decision { Esenzione.decide(content, profile: profile, now: now) }

  static func revoca(
    _ reason: EsenzioneRevocaCase.Reason, _ record: Esenzione = record("013"), on day: CivilDate = today,
    _ change: (inout EsenzioneRevocaCase) -> Void = { _ in }
  ) -> EsenzioneRevocaCase {
    var content = EsenzioneRevocaCase(
      assistito: assistito(records: [record]), esenzione: record.id, reason: reason, effectiveDate: day,
      deskAsl: asl, documentsSeen: Set(DocumentKind.allCases))
    change(&content)
    return content
  }
}

extension EsenzioneCase {
  /// The same case with another declaration of income.
  func declaring(_ change: (inout IncomeDeclaration) -> Void) -> EsenzioneCase {
    guard case .income(var declaration) = evidence else { return self }
    change(&declaration)
    var next = self
    next.evidence = .income(declaration)
    return next
  }

  /// The same case with another certificate.
  func certifying(_ change: (inout MedicalCertificate) -> Void) -> EsenzioneCase {
    guard case .certificate(var certificate) = evidence else { return self }
    change(&certificate)
    var next = self
    next.evidence = .certificate(certificate)
    return next
  }

  /// The same case with another report.
  func reporting(_ change: (inout InvalidityReport) -> Void) -> EsenzioneCase {
    guard case .report(var report) = evidence else { return self }
    change(&report)
    var next = self
    next.evidence = .report(report)
    return next
  }

  /// The same case with another declaration of a foreigner.
  func staying(_ change: (inout ForeignerDeclaration) -> Void) -> EsenzioneCase {
    guard case .foreigner(var declaration) = evidence else { return self }
    change(&declaration)
    var next = self
    next.evidence = .foreigner(declaration)
    return next
  }
}

extension Profile {
  func withEsenzioni(_ change: (inout EsenzioneParameters) -> Void) -> Profile {
    changing(\.esenzioni, change)
  }
}
