import Terminal
import Testing

@Suite struct ChromeTests {
  private let words = SampleForm.words

  @Test func theLegendKeepsTheFirstCommandsAndTheOrderOfTheKeyboard() {
    let commands = [Action.confirm, .help, .list, .position, .print, .back].map(CommandRecord.standard)
    let all = Legend(commands, keymap: .standard, words: words, width: 80)
    #expect(all.entries.map(\.key) == ["F1", "F4", "F6", "F9", "F10", "Esc"])
    let few = Legend(commands, keymap: .standard, words: words, width: 25)
    #expect(few.entries.map(\.key) == ["F1", "F10"])
  }

  @Test func aRefusedCommandStaysInParentheses() {
    var print = CommandRecord.standard(.print)
    print.availability = .refused(reasonKey: "motivo")
    #expect(Legend([print], keymap: .standard, words: words, width: 80).entries.map(\.label) == ["(print)"])
  }

  @Test func theLegendFollowsTheKeymap() {
    let keymap = Keymap([Keymap.Binding(.control("o"), .confirm)])
    let legend = Legend([.standard(.confirm), .standard(.help)], keymap: keymap, words: words, width: 80)
    #expect(legend.entries.map(\.key) == ["^O"])
  }

  @Test func everyActionButTheSwallowedHasAKeyAndATwinWhereItNeedsOne() {
    for action in Action.allCases {
      let keys = Keymap.standard.keys(for: action)
      #expect(!keys.isEmpty)
      let hasFunctionKey = keys.contains { if case .function = $0 { true } else { false } }
      if hasFunctionKey { #expect(keys.count >= 2, "\(action)") }
    }
    #expect(Keymap.standard.conflicts.isEmpty)
    #expect(
      Keymap.standard.action(for: .control("a")) == nil && Keymap.standard.action(for: .control("b")) == nil)
    let doubled = Keymap([Keymap.Binding(.tab, .help), Keymap.Binding(.tab, .home)])
    #expect(doubled.conflicts == [.tab])
  }

  @Test func partsOfTheRegistryLineGiveWayByPriority() {
    let line = RegistryLine([
      .init("collegato", priority: 0), .init("ultimo scambio 12:04", priority: 2),
      .init("3 in coda", priority: 1, isWarning: true),
    ])
    #expect(line.fitting(width: 80).count == 3)
    #expect(line.fitting(width: 30).map(\.text) == ["collegato", "3 in coda"])
    #expect(line.fitting(width: 5).map(\.text) == ["collegato"])
    #expect(line.whole == "collegato · ultimo scambio 12:04 · ! 3 in coda")
  }

