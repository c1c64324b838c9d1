import Domain
import Testing

@Suite("Rights") struct RightsTests {
  /// What is granted outside the demo with the profile `italia`; everything else is denied.
  static let granted: [Role: [DeskKind: Set<Capability>]] = [
    .sportello: [
      .asl: [
        .openPerson, .searchByName, .scelta, .revoca, .medici, .expiries, .history, .reportResidence, .queue,
        .print, .reprint, .lock, .esenzioni, .revealSensitive, .issueCodes, .cards,
      ],
      .comune: [.openPerson, .medici, .reportResidence, .queue, .print, .reprint, .lock, .issueCodes],
      .formazione: [.medici, .lock],
    ],
    .responsabile: [
      .asl: [
        .openPerson, .openRestricted, .searchByName, .scelta, .revoca, .ricusazione, .grantDeroga, .medici,
        .expiries, .history, .reportResidence, .queue, .print, .reprint, .lock, .esenzioni,
        .blockEsenzione, .revealSensitive, .issueCodes, .cards,
      ],
      .formazione: [.medici, .lock],
    ],
    .farmacista: [
      .farmacia: [.openPerson, .medici, .queue, .print, .reprint, .lock],
      .formazione: [.medici, .lock],
    ],
    .formatore: [
      .asl: [.medici, .lock],
      .formazione: [.medici, .lock],
    ],
    .amministratore: [
      .asl: [.queue, .operators, .lock], .farmacia: [.queue, .operators, .lock],
      .comune: [.queue, .operators, .lock], .formazione: [.operators, .lock],
    ],
    .consultazione: [
      .asl: [.openPerson, .searchByName, .medici, .expiries, .history, .lock],
      .comune: [.openPerson, .medici, .lock],
      .formazione: [.medici, .lock],
    ],
  ]

  static func permission(
    _ capability: Capability, _ role: Role, _ desk: DeskKind, _ profile: Profile = Fixture.profile,
    isDemo: Bool = false
  ) -> Permission {
    Rights.permission(for: capability, role: role, desk: desk, profile: profile, isDemo: isDemo)
  }

  @Test(
    "are what the table says, for every role, capability and desk", arguments: Role.allCases,
    DeskKind.allCases)
  func table(role: Role, desk: DeskKind) {
    for capability in Capability.allCases {
      let expected = Self.granted[role]?[desk]?.contains(capability) ?? false
      #expect((Self.permission(capability, role, desk) == .granted) == expected, "\(capability)")
    }
  }

  @Test("say who may whenever they deny, in any profile and in the demo", arguments: [true, false])
  func reasons(isDemo: Bool) {
    let profiles = [Fixture.profile, Fixture.profile.with { $0.sceltaDesks = Set(DeskKind.allCases) }]
    for profile in profiles {
      for role in Role.allCases {
        for desk in DeskKind.allCases {
          for capability in Capability.allCases {
            switch Self.permission(capability, role, desk, profile, isDemo: isDemo) {
            case .granted: break
            case .denied(let key): #expect(Rights.reasonKeys.contains(key))
            }
          }
        }
      }
    }
  }

  @Test("open a pharmacy for scelta and revoca where the profile says so, and never for names")
  func pharmacy() {
    let profile = Fixture.profile.with { $0.sceltaDesks = [.asl, .farmacia] }
    #expect(Self.permission(.scelta, .farmacista, .farmacia, profile) == .granted)
    #expect(Self.permission(.scelta, .farmacista, .farmacia) == .denied(reasonKey: "diritto.profilo"))
    #expect(
      Self.permission(.searchByName, .farmacista, .farmacia, profile, isDemo: true)
        == .denied(reasonKey: "diritto.farmacia"))
  }

  @Test("let a desk hand codes over only where its profile does, and never cards of a comune or pharmacy")
  func codes() {
    let pharmacy = Fixture.profile.withTessera { $0.desks.insert(.farmacia) }
    #expect(Self.permission(.issueCodes, .farmacista, .farmacia, pharmacy) == .granted)
    #expect(Self.permission(.issueCodes, .farmacista, .farmacia) == .denied(reasonKey: "diritto.profilo"))
    #expect(Self.permission(.cards, .farmacista, .farmacia, pharmacy, isDemo: true) != .granted)
    let noComune = Fixture.profile.withTessera { $0.desks = [.sceltaRevoca] }
    #expect(
      Self.permission(.issueCodes, .sportello, .comune, noComune) == .denied(reasonKey: "diritto.profilo"))
    #expect(Self.permission(.cards, .sportello, .comune) == .denied(reasonKey: "diritto.comune"))
    for role in [Role.consultazione, .amministratore] {
      #expect(Self.permission(.issueCodes, role, .asl) != .granted)
    }
  }

  @Test(
    "give the levers of the demo to everybody in the demo, and to nobody outside", arguments: Role.allCases)
  func levers(role: Role) {
    for desk in DeskKind.allCases {
      #expect(Self.permission(.demoLevers, role, desk, isDemo: true) == .granted)
      #expect(Self.permission(.demoLevers, role, desk) == .denied(reasonKey: "diritto.soloDemo"))
    }
  }

  @Test("let a trainer do every practice in the demo, and see nobody outside") func trainer() {
    for capability in [Capability.openPerson, .scelta, .revoca, .ricusazione, .grantDeroga, .reportResidence]
    {
      #expect(Self.permission(capability, .formatore, .formazione, isDemo: true) == .granted)
      #expect(
        Self.permission(capability, .formatore, .formazione) == .denied(reasonKey: "diritto.formazione"))
    }
  }

  @Test("have a usual role at every desk that may work there", arguments: DeskKind.allCases)
  func usualRole(desk: DeskKind) { #expect(desk.roles.contains(desk.usualRole)) }
}
