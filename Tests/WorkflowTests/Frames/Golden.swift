import FoundationEssentials
import Terminal
import Testing

/// Frames kept as text beside the tests.
enum Golden {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Golden"
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  /// Compares a frame with the one kept; `RECORD_GOLDEN=1` keeps it and fails.
  static func compare(_ grid: Grid, _ name: String, _ language: String) throws {
    let file = "\(name).\(grid.size.columns)x\(grid.size.rows).\(language).txt"
    let path = "\(folder)/\(file)"
    let text = GoldenText.render(grid)
    if isRecording {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file): a recording is no check")
      return
    }
    let kept = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    #expect(kept == text, "\(file) differs from the frame kept; RECORD_GOLDEN=1 keeps this one")
  }
}
