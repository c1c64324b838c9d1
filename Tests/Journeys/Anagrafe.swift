import Glibc
import Testing

/// A registry of fictional people, run as a process that a test can kill and start again.
final class Anagrafe {
  let folder: TestFolder
  private var process: pid_t?

  /// Where desks find it: a Unix socket, which is the same after a restart.
  var options: String { "--registry http://localhost/fhir --registry-socket '\(socket)'" }
  var socket: String { "\(folder.path)/registry.sock" }
  private var program: String { "'\(productFolder)/anagrafe'" }
  private var data: String { "\(folder.path)/registry" }

  /// Fills a registry; it is not served yet.
  init(people: Int = 300) throws {
    folder = try TestFolder()
    let made = output(of: "\(program) populate --people \(people) --seed 1 --data '\(data)'; echo code $?")
    try #require(made.hasSuffix("code 0\n"), "\(made)")
  }

  deinit { kill() }

  /// Serves, and waits until it answers.
  ///
  /// A killed process lets go of its files only when the last of its threads has ended: it is tried again.
  func serve(_ options: String = "") throws {
    for _ in 0..<20 {
      begin(options)
      let hasEnded = { self.process.map { !isAlive($0) } ?? true }
      if eventually({ self.answers || hasEnded() }), answers { return }
      usleep(100_000)
    }
    try #require(answers, "\(folder.read("served"))")
  }

  private func begin(_ options: String) {
    let line = output(
      of: "\(program) serve --socket '\(socket)' --base http://localhost/fhir --data '\(data)' \(options) "
        + ">'\(folder.path)/served' 2>&1 </dev/null & echo $!")
    process = pid_t(line.filter(\.isNumber))
  }

  private var answers: Bool {
    output(
      of: "curl -s -o /dev/null -w '%{http_code}' --unix-socket '\(socket)' http://localhost/fhir/metadata")
      == "200"
  }

  /// Ends it without warning.
  func kill() {
    guard let process else { return }
    Glibc.kill(process, SIGKILL)
    _ = eventually { !isAlive(process) }
    self.process = nil
  }

  /// Whether it was started and not killed since.
  var isServed: Bool { process != nil }

  /// Stops it where it stands: connections are still made, and nobody answers on them.
  func pause() { if let process { Glibc.kill(process, SIGSTOP) } }

  /// Lets it go on.
  func resume() { if let process { Glibc.kill(process, SIGCONT) } }

  /// How many connections to its socket stand, also those that it has not taken yet.
  var connections: Int {
    let rows = output(of: "cat /proc/net/unix").split(separator: "\n").count { $0.hasSuffix(" \(socket)") }
    return max(0, rows - 1)
  }

  /// What it says of itself, which needs no token.
  var statement: String {
    output(of: "curl -s --unix-socket '\(socket)' http://localhost/fhir/metadata")
  }

  /// A file with a token for one desk.
  func token(desk: String, role: String = "responsabile") throws -> String {
    let path = "\(folder.path)/token-\(desk)"
    let made = output(
      of:
        "umask 077; \(program) tokens add --desk \(desk) --role \(role) --hours 48 --data '\(data)' >'\(path)'; echo code $?"
    )
    try #require(made == "code 0\n", "\(made)")
    return path
  }

  /// How many Tasks with this operation the registry holds, and how they ended.
  func tasks(of operation: String, token: String) -> [String] {
    let body = output(
      of: "curl -s --unix-socket '\(socket)' -H \"Authorization: Bearer $(head -1 '\(token)')\" "
        + "'http://localhost/fhir/Task?identifier=urn:ietf:rfc:3986%7Curn:uuid:\(operation)'")
    // Every Task names its status once at its own level; the words of the others lie in attachments.
    return body.split(separator: "\"resourceType\":\"Task\"").dropFirst().map { part in
      let rest = part.split(separator: "\"status\":\"", maxSplits: 1).dropFirst().first ?? ""
      return String(rest.prefix { $0 != "\"" })
    }
  }
}
