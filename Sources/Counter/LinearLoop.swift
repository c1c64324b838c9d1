import Glibc
import Terminal
import TerminalCurses
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
    // A line comes whole: nothing is gained by waiting for its next letter.
    engine = CounterEngine(
      session: session, desk: desk, pausesSearches: false, wake: { waker.wake() }, perform: { _ in })
  }

  /// Runs until the operator leaves or the input ends.
  public func run() {
    engine.begin()
    say([engine.session.scene.words.text("lineare.comandi")])
    while !engine.isQuitting {
      settle()
      // Silent before the question, so that a quick answer is not shown either.
      let silence = engine.session.linearScene.isSecret ? SilentInput(STDIN_FILENO) : nil
      say(dialogue.lines(for: engine.session.linearScene, words: engine.session.scene.words))
      tellCodes()
      let reading = readLine(silence)
      silence?.end()
      switch reading {
      case .line(let line): take(line)
      case .locked: dialogue.repeatAll()
      case .end:
        engine.finish { waker.wait(milliseconds: $0) }
        return
      }
    }
    engine.finish { waker.wait(milliseconds: $0) }
  }

  /// Tells codes once, straight from where they are held: a line of the dialogue is a text, and no text can be wiped.
  private func tellCodes() {
    let parts = engine.session.codesToTell
    guard !parts.isEmpty, engine.half.isHeld else { return }
    for part in parts {
      Self.send(Array("\(part.rawValue.uppercased()) ".utf8))
      engine.half.withCode(part) { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      Self.send([UInt8(ascii: "\n")])
    }
    engine.half.drop()
    engine.showedCodes()
  }

  private static func send(_ bytes: [UInt8]) { _ = write(STDOUT_FILENO, bytes, bytes.count) }

  private func take(_ line: String) {
    switch LinearReading(line, scene: engine.session.linearScene, context: engine.session.scene.formContext) {
    case .inputs(let inputs):
      for input in inputs {
        engine.take(input)
        settle()
      }
    case .answer(let lines): say(lines)
    }
  }

  /// Waits until nothing is under way.
  private func settle() {
    let end = DeskClock.monotonicMilliseconds() + Self.patience
    _ = engine.takeLettersAndTime()
    while engine.work + engine.traffic > 0, DeskClock.monotonicMilliseconds() < end {
      waker.wait(milliseconds: 100)
      _ = engine.takeLettersAndTime()
    }
  }

  private func say(_ lines: [String]) {
    for line in lines { _ = PrintFile.writeAll(line + "\n", to: STDOUT_FILENO) }
  }

  /// How a wait for a line ended.
  private enum Reading {
    /// A line without its end.
    case line(String)
    /// The screen locked itself before a line was whole.
    case locked
    /// There is no more input.
    case end
  }

  /// Waits for a line; meanwhile letters are taken and the time passes, as on the screen.
  private func readLine(_ silence: SilentInput?) -> Reading {
    let wasLocked = engine.session.isLocked
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        defer { rest.removeSubrange(...end) }
        return .line(String(decoding: rest[..<end], as: UTF8.self).filter { $0 != "\r" })
      }
      let wake = waker.wait(for: STDIN_FILENO, or: silence?.descriptor, milliseconds: engine.timeout)
      if wake.isSignal { silence?.passSignals() }
      _ = engine.takeLettersAndTime()
      if engine.session.isLocked, !wasLocked { return .locked }
      guard wake.isInput else { continue }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else {
        defer { rest = [] }
        return rest.isEmpty ? .end : .line(String(decoding: rest, as: UTF8.self))
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
    drain()
  }

  /// Waits for input or a signal as well; without limit when `milliseconds` is `nil`.
  func wait(
    for input: Int32, or signals: Int32?, milliseconds: Int?
  ) -> (isInput: Bool, isSignal: Bool) {
    // A negative descriptor is passed over.
    var requests = [readEnd, input, signals ?? -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let limit = milliseconds.map { Int32(clamping: $0) } ?? -1
    guard poll(&requests, nfds_t(requests.count), limit) > 0 else { return (false, false) }
    if requests[0].revents != 0 { drain() }
    return (requests[1].revents != 0, requests[2].revents != 0)
  }

  private func drain() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }
}
