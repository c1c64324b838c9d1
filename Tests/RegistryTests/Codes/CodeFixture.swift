import Domain
import FHIR
import Population
import SQLite
import Synchronization
import Vault

@testable import Registry

/// Holders of cards and what a desk asks for them.
enum CodeFixture {
  /// Where the second half goes; written so that it is found wherever it stands.
  static let address = "canarino.recapito@esempio.it"

  static let profile: Profile = {
    var profile = Fixture.profile
    profile.tessera.delegation = .orderOfRelatives
    profile.tessera.split = CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6)
    return profile
  }()

  /// A grown-up with a card that nobody has activated.
  static func holder(_ fixture: Fixture) async throws -> Assistito {
    var person = try await fixture.person("cambio")
    let card = person.tessera!
    person.tessera = Tessera(
      number: card.number, issued: demoDay.adding(days: -100), expires: demoDay.adding(days: 900))
    try await fixture.registry.keep(person)
    return person
  }

  /// A case in order: the holder with a document, a confirmed address and the form signed.
  static func content(_ person: Assistito, _ change: (inout PinCase) -> Void = { _ in }) -> PinCase {
    var content = PinCase(
      assistito: person, documents: [document(.holder), document(.applicant)],
      contacts: [CodeContact(.email(try! EmailAddress(address)), isConfirmed: true)],
      desk: .sceltaRevoca, deskAsl: Region.homeAsl, formsSigned: Set(CodeForm.allCases))
    change(&content)
    return content
  }

  static func document(_ owner: ShownDocument.Owner) -> ShownDocument {
    ShownDocument(kind: .identityCard, owner: owner, expires: demoDay.adding(days: 365))
  }
}

extension ReferenceRegistry {
  /// Writes a person as the test wants it.
  func keep(_ person: Assistito) throws {
    guard let number = try number(of: person.id) else { throw RegistryFailure.noSuchPerson }
    try database.inTransaction { () throws(RegistryFailure) in
      try keep(person, number: number, today: try today())
    }
  }
}

/// A registry that hands codes over, a desk before it, and what was carried.
struct CodeSite {
  let fixture: Fixture
  let desk: WireDesk
  let person: Assistito
  let post: CodePost
  var card: NumeroTessera { person.tessera!.number }

  init(
    _ issuer: any CodeIssuer = SimulatedIssuer(), profile: Profile = CodeFixture.profile,
    location: Database.Location? = nil, faults: [CodeCourierFailure?] = [], post: CodePost? = nil
  ) async throws {
    fixture = try await Fixture(location: location, profile: profile)
    desk = try await WireDesk(fixture)
    person = try await CodeFixture.holder(fixture)
    self.post = post ?? CodePost(faults)
    await fixture.registry.issueCodes(from: issuer, sendingBy: self.post.courier)
  }

  func practice(_ operation: Int, _ change: (inout PinCase) -> Void = { _ in }) -> Practice {
    desk.practice(.rilascioPin(CodeFixture.content(person, change)), operation: operation)
  }

  /// The keys of every desk in these tests.
  static let keys = try! BoxKeys()
  static let key = HandOverKey(keys.publicKey)!

  /// Asks for the first half.
  func prepare(_ practice: Practice, card: NumeroTessera? = nil, as desk: WireDesk? = nil) async -> CodeAnswer
  {
    await send(.prepare(practice, Self.key), card: card, as: desk)
  }

  /// Asks how it stands.
  func ask(_ practice: Practice, as desk: WireDesk? = nil) async -> CodeAnswer {
    await send(.ask(practice.id), card: nil, as: desk)
  }

  /// Says that the citizen has it.
  func acknowledge(_ practice: Practice, card: NumeroTessera? = nil, as desk: WireDesk? = nil) async
    -> CodeAnswer
  {
    await send(.acknowledge(practice.id), card: card, as: desk)
  }

  private func send(_ asked: HandOverRequest, card: NumeroTessera?, as other: WireDesk?) async -> CodeAnswer {
    CodeAnswer(
      await (other ?? desk).send(
        .post, HandOverRequest.path(card ?? self.card),
        headers: ["Content-Type": "application/fhir+json; charset=utf-8"], body: asked.bytes))
  }

  /// The fact of a hand-over, as the desk registers it afterwards.
  func fact(_ practice: Practice, _ number: Identifier<CodeHandOver>) -> Practice {
    guard case .rilascioPin(let content) = practice.content else { return practice }
    return Practice(
      id: practice.id, content: .rilascioPin(content.recorded(number)), author: practice.author,
      createdAt: practice.createdAt)
  }
}

/// What the registry answered, with the codes taken out of their box.
struct CodeAnswer {
  let status: Int
  let reply: HandOverReply?
  let codes: [CodeName: String]
  let reason: String?
  let body: [UInt8]

  init(_ response: Response) {
    status = response.status
    body = response.body
    let told = try? HandOverReply(response.body)
    // Answers are compared by how a hand-over stands: a box is another one each time.
    reply = told.map { HandOverReply(id: $0.id, handOver: $0.handOver, until: $0.until) }
    codes = told?.box.flatMap { try? CodeSite.keys.open($0) }?.codes ?? [:]
    reason = response.issue?.detail
  }
}

extension SecretBytes {
  /// The codes in the lines of a box.
  fileprivate var codes: [CodeName: String] {
    withBytes { text in
      let places = CodeLines.places(in: text) ?? []
      return Dictionary(
        uniqueKeysWithValues: places.map { ($0.name, String(decoding: text[$0.range], as: UTF8.self)) })
    }
  }
}

/// Keeps what it is given to carry, and fails as it is told.
final class CodePost: Sendable {
  struct Carried: Hashable {
    let address: CodeContact.Address
    let codes: [CodeName: String]
    let handOver: Identifier<CodeHandOver>
  }

  private let faults: Mutex<[CodeCourierFailure?]>
  private let box = Mutex<[Carried]>([])

  init(_ faults: [CodeCourierFailure?] = []) { self.faults = Mutex(faults) }

  var carried: [Carried] { box.withLock { $0 } }

  /// How often it was asked to carry something.
  var tries: Int { carried.count }

  var courier: CodeCourier {
    { [self] message throws(CodeCourierFailure) in
      var codes: [CodeName: String] = [:]
      for part in message.half.parts {
        codes[part.name] = part.bytes.withBytes { String(decoding: $0, as: UTF8.self) }
      }
      box.withLock {
        $0.append(Carried(address: message.address, codes: codes, handOver: message.handOver))
      }
      if let fault = faults.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { throw fault }
    }
  }
}
