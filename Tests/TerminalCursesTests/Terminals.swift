import CTerm
import Glibc

/// What a body that ran on a pseudo-terminal left behind.
struct Session {
  /// Everything it wrote, cut at the NUL bytes by which a body marks its steps.
  var steps: [String]
  var exitCode: Int32
  var isSane: Bool
}

/// Runs `body` in a forked process on a pseudo-terminal of its own; `keys` and `resize` follow its first step.
///
/// A body calls nothing but C: other threads of the test program may hold locks of the Swift runtime at the
/// moment of the fork.
func run(
  _ body: @convention(c) () -> Int32, terminal: String = "xterm-256color", environment: [String] = [],
  keys: String = "", resize: (rows: Int32, columns: Int32)? = nil
) -> Session {
  let variables = (["TERM=\(terminal)", "LC_ALL=C.UTF-8", "NO_COLOR", "LINES=7", "COLUMNS=9"] + environment)
    .map { strdup($0) }
  defer { for variable in variables { free(variable) } }
  var master: Int32 = -1
  let child = (variables.map { UnsafePointer($0) } + [nil])
    .withUnsafeBufferPointer { ct_pty_run(body, $0.baseAddress, 24, 80, &master) }
  defer { close(master) }
  var pending = Array(keys.utf8)
  var output: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  var resize = resize
  while true {
    let count = read(master, &buffer, buffer.count)
    if count <= 0 { break }
    output += buffer[..<count]
    guard output.contains(0) else { continue }
    if let size = resize { ct_pty_resize(master, size.rows, size.columns) }
    resize = nil
    if !pending.isEmpty { pending.removeFirst(max(0, write(master, pending, pending.count))) }
  }
  let isSane = ct_pty_is_sane(master)
  var status: Int32 = 0
  waitpid(child, &status, 0)
  let steps = output.split(separator: 0, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  return Session(steps: steps, exitCode: ct_exit_code(status), isSane: isSane)
}
