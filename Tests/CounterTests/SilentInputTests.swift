import Glibc
import TerminalCurses
import Testing

@Suite("A terminal without echo")
struct SilentInputTests {
  private func echoes(_ file: Int32) -> Bool {
    var state = termios()
    return tcgetattr(file, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0
  }

  @Test("echoes nothing while a passphrase is asked, and echoes again after it")
  func silence() throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(master) }
    // TIOCSPTLCK and TIOCGPTN, which Swift does not see.
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    #expect(ioctl(master, 0x4004_5431, &unlocked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    defer { close(terminal) }
    #expect(echoes(terminal))
    let silence = try #require(SilentInput(terminal))
    #expect(!echoes(terminal))
    silence.passSignals()
    #expect(!echoes(terminal))
    silence.end()
    #expect(echoes(terminal))
  }

  @Test("is not needed where there is no terminal")
  func pipe() {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(SilentInput(ends[0]) == nil)
  }
}
