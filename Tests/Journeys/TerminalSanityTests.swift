import Glibc
import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
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
