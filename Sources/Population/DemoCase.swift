public import Domain

/// A case worth showing, with a person for it: what screen `DM` lists.
public struct DemoCase: Hashable, Sendable {
  /// A short name that never changes, the ending of ``titleKey``.
  public let id: String
  /// The person to look up.
  public let code: PersonCode

  /// The key of the title, whose words name the medico to choose where one matters.
  public var titleKey: String { "demo.caso.\(id)" }

  /// Draws the households of the cases once more, up to the last of them, to learn the codes.
  static func found(
    _ cases: [(id: String, number: Int)], today: CivilDate
  ) -> [DemoCase] {
    var finisher = PersonFinisher(today: today)
    var codes: [PersonCode?] = []
    for household in Showcase(today: today).households {
      codes += finisher.finish(household.people).map(\.identity.currentCode)
    }
    return cases.compactMap { id, number in
      codes[number].map { DemoCase(id: id, code: $0) }
    }
  }
}

extension DemoCase: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the case, not the person.
  public var description: String { "DemoCase(\(id))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
