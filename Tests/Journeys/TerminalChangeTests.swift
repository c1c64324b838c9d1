import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct TerminalChangeTests {
  @Test("the frame follows the window, also through one that is too small, and keeps what was typed")
  func resize() throws {
    let job = Job()
    try #require(job.start())
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.type("1mar")
    try job.window.sees("│ Marchetti Elena")
    let small = job.window.settled
    job.window.resize(rows: 43, columns: 132)
    try job.window.sees("large form") { lines in
      lines.count > 42 && lines[42].contains("F10 Conferma") && lines.contains { $0.contains("MAR___") }
    }
    job.window.resize(rows: 15, columns: 60)
    try job.window.sees("servono almeno 80×24")
    job.window.resize(rows: 24, columns: 79)
    try job.window.sees("ora sono 79×24")
    job.window.resize(rows: 2, columns: 5)
    job.window.resize(rows: 24, columns: 80)
    #expect(eventually { job.window.lines == small })
  }

  @Test("a storm of sizes ends in the frame of the last one")
  func storm() throws {
    let job = Job()
    try #require(job.start())
    try job.window.sees("dati")
    let first = job.window.settled
    for step in 0..<60 { job.window.resize(rows: 10 + step * 7 % 40, columns: 30 + step * 13 % 120) }
    job.window.resize(rows: 24, columns: 80)
    #expect(eventually { job.window.lines == first })
  }

  @Test(
    "the command line changes the language of the screen at once",
    arguments: [
      ("deutsch", "Wer ist am Schalter?"), ("français", "Qui est au guichet"), ("english", "Who is"),
      ("slovenščina", "Kdo je"),
    ])
  func language(word: String, sentence: String) throws {
    let job = Job()
    try #require(job.start())
    job.window.press("F2")
    job.window.type(word)
    try job.window.sees("Comando: \(word)")
    job.window.press("Enter")
    try job.window.sees(sentence)
  }

  @Test("themes and NO_COLOR change colours only", arguments: ["light", "mono", "highContrast"])
  func themes(name: String) throws {
    let job = Job()
    try #require(job.start())
    try job.window.sees("dati")
    let plain = job.window.settled
    try job.quit()
    try #require(job.start("--theme \(name)"))
    #expect(eventually { job.window.lines == plain })
    try job.quit()
    try #require(job.start(environment: "NO_COLOR=1"))
    #expect(eventually { job.window.lines == plain })
    #expect(job.window.colours.isEmpty)
  }

  @Test(
    "accents are shown whatever the locale says, also one that the machine does not have",
    arguments: ["LC_ALL=it_IT.UTF-8", "LC_ALL=C", "LANG=de_AT.UTF-8 LC_ALL="])
  func locale(environment: String) throws {
    let job = Job()
    try #require(job.start(environment: environment))
    try job.window.sees("Chi è allo sportello?")
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Prova Anna · 01/01/1980")
    job.window.type("1höll")
    try job.window.sees("│ Höllriegel Jürgen")
  }
}
