import Glibc
import TestThreads
import Testing

@Suite("Codes and cards at the counter", .serialized, .onOwnThreads)
struct CodeJourneyTests {
  private static let anna = "PRVNNA80A41Y000J"
  private static let contact = "p0@posta.example"

  /// The demo at the form of codes, filled in up to F10.
  private func filled(_ profile: String = "lombardia") throws -> Job {
    let job = Job()
    try #require(job.start("--profile \(profile)"))
    try fill(job)
    return job
  }

  private func fill(_ job: Job) throws {
    job.enter("PI \(Self.anna)")
    try job.window.sees("Identità accertata")
    // The chip, the last day of the document, the signed form, the identity, the address once more.
    job.window.type("1")
    job.window.type("31122030")
    job.window.press("Tab")
    job.window.type("ss")
    job.window.type(Self.contact)
  }

  private func show(_ job: Job) throws {
    job.window.press("F10")
    try job.window.sees("PIN              00")
    try job.window.sees("PUK              00")
  }

  private func isBlank(_ job: Job) -> Bool {
    eventually(seconds: 10) { !job.window.lines.contains { $0.contains("PIN  ") && $0.contains("00") } }
  }

  @Test("the first half is seen once, covered by the citizen's yes, and the fact stands in the queue")
  func handOver() throws {
    for profile in ["lombardia", "valle-d-aosta"] {
      let job = try filled(profile)
      try show(job)
      job.window.press("F10")
      try job.window.sees("DEFINITIVA n. 1")
      #expect(isBlank(job))
      // Neither what scrolled away nor the prints hold a code.
      job.window.press("F9")
      try job.window.sees("ricevuta-1")
      #expect(!output(of: "cat '\(job.folder)'/stampe/*").contains("PIN 00"))
      job.window.press("F3")
      try job.window.sees("Chi è allo sportello?")
      job.enter("CO")
      try job.window.sees("Codici TS")
    }
  }

  @Test("whatever lies over the codes covers them, and they do not come back")
  func covered() throws {
    let job = try filled()
    try show(job)
    job.window.press("F1")
    #expect(isBlank(job))
    job.window.press("Escape")
    try job.window.sees("non si mostra più")
    #expect(isBlank(job))
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 1")
  }

  @Test("codes left on the screen cover themselves after half a minute")
  func timed() throws {
    let job = try filled()
    try show(job)
    try job.window.sees("Prima metà coperta")
    #expect(isBlank(job))
  }

  @Test("a counter killed while codes stand on the screen asks how it stands, and shows none again")
  func killed() throws {
    let job = try filled()
    try show(job)
    let worker = try #require(job.worker)
    kill(worker, SIGKILL)
    try job.window.sees("code ")
    #expect(isBlank(job) && job.isSane)
    try #require(job.start("--profile lombardia"))
    try job.window.sees("Una consegna di codici non è finita")
    job.enter("PI \(Self.anna)")
    try job.window.sees("La seconda metà non è partita")
    job.window.press("F10")
    // The registry of a demo ends with it: its halves are gone, and a reason gives others.
    try job.window.sees("Identità accertata")
    #expect(isBlank(job))
  }

  @Test("a certificate is revoked from the screen of the card, and the receipt names the act")
  func revocation() throws {
    let job = Job()
    try #require(job.start("--profile bolzano"))
    job.enter("TS \(Self.anna)")
    try job.window.sees("Che cosa si chiede")
    // Revocation, for a loss, with the identity card, whose last day is typed; then the form that was signed.
    job.window.type("42")
    job.window.type("1")
    job.window.type("31122030")
    job.window.press("Tab")
    job.window.type("n")
    job.window.type("s")
    job.window.press("F10")
    try job.window.sees("F10")
    usleep(700_000)
    job.window.press("F10")
    try job.window.sees("Revoca della tessera 803800")
  }
}
