import Catalogs
import Command
import Counter
import Domain
import FoundationEssentials
import Glibc
import Population
import Registry
import Terminal
import Workflow

/// `sportello screen NAME`: one screen as text, drawn by the counter itself over a small fictional region.
enum ScreenCommand {
  private static let help = """
    sportello screen NAME [options]

    Draws one screen as text on standard output, over a small fictional region that is gone afterwards.

      NAME                \(names)
      --size COLSxROWS    80x24 to 300x100 (default 80x24)
      --language CODE     it, de, fr, sl, en (default it)
      --theme NAME        default, light, mono, highContrast; matters to the styles of --json only
      --at ISO-8601       the day of the region (default 2026-03-16T09:00)
      --json              one JSON object: screen, columns, rows, lines, cursor
      --resources DIR     where Screens/ and Localization/ are

    Exit: 0 drawn, 64 wrong call, 70 internal error, 72 program files missing, 78 wrong files of the program.
    """

  private static var names: String { ScreenSample.allCases.map(\.rawValue).joined(separator: " ") }

  /// Runs the command with what follows `screen`, and gives an exit code of `sysexits.h`.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: ["size", "language", "theme", "at", "resources"], plain: ["json"], help: help)
      guard let options else { return 0 }
      guard options.words.count == 1, let sample = ScreenSample(rawValue: options.words[0]) else {
        throw StartFault("sportello screen: NAME is one of \(names)", code: Exit.usage)
      }
      let frame = try draw(sample, options)
      let text =
        options.flags.contains("json")
        ? try json(frame, sample) + "\n" : frame.lines.map { trimmed($0) + "\n" }.joined()
      return FileOutput(STDOUT_FILENO).write(Array(text.utf8)) ? 0 : Exit.ioError
    }
  }

  private static func draw(_ sample: ScreenSample, _ options: Options) throws -> Grid {
    guard let at = StartTime.parse(options["at"] ?? "2026-03-16T09:00") else {
      throw StartFault("sportello screen: wrong value of --at", code: Exit.usage)
    }
    let size = try size(options["size"] ?? "80x24")
    let resources = try ProgramFiles.resources(options["resources"])
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let clock = DeskClock(startingAt: at)
    let author = Author(
      operatorName: "demo", role: .responsabile,
      desk: Desk(id: "SPORTELLO-1", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto))
    let start = CounterStart(
      resources: resources, profile: try ProgramFiles.profile(nil, resources),
      places: try ProgramFiles.places(demo: true, resources), author: author, clock: clock,
      language: try ProgramFiles.language(options["language"]),
      theme: try ProgramFiles.theme(options["theme"]), printer: PrinterConfiguration(), folder: folder.path,
      isDemo: true,
      isLinear: false, idleMinutes: nil, admitsSuspension: true,
      registry: .embedded(path: folder.path + "/registry.sqlite", region: (1, 400), isCut: false),
      access: OperatorAccess { _, _ throws(Failure) in author })
    let counter = try start.still(size: size)
    defer { counter.close() }
    return sample.frame(of: counter, at: clock.now)
  }

  private static func size(_ text: String) throws -> Size {
    let parts = text.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (80...300).contains(columns),
      (24...100).contains(rows)
    else { throw StartFault("sportello screen: --size is COLSxROWS, 80x24 to 300x100", code: Exit.usage) }
    return Size(rows: rows, columns: columns)
  }

  private static func trimmed(_ line: String) -> Substring {
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == " " { end = line.index(before: end) }
    return line[..<end]
  }

  private struct Drawn: Encodable {
    struct Cursor: Encodable {
      let row: Int
      let column: Int
    }

    let screen: String
    let columns: Int
    let rows: Int
    let lines: [String]
    let cursor: Cursor?
  }

  private static func json(_ frame: Grid, _ sample: ScreenSample) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let drawn = Drawn(
      screen: sample.rawValue, columns: frame.size.columns, rows: frame.size.rows, lines: frame.lines,
      cursor: frame.cursor.map { Drawn.Cursor(row: $0.row, column: $0.column) })
    return String(decoding: try encoder.encode(drawn), as: UTF8.self)
  }
}
