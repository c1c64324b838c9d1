import TestThreads
import Testing

/// The screens of queue, row, end of shift and levers as a dialogue of lines.
@Suite(.serialized, .onOwnThreads)
struct LinearJourneyTests {
  /// What the demo says to these lines.
  private static func dialogue(_ lines: [String]) throws -> [String] {
    let folder = try TestFolder()
    let run = try Sportello(
      "demo --linear --people 300 --at 2026-03-10T09:00:00+01:00 --data '\(folder.path)/data'",
      input: lines.joined(separator: "\n") + "\n")
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test("a cut line, a provisional scelta, its row, and what is left at the end of the shift")
  func queue() throws {
    // From the list of cases seven fields back is the lever of the line; its third option cuts it.
    let lever = ["DM"] + Array(repeating: ":su", count: 7) + ["3", ":10", ":inizio"]
    let scelta = ["SM PRVNNA80A41Y000J", "1", "Marchetti", "1", "", "", ":10", ":inizio"]
    let said = try Self.dialogue(
      lever + scelta + ["CO", "1", ":indietro", ":inizio", "FT", "collega", "", ":10", "US", "US"])
    Self.says(
      said,
      [
        "DM Comandi della demo DEMO", "Linea interrotta", "SM Scelta del medico DEMO",
        "ANAGRAFE non risponde da",
        "da inviare 1", "PROVVISORIA n. 1", "CO Coda e da sistemare DEMO", "Pratica in coda DEMO",
        "Che cosa fare", "FT Fine turno DEMO", "Pratiche aperte: 1.", "Pratiche aperte consegnate: 1.",
      ])
  }

  @Test("on a line that loses the answers what was confirmed is a question")
  func lostAnswers() throws {
    let lever = ["DM"] + Array(repeating: ":su", count: 7) + ["4", ":10", ":inizio"]
    let scelta = ["SM PRVNNA80A41Y000J", "1", "Marchetti", "1", "", "", ":10", ":inizio"]
    let said = try Self.dialogue(
      lever + scelta + ["CO", "1", ":indietro", ":inizio", "US", "US"])
    Self.says(
      said,
      [
        "DM Comandi della demo DEMO", "Linea che perde le risposte", "SM Scelta del medico DEMO",
        "PROVVISORIA n. 1", "da verificare 1", "CO Coda e da sistemare DEMO",
        "da verificare",
      ])
  }

  @Test("an exemption is issued, found with its end, revoked, and refused to who never worked")
  func esenzione() throws {
    let anna = "ES PRVNNA80A41Y000J"
    let issue = [anna, "E02", "1", "1", "1", "s", ":10", ":inizio"]
    let revoke = [anna, "E02", "2", "1", "1", ":10", ":inizio"]
    // The fifth condition: never worked.
    let refused = ["ES PRVGNI65T10Y001V", "E02", "1", "5", "1", "s", ":10", ":inizio"]
    let said = try Self.dialogue(issue + revoke + refused + ["CO", ":inizio", "US"])
    Self.says(
      said,
      [
        "ES Esenzioni DEMO", "Rilascio di esenzione DEMO", "Documento visto", "Condizione", "Coniuge",
        "Firma: soglia rispettata", "DEFINITIVA n. 1", "ES Esenzioni DEMO", "Scheda dell'esenzione DEMO",
        "Validità: dal 10/03/2026 al 31/03/2026", "Revoca dell'esenzione DEMO", "fino al 10/03/2026 compreso",
        "DEFINITIVA n. 2", "Rilascio di esenzione DEMO", "[ER-14]", "CO Coda e da sistemare DEMO",
        "Pratiche di questo sportello: 2.",
      ])
  }

  /// Looks for what has to be said, in this order.
  private static func says(_ said: [String], _ expected: [String]) {
    var rest = said[...]
    for words in expected {
      let place = rest.firstIndex { $0.contains(words) }
      #expect(
        place != nil, "no «\(words)» after \(said.count - rest.count) of: \(said.joined(separator: "\n"))")
      guard let place else { return }
      // Several things may be said in one line.
      rest = rest[place...]
    }
  }
}
