import Glibc
import Testing

/// The demo in a shell that does not touch the modes of the terminal itself.
private final class Job {
  let window = Tmux()
  let folder: String

  init() {
    var template = Array("/tmp/sportello-journey-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp/none"
    window.type("PS1='fine '; export SPORTELLO_TEST=1")
    window.press("Enter")
  }

  deinit {
    for process in [worker, guardian].compactMap(\.self) { kill(process, SIGKILL) }
    _ = output(of: "rm -rf '\(folder)'")
  }

  func start() -> Bool {
    window.type("clear; '\(productFolder)/sportello' demo --data '\(folder)'; echo \"code $?\"")
    window.press("Enter")
    return window.shows("DEMO") && eventually { self.worker != nil }
  }

  private func child(of process: pid_t) -> pid_t? {
    output(of: "cat /proc/\(process)/task/\(process)/children").split(separator: " ").first.flatMap {
      pid_t($0)
    }
  }

  var guardian: pid_t? { pid_t(window.value("pane_pid")).flatMap(child(of:)) }
  var worker: pid_t? { guardian.flatMap(child(of:)) }

  /// Whether the terminal works as the shell needs it: lines, echo, signals, main screen, cursor, no paste mode.
  var isSane: Bool {
    let modes = output(of: "stty -a -F '\(window.value("pane_tty"))'").split { " ;\n".contains($0) }
    return ["icanon", "echo", "isig", "icrnl", "opost"].allSatisfy { modes.contains(Substring($0)) }
      && window.value("alternate_on") == "0" && window.value("cursor_flag") == "1"
  }
}

/// Whether a process runs; one that ended and was not asked for yet does not.
private func isAlive(_ process: pid_t) -> Bool {
  let state = output(of: "sed -n 's/^State:[[:space:]]*//p' /proc/\(process)/status").first
  return state.map { "RSDTt".contains($0) } ?? false
}

@Suite(.serialized)
struct TerminalSanityTests {
  @Test("the terminal is in order after the counter dies", arguments: [SIGKILL, SIGSEGV, SIGABRT, SIGILL])
  func counterDies(signal: Int32) throws {
    let job = Job()
    for _ in 0..<3 {
      try #require(job.start())
      kill(try #require(job.worker), signal)
      #expect(job.window.shows("(segnale \(signal))"))
      #expect(job.window.shows("code \(128 + signal)"))
      #expect(eventually { job.isSane })
    }
  }

  @Test("the counter puts the terminal in order and ends when its guard is killed")
  func guardDies() throws {
    let job = Job()
    for _ in 0..<3 {
      try #require(job.start())
      let worker = try #require(job.worker)
      kill(try #require(job.guardian), SIGKILL)
      #expect(eventually { !isAlive(worker) })
      #expect(eventually { job.isSane })
      // What the shell wrote in between went to the other screen.
      job.window.press("Enter")
      #expect(job.window.shows("fine"))
    }
  }

  @Test("asked to end, the counter ends and leaves the terminal in order", arguments: [SIGTERM, SIGHUP])
  func ends(signal: Int32) throws {
    let job = Job()
    try #require(job.start())
    let worker = try #require(job.worker)
    kill(try #require(job.guardian), signal)
    #expect(eventually { !isAlive(worker) })
    #expect(eventually { job.isSane })
  }
}
