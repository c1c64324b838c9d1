import Domain
import Testing

@Suite("Table of conflicts") struct ConflictTests {
  /// What the design says of each conflict that the practices meet.
  static let expected: [(number: Int, sign: ConflictSign, usual: Resolution)] = [
    (1, .code("MAX-01"), .secondChoice), (1, .code("MAX-07"), .secondChoice), (2, .code("REG-04"), .correct),
    (3, .suspended, .correct), (3, .code("SOS-01"), .correct), (5, .code("REG-05"), .close),
    (5, .code("REV-06"), .close), (6, .code("REG-06"), .position), (7, .code("REG-07"), .correct),
    (7, .code("REG-01"), .correct), (9, .refused, .correct), (10, .reversed, .correct),
    (11, .uncertain, .verify), (12, .code("REG-09"), .close), (13, .code("REG-08"), .position),
    (14, .clockOff, .verify), (8, .code("GE-04"), .position), (8, .code("ER-25"), .position),
    (8, .code("REG-12"), .position), (16, .code("token-assente"), .release),
    (15, .factRefused, .position), (15, .code("REG-16"), .position), (15, .code("REG-17"), .position),
    (15, .code("REG-18"), .position),
  ]

  @Test("shows the conflict of each sign with its usual way out first", arguments: expected)
  func signs(number: Int, sign: ConflictSign, usual: Resolution) throws {
    let conflict = try #require(ConflictBook.conflict(showing: sign))
    #expect(conflict.number == number)
    #expect(conflict.resolutions.first == usual)
    #expect(ConflictBook.headline(of: [sign]) == conflict)
  }

  @Test("holds every conflict of the practices once") func complete() {
    #expect(ConflictBook.entries.map(\.number).sorted() == Array(1...3) + Array(5...16))
    #expect(Set(ConflictBook.entries.map(\.id)).count == ConflictBook.entries.count)
    let signs = ConflictBook.entries.flatMap(\.signs)
    #expect(Set(signs).count == signs.count, "two conflicts share a sign")
    for entry in ConflictBook.entries {
      #expect(ConflictBook.entry(entry.id) == entry)
      #expect(Set(entry.resolutions).count == entry.resolutions.count)
      #expect(!entry.resolutions.isEmpty && !entry.signs.isEmpty)
    }
    #expect(ConflictBook.entry("inesistente") == nil)
  }

  @Test("takes every other code for a refusal by a rule, and nothing for nothing") func others() {
    let claimed = Set(ConflictBook.entries.flatMap(\.signs))
    for rule in RuleBook.entries.map(\.rule.id) where !claimed.contains(.code(rule)) {
      #expect(ConflictBook.conflict(showing: .code(rule)) == ConflictBook.refused, "\(rule)")
    }
    #expect(ConflictBook.conflict(showing: .code("ignoto")) == ConflictBook.refused)
    #expect(ConflictBook.headline(of: []) == nil)
  }

  @Test("of several conflicts shows the one that stands first, whatever the order of the signs")
  func headline() {
    let entries = ConflictBook.entries
    for (place, first) in entries.enumerated() {
      for second in entries[place...] {
        let signs = Array(first.signs.union(second.signs))
        #expect(ConflictBook.headline(of: signs) == first)
        #expect(ConflictBook.headline(of: signs.reversed()) == first)
      }
    }
  }

  @Test("lets every refusal be closed, and nobody write to the dead") func ways() {
    for entry in ConflictBook.entries {
      let isRefusal = entry.signs.contains { if case .code = $0 { true } else { $0 == .refused } }
      #expect(!isRefusal || entry.resolutions.contains(.close), "\(entry.id.rawValue)")
    }
    #expect(ConflictBook.entries.filter { !$0.admitsLetter } == [ConflictBook.died])
  }
}
