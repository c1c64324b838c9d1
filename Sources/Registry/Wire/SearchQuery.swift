import Domain
import FHIR

/// A search as the registry understands it: typed, checked, with its own idea of what is told.
struct SearchQuery: Hashable {
  let type: ServedType
  var conditions: [Condition] = []
  var order = Order.lastUpdated
  /// How many resources a page has at most; 0 asks only how many there are.
  var count = SearchQuery.usualCount
  /// The parameters that were read, for the links to itself and to the next page.
  var used = SearchParameters()

  static let usualCount = 50
  static let highestCount = 1_000

  /// One condition; all must hold.
  enum Condition: Hashable {
    case ids([String])
    case changed(SearchPrefix, Range<Int>)
    /// Nothing as new as this: where a search lags behind what is written.
    case writtenBefore(Int)
    /// Codes, cards or other identifiers: any of them; of a person also historic ones.
    case identifiers([String])
    case family([NameText])
    case given([NameText])
    case name([NameText])
    case birth(SearchPrefix, Range<CivilDate>)
    /// Something ends on this day or before.
    case ends(through: CivilDate)
    /// The ids of the people concerned, any of them.
    case people([String])
    case statuses([String])
    case codes([String])
    case places([String])
  }

  /// A name without accents and case, its beginning or the whole.
  struct NameText: Hashable {
    let folded: String
    let isWhole: Bool
  }

  /// The order of the pages, in which no two resources have the same place.
  enum Order: Hashable {
    case lastUpdated
    case newestFirst
    case names
    case due
  }
}

extension SearchQuery {
  /// Reads the parameters of a search.
  ///
  /// - Parameters:
  ///   - type: What is searched.
  ///   - parameters: Those of the query and of the form.
  ///   - isStrict: Whether parameters that do not search the type are refused; else they are ignored.
  /// - Throws: 400 for what is refused.
  init(_ type: ServedType, _ parameters: SearchParameters, isStrict: Bool) throws(WireFault) {
    self.type = type
    for parameter in parameters.parameters {
      if try read(parameter, isStrict: isStrict) {
        used.parameters.append(parameter)
      } else if isStrict {
        throw WireFault(400, "not-supported", "a parameter that is not served, and handling is strict")
      }
    }
    chooseOrder()
  }

  /// Reads one parameter; `false` if it does not search the type.
  private mutating func read(
    _ parameter: SearchParameters.Parameter, isStrict: Bool
  ) throws(WireFault) -> Bool {
    guard ServedParameter(parameter)?.types.contains(type) ?? false else { return false }
    switch parameter {
    case .identifier(let tokens): conditions.append(.identifiers(tokens.map(identifier)))
    case .id(let ids): conditions.append(.ids(ids))
    case .lastUpdated(let date):
      conditions.append(
        .changed(
          date.prefix, date.range.lowerBound.milliseconds..<date.range.upperBound.milliseconds))
    case .family(let texts): conditions.append(.family(try Self.names(texts)))
    case .given(let texts): conditions.append(.given(try Self.names(texts)))
    case .name(let texts): conditions.append(.name(try Self.names(texts)))
    case .birthDate(let date): conditions.append(.birth(date.prefix, date.days))
    case .status(let tokens): conditions.append(.statuses(tokens.compactMap(\.value)))
    case .code(let tokens): conditions.append(.codes(tokens.compactMap(\.value)))
    case .patient(let ids): conditions.append(.people(ids))
    case .medico(let ids): conditions.append(type == .practitionerRole ? .ids(ids) : .codes(ids))
    case .active(let flag): conditions.append(.statuses([String(flag)]))
    case .expiry(let date):
      guard date.prefix == .lessOrEqual else { throw .badValue("scadenza") }
      conditions.append(.ends(through: date.days.upperBound.adding(days: -1)))
    case .count(let number): count = min(number, Self.highestCount)
    case .sort(let keys): return readOrder(keys)
    case .unknown(let name, let value): readOther(name, value)
    }
    return true
  }

  /// Parameters that only this registry searches by.
  private mutating func readOther(_ name: String, _ value: String) {
    let values = value.split(separator: ",").map(String.init)
    switch ServedParameter(rawValue: name) {
    case .subject, .beneficiary: conditions.append(.people(values.map(Self.id)))
    case .role: conditions.append(.codes(values.map { String($0.split(separator: "|").last ?? "") }))
    case .managingEntity, .careManager: conditions.append(.codes(values.map(Self.id)))
    case .location, .organization, .partof: conditions.append(.places(values.map(Self.id)))
    case .desk: conditions.append(.places(values))
    case .summary:
      if value == "count" { count = 0 }
    case .identifier, .id, .lastUpdated, .count, .sort, .family, .given, .name, .birthdate, .scadenza,
      .patient,
      .status, .code, .active, .medico, .format, .pretty, nil:
      break
    }
  }

  private mutating func readOrder(_ keys: [SearchSort]) -> Bool {
    guard keys.count == 1, let key = keys.first, key.key == "_lastUpdated" else { return false }
    order = key.isDescending ? .newestFirst : .lastUpdated
    return true
  }

  /// Without a wish people found by name stand by name, those of whom something ends by its day.
  private mutating func chooseOrder() {
    guard !used.parameters.contains(where: { if case .sort = $0 { true } else { false } }) else { return }
    for condition in conditions {
      switch condition {
      case .family, .given, .name: order = .names
      case .ends: order = .due
      case .ids, .changed, .writtenBefore, .identifiers, .birth, .people, .statuses, .codes, .places: break
      }
    }
  }

  // MARK: Values

  private static func names(_ texts: [SearchText]) throws(WireFault) -> [NameText] {
    try texts.map { text throws(WireFault) in
      let folded = Folding.ascii(text.text)
      guard !folded.isEmpty else { throw .badValue("name") }
      switch text.modifier {
      case .starts: return NameText(folded: folded, isWhole: false)
      case .exact: return NameText(folded: folded, isWhole: true)
      case .contains: throw WireFault(400, "not-supported", "the modifier contains is not served")
      }
    }
  }

  /// The identifier as it stands in the tables; one that is found nowhere if the system is of something else.
  private func identifier(_ token: SearchToken) -> String {
    let value = token.value ?? ""
    switch type {
    case .task, .consent, .auditEvent:
      let prefix = "urn:uuid:"
      return value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : ""
    case .patient:
      let code = try? PersonCode.parse(value)
      let isMeant =
        switch code {
        case .codiceFiscale, .provvisorio: token.matches(Systems.codiceFiscale)
        case .stp: token.matches(Systems.stp)
        case .eni: token.matches(Systems.eni)
        case nil: token.matches(Systems.tessera) || token.matches(Systems.anpr)
        }
      return isMeant || token.matches(Systems.tessera) ? code?.rawValue ?? value : ""
    case .practitionerRole, .group, .location, .organization, .episodeOfCare, .coverage: return value
    }
  }

  private static func id(_ reference: String) -> String {
    reference.split(separator: "/").last.map(String.init) ?? reference
  }
}
