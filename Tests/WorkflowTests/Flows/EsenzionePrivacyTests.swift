import Domain
import Population
import Registry
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("What the screens of exemptions keep to themselves") struct EsenzionePrivacyTests {
  /// The person of the usual case with some records.
  private func person(_ records: [Esenzione], _ harness: Harness) async throws -> Assistito {
    let code = try PersonCode.parse(SmallRegion.code("cambio"))
    var person = try #require(try await harness.desk.registry.person(code))
    person.posizione.esenzioni = records
    return person
  }

  private func entry(_ code: String) -> EsenzioneEntry {
    Resources.italia.esenzioni.catalog.entry(CodiceEsenzione(code)!, scope: .national)!
  }

  @Test("nothing of the list is shown before the look is written down, nor when it cannot be")
  func written() async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let person = try await person(EsenzioneFixture.all, harness)
    var flow = EsenzioniFlow(person, scene)
    let steps = flow.start(scene)
    let question = Question.consult(EsenzioneAccess(person: person.id, kind: .list))
    #expect(steps.contains(.ask(question)))
    func isShown() -> Bool { flow.form.selectedRow(of: "rows") != nil }
    #expect(!isShown())
    // A person read once more, or another one's look, shows nothing.
    _ = flow.receive(.person(person, fromCache: false), to: .person(.id(person.id)), scene)
    _ = flow.receive(.done, to: .consult(EsenzioneAccess(person: "p-altro", kind: .list)), scene)
    #expect(!isShown())
    _ = flow.receive(.failed(.printer), to: question, scene)
    #expect(!isShown())
    let again = flow.receive(.person(person, fromCache: false), to: .person(.id(person.id)), scene)
    #expect(again.contains(.ask(question)))
    _ = flow.receive(.done, to: question, scene)
    #expect(isShown())
  }

  @Test("a description asked for before the screen was left is not shown to who comes back")
  func race() async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let record = EsenzioneFixture.all[2]
    let person = try await person([record], harness)
    var flow = EsenzioneRecordFlow(person, record, scene)
    _ = flow.start(scene)
    flow.form.set("action", to: "reveal")
    _ = flow.handle(.changed("action"), scene)
    flow.form.set("reason", to: "RICORSO")
    let steps = flow.handle(.action(.confirm), scene)
    guard case .ask(let question)? = steps.first else {
      Issue.record("not asked")
      return
    }
    flow.leave()
    _ = flow.receive(.done, to: question, scene)
    #expect(flow.form.value(of: "meaning") == EsenzioneWords.mask)
  }

  @Test("a sensitive code is printed apart from the others, and one record alone where one was asked for")
  func prints() async throws {
    let harness = try await Harness()
    let plain = EsenzioneFixture.record("013", from: "2019-05-20")
    let restricted = EsenzioneFixture.record("020", from: "2021-02-01")
    let future = EsenzioneFixture.record("044", from: "2027-01-01")
    let scene = harness.session.scene
    for (records, parts, again) in [
      ([plain], [EsenzionePart.plain], EsenzionePart.reprint),
      ([plain, restricted], [.plain, .sensitive], .reprint),
      ([restricted], [.sensitive], .record(restricted.id)),
      ([plain, future], [.plain, .sensitive], .reprint), ([], [.plain], .reprint),
    ] {
      let person = try await person(records, harness)
      let expected = parts.map { Step.ask(.print(.esenzioneCertificate(person.id, $0))) }
      #expect(EsenzionePrint.certificates(of: person, scene) == Array(expected.prefix(1)))
      let first = Question.print(.esenzioneCertificate(person.id, parts[0]))
      #expect(EsenzionePrint.rest(after: first, of: person, scene) == Array(expected.dropFirst()))
      guard let record = records.first else { continue }
      var flow = EsenzioneRecordFlow(person, record, scene)
      _ = flow.start(scene)
      flow.form.set("action", to: "reprint")
      let steps = flow.handle(.action(.confirm), scene)
      #expect(steps == [.ask(.print(.esenzioneCertificate(person.id, again)))])
    }
  }

  /// A print, what became of it, and whether it has to be said that sensitive codes were left out.
  static let leftOut: [(EsenzionePart, Failure?, codes: [String], isSaid: Bool)] = [
    (.sensitive, .denied(reasonKey: "errore.stampa.diretta"), ["013", "020"], true),
    (.sensitive, .denied(reasonKey: "errore.stampa.diretta"), ["020"], false),
    (.sensitive, .printer, ["013", "020"], false), (.plain, nil, ["013", "020"], false),
    (.reprint, nil, ["013", "020"], true), (.reprint, nil, ["013"], false),
    (.reprint, .printer, ["013", "020"], false),
  ]

  @Test("a print that leaves sensitive codes out says so", arguments: leftOut)
  func leavesOut(part: EsenzionePart, failure: Failure?, codes: [String], isSaid: Bool) async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let records = codes.map { EsenzioneFixture.record($0, from: "2019-05-20") }
    let person = try await person(records, harness)
    let question = Question.print(.esenzioneCertificate(person.id, part))
    let answer = failure.map { Answer.failed($0) } ?? .printed(.file(path: "/tmp/a", copy: 0))
    var steps: [Step]
    if part == .reprint {
      var flow = EsenzioneRecordFlow(person, records[0], scene)
      _ = flow.start(scene)
      steps = flow.receive(answer, to: question, scene)
    } else {
      var flow = EsenzioniFlow(person, scene)
      _ = flow.start(scene)
      steps = flow.receive(answer, to: question, scene)
    }
    let said = Step.say(Notice(.warning, "stato.stampa.senza_delicati", ["1"]))
    #expect(steps.contains(said) == isSaid)
  }

  @Test("what was typed into a field that is hidden since does not travel")
  func hiddenFields() async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    var form = Form(spec: scene.spec("esenzione-rilascio"))
    EsenzioneEvidenceFields.prefill(&form, scene)
    form.set("certifier", to: "publicSpecialist")
    form.set("certificateDate", to: scene.today.iso)
    form.set("isClear", to: "no")
    form.set("diagnosis", to: "PAROLA DELICATA")
    form.set("stage", to: "sufficient")
    form.set("tumourTerm", to: "fiveYears")
    form.set("firstDiagnosis", to: "2020-01-01")
    func certificate(_ code: String) -> MedicalCertificate? {
      EsenzioneEvidenceFields.arrange(&form, entry(code), scene)
      guard case .certificate(let certificate) = EsenzioneEvidenceFields.evidence(form, entry(code)) else {
        return nil
      }
      return certificate
    }
    #expect(certificate("013.250")?.diagnosis == "PAROLA DELICATA")
    form.set("isClear", to: "yes")
    let sent = try #require(certificate("013.250"))
    #expect(sent.diagnosis.isEmpty && sent.isClear && sent.stage == .missing)
    #expect(sent.tumourTerm == nil && sent.firstDiagnosis == nil)
    #expect(certificate("048")?.firstDiagnosis != nil)
    form.set("condition", to: "unemployed")
    form.set("partner", to: "spouse")
    form.set("children", to: "2")
    func declaration(_ code: String) -> IncomeDeclaration? {
      EsenzioneEvidenceFields.arrange(&form, entry(code), scene)
      guard case .income(let income) = EsenzioneEvidenceFields.evidence(form, entry(code)) else { return nil }
      return income
    }
    #expect(declaration("E02")?.condition == .unemployed && declaration("E02")?.household.children == 2)
    let plain = try #require(declaration("E01"))
    #expect(
      plain.condition == .none && plain.household == TaxHousehold(partner: .none, children: 0, others: 0))
  }

  @Test("a sensitive code stands neither in the outcome, nor in the queue, nor in the warning of row 23")
  func codes() async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let soon = EsenzioneFixture.record("044", from: "2025-01-01", to: scene.today.adding(days: 20).iso)
    let person = try await person([soon], harness)
    for (code, isShown) in [("013", true), ("044", false), ("020", false), ("ZZ9", false)] {
      let content = PracticeCase.esenzioneRilascio(
        EsenzioneCase(
          assistito: person, code: CodiceEsenzione(code)!, deskAsl: scene.author.desk.asl,
          effectiveDate: testDay))
      #expect(OutcomeFlow.subject(of: content, scene).contains(code) == isShown)
    }
    let rule = Rule("REG-12", source: "", confidence: .design)
    let finding = Finding(rule, .block, arguments: ["044", "2026-12-31", "050101"])
    #expect(!finding.line(scene).contains("044"))
    let practice = Practice(
      id: "22222222-0000-4000-8000-000000000001",
      content: .esenzioneRilascio(
        EsenzioneCase(
          assistito: person, code: CodiceEsenzione("044")!, deskAsl: scene.author.desk.asl,
          effectiveDate: testDay)), author: scene.author, createdAt: scene.now)
    let row = QueueRow(
      practice: practice, receiptNumber: 7,
      state: .rejected([RejectionReason(code: "REG-12", arguments: ["044", "2026-12-31", "050101"])]))
    let told = QueueWords.detail(row, scene) + QueueWords.cells(row, scene)
    #expect(!told.isEmpty && !told.contains { $0.contains("044") })
    var flow = EsenzioniFlow(person, scene)
    _ = flow.start(scene)
    let steps = flow.receive(
      .done, to: .consult(EsenzioneAccess(person: person.id, kind: .list)), scene)
    guard case .say(let notice)? = steps.first else {
      Issue.record("silent")
      return
    }
    #expect(notice.key == "stato.esenzione.in_scadenza" && !notice.arguments.contains("044"))
  }
}
