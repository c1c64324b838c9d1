import Catalogs
import Domain
import Glibc
import Registry
import Store
import Terminal
import Testing
import Workflow

@testable import Counter

@Suite("The prints of exemptions at the counter")
struct EsenzioneDeliveryTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/sportello-exempt-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  private func cleanUp() {
    PrintFile.forget(folder: folder, olderThanSeconds: -10)
    rmdir(folder)
  }

  private var pages: Int { PrintFile.forget(folder: folder, olderThanSeconds: -10) }

  private func clerk(device: String?) async throws -> (SmallDesk, Clerk) {
    let desk = try await SmallDesk(folder: folder)
    var catalogue = EsenzioneParameters()
    catalogue.catalog = EsenzioneCatalog(
      entries: [("E02", false), ("X01", true)].map { code, isSensitive in
        EsenzioneEntry(
          code: CodiceEsenzione(code)!, family: .reddito, description: "", issuer: .selfCertification,
          validity: .unlimited, isSensitive: isSensitive)
      })
    return (desk, try await desk.clerk(device: device, esenzioni: catalogue))
  }

  private func form(_ code: String, _ desk: SmallDesk) async throws -> Question {
    let person = try await desk.registry.revoca().assistito
    return .print(
      .selfDeclaration(
        EsenzioneCase(
          assistito: person, code: CodiceEsenzione(code)!, deskAsl: CodiceAsl("990101")!,
          effectiveDate: testDay, evidence: .income(IncomeDeclaration(signedOn: testDay)))))
  }

  @Test("a sensitive print is refused without a direct device, and an unknown code is sensitive")
  func refused() async throws {
    defer { cleanUp() }
    let (desk, clerk) = try await clerk(device: nil)
    for code in ["X01", "020"] {
      let answer = await clerk.answer(try await form(code, desk))
      #expect(answer == .failed(.denied(reasonKey: "errore.stampa.diretta")))
    }
    #expect(pages == 0)
  }

  @Test("a sensitive print goes to the device, also when files are the usual way, and its copies are counted")
  func device() async throws {
    defer { cleanUp() }
    let (desk, clerk) = try await clerk(device: "/dev/null")
    let order = try await form("X01", desk)
    for copy in 0...2 {
      #expect(await clerk.answer(order) == .printed(.printer(name: "/dev/null", copy: copy)))
    }
    #expect(pages == 0)
  }

  @Test("a file, a folder and a missing path are no device; a copy that was not printed is not counted")
  func noDevice() async throws {
    defer { cleanUp() }
    let file = folder + "/finta.txt"
    close(open(file, O_WRONLY | O_CREAT, 0o600))
    for path in [file, folder, folder + "/manca"] {
      let (desk, clerk) = try await clerk(device: path)
      #expect(await clerk.answer(try await form("X01", desk)) == .failed(.printer))
      #expect(await clerk.answer(try await form("X01", desk)) == .failed(.printer))
      let subject =
        "autocertificazione/\(try await desk.registry.revoca().assistito.id.rawValue)/X01/nazionale/\(testDay.iso)"
      let copy = try await desk.store.beginCopy(of: subject, by: Signature(desk.author), at: clerk.clock.now)
      #expect(copy == 0)
    }
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_size == 0)
  }

  @Test("what is not sensitive becomes a page in the folder, numbered when it is printed again")
  func ordinary() async throws {
    defer { cleanUp() }
    let (desk, clerk) = try await clerk(device: nil)
    let order = try await form("E02", desk)
    for expected in 0...1 {
      guard case .printed(.file(let path, let copy)) = await clerk.answer(order) else {
        Issue.record("not printed")
        continue
      }
      #expect(copy == expected)
      #expect(!path.contains("PRV") && !path.contains("E02"))
    }
    #expect(pages == 2)
  }

  @Test("nothing is attested of who has no exemption, nor from a copy with the line cut")
  func certificates() async throws {
    defer { cleanUp() }
    let (desk, clerk) = try await clerk(device: nil)
    let person = try await desk.registry.revoca().assistito
    let order = Question.print(.esenzioneCertificate(person.id, .plain))
    let none = Failure.store(messageKey: "errore.stampa.esenzione.nessuna", arguments: [])
    #expect(await clerk.answer(order) == .failed(none))
    desk.cut()
    #expect(await clerk.answer(order) == .failed(.registryUnreachable))
    #expect(pages == 0)
  }

  @Test("without a direct device the plain codes are printed all the same, and the sensitive ones are not")
  func parts() async throws {
    defer { cleanUp() }
    let (desk, clerk) = try await clerk(device: nil)
    let person = try await desk.registry.revoca().assistito
    for code in ["E02", "X01"] {
      try await desk.registry.registry.otherDeskIssues(CodiceEsenzione(code)!, to: person.id)
    }
    let found = try #require(try await desk.registry.registry.person(person.id)).posizione.esenzioni
    func answer(_ part: EsenzionePart, _ clerk: Clerk) async -> Answer {
      await clerk.answer(.print(.esenzioneCertificate(person.id, part)))
    }
    let denied = Answer.failed(.denied(reasonKey: "errore.stampa.diretta"))
    for record in found {
      let isSensitive = record.code.rawValue == "X01"
      let answer = await answer(.record(record.id), clerk)
      #expect((answer == denied) == isSensitive, "\(answer)")
    }
    let sensitive = await answer(.sensitive, clerk)
    #expect(sensitive == denied)
    guard case .printed(.file) = await answer(.plain, clerk) else {
      Issue.record("not printed")
      return
    }
    #expect(pages == 2)
    let (other, withDevice) = try await self.clerk(device: "/dev/null")
    try await other.registry.registry.otherDeskIssues(CodiceEsenzione("X01")!, to: person.id)
    let enclosed = await answer(.sensitive, withDevice)
    #expect(enclosed == .printed(.printer(name: "/dev/null", copy: 0)))
  }

  @Test("the list of what ends is printed for exemptions only")
  func reminder() async throws {
    defer { cleanUp() }
    let (_, clerk) = try await clerk(device: nil)
    guard case .printed(.file(let path, copy: 0)) = await clerk.answer(.print(.esenzioneReminder([]))) else {
      Issue.record("not printed")
      return
    }
    #expect(path.contains("scadenze-esenzioni"))
    #expect(pages == 1)
  }
}
