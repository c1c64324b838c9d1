import Domain
import Testing

@Suite("Book of rules") struct RuleBookTests {
  /// The ids of the tables of scelta-revoca §2 to §5 and of esenzioni §3 to §9, family by family.
  static let families: [(String, Int)] = [
    ("AGE", 9), ("FAM", 4), ("AMB", 8), ("ASS", 1), ("REC", 2), ("MAX", 11), ("DOM", 10), ("STR", 12),
    ("SP", 10), ("REV", 17), ("CES", 5),
    ("ER", 32), ("CR", 18), ("RA", 7), ("IN", 12), ("GR", 3), ("SC", 1), ("ST", 3), ("CO", 1), ("DL", 1),
    ("GE", 12), ("AN", 14), ("PR", 12),
    ("CHK", 13), ("R-SYS", 1), ("R-DESK", 3), ("R-CARD", 9), ("R-ANA", 2), ("R-AGE", 3), ("R-TUT", 1),
    ("R-DEL", 4), ("R-CERT", 4), ("R-DOC", 6), ("R-CONT", 3), ("R-REM", 4), ("R-ONL", 1), ("R-OP", 1),
    ("R-FORM", 1), ("RE", 11), ("DP", 14), ("DUP", 5), ("TES", 3),
  ]

  /// The rows of pin-fse A3, its traps and the rules of readers, which are numbered otherwise.
  static let named = [
    "PIN-L01", "PIN-L02", "PIN-L03", "PIN-L04", "PIN-L05", "PIN-L06", "PIN-L07", "PIN-L08", "PIN-L09",
    "PIN-V01", "PIN-V02", "PIN-V03", "PIN-V04", "PIN-P01", "PIN-P02", "PIN-P03", "PIN-P04", "PIN-P05",
    "PIN-P06", "PIN-E01", "PIN-T01", "PIN-T02", "PIN-T03", "PIN-N01", "PIN-N02", "PIN-B01", "PIN-G01",
    "PIN-M01", "T-01", "T-02", "T-03", "T-04", "T-05", "T-06", "T-07", "T-08", "T-09", "T-10", "T-11",
    "T-12", "T-16", "T-17", "CARD-N1", "CARD-L1", "REM-01", "WEDGE-1", "WEDGE-2", "WEDGE-3", "WEDGE-4",
    "WEDGE-5",
  ]

  @Test("holds every named rule of codes and cards", arguments: named) func tessera(id: String) {
    #expect(RuleBook.entry(id) != nil)
    let prefix = id.prefix { $0 != "-" } + "-"
    let count = Self.named.count { $0.hasPrefix(prefix) }
    #expect(RuleBook.entries.count { $0.rule.id.hasPrefix(prefix) } == count)
  }

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
        == [
          "AN-07", "DP-09", "ESE-01", "ESE-02", "ESE-03", "ESE-04", "GE-04", "IDE-01", "PIN-M01", "PRA-01",
          "PRA-03", "PRA-04", "R-AGE-03", "R-CARD-03", "R-CARD-04", "R-CARD-06", "R-CARD-07", "R-CONT-03",
          "R-FORM-01", "R-OP-01", "REM-01", "TES-01", "TES-02",
        ])
  }
}
