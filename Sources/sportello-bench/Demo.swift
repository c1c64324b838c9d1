import Glibc

/// How to start the demo and where its screens are; the only place that knows its keys.
struct Demo {
  var program: String
  var isQuick: Bool
  /// A folder of `anagrafe` to measure, filled if it is empty and kept; `nil` for one of the bench's own.
  var database: String?
  /// How many people stand in a registry.
  var people: Int

  /// The way from home to a field of plain text without a list: the doctor's reason in a ricusazione.
  static let plainField = "RC PRVNNA80A41Y000J\r"

  /// What home asks.
  static let homeQuestion = "Chi è allo sportello?"
  enum Keys {
    static let commandLine = "\u{10}"  // Ctrl-P, the twin of F2
    static let home = "\u{18}"  // Ctrl-X, the twin of F3
    static let confirm = "\u{0F}"  // Ctrl-O, the twin of F10
    static let kill = "\u{15}"  // Ctrl-U
    static let tab = "\t"
    static let backTab = "\u{1B}[Z"
    static let escape = "\u{1B}"
  }

  /// A new folder for data, removed by ``remove(_:)``.
  static func makeFolder() -> String {
    var template = Array("/var/tmp/sportello-bench-XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? "/var/tmp"
  }

  static func remove(_ folder: String) {
    guard folder.hasPrefix("/var/tmp/sportello-bench-") else { return }
    removeAll(folder)
  }

  private static func removeAll(_ path: String) {
    for name in ProcessFile.names(in: path) { removeAll("\(path)/\(name)") }
    _ = Glibc.remove(path)
  }

  /// Starts the demo on its data in `folder` and waits for its first screen.
  func start(
    folder: String, people: Int? = nil, rows: Int = 24, columns: Int = 80
  ) throws(BenchError) -> PseudoTerminal {
    var arguments = ["demo", "--data", folder, "--at", "2026-03-10T09:00:00+01:00", "--language", "it"]
    if let people { arguments += ["--people", String(people)] }
    guard let terminal = PseudoTerminal(program, arguments, rows: rows, columns: columns) else {
      throw .noTerminal
    }
    guard
      terminal.wait(seconds: people == nil ? 10 : 300, until: { $0.shows("DEMO") && $0.shows("F1 Aiuto") })
    else {
      throw .screen("the first screen", shown: terminal.screen.lines)
    }
    terminal.noteFirstPaint()
    terminal.settle(milliseconds: 50)
    return terminal
  }

  /// Starts the demo and goes to a plain text field.
  func startInPlainField(folder: String) throws(BenchError) -> PseudoTerminal {
    let terminal = try start(folder: folder)
    terminal.settle(milliseconds: 1000)
    terminal.type(Self.plainField)
    guard terminal.wait(until: { $0.shows("Motivo del medico") }) else {
      throw .screen("the form of a ricusazione", shown: terminal.screen.lines)
    }
    terminal.settle(milliseconds: 300)
    terminal.type(Keys.tab)
    terminal.settle(milliseconds: 300)
    return terminal
  }
}

/// Why a benchmark could not be run.
enum BenchError: Error {
  case noTerminal
  case store(String)
  case network(String)
  case files(String)
  case screen(String, shown: [String])

  var message: String {
    switch self {
    case .noTerminal: "no pseudo-terminal is free"
    case .store(let problem): "the store did not work: \(problem)"
    case .network(let problem): "the network did not work: \(problem)"
    case .files(let problem): "files are missing: \(problem)"
    case .screen(let expected, let lines):
      "did not see \(expected); the screen was:\n" + lines.map { "    | " + $0 }.joined(separator: "\n")
    }
  }
}
