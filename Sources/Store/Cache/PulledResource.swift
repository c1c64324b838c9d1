public import Domain

/// One resource as the registry gave it, on its way into the desk's copy.
public struct PulledResource: Sendable {
  /// Its id in the registry.
  public let id: String
  /// Its version, compared for equality only.
  public let version: String
  /// When the registry last changed it, by the registry's clock.
  public let lastUpdated: Instant
  /// Every code by which it shall be found, in canonical form; kept as keyed hashes.
  public let codes: [String]
  /// What stands in the list of names; `nil` for anything but a person.
  public let line: RosterLine?
  /// The resource, in a form that the store does not know.
  public let body: [UInt8]

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, version: String, lastUpdated: Instant, codes: [String] = [], line: RosterLine? = nil,
    body: [UInt8]
  ) {
    self.id = id
    self.version = version
    self.lastUpdated = lastUpdated
    self.codes = codes
    self.line = line
    self.body = body
  }
}

/// What the list of names shows of a person, kept apart so that the index is rebuilt without the bodies.
public struct RosterLine: Hashable, Sendable {
  /// The surname as written.
  public let surname: String
  /// The given names as written.
  public let name: String
  /// The birth date.
  public let birthDate: CivilDate
  /// The code that holds now, "" when there is none.
  public let code: String
  /// The code or name of the municipality of residence, "" when it is not known.
  public let municipality: String

  /// Gathers the parts; nothing is checked.
  public init(surname: String, name: String, birthDate: CivilDate, code: String, municipality: String) {
    self.surname = surname
    self.name = name
    self.birthDate = birthDate
    self.code = code
    self.municipality = municipality
  }
}

/// A line of the list of names with the number under which the person lies in the desk's copy.
public struct RosterEntry: Hashable, Sendable {
  /// The number of the person: unique while the copy is not replaced as a whole.
  public let record: Int32
  /// What the list shows.
  public let line: RosterLine
}

/// A resource as the desk remembers it.
public struct CachedResource: Hashable, Sendable {
  /// The kind of resource, as in the registry's addresses.
  public let type: String
  /// Its id in the registry.
  public let id: String
  /// The number under which it lies in the desk's copy.
  public let record: Int32
  /// Its version, compared for equality only.
  public let version: String
  /// When the registry last changed it, by the registry's clock.
  public let lastUpdated: Instant
  /// When the desk heard of it, or heard that it had not changed.
  public let fetchedAt: Instant
  /// Who gave it, such as the registry's name.
  public let source: String
  /// Every code by which it is found.
  public let codes: [String]
  /// The resource, in a form that the store does not know.
  public let body: [UInt8]
}

/// What became of the rows of a page.
public struct Absorbed: Hashable, Sendable {
  /// Rows that were not there before.
  public var added = 0
  /// Rows that took the place of an older version.
  public var replaced = 0
  /// Rows that were there already, or older than what is there.
  public var unchanged = 0

  /// Counts nothing.
  public init() {}
}

/// How far the desk's copy of one kind of resource has come.
public struct PullState: Hashable, Sendable {
  /// Up to which moment of the registry's clock everything is here; `nil` before the first whole pull.
  public var watermark: Instant?
  /// The baseline of the registry that the copy was begun on, "" when none was named.
  public var baseline = ""
  /// When a pull last came to its end.
  public var completedAt: Instant?
  /// When the copy was last replaced as a whole.
  public var rebaselinedAt: Instant?
  /// Whether a whole new copy is being gathered beside the one in use.
  public var isRebaselining = false

  /// The state before anything was pulled.
  public init() {}
}

/// Of whom the desk keeps a copy.
public enum CacheScope: String, Sendable, CaseIterable {
  /// Only of people it has dealt with, forgotten some time after.
  case touched
  /// Of everybody in the care of the azienda sanitaria.
  case asl
}

extension PulledResource: CustomStringConvertible, CustomReflectable {
  /// Says that there is a resource, not which.
  public var description: String { "PulledResource(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension RosterLine: CustomStringConvertible, CustomReflectable {
  /// Says that there is a person, not which.
  public var description: String { "RosterLine(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CachedResource: CustomStringConvertible, CustomReflectable {
  /// Type and record number only.
  public var description: String { "CachedResource(\(type), \(record))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
