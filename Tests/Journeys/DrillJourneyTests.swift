import TestThreads
import Testing

@Suite("Exercises for trainees in the real program", .serialized, .onOwnThreads) struct DrillJourneyTests {
  @Test("a series is done to its end, and its sheet lies among the prints")
  func series() throws {
    let job = Job()
    try #require(job.start("--role sportello"))
    job.enter("FO")
    try job.window.sees("PIN e PUK: chi può riceverli")
    job.window.press("Down")
    job.window.press("Enter")
    for number in 1...8 {
      try job.window.sees("Domanda \(number) di 8")
      job.window.press("Enter")
    }
    try job.window.sees("Risposte giuste: ")
    job.window.press("F9")
    try #require(eventually { job.files().contains { $0.hasPrefix("esercitazione") } })
    let sheet = job.text(of: "stampe/\(job.files().first { $0.hasPrefix("esercitazione") } ?? "")")
    #expect(sheet.contains("SCHEDA DELL'ESERCITAZIONE") && sheet.contains("DEMO"))
    #expect(sheet.contains("Risposta giusta: DUP-01") && sheet.contains("Fonte: "))
  }

  /// What a trainer's file says, and what the screen says of it.
  static let rows: [(file: String, words: String)] = [
    ("{\"drill\": \"a\"}", "riga 1, correggere «expected»"),
    ("non è JSON", "riga 1, correggere"),
  ]

  @Test("a trainer's own file that is wrong is named with its line", arguments: rows.indices)
  func own(row: Int) throws {
    let (text, words) = Self.rows[row]
    let job = Job()
    _ = output(of: "printf '%s\\n' '\(text)' > '\(job.folder)/a.jsonl'")
    try #require(job.start("--drills '\(job.folder)/a.jsonl'"))
    job.enter("FO")
    try job.window.sees(words)
    // The program's own are there all the same.
    try job.window.sees("PIN e PUK: chi può riceverli")
  }
}
