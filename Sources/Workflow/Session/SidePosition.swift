import Domain
import Terminal

/// Position and history of the person beside the form, where the terminal has room for them.
enum SidePosition {
  static func draw(_ person: Assistito, into grid: inout Grid, area: Area, _ scene: Scene) {
    guard area.rows.count >= 3 else { return }
    let left = area.columns.lowerBound + 1
    let width = max(1, area.columns.count - 2)
    grid.put(
      scene.text("parola.posizione"), row: area.rows.lowerBound, column: left, style: .heading, width: width)
    let lines = texts(person, scene).flatMap { TextLayout.wrap($0, width: width) }
    for (index, line) in lines.prefix(area.rows.count - 1).enumerated() {
      grid.put(line, row: area.rows.lowerBound + 1 + index, column: left, width: width)
    }
  }

  private static func texts(_ person: Assistito, _ scene: Scene) -> [String] {
    [PersonStrip.title(person, scene), scene.shown(person.posizione.residence)]
      + PositionHistory.rows(person, [], scene).map { row in
        row.cells.filter { !$0.isEmpty }.joined(separator: " ")
      }
      + person.family.map { member in
        "\(scene.text("parentela.\(member.kinship.rawValue)")): \(member.fullName) \(member.medicoName ?? "")"
      }
  }
}
