import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct EsenzioneJourneyTests {
  private static let anna = "PRVNNA80A41Y000J"
  /// Prova Emma, whose E02 ended last March.
  private static let emma = "PRVMME79C52Y000B"
  /// Esempio Pietro, with an invalidity to be revised and a chronic disease.
  private static let pietro = "SMPPTR61M04Y000M"

  /// The demo at the exemptions of a person.
  private func job(_ person: String, _ options: String = "") throws -> Job {
    let job = Job()
    try #require(job.start(options))
    try open(person, in: job)
    return job
  }

  private func open(_ person: String, in job: Job) throws {
    job.enter("ES \(person)")
    try job.window.sees("Esenzioni della persona")
  }

  private func goHome(_ job: Job) throws {
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
  }

  /// Issues the E02 of a person who is unemployed: the document, the condition, the spouse, the threshold.
  private func issue(in job: Job, answers: String = "111s") throws {
    job.window.type("E02")
    try job.window.sees("Documento visto")
    job.window.type(answers)
    job.window.press("F10")
  }

  /// From the list to the record on top of it.
  private func openRecord(in job: Job) throws {
    job.window.press("Tab")
    job.window.press("Enter")
    try job.window.sees("Scheda dell'esenzione")
  }

  @Test("an exemption is issued, seen in the list and revoked")
  func issueAndRevoke() throws {
    let job = try job(Self.anna)
    try issue(in: job)
    try job.window.sees("DEFINITIVA n. 1")
    try goHome(job)
    try open(Self.anna, in: job)
    try job.window.sees("IN SCADENZA")
    try openRecord(in: job)
    job.window.type("2")
    job.window.press("Enter")
    try job.window.sees("Revoca dell'esenzione")
    job.window.type("11")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 2")
  }

  @Test("what was issued today by mistake is annulled with its reason, and counts no more")
  func annul() throws {
    let job = try job(Self.anna)
    try issue(in: job)
    try job.window.sees("DEFINITIVA n. 1")
    try goHome(job)
    try open(Self.anna, in: job)
    try openRecord(in: job)
    job.window.type("3")
    job.window.press("Enter")
    try job.window.sees("Annullamento dell'esenzione")
    job.window.type("persona sbagliata")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 2")
    try goHome(job)
    try open(Self.anna, in: job)
    try job.window.sees("annullata")
  }

  @Test("an income of last year is renewed once its declaration was read again")
  func renew() throws {
    let job = try job(Self.emma)
    job.window.type("E02")
    try job.window.sees("Riletta e firmata")
    job.window.type("1n")
    job.window.press("F10")
    try job.window.sees("Rilegga la dichiarazione alla persona")
    job.window.type("s")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 1")
  }

  @Test("a second exemption of the same code is refused, and the first one is named with its end")
  func duplicate() throws {
    let job = try job(Self.anna)
    try issue(in: job)
    try job.window.sees("DEFINITIVA n. 1")
    try goHome(job)
    // The list leads to the record; the form of another code refuses.
    try open(Self.anna, in: job)
    job.window.type("E01")
    try job.window.sees("Documento visto")
    job.window.press("BTab")
    job.window.press("BTab")
    for _ in 0..<6 where !job.window.lines[job.window.cursor.row].contains("Codice") {
      job.window.press("Tab")
    }
    job.window.press("C-u")
    job.window.type("E02")
    try job.window.sees("[ER-25]")
    job.window.press("F10")
    try job.window.sees("Esenzione E02 già attiva fino al 31/03/2026")
    #expect(!job.window.lines.contains { $0.contains("DEFINITIVA") })
  }

  @Test("a refusal says its rule, and F1 the source")
  func refusal() throws {
    let job = try job(Self.anna)
    // Who never worked is not unemployed in the sense of E02.
    try issue(in: job, answers: "151s")
    try job.window.sees("[ER-14]")
    try job.window.sees("Condizione non compresa in E02")
    job.window.press("F1")
    try job.window.sees("Regola ER-14")
    try job.window.sees("Fonte: Pagine")
    // Any key closes the help and does nothing else.
    job.window.press("Escape")
    try job.window.sees("Che cosa dicono le regole")
    try goHome(job)
    job.enter("CO")
    try job.window.sees("Pratiche di questo sportello: 0.")
  }

  @Test("while the registry stands still nothing is issued or revoked, and the end announced stands there")
  func suspension() throws {
    let job = try job(Self.pietro, "--profile toscana --at 2026-02-27T14:05+01:00")
    try issue(in: job)
    try job.window.sees("[SOS-01]")
    try job.window.sees("02/03/2026")
    #expect(job.window.lines.contains { $0.contains("Rilascio di esenzione") })
    try goHome(job)
    try open(Self.pietro, in: job)
    try openRecord(in: job)
    job.window.type("2")
    job.window.press("Enter")
    try job.window.sees("Revoca dell'esenzione")
    job.window.type("11")
    job.window.press("F10")
    try job.window.sees("[SOS-01]")
    try job.window.sees("02/03/2026")
    try goHome(job)
    job.enter("CO")
    try job.window.sees("Pratiche di questo sportello: 0.")
  }

  @Test("a code of the prescription is explained and not issued")
  func prescription() throws {
    let job = try job(Self.anna)
    job.window.type("M12")
    try job.window.sees("sulla ricetta")
    job.window.press("F10")
    let screen = job.window.settled
    #expect(!screen.contains { $0.contains("Documento visto") }, "\(screen.joined(separator: "\n"))")
  }
}
