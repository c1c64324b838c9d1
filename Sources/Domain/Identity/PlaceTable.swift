/// All places that can stand in a codice fiscale, with their names through time.
///
/// Keeps the text of the table and an index of it; a ``Place`` is made when it is asked for.
/// Twenty thousand rows thus take about one megabyte.
public struct PlaceTable: Sendable {
  /// The texts, one after the other.
  private let bytes: [UInt8]
  /// For each row its code, and below it the offset of its first byte; sorted.
  private let index: [UInt64]

  /// A table without places.
  public static let empty = PlaceTable(bytes: [], index: [])

  private init(bytes: [UInt8], index: [UInt64]) {
    self.bytes = bytes
    self.index = index
  }

  /// The columns, as the second line of the text names them.
  public static let header = "codice\ttipo\tnome\tprovincia\tdal\tal"

  /// The first line of the text: the format and its number.
  public static let format = "# luoghi 1"

  /// Reads a table: the format line, the line of the columns, then one row a line.
  ///
  /// Columns are separated by tabs: code, `comune` or `stato`, name, province (empty for a State),
  /// first day, last day (included; empty if it goes on). Every row is checked.
  ///
  /// - Parameter bytes: The text in UTF-8, lines ending in `\n`.
  /// - Throws: ``PlaceTableError``, naming the first wrong line.
  /// - Complexity: O(*n* log *n*) in the number of rows.
  public init(tsv bytes: [UInt8]) throws(PlaceTableError) {
    var index: [UInt64] = []
    index.reserveCapacity(bytes.count / 40)
    var lineNumber = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      lineNumber += 1
      let line = bytes[start..<end]
      switch lineNumber {
      case 1:
        guard line.elementsEqual(Self.format.utf8) else { throw .header(line: 1) }
      case 2:
        guard line.elementsEqual(Self.header.utf8) else { throw .header(line: 2) }
      default:
        let row: PlaceRow
        do { row = try PlaceRow(line) } catch { throw .row(line: lineNumber, error) }
        index.append(UInt64(row.code.packed) << 32 | UInt64(start))
      }
      start = end + 1
    }
    guard lineNumber >= 2 else { throw .header(line: lineNumber + 1) }
    index.sort()
    self.init(bytes: bytes, index: index)
  }

  /// How many rows there are; a place that changed its name has several.
  public var count: Int { index.count }

  /// A table with the rows of both.
  public func merging(_ other: PlaceTable) -> PlaceTable {
    let offset = UInt64(bytes.count)
    return PlaceTable(
      bytes: bytes + other.bytes, index: (index + other.index.map { $0 + offset }).sorted())
  }

  /// All names that a code had, the earliest first.
  ///
  /// - Complexity: O(log *n*).
  public func places(for code: PlaceCode) -> [Place] {
    rows(for: code).compactMap { place(at: $0) }.sorted { $0.period.start < $1.period.start }
  }

  /// What a code meant on `day`, usually the day of birth.
  ///
  /// - Complexity: O(log *n*).
  public func lookup(_ code: PlaceCode, on day: CivilDate) -> PlaceLookup {
    let all = places(for: code)
    // On a day of change both rows may hold: the later name counts.
    if let place = all.last(where: { $0.period.contains(day) }) { return .found(place) }
    func distance(_ place: Place) -> Int {
      day < place.period.start
        ? day.days(until: place.period.start) : (place.period.end ?? .latest).days(until: day)
    }
    return all.min { distance($0) < distance($1) }.map(PlaceLookup.notOnThatDay) ?? .unknown
  }

  /// The places whose name begins with `prefix` and that were in use on `day`, by code.
  ///
  /// - Parameters:
  ///   - prefix: In any case, with or without accents.
  ///   - day: Usually the day of birth.
  ///   - limit: The greatest number of places wanted.
  /// - Returns: At most `limit` places.
  /// - Complexity: O(*n*) in the size of the table.
  public func places(named prefix: String, on day: CivilDate, limit: Int) -> [Place] {
    var wanted: [UInt8] = []
    Folding.append(prefix, to: &wanted)
    var found: [Place] = []
    var folded: [UInt8] = []
    for entry in index where found.count < limit {
      let row = PlaceRow(trusted: bytes[Int(entry & 0xFFFF_FFFF)...])
      folded.removeAll(keepingCapacity: true)
      Folding.append(String(decoding: row.name, as: UTF8.self), to: &folded)
      if folded.starts(with: wanted), let place = row.place, place.period.contains(day) {
        found.append(place)
      }
    }
    return found
  }

  private func rows(for code: PlaceCode) -> ArraySlice<UInt64> {
    let first = UInt64(code.packed) << 32
    var low = 0
    var high = index.count
    while low < high {
      let middle = (low + high) / 2
      if index[middle] < first { low = middle + 1 } else { high = middle }
    }
    return index[low...].prefix { $0 >> 32 == UInt64(code.packed) }
  }

  private func place(at entry: UInt64) -> Place? {
    PlaceRow(trusted: bytes[Int(entry & 0xFFFF_FFFF)...]).place
  }
}

/// Why a text is not a table of places.
public enum PlaceTableError: Error, Hashable, Sendable {
  /// The format or the columns are others, in line 1 or 2.
  case header(line: Int)
  /// A row is wrong; lines are counted from 1.
  case row(line: Int, PlaceRowError)
}

/// What is wrong in a row of the table of places.
public enum PlaceRowError: String, Error, Hashable, CaseIterable, Sendable {
  /// The column, or the number of columns, by the name that the file gives it.
  case columns = "colonne"
  case code = "codice"
  case kind = "tipo"
  case name = "nome"
  case province = "provincia"
  case period = "dal/al"
}
