import Domain
import Glibc
import Registry
import Store
import Sync
import Testing
import Workflow

@testable import Counter

@Suite("What the counter says of an exemption that somebody else has to agree to")
struct EsenzioneCertaintyTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/sportello-certain-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  private func cleanUp() {
    PrintFile.forget(folder: folder, olderThanSeconds: -10)
    rmdir(folder)
  }

  static let parameters: EsenzioneParameters = {
    func entry(
      _ code: String, _ family: EsenzioneFamily, _ issuer: EsenzioneIssuer, _ validity: EsenzioneValidity
    ) -> EsenzioneEntry {
      EsenzioneEntry(
        code: CodiceEsenzione(code)!, family: family, description: code, issuer: issuer, validity: validity,
        confidence: .law)
    }
    var parameters = EsenzioneParameters()
    parameters.catalog = EsenzioneCatalog(entries: [
      entry("E02", .reddito, .yearlySelfCertification, .untilDay(month: 3, day: 31)),
      entry("013.250", .cronica, .residenceOnCertificate, .unlimited),
    ])
    return parameters
  }()

  private func desk() async throws -> (SmallDesk, Clerk, Assistito) {
    let desk = try await SmallDesk(folder: folder, catalogue: Self.parameters)
    let clerk = try await desk.clerk(esenzioni: Self.parameters)
    return (desk, clerk, try await desk.registry.revoca().assistito)
  }

  private func income(_ person: Assistito, _ desk: SmallDesk) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione("E02")!, deskAsl: desk.author.desk.asl,
        effectiveDate: testDay,
        evidence: .income(IncomeDeclaration(signedOn: testDay, condition: .unemployed, income: .below)),
        documentsSeen: Set(DocumentKind.allCases)))
  }

  private func chronic(_ person: Assistito, _ desk: SmallDesk) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione("013.250")!, deskAsl: desk.author.desk.asl,
        effectiveDate: testDay,
        evidence: .certificate(MedicalCertificate(issuedOn: testDay, certifier: .accreditedRecord)),
        documentsSeen: Set(DocumentKind.allCases)))
  }

  private func submitted(_ content: PracticeCase, _ clerk: Clerk) async throws -> Workflow.Submission {
    guard case .submitted(let submission) = await clerk.answer(.submit(content, partOf: nil)) else {
      throw CancellationError()
    }
    return submission
  }

  /// The words on the receipt, which stand for themselves in the test's language.
  private func receipt(_ id: Identifier<Practice>, _ clerk: Clerk) async throws -> String {
    guard case .printed(.file(let path, _)) = await clerk.answer(.print(.receipt(id))) else { return "" }
    defer { unlink(path) }
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var text = ""
    while case let character = fgetc(file), character != EOF {
      text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: character)))
    }
    return text
  }

  private func isDefinitive(_ text: String) -> Bool {
    text.contains("stampa.definitiva") && !text.contains("stampa.provvisoria")
  }

  @Test("while the list of the Sistema TS is away nothing is definitive; once the registry tells, it is")
  func verification() async throws {
    defer { cleanUp() }
    let (desk, clerk, person) = try await desk()
    try await desk.registry.registry.setMEF(away: true)
    let submission = try await submitted(income(person, desk), clerk)
    let id = submission.practice.id
    #expect(submission.receiptKind == .provvisoria && submission.waiting == .inVerification)
    let early = try await receipt(id, clerk)
    #expect(!isDefinitive(early) && early.contains("stampa.provvisoria.inVerification"), "\(early)")
    await clerk.driver.leverPulled(isNewRegion: false)
    await desk.desk.settle()
    try await desk.registry.registry.setMEF(away: false)
    await clerk.driver.leverPulled(isNewRegion: false)
    await desk.desk.settle()
    // What the Task told stands on the desk's disk: the line is not needed any more.
    desk.cut()
    let row = try await clerk.queueRow(id)
    #expect(row.waiting == nil && row.confirmation?.birth == .valid)
    let late = try await receipt(id, clerk)
    #expect(isDefinitive(late))
  }

  @Test("what the doctor weighs is definitive once the position shows that the doctor agreed")
  func evaluation() async throws {
    defer { cleanUp() }
    let (desk, clerk, person) = try await desk()
    let submission = try await submitted(chronic(person, desk), clerk)
    let id = submission.practice.id
    #expect(submission.receiptKind == .provvisoria && submission.waiting == .inEvaluation)
    let early = try await receipt(id, clerk)
    #expect(!isDefinitive(early) && early.contains("stampa.provvisoria.inEvaluation"), "\(early)")
    let settled = try await desk.registry.registry.doctorDecides(on: person.id, agrees: true)
    #expect(settled == 1)
    desk.cut()
    let away = try await receipt(id, clerk)
    #expect(!isDefinitive(away))
    desk.registry.breakLine(nil)
    await clerk.driver.tryNow()
    await desk.desk.settle()
    let agreed = try await receipt(id, clerk)
    #expect(isDefinitive(agreed))
    desk.cut()
    let kept = try await receipt(id, clerk)
    #expect(isDefinitive(kept))
  }

  @Test("what is valid at once is definitive at once, and a doctor's no is no yes")
  func certain() async throws {
    defer { cleanUp() }
    let (desk, clerk, person) = try await desk()
    let plain = try await submitted(income(person, desk), clerk)
    let text = try await receipt(plain.practice.id, clerk)
    #expect(plain.receiptKind == .definitiva && isDefinitive(text))
    let other = try await desk.registry.revoca(1).assistito
    let weighed = try await submitted(chronic(other, desk), clerk)
    let settled = try await desk.registry.registry.doctorDecides(on: other.id, agrees: false)
    #expect(settled == 1)
    let refused = try await receipt(weighed.practice.id, clerk)
    #expect(!isDefinitive(refused))
  }
}
