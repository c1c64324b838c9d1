public import Domain

/// What was read, with what else the exchange taught.
public struct Reading<Value: Sendable>: Sendable {
  /// What was read.
  public let value: Value
  /// The desk's clock beside the registry's; `nil` if the answer carried no usable date.
  public let clock: ClockSample?
  /// What else the answers said.
  public let notes: [WireNote]

  /// Gathers the parts; nothing is checked.
  public init(_ value: Value, clock: ClockSample? = nil, notes: [WireNote] = []) {
    self.value = value
    self.clock = clock
    self.notes = notes
  }

  /// The same reading of another value.
  func map<Other: Sendable>(_ body: (Value) throws(ReadFailure) -> Other) throws(ReadFailure) -> Reading<
    Other
  > {
    Reading<Other>(try body(value), clock: clock, notes: notes)
  }
}

/// One resource as it travelled, with what the cache needs of it.
public struct RawResource: Hashable, Sendable {
  /// The type, such as `Patient`.
  public let type: String
  /// The id that the registry gave.
  public let id: String
  /// The version, opaque; `nil` if none was told.
  public let version: String?
  /// When the registry last changed it; `nil` if not told.
  public let lastUpdated: Instant?
  /// The bytes of JSON, as they came.
  public internal(set) var bytes: ArraySlice<UInt8>

  /// Gathers the parts; nothing is checked.
  public init(type: String, id: String, version: String?, lastUpdated: Instant?, bytes: ArraySlice<UInt8>) {
    self.type = type
    self.id = id
    self.version = version
    self.lastUpdated = lastUpdated
    self.bytes = bytes
  }
}

extension RawResource: CustomStringConvertible, CustomReflectable {
  /// Type and id, never the bytes.
  public var description: String { "\(type)/\(id)" }

  /// Hides the bytes from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A person as the registry tells, with the bytes for the cache.
public struct PersonRecord: Hashable, Sendable {
  /// The resource as it travelled.
  public let resource: RawResource
  /// The person.
  public let assistito: Assistito
  /// Under which id the person lives on, if the identities were merged.
  public let replacedBy: Identifier<Assistito>?
  /// `false` for a record that must not be used any more.
  public let isActive: Bool
  /// Whether the registry told the whole person; of another registry only what its standard elements tell is known.
  public let isWhole: Bool
  /// Whether the registry marks the record as restricted: what is not shown may be there all the same.
  public let isRestricted: Bool

  /// Gathers the parts; nothing is checked.
  public init(
    resource: RawResource, assistito: Assistito, replacedBy: Identifier<Assistito>? = nil,
    isActive: Bool = true, isWhole: Bool = true, isRestricted: Bool = false
  ) {
    self.resource = resource
    self.assistito = assistito
    self.replacedBy = replacedBy
    self.isActive = isActive
    self.isWhole = isWhole
    self.isRestricted = isRestricted
  }

  /// The row of this person in a list; `nil` for a person without code.
  public var summary: PersonSummary? {
    guard let code = assistito.identity.currentCode else { return nil }
    return PersonSummary(
      id: assistito.id, code: code, surname: assistito.identity.surname, name: assistito.identity.name,
      birthDate: assistito.identity.birthDate,
      municipality: assistito.posizione.residence.territory?.municipality)
  }
}

extension PersonRecord: CustomStringConvertible, CustomReflectable {
  /// The resource's name, never what it says.
  public var description: String { "PersonRecord(\(resource))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a read of one person found.
public enum PersonReading: Hashable, Sendable {
  /// The person, under the id asked for.
  case found(PersonRecord)
  /// Nothing newer than the version that the desk has.
  case notModified
  /// The identity was merged into another one: the record under the other id, if the registry told it at once.
  case replaced(by: Identifier<Assistito>, PersonRecord?)
  /// The record must not be used any more: invalidated, deleted, or never there.
  case gone
}
