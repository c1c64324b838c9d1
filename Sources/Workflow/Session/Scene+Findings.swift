import Domain
import Terminal

extension Scene {
  /// The sentence of a finding in the current language, its dates as people of that language write them.
  func sentence(of finding: Finding) -> String {
    words.text(finding.messageKey, arguments(of: finding))
  }

  /// What fills the places of a finding's sentence: rules write dates as Italy does.
  func arguments(of finding: Finding) -> [String] {
    finding.arguments.map { argument in
      argument.split(separator: " ", omittingEmptySubsequences: false).map { word in
        Self.date(written: word).map { shown($0) } ?? String(word)
      }.joined(separator: " ")
    }
  }

  /// The day behind `gg/mm/aaaa`; `nil` for anything else.
  private static func date(written word: Substring) -> CivilDate? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2, 4], let day = Int(parts[0]), let month = Int(parts[1]),
      let year = Int(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}
