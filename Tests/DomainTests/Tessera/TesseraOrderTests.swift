import Domain
import Testing

private typealias F = TesseraFixture

@Suite("Nobody comes back three times for codes") struct TesseraOrderTests {
  /// One fault of each check, in the order of the checks, and all of them admitted but for their own fault.
  private static let faults: [(String, @Sendable (inout PinCase) -> Void)] = [
    ("R-DESK-03", { $0.desk = .farmacia }),
    ("R-CARD-01", { $0.shown = .nothing }),
    ("R-CARD-04", { $0.chip = .read(code: Fixture.relativeCode, expires: F.today) }),
    ("R-CARD-06", { $0.assistito.posizione.tessere[0].expires = F.today.adding(days: -1) }),
    ("R-CARD-08", { $0.assistito.posizione.tessere[0].state = .suspended(since: F.today) }),
    ("R-ANA-01", { $0.assistito.posizione.assistenza = nil }),
    ("R-DEL-03", { $0.applicant = F.delegation(.firstCousin) }),
    ("R-DOC-02", { $0.documents.removeAll { $0.owner == .applicant } }),
    ("R-CONT-01", { $0.contacts = [] }),
    ("R-OP-01", { $0.isOperatorInvolved = true }),
  ]

  private static func content() -> PinCase {
    F.content(F.delegation()) { $0.chip = .noReader }
  }

  @Test("all faults are told, and the first check gives the headline") func headline() {
    for first in Self.faults.indices {
      var content = Self.content()
      for index in Self.faults[first...].indices {
        // A chip that was read tells the day itself, and hides that of the register.
        if Self.faults[index].0 == "R-CARD-04", first < index {
          content.chip = .unreadable
        } else {
          Self.faults[index].1(&content)
        }
      }
      let decision = F.decide(content)
      #expect(decision.headline?.rule.id == Self.faults[first].0)
      let ids = decision.findings.filter { $0.severity == .block }.map(\.rule.id)
      for fault in Self.faults[first...] where !fault.0.hasPrefix("R-CARD-0") {
        #expect(ids.contains(fault.0))
      }
    }
  }

  @Test("each pair of faults is told in the order of the checks") func pairs() {
    for first in Self.faults.indices {
      for second in Self.faults.indices where first < second {
        var content = Self.content()
        Self.faults[first].1(&content)
        Self.faults[second].1(&content)
        // The chip was read: its last day counts, not that of the register.
        if Self.faults[first].0 == "R-CARD-04", Self.faults[second].0 == "R-CARD-06" { continue }
        let ids = F.decide(content).findings.filter { $0.severity == .block }.map(\.rule.id)
        #expect(ids == [Self.faults[first].0, Self.faults[second].0])
      }
    }
  }

  @Test("and of forms only those of the case are asked for", arguments: CodeForm.allCases) func forms(
    _ form: CodeForm
  ) {
    let cases: [(CodeApplicant, CodeForm)] = [
      (.holder, .request), (.parent, .representative), (.tutore(F.act), .representative),
      (F.delegation(), .delegation),
    ]
    for (applicant, needed) in cases {
      let decision = F.decide(F.content(applicant) { $0.formsSigned.remove(form) })
      #expect((decision.outcome == .refused) == (form == needed), "\(applicant) \(form)")
    }
  }

  @Test("three months count to the day", arguments: CodeDelegationTests.edges)
  func months(first: String, last: String) {
    for (days, refused) in [(-1, true), (0, false), (1, false)] {
      let length = ImpedimentCertificate.Length.period(
        from: Fixture.day(first), through: Fixture.day(last).adding(days: days))
      let content = F.content(F.delegation(certificate: F.certificate(length)))
      #expect((F.decide(content, F.valleDAosta).outcome == .refused) == refused)
      let strict = F.valleDAosta.withTessera { $0.impedimentMonthsInclusive = false }
      #expect((F.decide(content, strict).outcome == .refused) == (days < 1))
    }
  }

  @Test("a certificate and an order of relatives are never asked for together") func neverMixed() {
    for relative in Relative.allCases {
      let lombardia = F.decide(F.content(F.delegation(relative, certificate: nil)))
      #expect(!lombardia.allKeys.contains { $0.hasPrefix("R-CERT") || $0 == "T-01" })
      let valley = F.decide(
        F.content(F.delegation(relative, spouse: true, children: true, declares: false)), F.valleDAosta)
      #expect(valley.outcome == .admitted)
    }
  }

  @Test("eighteen is the whole birthday") func majority() {
    let eve = F.content(.parent, F.holder(born: "2008-06-16"))
    let birthday = F.content(.parent, F.holder(born: "2008-06-15"))
    #expect(F.decide(eve).outcome == .admitted)
    #expect(F.decide(birthday).headline?.rule.id == "R-AGE-01")
    let leap = PinCaseOnLeapDay.decide
    #expect(leap("2026-02-27").outcome == .admitted)
    #expect(leap("2026-02-28").headline?.rule.id == "R-AGE-01")
  }

  private enum PinCaseOnLeapDay {
    static func decide(_ day: String) -> Decision {
      Tessera.decide(
        F.content(.parent, F.holder(born: "2008-02-29")), profile: F.lombardia,
        now: Fixture.instant("\(day)T10:00:00+01:00"))
    }
  }

  @Test("what is kept of a hand-over is decided alike, without the contact") func recorded() {
    let content = F.content()
    let kept = content.recorded("consegna-1")
    #expect(kept.contacts.map(\.masked) == ["g***@e***.it", "***567"])
    #expect(F.decide(kept) == F.decide(content))
    #expect(!"\(kept)".contains("consegna") && Mirror(reflecting: kept).children.isEmpty)
    let sent = F.content(F.remote(state: .codesSent))
    #expect(F.decide(sent).outcome == .refused)
    #expect(F.decide(sent.recorded("consegna-2")).outcome == .admitted)
  }
}
