import Domain
import FHIR

extension PersonQuery {
  /// The searches that find whom it means, in the order in which to try them.
  ///
  /// - Parameter generation: The systems that the registry writes; `nil` tries both generations.
  /// - Returns: At least one search.
  func searches(_ generation: Systems.Generation?) -> [[SearchParameters.Parameter]] {
    switch self {
    case .code(let code): Self.searches(code.system, code.rawValue, generation)
    case .tessera(let card): Self.searches(Systems.tessera, card.rawValue, generation)
    case .names(let surname, let name, let birth):
      [
        (surname.isEmpty ? [] : [.family([SearchText(surname)])])
          + (name.isEmpty ? [] : [.given([SearchText(name)])])
          // A year alone means the whole of it.
          + (birth.map { [.unknown("birthdate", $0.text)] } ?? [])
      ]
    }
  }

  private static func searches(
    _ system: Systems.Name, _ value: String, _ generation: Systems.Generation?
  ) -> [[SearchParameters.Parameter]] {
    let generations = generation.map { [$0] } ?? Systems.Generation.allCases
    var uris: [String] = []
    for uri in generations.map({ system.uri($0) }) where !uris.contains(uri) { uris.append(uri) }
    return uris.map { [.identifier([SearchToken(system: $0, value: value)])] }
  }

  /// Whether a person is one of those meant; what a registry does not tell counts as fitting.
  func admits(_ person: Assistito) -> Bool {
    switch self {
    case .code(let code): return person.identity.codes.contains(code)
    // A registry that keeps earlier cards finds by them, too, and shows the newest.
    case .tessera: return true
    case .names(let surname, let name, let birth):
      let identity = person.identity
      return Self.begins(identity.surname, surname) && Self.begins(identity.name, name)
        && birth?.admits(identity.birthDate) ?? true
    }
  }

  /// Whether a text, or one of its words, begins as typed.
  private static func begins(_ text: String, _ prefix: String) -> Bool {
    let prefix = Folding.ascii(prefix)
    let text = Folding.ascii(text)
    return text.hasPrefix(prefix) || text.contains(" \(prefix)")
  }
}

extension PersonQuery.BirthHint {
  fileprivate var text: String {
    switch self {
    case .date(let day): day.iso
    case .year(let year): String(year)
    }
  }

  fileprivate func admits(_ day: CivilDate) -> Bool {
    switch self {
    case .date(let other): day == other
    case .year(let year): day.year == year
    }
  }
}

extension PersonCode {
  fileprivate var system: Systems.Name {
    switch self {
    case .codiceFiscale, .provvisorio: Systems.codiceFiscale
    case .stp: Systems.stp
    case .eni: Systems.eni
    }
  }
}
