import Domain
import FHIR

/// A search as the registry understands it: typed, checked, with its own idea of what is told.
struct SearchQuery: Hashable {
  let type: ServedType
  var conditions: [Condition] = []
  var order = Order.number
  /// How many resources a page has at most; 0 asks only how many there are.
  var count = SearchQuery.usualCount
  /// The parameters that were read, for the link to itself.
  var used = FormParameters([])

  static let usualCount = 50
  static let highestCount = 1_000

  /// One condition; all must hold.
  enum Condition: Hashable {
    case ids([String])
    case changed(DateComparison, FHIRDates)
    /// Codes, cards or other identifiers: any of them; of a person also historic ones.
    case identifiers([String])
    /// Folded prefixes of the surname, any of them.
    case family([String])
    /// Folded prefixes of the given names, any of them.
    case given([String])
    case birth(DateComparison, first: CivilDate, next: CivilDate)
    /// Something ends on this day or before.
    case ends(through: CivilDate)
    /// The ids of the people concerned, any of them.
    case people([String])
    case statuses([String])
    case codes([String])
    case places([String])
  }

  /// How a date that is searched for compares.
  enum DateComparison: String {
    case equal = "eq"
    case notEqual = "ne"
    case after = "gt"
    case before = "lt"
    case from = "ge"
    case through = "le"
  }

  /// The span of milliseconds that a date covers, the end exclusive.
  struct FHIRDates: Hashable {
    let first: Int
    let next: Int
  }

  /// The order of the pages; each has the record number behind it, so that no two places are the same.
  enum Order: Hashable {
    case number
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
  ///   - form: The parameters, of the query and of the form.
  ///   - isStrict: Whether unknown ones are refused.
  /// - Throws: 400 for values that cannot be read, modifiers, and unknown parameters if `isStrict`.
  init(_ type: ServedType, _ form: FormParameters, isStrict: Bool) throws(WireFault) {
    self.type = type
    for parameter in form.all {
      let halves = parameter.name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(halves[0])
      guard let kind = Parameter(rawValue: name), kind.types.contains(type) else {
        guard !isStrict else {
          throw WireFault(400, "not-supported", "an unknown parameter, and handling is strict")
        }
        continue
      }
      guard halves.count == 1 else {
        throw WireFault(400, "not-supported", "the modifier of the parameter \(name) is not served")
      }
      try read(kind, parameter.value, isStrict: isStrict)
      used.all.append(parameter)
    }
    chooseOrder()
  }

  private mutating func read(_ kind: Parameter, _ value: String, isStrict: Bool) throws(WireFault) {
    switch kind {
    case .count:
      guard let number = Int(value), number >= 0 else { throw .badValue(kind.rawValue) }
      count = min(number, Self.highestCount)
    case .sort: try readOrder(value, isStrict: isStrict)
    case .summary:
      if value == "count" { count = 0 }
    case .format, .pretty: break
    case .id: conditions.append(.ids(try Self.alternatives(value, kind)))
    case .lastUpdated:
      let (comparison, text) = Self.comparison(value)
      guard let range = FHIRInstant.range(text) else { throw .badValue(kind.rawValue) }
      conditions.append(
        .changed(
          comparison,
          FHIRDates(first: range.lowerBound.milliseconds, next: range.upperBound.milliseconds)))
    case .identifier:
      let type = type
      conditions.append(
        .identifiers(try Self.alternatives(value, kind).map { Self.identifier($0, of: type) }))
    case .family: conditions.append(.family(try Self.prefixes(value, kind)))
    case .given: conditions.append(.given(try Self.prefixes(value, kind)))
    case .birthdate:
      let (comparison, text) = Self.comparison(value)
      guard let days = FHIRInstant.days(text) else { throw .badValue(kind.rawValue) }
      conditions.append(.birth(comparison, first: days.lowerBound, next: days.upperBound))
    case .scadenza:
      let (comparison, text) = Self.comparison(value)
      guard comparison == .through, let day = CivilDate(iso: text) else { throw .badValue(kind.rawValue) }
      conditions.append(.ends(through: day))
    case .patient, .subject, .beneficiary:
      conditions.append(.people(try Self.alternatives(value, kind).map { Self.reference($0, "Patient") }))
    case .status, .active: conditions.append(.statuses(try Self.alternatives(value, kind).map(Self.tokenValue)))
    case .code, .role: conditions.append(.codes(try Self.alternatives(value, kind).map(Self.tokenValue)))
    case .managingEntity, .careManager:
      conditions.append(.codes(try Self.alternatives(value, kind).map { Self.reference($0, "PractitionerRole") }))
    case .location:
      conditions.append(.places(try Self.alternatives(value, kind).map { Self.reference($0, "Location") }))
    case .organization, .partof:
      conditions.append(.places(try Self.alternatives(value, kind).map { Self.reference($0, "Organization") }))
    }
  }

