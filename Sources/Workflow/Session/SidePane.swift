import Domain
import Terminal

/// Findings beside or below the form, gravest first; where there is room also the person's position.
enum SidePane {
  /// One drawn line.
  struct Line: Hashable {
    let text: String
    let style: Style
  }

  /// The findings wrapped to `width`, each with its mark and rule.
  static func lines(of findings: [Finding], _ scene: Scene, width: Int) -> [Line] {
    findings.flatMap { finding in
      let text = "\(scene.words.text(finding.messageKey, finding.arguments)) [\(finding.rule.id)]"
      return TextLayout.wrap(text, width: max(10, width - 3)).enumerated().map { index, line in
        Line(text: (index == 0 ? finding.severity.mark : "   ") + line, style: finding.severity.style)
      }
    }
  }

  /// Draws lines under a heading; says in the last row if there are more.
  static func draw(_ lines: [Line], title: String, into grid: inout Grid, area: Area) {
    var row = area.rows.lowerBound
    grid.put(title, row: row, column: area.columns.lowerBound + 1, style: .heading)
    row += 1
    let room = area.rows.upperBound - row
    let shown = lines.count > room ? lines.prefix(room - 1) : lines[...]
    for line in shown {
      grid.put(
        line.text, row: row, column: area.columns.lowerBound + 1, style: line.style,
        width: area.columns.count - 1)
      row += 1
    }
    if shown.count < lines.count {
      grid.put(
        "… +\(lines.count - shown.count) (F1)", row: row, column: area.columns.lowerBound + 1, style: .dim)
    }
  }

  /// Findings and position in the column beside the form.
  static func draw(
    into grid: inout Grid, area: Area, findings: [Finding], person: Assistito?, _ scene: Scene
  ) {
    let width = area.columns.count - 1
    let found = lines(of: findings, scene, width: width)
    var row = area.rows.lowerBound
    if !found.isEmpty {
      let height = min(found.count + 1, area.rows.count * 2 / 3)
      draw(
        found, title: scene.text("parola.regole"), into: &grid,
        area: Area(rows: row..<row + height, columns: area.columns))
      row += height + 1
    }
    guard let person, row + 1 < area.rows.upperBound else { return }
    let position = position(of: person, scene, width: width)
    draw(
      position, title: scene.text("parola.posizione"), into: &grid,
      area: Area(rows: row..<area.rows.upperBound, columns: area.columns))
  }

  private static func position(of person: Assistito, _ scene: Scene, width: Int) -> [Line] {
    var texts = [PersonStrip.title(person, scene), scene.shown(person.posizione.residence)]
    texts += PositionHistory.rows(person, [], scene).map { row in
      row.cells.filter { !$0.isEmpty }.joined(separator: " ")
    }
    texts += person.family.map { member in
      "\(scene.text("parentela.\(member.kinship.rawValue)")): \(member.fullName) \(member.medicoName ?? "")"
    }
    return texts.flatMap { TextLayout.wrap($0, width: width) }.map { Line(text: $0, style: .plain) }
  }
}

extension Severity {
  /// The mark before the sentence, three cells, so that the severity is read without colours.
  var mark: String {
    switch self {
    case .block: "X  "
    case .reserve: "R  "
    case .warn: "!  "
    case .note: "-  "
    }
  }
}
