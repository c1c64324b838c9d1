import Domain
import Terminal

/// Sets blocks on pages, with the same head and foot on each.
struct Layout {
  let imprint: Imprint
  /// The title on the paper.
  let title: String
  /// The code by which the practice is found again; `nil` on lists.
  let checkCode: CheckCode?
  /// What is drawn as a bar code under the title; `nil` if nothing is.
  var barCode: String?

  private var bodyFirst: Int { barCode == nil ? BarCode.row : BarCode.row + BarCode.rows }
  private static let footHeight = 5
  /// The row of the banner in the middle, which the body leaves free in a demo.
  private static let middle = Page.height / 2

  /// The document.
  ///
  /// - Parameters:
  ///   - jobTitle: The name of the job, without any person.
  ///   - blocks: What stands between head and foot.
  /// - Returns: As many pages as needed, at least one.
  func document(jobTitle: String, _ blocks: [Block]) -> Document {
    let bodies = paginate(blocks)
    let pages = bodies.enumerated().map { index, body in
      page(body, number: index + 1, of: bodies.count)
    }
    return Document(title: jobTitle, pages: pages)
  }

  /// The rows of a page that the body may use, counted from 0.
  private var bodyRows: [Int] {
    (bodyFirst..<Page.height - Self.footHeight).filter { !imprint.isDemo || $0 != Self.middle }
  }

  private func paginate(_ blocks: [Block]) -> [[String]] {
    let room = bodyRows.count
    var pages: [[String]] = []
    var current: [String] = []
    for block in blocks {
      var lines = block.lines
      if current.count + lines.count > room, lines.count <= room {
        pages.append(current)
        current = []
      }
      while current.count + lines.count > room {
        let free = room - current.count
        pages.append(current + lines.prefix(free))
        lines.removeFirst(free)
        current = []
      }
      if !(current.isEmpty && lines == [""]) { current += lines }
    }
    if !current.isEmpty || pages.isEmpty { pages.append(current) }
    return pages
  }

  private func page(_ body: [String], number: Int, of count: Int) -> Page {
    var rows = Array(repeating: "", count: Page.height)
    for (row, line) in zip(bodyRows, body) { rows[row] = line }
    for (row, line) in head.enumerated() { rows[row + 1] = line }
    for (offset, line) in foot(number: number, of: count).enumerated() {
      rows[Page.height - Self.footHeight + offset] = line
    }
    return Page(
      rows.enumerated().map { row, line in framed(line, row: row) }, barCode: barCode.flatMap(BarCode.init))
  }

  private var head: [String] {
    let mark = imprint.reprint.map { imprint.text("ristampa", String($0)) } ?? ""
    let desk = imprint.text(
      "sportello", imprint.asl(imprint.author.desk.asl), imprint.author.desk.id.rawValue)
    return [
      Block.centred(short(imprint.text("servizio")), in: Block.width),
      sides(desk, mark),
      String(repeating: "-", count: Block.width),
      Block.centred(short(title.uppercased()), in: Block.width),
    ]
  }

  private func foot(number: Int, of count: Int) -> [String] {
    let author = imprint.text(
      "operatore", imprint.author.operatorName.rawValue, imprint.deskMoment(imprint.printedAt))
    let code = checkCode.map { imprint.text("codice", $0.text) + "   " + $0.barCodeText } ?? ""
    return [
      String(repeating: "-", count: Block.width),
      sides(code, ""),
      sides(author, ""),
      sides("", imprint.text("pagina", String(number), String(count))),
      "",
    ]
  }

  /// Two texts at the edges; the left one gives way.
  private func sides(_ left: String, _ right: String) -> String {
    let right = Block.plain(right)
    let room = Block.width - (right.isEmpty ? 0 : right.count + 2)
    return TextLayout.pad(Block.plain(left), width: room) + (right.isEmpty ? "" : "  \(right)")
  }

  private func short(_ text: String) -> String {
    TextLayout.truncate(Block.plain(text), width: Block.width)
  }

  /// A line between the margins; in a demo the word runs down both of them and across three rows.
  private func framed(_ line: String, row: Int) -> String {
    guard imprint.isDemo else { return "  " + line }
    if [0, Self.middle, Page.height - 1].contains(row) { return banner }
    let letters = Array("DEMO")
    let letter = letters[row % letters.count]
    return "\(letter) " + TextLayout.pad(line, width: Block.width) + " \(letter)"
  }

  private var banner: String {
    let notice = Block.plain(imprint.text("demo"))
    let middle = "  \(TextLayout.truncate(notice, width: 48))  "
    let side = (Page.width - middle.count) / 2
    let stripe = String(repeating: "DEMO ", count: Page.width / 5)
    return stripe.prefix(side) + middle + stripe.suffix(Page.width - side - middle.count)
  }
}
