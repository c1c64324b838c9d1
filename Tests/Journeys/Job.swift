import Glibc
import Testing

/// The demo in a shell that does not touch the modes of the terminal itself, on data of its own.
///
/// Both end with it.
final class Job {
  let window: Tmux
  /// The data folder.
  let folder: String

  /// Opens the shell; ``start(_:)`` starts the program.
  init(rows: Int = 24, columns: Int = 80) {
    window = Tmux(rows: rows, columns: columns)
    var template = Array("/tmp/sportello-journey-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp/none"
    command("PS1='fine '; export SPORTELLO_TEST=1")
  }

  deinit {
    for process in [worker, guardian].compactMap(\.self) { kill(process, SIGKILL) }
    _ = output(of: "chmod -R u+w '\(folder)'; rm -rf '\(folder)'")
  }

  /// Gives a line to the shell.
  func command(_ line: String) {
    window.type(line)
    window.press("Enter")
  }

  /// The command that starts the demo on a day of March 2026, with a small region.
  func program(_ options: String = "") -> String {
    "'\(productFolder)/sportello' demo --data '\(folder)' --people 300 "
      + "--at 2026-03-10T09:00:00+01:00 \(options)"
  }

  /// Starts the demo on a day of March 2026, with a small region.
  ///
  /// - Parameters:
  ///   - options: Further options of the command.
  ///   - environment: Assignments before the command.
  ///   - sourceLocation: Where to record what stood there.
  /// - Returns: Whether its first screen came; if not, what stood there instead is recorded.
  func start(
    _ options: String = "", environment: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) -> Bool {
    command("clear; \(environment) \(program(options)); echo \"code $?\"")
    let isUp = window.shows("US   ") && eventually { self.worker != nil }
    if !isUp {
      Issue.record(
        "no first screen, but:\n\(window.lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
    return isUp
  }

  /// Types a line of the first screen and confirms it at once, as a scanner does.
  func enter(_ line: String) {
    window.scan(line)
  }

  /// Fills in a scelta of Anna Prova from the first screen, up to the findings of the rules.
  func fillScelta() throws {
    enter("SM PRVNNA80A41Y000J")
    try window.sees("Documento visto")
    window.type("1")
    window.type("march")
    try window.sees("│ Marchetti Elena")
    window.press("Enter")
    try window.sees("[REV-01]")
  }

  /// A scelta of Anna Prova from the first screen up to its outcome.
  func makeScelta(number: Int) throws {
    try fillScelta()
    window.press("F10")
    try window.sees("DEFINITIVA n. \(number): registrata in anagrafe")
  }

  /// Goes home and leaves the program.
  func quit() throws {
    window.press("F3")
    try window.sees("US   ")
    window.scan("US")
    try window.sees("code 0")
  }

  private func child(of process: pid_t) -> pid_t? {
    output(of: "cat /proc/\(process)/task/\(process)/children").split(separator: " ").first.flatMap {
      pid_t($0)
    }
  }

  /// The process that watches over the terminal.
  var guardian: pid_t? { pid_t(window.value("pane_pid")).flatMap(child(of:)) }

  /// The counter itself.
  var worker: pid_t? { guardian.flatMap(child(of:)) }

  /// Whether the terminal works as the shell needs it: lines, echo, signals, main screen, cursor, no paste mode.
  var isSane: Bool {
    let modes = output(of: "stty -a -F '\(window.value("pane_tty"))'").split { " ;\n".contains($0) }
    return ["icanon", "echo", "isig", "icrnl", "opost"].allSatisfy { modes.contains(Substring($0)) }
      && window.value("alternate_on") == "0" && window.value("cursor_flag") == "1"
  }

  /// The files of a folder inside the data folder, in order.
  func files(in name: String = "stampe") -> [String] {
    output(of: "ls -1 '\(folder)/\(name)' 2>/dev/null").split(separator: "\n").map(String.init)
  }

  /// Whether a draft is on disk that stays as it is for two seconds.
  var hasSettledDraft: Bool {
    let before = sealedDrafts
    guard !before.isEmpty else { return false }
    usleep(2_000_000)
    return sealedDrafts == before
  }

  /// The drafts on disk, as a copy of the database shows them: the counter lets nobody else read its file.
  private var sealedDrafts: String {
    output(
      of: """
        copy=$(mktemp -d) && cp '\(folder)'/sportello.sqlite* "$copy" 2>/dev/null
        sqlite3 "$copy/sportello.sqlite" 'SELECT hex(sealed) FROM draft' 2>/dev/null; rm -rf "$copy"
        """)
  }

  /// The text of a file of the data folder.
  func text(of name: String) -> String {
    output(of: "cat '\(folder)/\(name)'")
  }
}

/// Whether a process runs or still ends: one that only waits to be asked for does not.
///
/// A killed process keeps its files, and what it locked, until the last of its threads has ended, although its first
/// thread looks dead already.
func isAlive(_ process: pid_t) -> Bool {
  let states = output(of: "sed -n 's/^State:[[:space:]]*//p' /proc/\(process)/task/*/status")
  return states.split(separator: "\n").contains { line in line.first.map { "RSDTt".contains($0) } ?? false }
}
