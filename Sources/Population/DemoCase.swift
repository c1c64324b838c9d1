public import Domain

/// A case worth showing, with a person for it: what screen `DM` lists.
public struct DemoCase: Hashable, Sendable {
  /// A short name that never changes, the ending of ``titleKey``.
  public let id: String
  /// The person to look up.
  public let code: PersonCode

  /// The key of the title, whose words name the medico to choose where one matters.
  public var titleKey: String { "demo.caso.\(id)" }

  /// The cases of every region that begins on `today`, whatever its seed and its size.
  ///
  /// - Complexity: A few milliseconds: no region is made.
  public static func all(on today: CivilDate) -> [DemoCase] {
    var finisher = PersonFinisher(today: today)
    var cases: [DemoCase] = []
    for household in Showcase(today: today).households {
      for (draft, person) in zip(household.people, finisher.finish(household.people)) {
        guard let id = draft.caseID, let code = person.identity.currentCode else { continue }
        cases.append(DemoCase(id: id, code: code))
      }
    }
    return cases
  }
}

extension DemoCase: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the case, not the person.
  public var description: String { "DemoCase(\(id))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
