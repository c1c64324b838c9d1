import Domain
import FHIR
import RegistryClient
import Store
import Sync
import Vault
import Workflow

/// Handing codes over: every step is done online and none is ever queued; what is queued is the fact at the end.
///
/// Before the registry is asked, the desk writes down that it asks, with the contact masked: whatever ends the program,
/// the next one asks how it stands.
extension Clerk {
  /// Carries a step out.
  ///
  /// - Throws: ``Failure`` where the registry certainly did nothing, or the disk refused before it was asked.
  func codes(_ step: CodeStep) async throws(Failure) -> Answer {
    switch step {
    case .standing(let person): return .codes(try await standing(person))
    case .prepare(let content): return .codes(try await prepare(content))
    case .acknowledge(let person): return .codes(try await acknowledge(person))
    case .record(let person): return try await record(person)
    // The loop gives the half away itself: see ``printHalf(_:)``.
    case .print: throw .denied(reasonKey: "errore.codici.stampa")
    }
  }

  /// Says that hand-overs which an earlier run began are not at their end.
  func tellOpenCodes() async {
    guard let open = try? await openCodes(), let first = open.first else { return }
    let identity = first.content.assistito.identity
    report(.notice(Notice(.warning, "avviso.codici.aperti", ["\(identity.surname) \(identity.name)"])))
  }

  // MARK: Steps

  private func prepare(_ content: PinCase) async throws(Failure) -> CodeAnswer {
    guard let card = content.record?.number ?? content.card else {
      throw .denied(reasonKey: "errore.codici.tessera")
    }
    guard let keys = try? BoxKeys(), let key = HandOverKey(keys.publicKey) else {
      throw .store(messageKey: "errore.codici.memoria", arguments: [])
    }
    var masked = content
    masked.contacts = content.contacts.map(\.recorded)
    let open = Practice(
      id: newOperation(), content: .rilascioPin(masked), author: author(), createdAt: clock.now)
    // What is refused must not cost the citizen a hand-over that can still be finished.
    let before = try await openCodes()
    try await keep(open)
    let asked = Practice(
      id: open.id, content: .rilascioPin(content), author: open.author, createdAt: open.createdAt)
    let outcome: HandOverOutcome
    do throws(ReadFailure) {
      outcome = try await registry.read { client, _ async throws(ReadFailure) in
        try await client.prepareHandOver(asked, of: card, sealedFor: key)
      }
    } catch {
      try await write(before)
      throw Failure(error)
    }
    switch outcome {
    case .refused(let reasons):
      try await write(before)
      return .refused(reasons)
    case .lost: return .standing(CodeStanding(content: masked))
    case .told(let reply):
      var held: [CodePart: Int] = [:]
      if reply.handOver.next == .acknowledge, let box = reply.box, let lines = try? keys.open(box) {
        held = half.hold(lines) ?? [:]
      }
      return .standing(try await told(reply, open, held: held))
    }
  }

  private func acknowledge(_ person: Identifier<Assistito>) async throws(Failure) -> CodeAnswer {
    half.drop()
    guard let (open, content, card) = try await openCode(of: person) else { return .nothing }
    let outcome = try await registry.read { client, role async throws(ReadFailure) in
      try await client.acknowledgeHandOver(open.id, of: card, role: role)
    } else: { () async throws(Failure) in
      throw .registryUnreachable
    }
    switch outcome {
    case .refused(let reasons): return .refused(reasons)
    case .lost: return .standing(CodeStanding(content: content, number: content.handOver))
    case .told(let reply): return .standing(try await told(reply, open))
    }
  }

  private func standing(_ person: Identifier<Assistito>) async throws(Failure) -> CodeAnswer {
    guard let (open, content, card) = try await openCode(of: person) else { return .nothing }
    let reply = try await registry.read { client, role async throws(ReadFailure) in
      try await client.handOverStanding(open.id, of: card, role: role)
    } else: { () async throws(Failure) in
      throw .registryUnreachable
    }
    // What was never drawn, or expired unseen, is begun anew with the form.
    guard let reply, reply.handOver.next != .prepare else {
      try await forget(.rilascioPin(content))
      return .nothing
    }
    return .standing(try await told(reply, open))
  }

  /// Registers the fact by the ordinary way, under the operation of the hand-over; once, however often it is asked.
  private func record(_ person: Identifier<Assistito>) async throws(Failure) -> Answer {
    guard let (open, content, _) = try await openCode(of: person), content.handOver != nil else {
      return .codes(.nothing)
    }
    let known = try await desk { () async throws(StoreError) in try await store.practice(open.id) }
    if known != nil {
      try await forget(open.content)
      return .codes(.nothing)
    }
    let submission = try await submit(open.content, as: open.id, partOf: nil)
    try await forget(open.content)
    return .submitted(submission)
  }

  /// Writes the number down, and lets go of what leads no further.
  private func told(
    _ reply: HandOverReply, _ open: Practice, held: [CodePart: Int] = [:]
  ) async throws(Failure) -> CodeStanding {
    guard case .rilascioPin(let masked) = open.content else { throw .registryUnreachable }
    let content = masked.recorded(reply.id)
    let standing = CodeStanding(
      content: content, number: reply.id, handOver: reply.handOver, until: reply.until, held: held)
    switch reply.handOver.next {
    case .duplicate: try await forget(open.content)
    case .prepare, .acknowledge, .wait, .record:
      try await keep(
        Practice(
          id: open.id, content: .rilascioPin(content), author: open.author, createdAt: open.createdAt))
    }
    return standing
  }

  // MARK: What the desk keeps

  private func openCode(
    of person: Identifier<Assistito>
  ) async throws(Failure) -> (open: Practice, content: PinCase, card: NumeroTessera)? {
    for open in try await openCodes() where open.content.assistito.id == person {
      guard case .rilascioPin(let content) = open.content,
        let card = content.record?.number ?? content.card
      else { continue }
      return (open, content, card)
    }
    return nil
  }

  private func openCodes() async throws(Failure) -> [Practice] {
    let bytes = try await desk { () async throws(StoreError) in try await store.fact(OpenCodes.name) }
    return bytes.map { OpenCodes.decode($0) } ?? []
  }

  /// Keeps one hand-over of its person, in place of another one.
  private func keep(_ open: Practice) async throws(Failure) {
    let others = try await openCodes().filter { $0.content.assistito.id != open.content.assistito.id }
    try await write(others + [open])
  }

  private func forget(_ content: PracticeCase) async throws(Failure) {
    try await write(try await openCodes().filter { $0.content.assistito.id != content.assistito.id })
  }

  private func write(_ open: [Practice]) async throws(Failure) {
    try await desk { () async throws(StoreError) in
      try await store.setFact(open.isEmpty ? nil : OpenCodes.encode(open), for: OpenCodes.name)
    }
  }
}
