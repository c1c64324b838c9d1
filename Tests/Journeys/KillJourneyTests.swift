import Glibc
import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct KillJourneyTests {
  /// How often counter or guard are killed; `KILL_ROUNDS=300` makes the long run, about a second each.
  private static let rounds = getenv("KILL_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 12

  /// Kills counter or guard at a random moment after the confirmation.
  @Test("a practice that was acknowledged is in the queue after a kill, and in the registry once")
  func acknowledged() throws {
    for round in 0..<Self.rounds {
      let job = Job()
      try #require(job.start(), "round \(round)")
      try job.fillScelta()
      let worker = try #require(job.worker, "round \(round)")
      let victim = try #require(round % 3 == 2 ? job.guardian : worker, "round \(round)")
      job.window.press("F10")
      var last: [String] = []
      let patience = Int.random(in: 0...30)
      for _ in 0..<patience where !last.contains(where: { $0.contains("DEFINITIVA n. 1") }) {
        usleep(4000)
        if round % 2 == 1 { last = job.window.lines }
      }
      kill(victim, SIGKILL)
      let isAcknowledged = last.contains { $0.contains("DEFINITIVA n. 1") }
      let killed = "round \(round): \(victim == worker ? "counter" : "guard") killed after \(patience) looks"
      try #require(eventually { !isAlive(worker) && job.isSane }, "\(killed); \(job.window.lines)")

      job.window.press("Enter")
      try #require(job.start(), "\(killed)")
      try Self.check(job, isAcknowledged: isAcknowledged, killed)
    }
  }

  /// Looks at the queue and the history of Anna Prova after a kill.
  private static func check(_ job: Job, isAcknowledged: Bool, _ killed: String) throws {
    job.enter("CO")
    // The number is told with the list, and not before.
    let told = try job.window.sees("number of practices, \(killed)") { count(in: $0) != nil }
    let stored = count(in: told) ?? -1
    try #require(stored == 1 || stored == 0 && !isAcknowledged, "\(killed):\n\(told.joined(separator: "\n"))")
    if stored == 1 {
      let queue = try job.window.sees(
        "practice of Anna Prova that is registered, \(killed)",
        nudge: {
          // Each look at the registry takes its time; more of them would only wait in line.
          job.window.press("F5")
          usleep(500_000)
        },
        where: { $0.contains { $0.contains("Prova Anna") && $0.contains("da stampare") } })
      #expect(
        queue.count { $0.contains("Prova Anna") && $0.contains(" Scelta ") } == 1,
        "\(killed):\n\(queue.joined(separator: "\n"))")
    }
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("PRVNNA80A41Y000J")
    // The history comes after the position.
    try job.window.sees(stored == 1 ? "P-2026-" : "Scelta di Sereni Paola")
    let history = job.window.settled
    #expect(
      history.count { $0.contains("P-2026-") } == stored, "\(killed):\n\(history.joined(separator: "\n"))")
  }

  /// The number of practices in the message of the queue; `nil` while it is not told.
  ///
  /// The word that a start has for a practice without its receipt may stand in the place of that message.
  private static func count(in lines: [String]) -> Int? {
    if lines.contains(where: { $0.contains("! Pratica 1 di Prova Anna al sicuro") }) { return 1 }
    let message = "Pratiche di questo sportello: "
    return lines.compactMap { line in
      line.firstRange(of: message).flatMap { Int(line[$0.upperBound...].prefix(while: \.isNumber)) }
    }.first
  }

  @Test("half a scelta is there again after a kill")
  func draft() throws {
    let job = Job()
    try #require(job.start())
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.type("1march")
    try job.window.sees("│ Marchetti Elena")
    try job.window.sees("MARCH___")
    // What was typed goes to disk 400 ms after the last key, and nothing on the screen tells it: the draft is whole when
    // it stands there and changes no more.
    try #require(eventually(seconds: 30) { job.hasSettledDraft }, "no draft on disk")
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
