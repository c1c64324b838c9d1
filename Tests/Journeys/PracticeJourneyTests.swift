import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct PracticeJourneyTests {
  @Test("a scelta goes from the code of the person to the printed receipt, the history and the queue")
  func scelta() throws {
    let job = Job()
    try #require(job.start())
    try job.makeScelta(number: 1)
    try job.window.sees("Scelta di Marchetti Elena")

    job.window.press("F9")
    try job.window.sees("Stampato in")
    #expect(job.files() == ["ricevuta-1.txt"])
    let receipt = job.text(of: "stampe/ricevuta-1.txt")
    for words in [
      "DEMO", "RICEVUTA DEFINITIVA", "P-2026-000001", "PROVA ANNA", "Marchetti Elena", "10/03/2026",
    ] {
      #expect(receipt.contains(words))
    }
    #expect(!receipt.contains("RISTAMPA"))
    job.window.press("F9")
    try #require(eventually { job.files().count == 2 })
    #expect(job.files() == ["ricevuta-1-copia-1.txt", "ricevuta-1.txt"])
    #expect(job.text(of: "stampe/ricevuta-1-copia-1.txt").contains("RISTAMPA n. 1"))

    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("PRVNNA80A41Y000J")
    try job.window.sees("Scelta del medico P-2026-000001")
    try job.window.sees("Fine: Sereni Paola")
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("CO")
    try job.window.sees("Pratiche di questo sportello: 1.")
    try job.window.sees(inOneRow: "Prova Anna", "registrata")
  }

  @Test("a revoca leaves the person without a medico, and says so before")
  func revoca() throws {
    let job = Job()
    try #require(job.start())
    job.enter("RM PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.type("11")
    try job.window.sees("[REV-02]")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 1")
    job.window.press("F9")
    try job.window.sees("Stampato in")
    #expect(job.text(of: "stampe/ricevuta-1.txt").contains("REVOCA DEL MEDICO"))
    job.window.press("F6")
    try job.window.sees("Revoca del medico P-2026-000001")
  }

  @Test("a ricusazione keeps the medico for sixteen days, then the person has none")
  func ricusazione() throws {
    let job = Job()
    try #require(job.start())
    job.enter("RC PRVGNI65T10Y001V")
    try job.window.sees("Motivo del medico")
    job.window.type("10032026")
    job.window.press("Tab")
    job.window.type("rapporto turbato")
    try job.window.sees("[REV-03]")
    try job.window.sees("26/03/2026")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 1")
    for (day, medico) in [("25032026", "D'Alberti Nicolò (MMG)"), ("26032026", "nessun medico")] {
      job.window.press("F3")
      try job.window.sees("Chi è allo sportello?")
      job.enter("DM")
      try job.window.sees("Cambio semplice di un adulto")
      for _ in 0..<9 { job.window.press("BTab") }
      job.window.type(day)
      job.window.press("F10")
      try job.window.sees("Oggi è il")
      job.window.press("F3")
      try job.window.sees("Chi è allo sportello?")
      job.enter("PRVGNI65T10Y001V")
      try job.window.sees(" Medico             \(medico) ")
    }
  }

  @Test("while the registry stands still a scelta is refused, and the promemoria is printed")
  func suspension() throws {
    let job = Job()
    try #require(job.start("--profile toscana --at 2026-02-27T14:05+01:00"))
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.type("1")
    job.window.type("march")
    try job.window.sees("│ Marchetti Elena")
    job.window.press("Enter")
    try job.window.sees("[SOS-01]")
    job.window.press("F10")
    try job.window.sees("Scelta del medico")
    job.window.press("F9")
    try job.window.sees("Stampato in")
    #expect(job.files() == ["promemoria.txt"])
    #expect(job.text(of: "stampe/promemoria.txt").contains("PROMEMORIA - NESSUNA RICHIESTA FATTA"))
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("CO")
    try job.window.sees("Pratiche di questo sportello: 0.")
  }

  @Test("a scan opens the person, also from the field of a practice, and never types into the wrong field")
  func scan() throws {
    let job = Job()
    try #require(job.start())
    job.window.scan("PRVGNI65T10Y001V")
    try job.window.sees("Posizione dell'assistito")
    try job.window.sees("D'Alberti Nicolò")
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("SM")
    try job.window.sees("Assistito")
    job.window.scan("PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.scan("PRVGNI65T10Y001V")
    // The scan was taken in before this key.
    job.window.type("1")
    try job.window.sees("Carta d'identità__")
    let form = try job.window.sees("Prova Anna · 01/01/1980")
    #expect(!form.contains { $0.contains("PRVGNI65T10Y001V") })
  }
}
