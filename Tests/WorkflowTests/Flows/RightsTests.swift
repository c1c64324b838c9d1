import Domain
import Terminal
import Testing

@testable import Workflow

/// A role at a desk.
struct Post: Hashable, Sendable, CustomTestStringConvertible {
  let role: Role
  let desk: DeskKind

  var testDescription: String { "\(role.rawValue) at \(desk.rawValue)" }

  static let all = DeskKind.allCases.flatMap { desk in
    Role.allCases.filter { desk.roles.contains($0) }.map { Post(role: $0, desk: desk) }
  }
}

@Suite("Rights") struct RightsTests {
  @Test("decide which screens open, and what is refused says why", arguments: Post.all)
  func transactions(post: Post) async throws {
    let first = try await Harness(role: post.role, deskKind: post.desk)
    for code in TransactionCode.allCases where code != .quit && code != .lock {
      let harness = try await Harness(desk: first.desk, role: post.role, deskKind: post.desk)
      let permission = code.capability.map { harness.session.scene.permission($0) } ?? .granted
      for way in [[Act.type(code.rawValue), .enter], [.f(2), .type(code.rawValue), .enter]] {
        try await harness.run([.f(3)] + way)
        switch permission {
        case .granted: #expect(harness.notice?.hasPrefix("diritto") != true, "\(code)")
        case .denied(let reasonKey):
          #expect(harness.screen == "home", "\(code)")
          let sentence = harness.session.scene.words.text(reasonKey)
          let row = harness.rows[22]
          #expect(row.contains(sentence.prefix(60)), "\(code)")
        }
      }
      if permission == .granted, code != .assistito {
        #expect(harness.screen != "home", "\(code)")
      }
    }
  }

  @Test("decide who opens a person and what can be done there", arguments: Post.all)
  func position(post: Post) async throws {
    let harness = try await Harness(role: post.role, deskKind: post.desk)
    try await harness.run([.scan(SmallRegion.code("cambio"))])
    guard case .granted = harness.session.scene.permission(.openPerson) else {
      #expect(harness.screen == "home")
      return
    }
    #expect(harness.screen == "assistito")
    let commands: [(CommandID, Capability)] = [
      ("scelta", .scelta), ("revoca", .revoca), ("ricusazione", .ricusazione),
      ("segnala", .reportResidence), ("print", .print),
    ]
    for (command, capability) in commands {
      let availability = harness.session.commands().first { $0.id == command }?.availability
      let isGranted = harness.session.scene.permission(capability) == .granted
      #expect((availability == .available) == isGranted, "\(command)")
    }
  }

  @Test("keep a search by name from those who may not", arguments: Post.all)
  func names(post: Post) async throws {
    let harness = try await Harness(role: post.role, deskKind: post.desk)
    try await harness.run(["PROVA"])
    let isGranted = harness.session.scene.permission(.searchByName) == .granted
    #expect(harness.rows.contains { $0.contains("Prova Anna") } == isGranted)
    #expect((harness.asked { if case .people = $0 { true } else { false } } > 0) == isGranted)
  }

  @Test("decide who opens a practice with its person on one line", arguments: Post.all)
  func oneLine(post: Post) async throws {
    let first = try await Harness(role: post.role, deskKind: post.desk)
    for (code, capability) in [("SM", Capability.scelta), ("RM", .revoca), ("RC", .ricusazione)] {
      let harness = try await Harness(desk: first.desk, role: post.role, deskKind: post.desk)
      try await harness.run([.type(code + " "), .scan(SmallRegion.code("cambio"))])
      let isGranted = harness.session.scene.permission(capability) == .granted
      #expect(["scelta", "revoca", "ricusazione"].contains(harness.screen) == isGranted, "\(code)")
      if !isGranted { #expect(harness.notice?.hasPrefix("diritto") == true, "\(code)") }
    }
  }
}
