import Glibc
import Terminal
public import Workflow

/// The same counter as a dialogue of lines: for screen readers and terminals that cannot draw (`--linear`).
///
/// After each line it waits for the answers that the line asked for, so that nothing is said too early.
public final class LinearLoop {
  private let engine: CounterEngine
  private var dialogue = LinearDialogue()
  private let waker: PipeWaker
  private var rest: [UInt8] = []

  /// The longest wait for the answers to one line, in milliseconds.
  private static let patience = 10_000

  /// Prepares the dialogue on standard input and output.
  ///
  /// - Returns: `nil` when the system gives no pipe.
  public init?(session: Session, desk: CounterDesk) {
    guard let waker = PipeWaker() else { return nil }
    self.waker = waker
    engine = CounterEngine(session: session, desk: desk, wake: { waker.wake() }, perform: { _ in })
  }

  /// Runs until the operator leaves or the input ends.
  public func run() {
    engine.begin()
    while !engine.isQuitting {
      settle()
      say(dialogue.lines(for: engine.session.linearScene, words: engine.session.scene.words))
      guard let line = readLine() else { break }
      switch LinearReading(line, scene: engine.session.linearScene, context: engine.session.scene.formContext)
      {
      case .inputs(let inputs):
        for input in inputs {
          engine.take(input)
          settle()
        }
      case .answer(let lines): say(lines)
      }
    }
    engine.finish { waker.wait(milliseconds: $0) }
  }

  /// Waits until nothing is under way.
  private func settle() {
    let end = DeskClock.monotonicMilliseconds() + Self.patience
    _ = engine.takeLettersAndTime()
    while engine.work > 0, DeskClock.monotonicMilliseconds() < end {
      waker.wait(milliseconds: 100)
      _ = engine.takeLettersAndTime()
    }
  }

  private func say(_ lines: [String]) {
    for line in lines { _ = PrintFile.writeAll(line + "\n", to: STDOUT_FILENO) }
  }

  /// One line without its end; `nil` at the end of the input.
  private func readLine() -> String? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        defer { rest.removeSubrange(...end) }
        return String(decoding: rest[..<end], as: UTF8.self).filter { $0 != "\r" }
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        defer { rest = [] }
        return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
      }
      rest += buffer[..<count]
    }
  }
}

/// A pipe that ends a wait from any thread.
struct PipeWaker: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  func wake() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  func wait(milliseconds: Int) {
    var request = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, Int32(clamping: milliseconds)) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }
}
