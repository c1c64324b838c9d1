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
    try compare(
      GoldenText.render(grid), "\(name).\(grid.size.columns)x\(grid.size.rows).\(language).txt")
  }

  /// Compares a text with the file kept; `RECORD_GOLDEN=1` keeps it and fails.
  static func compare(_ text: String, _ file: String) throws {
    let path = "\(folder)/\(file)"
    if isRecording {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file): a recording is no check")
      return
    }
    let kept = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    #expect(kept == text, "\(file) differs from the frame kept; RECORD_GOLDEN=1 keeps this one")
  }
}
