import Domain
import Terminal

/// Draws the command line over the screen: what is typed, and the commands it may mean.
enum CommandPane {
  static func draw(_ line: CommandLine, into grid: inout Grid, _ area: Area, _ scene: Scene) {
    grid.fill(area)
    let row = area.rows.lowerBound
    let prompt = "\(scene.text("comando.commandLine")): "
    let start = grid.put(prompt, row: row, column: 1, style: .labelFocused)
    grid.put(line.editor.text, row: row, column: start, style: .field)
    grid.cursor = Position(row: row, column: start + line.editor.caret)
    let room = area.rows.count - 2
    let top = max(0, line.selection - room + 1)
    for (index, item) in line.items.enumerated().dropFirst(top).prefix(room) {
      let isSelected = index == line.selection
      let code = TextLayout.pad(item.code, width: 3)
      let refusal = item.refusal.map { " (\(scene.text($0)))" } ?? ""
      grid.put(
        "\(isSelected ? ">" : " ") \(code) \(item.title)\(refusal)", row: row + 2 + index - top, column: 1,
        style: isSelected ? .selected : item.refusal == nil ? .plain : .dim)
    }
  }
}