  private mutating func readOrder(_ value: String, isStrict: Bool) throws(WireFault) {
    switch value {
    case "_lastUpdated": order = .lastUpdated
    case "-_lastUpdated": order = .newestFirst
    default:
      if isStrict { throw WireFault(400, "not-supported", "results are sorted by _lastUpdated only") }
    }
  }

  /// Without a wish people found by name stand by name, those of whom something ends by its day.
  private mutating func chooseOrder() {
    guard order == .number else { return }
    for condition in conditions {
      switch condition {
      case .family, .given: order = .names
      case .ends: order = .due
      case .ids, .changed, .identifiers, .birth, .people, .statuses, .codes, .places: break
      }
    }
  }

  // MARK: Values

  /// The alternatives between commas that no backslash covers.
  private static func alternatives(_ value: String, _ kind: Parameter) throws(WireFault) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in value {
      if isEscaped {
        parts[parts.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    guard !isEscaped, parts.count <= 100, parts.allSatisfy({ !$0.isEmpty }) else { throw .badValue(kind.rawValue) }
    return parts
  }

  private static func prefixes(_ value: String, _ kind: Parameter) throws(WireFault) -> [String] {
    let folded = try alternatives(value, kind).map { Folding.ascii($0) }
    guard folded.allSatisfy({ !$0.isEmpty }) else { throw .badValue(kind.rawValue) }
    return folded
  }

  /// The value of an identifier as it stands in the tables; one that is found nowhere for a system that the
  /// value cannot belong to.
  private static func identifier(_ token: String, of type: ServedType) -> String {
    let value = tokenValue(token)
    switch type {
    case .task, .consent:
      let prefix = "urn:uuid:"
      return value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : ""
    case .patient:
      let system = token.lastIndex(of: "|").map { String(token[..<$0]) }
      let parsed = try? PersonCode.parse(value)
      guard let system, !system.isEmpty else { return parsed?.rawValue ?? value }
      let isCode: Bool =
        switch parsed {
        case .codiceFiscale, .provvisorio: Systems.codiceFiscale.matches(system)
        case .stp: Systems.stp.matches(system)
        case .eni: Systems.eni.matches(system)
        case nil: false
        }
      return isCode || Systems.tessera.matches(system) || Systems.anpr.matches(system)
        ? parsed?.rawValue ?? value : ""
    case .practitionerRole, .group, .location, .organization, .episodeOfCare, .coverage: return value
    }
  }

  /// The value of `system|value`.
  private static func tokenValue(_ token: String) -> String {
    guard let bar = token.lastIndex(of: "|") else { return token }
    return String(token[token.index(after: bar)...])
  }

  private static func reference(_ text: String, _ type: String) -> String {
    let parts = text.split(separator: "/")
    guard parts.count >= 2, parts[parts.count - 2] == type, let id = parts.last else { return text }
    return String(id)
  }

  private static func comparison(_ value: String) -> (DateComparison, String) {
    switch value.prefix(2) {
    case "sa": return (.after, String(value.dropFirst(2)))
    case "eb": return (.before, String(value.dropFirst(2)))
    default:
      guard let known = DateComparison(rawValue: String(value.prefix(2))) else { return (.equal, value) }
      return (known, String(value.dropFirst(2)))
    }
  }
}
