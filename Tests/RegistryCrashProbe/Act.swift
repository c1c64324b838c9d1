import Domain
import FHIR
import Registry

/// What a registry does beside deciding practices: each is one step that is whole on disk, or was never begun.
enum Act: String, CaseIterable {
  case note, consent, issueToken, revokeToken
  case dies, moves, merges, restricts, fills, reverses

  /// Brings about what the act needs.
  func prepare(_ registry: ReferenceRegistry, _ folder: Folder) async throws {
    if self == .reverses { try await folder.post("accepted", to: "Task", registry) }
  }

  /// Does it with what lies in the folder.
  func perform(_ registry: ReferenceRegistry, _ folder: Folder) async throws {
    let person = Identifier<Assistito>(unchecked: folder.text("person"))
    switch self {
    case .note: try await folder.post("note", to: "Task", registry)
    case .consent: try await folder.post("consent", to: "Consent", registry)
    case .issueToken:
      _ = try await registry.issueToken(desk: try await desk(registry), role: .sportello, validFor: 60)
    case .revokeToken:
      guard let id = try await registry.tokens().first?.id, try await registry.revokeToken(id) else {
        throw Refused()
      }
    case .dies: try await registry.die(person)
    case .moves:
      let home = try await desk(registry).asl
      guard let other = try await registry.ambiti().first(where: { $0.asl != home })?.asl,
        try await registry.move(person, to: other)
      else { throw Refused() }
    case .merges: try await registry.merge(person, into: Identifier(unchecked: folder.text("survivor")))
    case .restricts: try await registry.restrict(person, true)
    case .fills: _ = try await registry.fill("mmg-003")
    case .reverses: guard try await registry.reverseLast() != nil else { throw Refused() }
    }
  }

  private func desk(_ registry: ReferenceRegistry) async throws -> Desk {
    guard let desk = try await registry.tokens().first?.desk else { throw Refused() }
    return desk
  }

  /// The registry did not do what it was to do.
  struct Refused: Error {}
}

/// The files with which a run of the probe works.
struct Folder {
  let path: String

  func bytes(_ name: String) -> [UInt8] { Program.bytes(of: "\(path)/\(name)") }

  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  /// Posts the body in a file, under the operation in the file beside it.
  func post(_ name: String, to type: String, _ registry: ReferenceRegistry) async throws {
    let answer = await registry.exchange(
      Request(
        .post, type,
        headers: [
          "Authorization": "Bearer \(text("token"))", "Content-Type": "application/fhir+json; charset=utf-8",
          "If-None-Exist": "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(text("\(name).operation"))",
        ], body: bytes(name)))
    guard [200, 201].contains(answer.status) else { throw Act.Refused() }
  }
}
