import Domain
import Terminal

/// Doctors and practices of a person in one list, newest first: when, what, who and where.
enum PositionHistory {
  static func rows(_ person: Assistito, _ practices: [HistoryEntry], _ scene: Scene) -> [Row] {
    var lines: [(day: CivilDate, row: Row)] = []
    for (index, scelta) in person.posizione.scelte.enumerated() {
      lines.append((scelta.start, start(scelta, index, scene)))
      if let end = scelta.end { lines.append((max(end.on, scelta.start), ending(scelta, end, index, scene))) }
    }
    for entry in practices { lines.append((entry.at.romeDate, practice(entry, scene))) }
    return lines.sorted { $0.day > $1.day }.map(\.row)
  }

  private static func start(_ scelta: Scelta, _ index: Int, _ scene: Scene) -> Row {
    Row(
      id: RowID(rawValue: "start-\(index)"),
      cells: [scene.shown(scelta.start), scene.text("storia.scelta", scelta.medicoName), scelta.author])
  }

  private static func ending(
    _ scelta: Scelta, _ end: Scelta.Ending, _ index: Int, _ scene: Scene
  ) -> Row {
    // What was replaced on its first day ended before it began: told on the day on which that happened.
    let hasCounted = end.on >= scelta.start
    return Row(
      id: RowID(rawValue: "end-\(index)"),
      cells: [
        scene.shown(hasCounted ? end.on : scelta.start),
        scene.text(hasCounted ? "storia.fine" : "storia.sostituita", scelta.medicoName),
        scene.text("fine.\(end.reason.rawValue)"),
      ])
  }

  private static func practice(_ entry: HistoryEntry, _ scene: Scene) -> Row {
    let outcome =
      switch entry.outcome {
      case .accepted(let protocolNumber): protocolNumber
      case .rejected: scene.text("storia.scartata")
      case .pending: scene.text("storia.in_attesa")
      }
    return Row(
      id: RowID(rawValue: entry.practice.rawValue),
      cells: [
        scene.shown(entry.at), "\(scene.text("pratica.\(entry.kind.rawValue)")) \(outcome)",
        "\(entry.operatorName) \(entry.desk)",
      ])
  }
}
