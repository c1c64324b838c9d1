import Domain
import Testing

@Suite("Book of rules") struct RuleBookTests {
  /// The ids of the tables of scelta-revoca §2 to §5 and of esenzioni §3 to §9, family by family.
  static let families: [(String, Int)] = [
    ("AGE", 9), ("FAM", 4), ("AMB", 8), ("ASS", 1), ("REC", 2), ("MAX", 11), ("DOM", 10), ("STR", 12),
    ("SP", 10), ("REV", 17), ("CES", 5),
    ("ER", 32), ("CR", 18), ("RA", 7), ("IN", 12), ("GR", 3), ("SC", 1), ("ST", 3), ("CO", 1), ("DL", 1),
    ("GE", 12), ("AN", 14), ("PR", 12),
  ]

  @Test("holds every rule of the tables", arguments: families)
  func complete(family: String, count: Int) {
    for number in 1...count {
      let id = "\(family)-\(number < 10 ? "0" : "")\(number)"
      #expect(RuleBook.entry(id) != nil, "\(id)")
    }
    #expect(RuleBook.entries.count { $0.rule.id.hasPrefix("\(family)-") } == count)
  }

  @Test("holds each rule once, with a source") func unique() {
    let ids = RuleBook.entries.map(\.rule.id)
    #expect(Set(ids).count == ids.count)
    #expect(RuleBook.entries.allSatisfy { !$0.rule.source.isEmpty })
    #expect(Set(RuleBook.messageKeys).count == RuleBook.messageKeys.count)
  }

  @Test("lets block only law, seed, regional rules and those of our own that protect the citizen")
  func ceilings() {
    for confidence in Confidence.allCases {
      for protects in [true, false] {
        let rule = Rule("X-01", source: "prova", confidence: confidence, protectsCitizen: protects)
        let expected: Severity =
          switch confidence {
          case .law, .seed, .regional: .block
          case .practice: .reserve
          case .design: protects ? .block : .reserve
          case .unverified: .warn
          }
        #expect(rule.ceiling == expected)
        #expect(Finding(rule, .block).severity == expected)
      }
    }
  }

  @Test("names our own blocking rules, which Domain.docc lists") func design() {
    let blocking = RuleBook.entries.map(\.rule).filter { $0.confidence == .design && $0.protectsCitizen }
    #expect(
      blocking.map(\.id).sorted()
        == ["AN-07", "ESE-01", "ESE-02", "ESE-03", "ESE-04", "GE-04", "IDE-01", "PRA-01", "PRA-03", "PRA-04"])
  }
}
