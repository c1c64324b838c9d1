import CTerm
import Glibc
public import Terminal

/// The terminal on standard input and output, from ``open(theme:)`` to ``close()``.
///
/// It belongs to one thread, and a process has only one at a time. The loop that owns it waits, reads, and
/// paints; everything else reaches that loop through a mailbox and ``waker``.
public final class TerminalDevice {
  private var reader: InputReader
  private var screen = CursesScreen()
  private var hasNewSize = false
  private var isOpen = true

  /// Rows and columns of the window, as of the last ``wait(timeoutMilliseconds:watching:)``.
  public private(set) var size: Size

  /// Whether the locale of the environment is no UTF-8 one, so that C.UTF-8 is used; to be said on the screen.
  public let isLocaleReplaced: Bool

  /// Whether the terminal shows colours and nobody asked for none.
  public var hasColours: Bool { ct_has_colors() }

  /// Takes the terminal: raw mode, alternate screen, bracketed paste, own signal handlers.
  ///
  /// - Parameter theme: How styles look; ``Theme/mono`` is taken instead where there are no colours, or
  ///   `NO_COLOR` is set.
  /// - Returns: The open device.
  /// - Throws: ``TerminalError``, with the terminal as it was.
  public static func open(theme: Theme) throws(TerminalError) -> TerminalDevice {
    switch ct_open() {
    case CT_OPENED: return TerminalDevice(theme: theme)
    case CT_NO_TERMINAL: throw .notATerminal
    case CT_POOR_TERMINAL: throw .poorTerminal
    default: throw .noResources
    }
  }

  private init(theme: Theme) {
    let isRemote = getenv("SSH_CONNECTION") != nil || getenv("SSH_TTY") != nil
    reader = InputReader(escapeDelayMilliseconds: isRemote ? 150 : 25)
    isLocaleReplaced = ct_locale_replaced()
    size = Self.windowSize()
    screen.setTheme(theme)
  }

  deinit {
    close()
  }

  /// Gives the terminal back as it was; harmless when that has been done.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    ct_close()
  }

  /// Ends a present or the next wait; from any thread.
  public var waker: @Sendable () -> Void { { ct_wake() } }

  /// Milliseconds of the clock by which keys are timed; it never goes back and has no date.
  public static var milliseconds: Int { Int(ct_milliseconds()) }

  /// Sleeps until something happens.
  ///
  /// - Parameters:
  ///   - timeoutMilliseconds: The longest sleep; `nil` means without limit.
  ///   - descriptor: One more file descriptor to wait for, or `nil`.
  /// - Returns: What happened, or nothing when the time was over.
  public func wait(timeoutMilliseconds: Int?, watching descriptor: Int32? = nil) -> WakeReasons {
    let now = Self.milliseconds
    let untilDeadline = reader.deadline.map { max(0, $0 - now) }
    let timeout = [timeoutMilliseconds.map { max(0, $0) }, untilDeadline].compactMap(\.self).min() ?? -1
    let bits = ct_wait(Int32(clamping: timeout), descriptor ?? -1)
    if bits & CT_CONTINUED != 0 {
      ct_resume()
      adapt()
    } else if bits & CT_RESIZED != 0 {
      ct_resize()
      adapt()
    }
    var reasons = WakeReasons(bits: bits)
    if let deadline = reader.deadline, Self.milliseconds >= deadline { reasons.insert(.input) }
    return reasons
  }

  /// Reads everything that is there, without waiting.
  ///
  /// - Returns: First the new size if there is one, which also asks for a full repaint; then keys, pastes and
  ///   bursts in their order.
  /// - Complexity: O(*n*) in the number of bytes.
  public func readInputs() -> [Input] {
    var inputs: [Input] = []
    if hasNewSize {
      hasNewSize = false
      inputs.append(.resize(size))
    }
    let bytes = Self.drain()
    let now = Self.milliseconds
    inputs += reader.feed(bytes, atMilliseconds: now)
    return inputs + reader.flush(atMilliseconds: now)
  }

  /// Shows `grid`: only what differs from the last one is sent, and nothing if nothing differs.
  public func paint(_ grid: Grid) {
    screen.paint(grid)
  }

  /// Writes characters straight to the terminal, past every buffer of this program, and puts the cursor back.
  ///
  /// What is shown so is known to nobody but the terminal: a painted frame does not take it away.
  ///
  /// - Parameters:
  ///   - bytes: Characters of ASCII that take one cell each; they are not copied.
  ///   - position: The first cell; nothing is written outside of the window.
  public func reveal(_ bytes: UnsafeRawBufferPointer, at position: Position) {
    ct_reveal(Int32(position.row), Int32(position.column), bytes.baseAddress, bytes.count)
  }

  /// Writes blanks over what was revealed, and lets the terminal be told again what stands in that row.
  public func conceal(_ count: Int, at position: Position) {
    ct_conceal(Int32(position.row), Int32(position.column), count)
    screen.distrust()
  }

  /// Changes how styles look; the next ``paint(_:)`` sends everything.
  public func setTheme(_ theme: Theme) {
    screen.setTheme(theme)
  }

  /// Rings the bell, or flashes where there is none.
  public func bell() {
    ct_bell()
  }

  /// Stops the job as ^Z does and comes back after `fg`; ``readInputs()`` then reports the size.
  ///
  /// - Returns: `false` when no shell is there to come back from; then nothing happens.
  public func suspend() -> Bool {
    guard ct_suspend() else { return false }
    adapt()
    return true
  }

  private func adapt() {
    size = Self.windowSize()
    hasNewSize = true
    screen.invalidate()
  }

  private static func windowSize() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    ct_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// The most bytes taken in one drain, so that a stuck key or a flood cannot keep the screen from painting.
  private static let longestDrain = 65_536

  private static func drain() -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < longestDrain {
      let piece = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = max(0, ct_read(buffer.baseAddress, buffer.count))
      }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }
}
