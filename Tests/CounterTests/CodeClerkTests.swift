import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Store
import Sync
import Synchronization
import Testing
import Vault
import Workflow

@testable import Counter

@Suite("The clerk who hands codes over")
struct CodeClerkTests {
  /// A desk before a registry that issues codes, and what its courier carried.
  private struct Site {
    let desk: SmallDesk
    let clerk: Clerk
    let content: PinCase
    let carried: Carried

    var person: Identifier<Assistito> { content.assistito.id }

    func standing(_ step: CodeStep) async throws -> CodeStanding {
      guard case .codes(.standing(let standing)) = try await clerk.codes(step) else {
        throw CancellationError()
      }
      return standing
    }

    /// The clerk of a program that was started again on the same data.
    func restarted() async throws -> Site {
      Site(desk: desk, clerk: try await desk.clerk(), content: content, carried: carried)
    }

    /// Everything that the desk keeps, in clear.
    func kept() async throws -> String {
      var bytes = try await clerk.store.fact(OpenCodes.name) ?? []
      for stored in try await clerk.store.practices(PracticeFilter(limit: 10)) { bytes += stored.entry.body }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private final class Carried: Sendable {
    private let box = Mutex(0)
    var count: Int { box.withLock { $0 } }
    func carry() { box.withLock { $0 += 1 } }
  }

  private static let address = "canarino.recapito@esempio.it"

  private static func site() async throws -> Site {
    let desk = try await SmallDesk(folder: "/tmp/none")
    let carried = Carried()
    await desk.registry.registry.issueCodes(from: SimulatedIssuer.zeros) { _ in carried.carry() }
    let person = try await desk.registry.person("cambio")
    let content = PinCase(
      assistito: person,
      documents: [ShownDocument(kind: .identityCard, owner: .holder, expires: testDay.adding(days: 100))],
      contacts: [CodeContact(.email(try EmailAddress(address)), isConfirmed: true)], desk: .sceltaRevoca,
      deskAsl: Region.homeAsl, formsSigned: [.request])
    return Site(desk: desk, clerk: try await desk.clerk(), content: content, carried: carried)
  }

  @Test("holds the first half in memory alone, and ends with the fact under the same operation")
  func journey() async throws {
    let site = try await Self.site()
    let shown = try await site.standing(.prepare(site.content))
    #expect(shown.held == [.pin: 2, .puk: 2] && shown.handOver?.next == .acknowledge)
    var seen: [UInt8] = []
    site.clerk.half.withCode(.pin) { seen += $0 }
    #expect(seen == Array("00".utf8) && !site.clerk.half.withCode(.cip) { _ in })
    let done = try await site.standing(.acknowledge(site.person))
    #expect(done.handOver?.next == .record && done.held.isEmpty && !site.clerk.half.isHeld)
    #expect(site.carried.count == 1)
    guard case .submitted(let submission) = try await site.clerk.codes(.record(site.person)) else {
      Issue.record("not registered")
      return
    }
    #expect(submission.receiptKind == .definitiva)
    guard case .rilascioPin(let fact) = submission.practice.content else { return }
    #expect(fact.handOver == done.number && fact.contacts.map(\.masked) == ["c***@e***.it"])
    #expect(try await site.clerk.store.fact(OpenCodes.name) == nil)
    #expect(try await !site.kept().contains(Self.address))
    // Asked once more it registers nothing twice.
    #expect(try await site.clerk.codes(.record(site.person)) == .codes(.nothing))
  }

  @Test("a program that ends after each step asks how it stands, and tells no code twice")
  func restarts() async throws {
    let site = try await Self.site()
    _ = try await site.standing(.prepare(site.content))
    #expect(try await !site.kept().contains(Self.address))
    let second = try await site.restarted()
    await second.clerk.tellOpenCodes()
    #expect(site.desk.notices.contains("avviso.codici.aperti"))
    let again = try await second.standing(.standing(site.person))
    #expect(again.held.isEmpty && again.handOver?.next == .acknowledge && !second.clerk.half.isHeld)
    _ = try await second.standing(.acknowledge(site.person))
    let third = try await site.restarted()
    #expect(try await third.standing(.standing(site.person)).handOver?.next == .record)
    guard case .submitted = try await third.clerk.codes(.record(site.person)) else {
      Issue.record("not registered")
      return
    }
    let fourth = try await site.restarted()
    #expect(try await fourth.clerk.codes(.standing(site.person)) == .codes(.nothing))
    #expect(site.carried.count == 1)
  }

  @Test("a lost answer counts as shown: only a reason gives other codes")
  func lost() async throws {
    let site = try await Self.site()
    site.desk.registry.breakLine(.answerLost)
    let lost = try await site.standing(.prepare(site.content))
    #expect(lost.handOver == nil && lost.held.isEmpty && !site.clerk.half.isHeld)
    site.desk.registry.breakLine(nil)
    let site2 = try await site.restarted()
    #expect(try await site2.standing(.standing(site.person)).handOver?.wasShown == true)
    guard case .codes(.refused(let reasons)) = try await site2.clerk.codes(.prepare(site.content)) else {
      Issue.record("not refused")
      return
    }
    #expect(reasons.map(\.code) == ["REG-19"])
    var other = site.content
    other.trouble = .firstHalfLost
    #expect(try await site2.standing(.prepare(other)).held.count == 2 && site.carried.count == 0)
  }

  @Test("a refusal names its rule and leaves nothing open")
  func refused() async throws {
    let site = try await Self.site()
    var content = site.content
    content.documents = []
    guard case .codes(.refused(let reasons)) = try await site.clerk.codes(.prepare(content)) else {
      Issue.record("not refused")
      return
    }
    #expect(reasons.map(\.code) == ["R-DOC-01"])
    #expect(try await site.clerk.codes(.standing(site.person)) == .codes(.nothing))
  }

  @Test("a refusal of another request leaves the hand-over that can still be finished")
  func refusedMeanwhile() async throws {
    let site = try await Self.site()
    let shown = try await site.standing(.prepare(site.content))
    guard case .codes(.refused) = try await site.clerk.codes(.prepare(site.content)) else {
      Issue.record("not refused")
      return
    }
    let done = try await site.standing(.acknowledge(site.person))
    #expect(done.number == shown.number && done.handOver?.next == .record)
  }

  @Test("a line that is down is said before anything is asked, and nothing of codes waits anywhere")
  func down() async throws {
    let site = try await Self.site()
    site.desk.cut()
    await #expect(throws: Failure.self) { _ = try await site.clerk.codes(.prepare(site.content)) }
    #expect(try await site.clerk.store.fact(OpenCodes.name) == nil)
    #expect(try await site.clerk.store.practices(PracticeFilter(limit: 10)).isEmpty)
  }
}

@Suite("The sheet with a first half")
struct HalfSheetTests {
  @Test("goes to the direct device alone, with the codes, and without name or card")
  func sheet() async throws {
    let printer = try TestPrinter()
    let desk = try await SmallDesk(folder: "/tmp/none")
    let clerk = try await desk.clerk(device: printer.path)
    var text = Array("pin 47\npuk 11\n".utf8)
    guard case .printed = clerk.printHalf(try SecretBytes(wiping: &text)) else {
      Issue.record("not printed")
      return
    }
    let page = printer.end()
    #expect(page.contains("PIN   47\r\nPUK   11\r\n") && page.hasSuffix("\u{0C}"))
    #expect(page.contains("stampa.codici.meta.titolo") && page.hasPrefix("DEMO"))
  }

  @Test("without a device, and of what is no half, nothing is printed")
  func none() async throws {
    let desk = try await SmallDesk(folder: "/tmp/none")
    var text = Array("pin 47\n".utf8)
    let answer = try await desk.clerk().printHalf(try SecretBytes(wiping: &text))
    #expect(answer == .failed(.denied(reasonKey: "errore.stampa.diretta")))
    let clerk = try await desk.clerk(device: "/dev/null")
    #expect(clerk.printHalf(nil) == .failed(.denied(reasonKey: "errore.codici.stampa")))
    var bad = Array("\u{1B}c".utf8)
    #expect(
      clerk.printHalf(try SecretBytes(wiping: &bad)) == .failed(.denied(reasonKey: "errore.codici.stampa")))
  }
}
