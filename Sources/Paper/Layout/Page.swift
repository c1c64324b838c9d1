/// One sheet of text: 60 lines of at most 80 cells.
public struct Page: Hashable, Sendable {
  /// Cells of a line.
  public static let width = 80
  /// Lines of a page.
  public static let height = 60

  /// Exactly ``height`` lines of at most ``width`` cells, without blanks at their ends.
  public let lines: [String]
  /// What a printer that can draws in the rows left free for it.
  let barCode: BarCode?

  init(_ lines: [String], barCode: BarCode? = nil) {
    self.barCode = barCode
    let filled = lines.prefix(Self.height) + Array(repeating: "", count: max(0, Self.height - lines.count))
    self.lines = filled.map { line in
      String(line.prefix(Self.width).reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// What is sent to a printer or a file in one go.
public struct Document: Hashable, Sendable {
  /// The name of the print job, which never names a person.
  public let title: String
  /// At least one page.
  public let pages: [Page]

  init(title: String, pages: [Page]) {
    self.title = title
    self.pages = pages
  }

  /// The whole as plain text: lines ended by a line feed, pages parted by a form feed.
  public var text: String {
    pages.map { $0.lines.joined(separator: "\n") + "\n" }.joined(separator: "\u{C}")
  }

  /// The whole for a printer that is written to directly: with bar codes, lines ended by carriage return and
  /// line feed, each page ejected.
  public var deviceText: String {
    pages.map { page in
      page.lines.enumerated().map { row, line in
        let drawing = page.barCode.map { row == BarCode.row ? $0.command : "" } ?? ""
        return "\(drawing)\(line)\r\n"
      }.joined() + "\u{C}"
    }.joined()
  }
}

extension Page: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: prints hold personal data.
  public var description: String { "Page" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Document: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: prints hold personal data.
  public var description: String { "Document(\(title), \(pages.count))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
