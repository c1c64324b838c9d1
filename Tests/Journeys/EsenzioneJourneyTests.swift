import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct EsenzioneJourneyTests {
  @Test("an exemption is issued, seen in the list and revoked")
  func issueAndRevoke() throws {
    let job = Job()
    try #require(job.start())
    job.enter("ES PRVNNA80A41Y000J")
    try job.window.sees("Esenzioni della persona")
    job.window.type("E02")
    try job.window.sees("Documento visto")
    // The document, the condition, the spouse, the threshold.
    job.window.type("111s")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 1")

    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("ES PRVNNA80A41Y000J")
    try job.window.sees("IN SCADENZA")
    job.window.press("Tab")
    job.window.press("Enter")
    try job.window.sees("Scheda dell'esenzione")
    job.window.type("2")
    try job.window.sees("Revoca dell'esenzione")
    job.window.type("11")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 2")
  }

  @Test("a code of the prescription is explained and not issued")
  func prescription() throws {
    let job = Job()
    try #require(job.start())
    job.enter("ES PRVNNA80A41Y000J")
    try job.window.sees("Esenzioni della persona")
    job.window.type("M12")
    try job.window.sees("sulla ricetta")
    job.window.press("F10")
    let screen = job.window.settled
    #expect(!screen.contains { $0.contains("Documento visto") }, "\(screen.joined(separator: "\n"))")
  }
}
