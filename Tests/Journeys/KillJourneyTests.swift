import Glibc
import Testing

@Suite(.serialized)
struct KillJourneyTests {
  /// Kills counter or guard around the moment of the confirmation, each time a little later.
  @Test("a practice that was acknowledged is in the queue after a kill, and in the registry once")
  func acknowledged() throws {
    for round in 0..<12 {
      let job = Job()
      try #require(job.start())
      try job.fillScelta()
      let worker = try #require(job.worker)
      let victim = try #require(round % 3 == 2 ? job.guardian : worker)
      job.window.press("F10")
      var isAcknowledged = false
      for _ in 0..<round where !isAcknowledged {
        usleep(4000)
        if round % 2 == 1 {
          isAcknowledged = job.window.lines.contains { $0.contains("DEFINITIVA n. 1") }
        }
      }
      kill(victim, SIGKILL)
      try #require(eventually { !isAlive(worker) && job.isSane })

      job.window.press("Enter")
      try #require(job.start())
      job.enter("CO")
      try job.window.sees("pratiche di questo sportello")
      let stored = job.window.lines.count { $0.contains("Prova Anna") }
      #expect(stored <= 1)
      if isAcknowledged { #expect(stored == 1) }
      if stored == 1 {
        #expect(
          eventually {
            job.window.press("F5")
            return job.window.lines.contains { $0.contains("Prova Anna") && $0.contains("registrata") }
          })
      }
      job.window.press("F3")
      try job.window.sees("US   ")
      job.enter("PRVNNA80A41Y000J")
      try job.window.sees("Scelta di Sereni Paola")
      #expect(job.window.settled.count { $0.contains("P-2026-") } == stored)
    }
  }

  @Test("half a scelta is there again after a kill")
  func draft() throws {
    let job = Job()
    try #require(job.start())
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.type("1march")
    try job.window.sees("│ Marchetti Elena")
    _ = job.window.settled
    // What was typed goes to disk 400 ms after the last key; nothing on the screen tells it.
    usleep(800_000)
    let worker = try #require(job.worker)
    kill(worker, SIGKILL)
    try #require(eventually { !isAlive(worker) && job.isSane })
    try #require(job.start())
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Ripresa la bozza")
    try job.window.sees("Carta d'identità")
    try job.window.sees("MARCH___")
  }
}
