import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Sync
import Synchronization
import Testing
import Vault

@Suite("Handing codes over through the client") struct HandOverClientTests {
  /// What the registry sent by the other way.
  private final class Post: Sendable {
    private let box = Mutex(0)
    var count: Int { box.withLock { $0 } }
    func carry() { box.withLock { $0 += 1 } }
  }

  private static func site(
    _ line: @escaping @Sendable (@escaping Transport) -> Transport = { $0 }
  ) async throws -> (site: Counterpart, practice: Practice, card: NumeroTessera, post: Post) {
    let site = try await Counterpart(line: line)
    let post = Post()
    await site.registry.issueCodes(from: SimulatedIssuer.zeros) { _ in post.carry() }
    let person = try await site.person("cambio").assistito
    let owners = ShownDocument.Owner.allCases
    let content = PinCase(
      assistito: person,
      documents: owners.map {
        ShownDocument(kind: .identityCard, owner: $0, expires: demoDay.adding(days: 100))
      },
      contacts: [CodeContact(.email(try EmailAddress("prova@esempio.it")), isConfirmed: true)],
      desk: .sceltaRevoca, deskAsl: Region.homeAsl, formsSigned: Set(CodeForm.allCases))
    return (site, site.practice(.rilascioPin(content), 1), try #require(person.tessera).number, post)
  }

  private static func prepare(
    _ client: RegistryClient, _ practice: Practice, _ card: NumeroTessera
  ) async throws -> (outcome: HandOverOutcome, lines: String) {
    let keys = try BoxKeys()
    let key = try #require(HandOverKey(keys.publicKey))
    let outcome = try await client.prepareHandOver(practice, of: card, sealedFor: key).value
    guard case .told(let reply) = outcome, let box = reply.box else { return (outcome, "") }
    return (outcome, try keys.open(box).withBytes { String(decoding: $0, as: UTF8.self) })
  }

  @Test("brings the first half once, in a box, and tells how it ended")
  func journey() async throws {
    let (site, practice, card, post) = try await Self.site()
    #expect(try await Self.standing(site, practice, card) == nil)
    let (outcome, lines) = try await Self.prepare(site.client, practice, card)
    guard case .told(let reply) = outcome else {
      Issue.record("not told")
      return
    }
    #expect(lines == "pin 00\npuk 00\n" && reply.handOver.next == .acknowledge)
    let without = HandOverReply(id: reply.id, handOver: reply.handOver, until: reply.until)
    #expect(try await Self.prepare(site.client, practice, card).outcome == .told(without))
    #expect(try await Self.standing(site, practice, card) == without)
    let done = try await site.client.acknowledgeHandOver(practice.id, of: card, role: site.role).value
    guard case .told(let end) = done else {
      Issue.record("not told")
      return
    }
    #expect(end.handOver.next == .record && end.id == reply.id && post.count == 1)
  }

  @Test("a lost answer is no failure: the codes count as shown, and a reason gives others")
  func lost() async throws {
    let losing = Mutex(true)
    let (site, practice, card, post) = try await Self.site { door in
      { request, isFresh async throws(TransportFailure) in
        let response = try await door(request, isFresh)
        if request.path.hasPrefix("Device"), losing.withLock({ $0 }) {
          throw TransportFailure(.broken, bodyBytesSent: request.body.count)
        }
        return response
      }
    }
    let first = try await Self.prepare(site.client, practice, card)
    #expect(first.outcome == .lost)
    losing.withLock { $0 = false }
    let (outcome, lines) = try await Self.prepare(site.client, practice, card)
    guard case .told(let reply) = outcome else {
      Issue.record("not told")
      return
    }
    #expect(lines.isEmpty && reply.handOver.wasShown && post.count == 0)
    guard case .rilascioPin(var content) = practice.content else { return }
    let plain = site.practice(.rilascioPin(content), 2)
    let second = try await Self.prepare(site.client, plain, card)
    #expect(second.outcome == .refused([RejectionReason(code: "REG-19")]))
    content.trouble = .firstHalfLost
    let other = try await Self.prepare(site.client, site.practice(.rilascioPin(content), 3), card)
    #expect(other.lines == "pin 00\npuk 00\n")
  }

  private static func standing(
    _ site: Counterpart, _ practice: Practice, _ card: NumeroTessera
  ) async throws -> HandOverReply? {
    try await site.client.handOverStanding(practice.id, of: card, role: site.role).value
  }

  @Test(
    "to ask how it stands is answered or fails: a line that is down tells of no hand-over",
    arguments: [500, 503, 401])
  func unanswered(status: Int) async throws {
    let line = Line([{ _ in .success(Response(status: status)) }])
    await #expect(throws: ReadFailure.self) {
      _ = try await line.client().handOverStanding(
        operation, of: try NumeroTessera("80380000300000000011"), role: .sportello)
    }
  }

  /// What the line or registry does, and whether the registry certainly did nothing.
  static let ends: [(answer: Result<Response, TransportFailure>, isCertain: Bool)] = [
    (.failure(TransportFailure(.notConnected)), true), (.failure(TransportFailure(.timedOut)), true),
    (.failure(TransportFailure(.timedOut, bodyBytesSent: 1)), false),
    (.failure(TransportFailure(.broken, bodyBytesSent: 1)), false), (.success(Response(status: 500)), false),
    (.success(Response(status: 504)), false), (.success(Response(status: 401)), true),
    (.success(Response(status: 503)), true), (.success(Response(status: 429)), true),
    (.success(Response(status: 200)), false),
    (.success(Response(status: 200, body: Array("{\"resourceType\":\"Parameters\"}".utf8))), false),
  ]

  @Test("what is not known to have failed is lost", arguments: ends.indices)
  func uncertain(row: Int) async throws {
    let (answer, isCertain) = Self.ends[row]
    let line = Line([{ _ in answer }])
    var isThrown = false
    var outcome: HandOverOutcome?
    do throws(ReadFailure) {
      let card = try! NumeroTessera("80380000300000000011")
      outcome = try await line.client().acknowledgeHandOver(operation, of: card, role: .sportello).value
    } catch { isThrown = true }
    #expect(isThrown == isCertain && outcome == (isCertain ? nil : .lost))
    let request = try #require(line.requests.first)
    #expect(request.headers["If-None-Exist"] == nil && request.headers["X-Request-ID"] == operation.rawValue)
    #expect(!line.travelled.contains { !$0.isFresh })
  }
}
