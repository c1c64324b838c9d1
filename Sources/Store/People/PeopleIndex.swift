public import Domain

/// A person as the index of names takes it.
public struct IndexedPerson: Sendable {
  /// Where the caller keeps the rest of the person: any number, unique in the index.
  public let record: Int32
  /// The surname as written.
  public let surname: String
  /// The given names as written.
  public let name: String
  /// The birth date.
  public let birthDate: CivilDate

  /// Gathers the parts; nothing is checked.
  public init(record: Int32, surname: String, name: String, birthDate: CivilDate) {
    self.record = record
    self.surname = surname
    self.name = name
    self.birthDate = birthDate
  }
}

/// People found by the beginnings of their names while somebody types; lives in memory only.
///
/// Blind to accents, case, blanks and apostrophes: `de luca`, `DELUCA` and `De Luca` are one surname, and
/// `mueller` finds Müller as `muller` does. Every word of a surname and of a name can be the one that is
/// typed. About 33 bytes a person.
public struct PeopleIndex: Sendable {
  /// One way to find one person: the names from one word of the surname on.
  struct Entry {
    /// Where the names begin in `text`.
    let position: UInt32
    /// The person, counted in the order of insertion.
    let person: UInt32
  }

  /// Ends a surname in `text`; sorts before every letter, so that whole surnames come first.
  static let endOfSurname: UInt8 = 1
  /// Ends a person's names in `text`.
  static let endOfNames: UInt8 = 0
  /// A person that was replaced or removed.
  static let removed = Int32.min
  /// How many new entries may wait unsorted.
  private static let looseLimit = 2048

  private(set) var text: [UInt8] = []
  private(set) var births: [UInt32] = []
  private(set) var records: [Int32] = []
  /// In the order of `text` from their positions.
  private(set) var sorted: [Entry] = []
  private(set) var loose: [Entry] = []

  /// How many people can be found.
  public private(set) var count = 0

  /// Makes an empty index.
  public init() {}

  /// Makes an index of many people at once.
  ///
  /// - Parameters:
  ///   - people: The people, each with another record number.
  ///   - expected: About how many there are, so that memory is asked for once.
  /// - Complexity: O(*n* log *n*), about a second for a million people.
  public init(_ people: some Sequence<IndexedPerson>, expected: Int = 0) {
    text.reserveCapacity(expected * 18)
    births.reserveCapacity(expected)
    records.reserveCapacity(expected)
    var entries: [Entry] = []
    entries.reserveCapacity(expected + expected / 4)
    for person in people { append(person, to: &entries) }
    sorted = inOrder(entries)
  }

  /// Adds a person, in place of the one with the same record number.
  ///
  /// - Complexity: O(*n*) with a small factor, below a millisecond for a million people on most calls.
  public mutating func upsert(_ person: IndexedPerson) {
    remove(record: person.record)
    var fresh: [Entry] = []
    append(person, to: &fresh)
    loose += fresh
    guard loose.count > Self.looseLimit else { return }
    sorted = merged(sorted, inOrder(loose))
    loose = []
  }

  /// Takes a person out of the index; there need not be one with this record number.
  ///
  /// - Complexity: O(*n*) with a small factor.
  public mutating func remove(record: Int32) {
    guard let person = records.firstIndex(of: record) else { return }
    records[person] = Self.removed
    count -= 1
  }

  private mutating func append(_ person: IndexedPerson, to entries: inout [Entry]) {
    let number = UInt32(records.count)
    records.append(person.record)
    births.append(Self.packed(person.birthDate))
    count += 1
    appendNames(person, umlauts: .dropped, number: number, to: &entries)
    let hasMarks = person.surname.utf8.contains { $0 >= 0x80 } || person.name.utf8.contains { $0 >= 0x80 }
    if hasMarks, Self.hasUmlaut(person) {
      appendNames(person, umlauts: .expanded, number: number, to: &entries)
    }
  }

  private static func hasUmlaut(_ person: IndexedPerson) -> Bool {
    Folding.ascii(person.surname, umlauts: .expanded) != Folding.ascii(person.surname)
      || Folding.ascii(person.name, umlauts: .expanded) != Folding.ascii(person.name)
  }

  /// Writes `SURNAME` without blanks, an end, `NAME NAME`, an end, and one entry for each word of the surname.
  private mutating func appendNames(
    _ person: IndexedPerson, umlauts: Folding.Umlauts, number: UInt32, to entries: inout [Entry]
  ) {
    let start = text.count
    Folding.append(person.surname, to: &text, umlauts: umlauts)
    entries.append(Entry(position: UInt32(start), person: number))
    var written = start
    for read in start..<text.count {
      if text[read] == 0x20 {
        entries.append(Entry(position: UInt32(written), person: number))
      } else {
        text[written] = text[read]
        written += 1
      }
    }
    text.removeLast(text.count - written)
    text.append(Self.endOfSurname)
    Folding.append(person.name, to: &text, umlauts: umlauts)
    text.append(Self.endOfNames)
  }

  /// A date as a number that sorts like it: nine bits for month and day, the year above.
  static func packed(_ date: CivilDate) -> UInt32 {
    UInt32(date.year) << 9 | UInt32(date.month) << 5 | UInt32(date.day)
  }
}

extension PeopleIndex: CustomStringConvertible, CustomReflectable {
  /// How many people there are.
  public var description: String { "PeopleIndex(\(count))" }

  /// Hides the people from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
