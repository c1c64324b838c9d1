/// Where the rows of a form stand: an own value, so that paging can be tested without drawing.
struct FormLayout: Hashable, Sendable {
  enum Line: Hashable, Sendable {
    case gap
    case heading(String)
    /// A row of fields by their places; a list or prose stands alone and takes several rows.
    case fields([Int], height: Int)

    var height: Int {
      switch self {
      case .gap, .heading: 1
      case .fields(_, let height): height
      }
    }
  }

  let lines: [Line]
  /// Cells of the first label of a row.
  let labelWidth: Int

  /// The most cells of a first label on a form of `columns` cells.
  static func mostLabelCells(columns: Int) -> Int { max(8, min(30, columns * 3 / 8)) }

  init(_ form: Form, columns: Int, words: Words) {
    var lines: [Line] = []
    var longest = 0
    for section in form.spec.sections {
      var rows: [Line] = []
      for row in section.rows {
        let places = row.compactMap { form.spec.place(of: $0.id) }.filter { form.states[$0].isVisible }
        guard let first = places.first else { continue }
        let height = places.map { Self.height($0, in: form) }.max() ?? 1
        rows.append(.fields(places, height: height))
        if !form.spec.fields[first].kind.isBlock {
          longest = max(longest, words.text(form.spec.fields[first].labelKey).count)
        }
      }
      guard !rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.gap) }
      if let heading = words.optional(section.headingKey) { lines.append(.heading(heading)) }
      lines += rows
    }
    self.lines = lines
    labelWidth = min(longest, Self.mostLabelCells(columns: columns))
  }

  private static func height(_ place: Int, in form: Form) -> Int {
    switch form.spec.fields[place].kind {
    case .list(let list): form.seenRows(list, place) + 1
    case .prose(let rows): rows
    case .text, .masked, .date, .choice, .yesNo, .readOnly, .secret, .lookUp: 1
    }
  }

  /// The pages of lines that fit into `rows`; a form that does not fit leaves its last row to the page hint.
  ///
  /// Gaps go first; a line that is taller than the page has a page for itself.
  func pages(rows: Int) -> [[Line]] {
    if height(lines) <= rows { return [lines] }
    let tight = lines.filter { $0 != .gap }
    if height(tight) <= rows { return [tight] }
    var pages: [[Line]] = [[]]
    var used = 0
    for line in tight {
      if used > 0 && used + line.height > rows - 1 {
        pages.append([])
        used = 0
      }
      pages[pages.count - 1].append(line)
      used += line.height
    }
    // A heading never stands alone at the end of a page.
    for index in pages.indices.dropLast() {
      if case .heading = pages[index].last, pages[index].count > 1 {
        pages[index + 1].insert(pages[index].removeLast(), at: 0)
      }
    }
    return pages
  }

  /// How many rows the lines take with everything on one page.
  var height: Int { height(lines) }

  private func height(_ lines: [Line]) -> Int { lines.reduce(0) { $0 + $1.height } }
}

extension FieldKind {
  /// Whether it is a list that takes the rows that are left over.
  var grows: Bool {
    if case .list(let list) = self { list.grows } else { false }
  }

  /// Whether it takes whole rows by itself and has no label before it.
  var isBlock: Bool {
    switch self {
    case .list, .prose: true
    case .text, .masked, .date, .choice, .yesNo, .readOnly, .secret, .lookUp: false
    }
  }
}
