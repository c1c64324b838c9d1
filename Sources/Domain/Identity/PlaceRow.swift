/// One line of the table of places, cut into its columns.
struct PlaceRow {
  let code: PlaceCode
  let kind: Place.Kind
  let name: ArraySlice<UInt8>
  let province: ArraySlice<UInt8>
  let start: ArraySlice<UInt8>
  let end: ArraySlice<UInt8>

  /// Cuts and checks a line without its line end.
  init(_ line: ArraySlice<UInt8>) throws(PlaceRowError) {
    guard let columns = Self.columns(line) else { throw .columns }
    guard let code = PlaceCode(bytes: columns.0) else { throw .code }
    guard let kind = Self.kind(columns.1) else { throw .kind }
    guard !columns.2.isEmpty else { throw .name }
    let province = columns.3
    switch kind {
    case .comune: guard province.count == 2, province.allSatisfy(ASCII.isUpper) else { throw .province }
    case .stato: guard province.isEmpty else { throw .province }
    }
    self.init(code: code, kind: kind, columns)
    guard period != nil else { throw .period }
  }

  /// Cuts a line that was checked before; `bytes` may go on after it.
  init(trusted bytes: ArraySlice<UInt8>) {
    let line = bytes.prefix { $0 != 0x0A }
    let columns = Self.columns(line) ?? (line, [], [], [], [], [])
    let code = PlaceCode(bytes: columns.0) ?? PlaceCode(packed: 0)
    self.init(code: code, kind: Self.kind(columns.1) ?? .comune, columns)
  }

  private typealias Columns = (
    ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>,
    ArraySlice<UInt8>
  )

  private init(code: PlaceCode, kind: Place.Kind, _ columns: Columns) {
    self.code = code
    self.kind = kind
    name = columns.2
    province = columns.3
    start = columns.4
    end = columns.5
  }

  private static func columns(_ line: ArraySlice<UInt8>) -> Columns? {
    var rest = line
    guard let code = cut(&rest), let kind = cut(&rest), let name = cut(&rest), let province = cut(&rest),
      let start = cut(&rest), !rest.contains(0x09)
    else { return nil }
    return (code, kind, name, province, start, rest)
  }

  /// Takes what stands before the next tab, and the tab.
  private static func cut(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let tab = rest.firstIndex(of: 0x09) else { return nil }
    defer { rest = rest[(tab + 1)...] }
    return rest[..<tab]
  }

  private static func kind(_ column: ArraySlice<UInt8>) -> Place.Kind? {
    if column.elementsEqual("comune".utf8) { return .comune }
    return column.elementsEqual("stato".utf8) ? .stato : nil
  }

  private var period: Period? {
    guard let first = CivilDate(isoBytes: start) else { return nil }
    if end.isEmpty { return Period(from: first) }
    guard let last = CivilDate(isoBytes: end) else { return nil }
    return Period(from: first, to: last)
  }

  /// The row as a value; there always is one for a row that was checked.
  var place: Place? {
    guard let period else { return nil }
    let letters = String(decoding: province, as: UTF8.self)
    return Place(
      code: code, kind: kind, name: String(decoding: name, as: UTF8.self),
      province: letters.isEmpty ? nil : letters, period: period)
  }
}
