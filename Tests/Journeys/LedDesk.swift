import Glibc
import Testing

/// A desk in lines that a test leads step by step, on data of its own.
///
/// What it shows goes to a file, what it is told comes through a pipe.
final class LedDesk {
  let name: String
  let token: String
  let folder: TestFolder
  private let person: String
  private var process: pid_t?
  private var input: Int32 = -1
  /// The practices that lay in its queue before this run, by operation.
  private var earlier: Set<String> = []

  /// A desk that makes practices for one person before a registry.
  init(_ name: String, person: String, _ registry: Anagrafe) throws {
    self.name = name
    self.person = person
    token = try registry.token(desk: name)
    folder = try TestFolder()
    try folder.write(
      """
      { "data": "\(folder.path)/data", "profile": "italia",
        "desk": { "id": "\(name)", "kind": "asl", "asl": "990101" },
        "registry": { "url": "http://localhost/fhir", "socket": "\(registry.socket)",
          "tokens": { "responsabile": "\(token)" } } }
      """, to: "config.json")
    try #require(mkfifo("\(folder.path)/input", 0o600) == 0)
  }

  deinit { end(SIGKILL) }

  /// What it showed in this run.
  var shown: String { folder.read("shown") }

  /// Starts it and has a scelta filled in; nothing is confirmed yet.
  func fill(_ registry: Anagrafe) throws {
    // For reading too, so that neither opening nor writing waits for the desk.
    input = open("\(folder.path)/input", O_RDWR | O_CLOEXEC)
    try #require(input >= 0)
    let pid = output(
      of:
        "'\(Sportello.path)' demo --linear --desk-id \(name) --data '\(folder.path)/data' \(registry.options) "
        + "--token '\(token)' <'\(folder.path)/input' >'\(folder.path)/shown' 2>&1 & echo $!")
    process = pid_t(pid.filter(\.isNumber))
    // The doctor changes with every practice that was stored, so that each can be accepted.
    say("SM \(person)\n1\n\(earlier.count.isMultiple(of: 2) ? "Marchetti" : "Sereni")\n1\n\n\n")
    try #require(eventually { self.shown.contains("DOC-01") }, "\(name) shows:\n\(shown)")
  }

  /// Confirms the scelta and asks for nothing more: the desk leaves when it has told the outcome.
  func confirm() {
    say(":10\n")
    close(input)
    input = -1
  }

  private func say(_ lines: String) {
    guard input >= 0 else { return }
    _ = lines.withCString { write(input, $0, strlen($0)) }
  }

  /// Whether the operator was told in this run that the practice is on disk.
  var hasAcknowledged: Bool {
    let shown = shown
    return shown.contains("DEFINITIVA n.") || shown.contains("PROVVISORIA n.")
  }

  /// Whether the outcome, or why there is none, is still awaited in this run.
  var isWorking: Bool { process.map(isAlive) ?? false }

  /// Sends a signal, or lets it come to its end, and waits for that.
  func end(_ signal: Int32? = nil) {
    if input >= 0 { close(input) }
    input = -1
    guard let process else { return }
    if let signal { kill(process, signal) }
    _ = eventually(seconds: 60) { !isAlive(process) }
    self.process = nil
  }

  /// Every practice of this desk that was ever stored: its operation, and how far it came.
  var queue: [(operation: String, state: String)] {
    output(of: "'\(Sportello.path)' queue list --all --data '\(folder.path)/data'")
      .split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        return cells.count == 6 ? (cells[5], cells[2]) : nil
      }
  }

  /// The states of the practices that were stored since the last call, as the dead process left them.
  func newStates() -> [String] {
    let rows = queue
    let new = rows.filter { !earlier.contains($0.operation) }
    earlier = Set(rows.map(\.operation))
    return new.map(\.state)
  }

  /// Sends and asks until nothing waits.
  func settle() throws {
    let run = try Sportello("sync --once --seconds 60 --config '\(folder.path)/config.json'")
    #expect(run.status == 0, "\(name): \(run.output) \(run.errors)")
  }
}