  @Test(arguments: [
    Size(rows: 24, columns: 79), Size(rows: 23, columns: 80), Size(rows: 1, columns: 3),
    Size(rows: 0, columns: 0),
  ])
  func aTerminalThatIsTooSmallSaysSo(size: Size) {
    let grid = frame.draw(size: size, words: words) { grid, _ in grid.put("corpo", row: 0, column: 0) }
    #expect(!grid.lines.joined().contains("corpo"))
    if size.columns > 20 { #expect(grid.lines[0].hasPrefix("terminale_piccolo")) }
    #expect(grid.cursor == Position(row: 0, column: 0))
  }

  private var frame: Frame {
    Frame(
      title: .init(code: "SM", text: "Scelta", detail: "Sportello 3", demo: "DEMO"),
      registryLine: RegistryLine([.init("collegato", priority: 0)]),
      message: Message("Attenzione", severity: .warning), commands: [.standard(.confirm)])
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 43, columns: 132)])
  func titleRegistryMessageAndKeysHaveTheirRows(size: Size) {
    let grid = frame.draw(size: size, words: words) { grid, area in
      #expect(area == Area(rows: 3..<size.rows - 2, columns: 0..<size.columns))
      grid.put("corpo", row: area.rows.lowerBound, column: 0)
    }
    let lines = grid.lines
    #expect(lines[0].hasPrefix(" SM  Scelta ") && lines[0].hasSuffix("Sportello 3  DEMO  "))
    #expect(lines[1].hasPrefix(" collegato "))
    #expect(lines[size.rows - 2].hasPrefix(" ! Attenzione "))
    #expect(lines[size.rows - 1].hasPrefix(" F10 confirm "))
    #expect(grid.cursor == Position(row: size.rows - 2, column: 1))
  }

  @Test(arguments: [
    ("sm PRVNNA80A41Y000J", CommandLine.Outcome.run("scelta", argument: "PRVNNA80A41Y000J")),
    ("citta", .run("lingua", argument: "")), ("SC", .run("scadenze", argument: "")),
    ("zzz", .refused("comando_sconosciuto")),
    ("", .closed), ("stampa", .refused("Nulla da stampare")),
  ])
  func theCommandLineTakesACodeOrAName(text: String, outcome: CommandLine.Outcome) {
    var line = CommandLine(entries: [
      .init(id: "scelta", code: "SM", title: "Scelta del medico"),
      .init(id: "scadenze", code: "SC", title: "Scadenze"),
      .init(id: "lingua", title: "Città e lingua"),
      .init(id: "print", title: "Stampa", refusal: "Nulla da stampare"),
    ])
    let context = SampleForm.context()
    for character in text { _ = line.handle(.key(.character(character)), context: context) }
    let result = line.handle(.key(.enter), context: context)
    #expect(result == outcome)
  }

  @Test func theCommandLineIsChosenFromWithArrows() {
    var line = CommandLine(entries: [
      .init(id: "a", code: "AA", title: "Uno"), .init(id: "b", code: "BB", title: "Due"),
    ])
    let context = SampleForm.context()
    _ = line.handle(.key(.down), context: context)
    _ = line.handle(.key(.down), context: context)
    var grid = Grid(size: Size(rows: 5, columns: 40))
    line.draw(into: &grid, area: Area(rows: 0..<5, columns: 0..<40), words: words)
    #expect(grid.cursor == Position(row: 2, column: 1))
    #expect(grid.lines[2].hasPrefix(" > BB  Due"))
    let result = line.handle(.key(.enter), context: context)
    #expect(result == .run("b", argument: ""))
    let closed = line.handle(.key(.escape), context: context)
    #expect(closed == .closed)
  }

  @Test func aLongHelpScrollsAndCountsWhatIsHidden() {
    var pane = HelpPane(title: "Guida", paragraphs: (1...10).map { "Riga \($0)" })
    var grid = Grid(size: Size(rows: 6, columns: 40))
    let area = Area(rows: 0..<6, columns: 0..<40)
    pane.draw(into: &grid, area: area, words: words)
    #expect(grid.lines[0].hasPrefix(" Guida") && grid.lines[1].hasPrefix(" Riga 1"))
    #expect(grid.lines[5].contains("▼"))
    let moved = pane.handle(.pageDown, keymap: .standard)
    #expect(moved == .open && pane.top == 10)
    let more = pane.handle(.function(1), keymap: .standard)
    #expect(more == .more)
    let closed = pane.handle(.enter, keymap: .standard)
    #expect(closed == .closed)
  }

  @Test func findingsStandBesideFromAHundredAndTenColumns() {
    let body = Area(rows: 3..<22, columns: 0..<80)
    let below = FindingsPane.split(body, paneRows: 5)
    #expect(below.form.rows == 3..<17 && below.pane.rows == 17..<22)
    let wide = FindingsPane.split(Area(rows: 3..<41, columns: 0..<132), paneRows: 5)
    #expect(wide.form.columns == 0..<82 && wide.pane.columns == 83..<132)
    #expect(FindingsPane.split(body, paneRows: 50).pane.rows.count == 6)
  }

  @Test func findingsThatDoNotFitAreCounted() {
    var pane = FindingsPane(
      heading: "Esito",
      lines: (1...6).map { .init(severity: .warning, text: "Avviso \($0)", ruleID: "A-\($0)") })
    var grid = Grid(size: Size(rows: 4, columns: 60))
    let area = Area(rows: 0..<4, columns: 0..<60)
    pane.draw(into: &grid, area: area, words: words)
    #expect(grid.lines[1].hasPrefix(" !  Avviso 1 [A-1]"))
    #expect(grid.lines[3].contains("▼"))
    pane.select(5)
    grid = Grid(size: Size(rows: 4, columns: 60))
    pane.draw(into: &grid, area: area, words: words)
    #expect(grid.lines.contains { $0.contains("Avviso 6") })
    #expect(grid.cursor != nil)
    let used = pane.handle(.up, keymap: .standard)
    #expect(used && pane.selection == 4)
    let left = pane.handle(.escape, keymap: .standard)
    #expect(left && pane.selection == nil)
  }

  @Test func aSecondConfirmationIsNotTooSoonAndNotForSomethingElse() {
    var gate = ConfirmationGate()
    let answers = [(1, 0), (1, 499), (1, 900), (1, 1400), (1, 1500), (2, 2100)].map { subject, time in
      gate.press(subject, nowMilliseconds: time)
    }
    #expect(answers == [.ask, .tooSoon, .tooSoon, .confirmed, .ask, .ask])
    #expect(gate.isAsking)
    gate.reset()
    #expect(!gate.isAsking)
  }

  @Test(arguments: [
    ("%1$@ di %2$@", ["3", "9"], "3 di 9"), ("%2$@ %1$@", ["a", "b"], "b a"), ("100%", ["x"], "100%"),
    ("%3$@", ["x"], "%3$@"),
    ("senza", [], "senza"),
  ])
  func argumentsFillTheirPlaces(sentence: String, arguments: [String], text: String) {
    #expect(Words(language: "it", ["k": sentence]).text("k", arguments) == text)
    #expect(Words(language: "it", [:]).text("k", arguments) == "[k]")
  }

  @Test(arguments: [
    ("Škofja Loka", "skofja loka"), ("Châtillon", "chatillon"), ("Straße", "strasse"), ("D’Orsì", "d'orsi"),
    ("ĐURĐA", "durda"), ("Ǻ", "a"),
  ])
  func foldingForgetsCaseAndAccents(text: String, folded: String) {
    #expect(TextFolding.fold(text) == folded)
  }

  @Test func aGoldenTextNamesCursorAndStyles() {
    var grid = Grid(size: Size(rows: 2, columns: 6))
    grid.put("ab", row: 0, column: 1, style: .error)
    grid.cursor = Position(row: 1, column: 2)
    #expect(
      GoldenText.render(grid, withStyles: true) == "6x2\n------\n ab\n\n------\ncursor 1,2\n0,1+2 error\n")
  }
}
