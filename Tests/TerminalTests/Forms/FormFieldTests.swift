import Terminal
import Testing

@Suite struct FormFieldTests {
  private func form(on field: FieldID) -> Form {
    var form = Form(spec: SampleForm.spec)
    form.setFocus(field)
    return form
  }

  @Test func aFullFieldMovesOnByItself() {
    var form = form(on: "codice")
    let signals = form.type("prvnna80a41y000j")
    #expect(form.value(of: "codice") == "PRVNNA80A41Y000J")
    #expect(form.focus == "cognome")
    #expect(signals.last == .left("codice"))
  }

  @Test(
    arguments: [
      ("01021980", "1980-02-01", nil), ("xx", "", FieldError("errore.data.illeggibile")), ("", "", nil),
    ] as [(String, String, FieldError?)])
  func aDateIsReadWhenLeft(typed: String, value: String, error: FieldError?) {
    var form = form(on: "nascita")
    form.type(typed)
    #expect(form.value(of: "nascita").isEmpty)
    form.press(.tab)
    #expect(form.focus == "tessera")
    #expect(form.value(of: "nascita") == value)
    #expect(form.error(of: "nascita") == error)
  }

  @Test func aDateSetFromOutsideIsShownAndEditedInTheLocalOrder() {
    var form = form(on: "nascita")
    form.set("nascita", to: "1980-02-01")
    #expect(form.drawn().lines.joined().contains("01/02/1980"))
    form.press(.backspace)
    #expect(form.text(of: "nascita") == "01/02/198")
    #expect(form.value(of: "nascita").isEmpty)
  }

  @Test func aDigitBehindADateThatStandsBeginsAnotherDate() {
    var form = form(on: "nascita")
    form.set("nascita", to: "1980-02-01")
    form.type("03")
    #expect(form.text(of: "nascita") == "03")
    // Whoever moved into it corrects it where the cursor stands.
    form.set("nascita", to: "1980-02-01")
    form.press([.home])
    form.type("1")
    #expect(form.text(of: "nascita") != "1")
  }

  @Test(
    arguments: [
      ([.character("2")], "cambio"), ([.character("9")], ""), ([.character("a")], "altro"),
      ([.right, .right], "cambio"),
      ([.end], "altro"), ([.right, .backspace], ""), ([.function(4), .down, .down, .down], "altro"),
      ([.character("p"), .left], "prima"),
    ] as [([Key], String)])
  func aChoiceIsMadeByDigitLetterOrArrows(keys: [Key], value: String) {
    var form = form(on: "motivo")
    form.press(keys)
    #expect(form.value(of: "motivo") == value)
  }

  @Test func aDigitOfAChoiceMovesOn() {
    var form = form(on: "motivo")
    let result1 = form.press(.character("1"))
    #expect(result1 == [.changed("motivo"), .left("motivo")])
    #expect(form.focus == "domicilio")
  }

  @Test(
    arguments: [
      ([], [.function(4)], true), ([.end], [.function(4), .up], false),
      ([.function(4), .function(4)], [.function(4), .down], false), ([.end], [.function(4)], false),
    ] as [([Key], [Key], Bool)])
  func leavingTheOptionsWithEscPutsBackWhatStoodThere(before: [Key], inside: [Key], wasEmpty: Bool) {
    var form = form(on: "motivo")
    form.press(before)
    let stood = form.value(of: "motivo")
    #expect(stood.isEmpty == wasEmpty)
    form.press(inside)
    let isChanged = form.value(of: "motivo") != stood
    let left = form.press(.escape)
    #expect(form.value(of: "motivo") == stood)
    #expect(left == (isChanged ? [.changed("motivo")] : []))
    // Closed, the next Esc belongs to the screen.
    let back = form.press(.escape)
    #expect(back == [.action(.back)])
  }

  /// Twelve options, of which a digit reaches nine.
  private func longChoice() -> Form {
    var form = form(on: "motivo")
    form.setOptions(
      "motivo",
      (1...12).map {
        Choice(
          id: OptionID(rawValue: "o\($0)"), text: "\("ABCDEFGHIJKL".dropFirst($0 - 1).prefix(1)) opzione")
      })
    return form
  }

  @Test(
    arguments: [
      ([.character("1")], "o1", "domicilio"), ([.character("9")], "o9", "domicilio"),
      ([.character("l")], "o12", "motivo"), ([.pageDown], "o8", "motivo"),
      ([.pageDown, .pageDown], "o12", "motivo"), ([.pageDown, .pageDown, .pageUp], "o4", "motivo"),
      ([.end], "o12", "motivo"), ([.character("0")], "", "motivo"),
    ] as [([Key], String, FieldID)])
  func ofManyOptionsADigitPicksOneOfNineAtOnce(keys: [Key], value: String, focus: FieldID) {
    var form = longChoice()
    form.press(keys)
    #expect(form.value(of: "motivo") == value && form.focus == focus)
  }

  @Test func aDigitAfterTheOptionBelongsToTheNextField() {
    var form = longChoice()
    form.press(.character("1"), .character("0"))
    #expect(form.value(of: "motivo") == "o1")
    #expect(form.value(of: "domicilio").isEmpty)
  }

  @Test func onlyOptionsThatADigitReachesAreNumbered() {
    var form = longChoice()
    form.press(.pageDown, .pageDown)
    let lines = form.drawn().lines.map { String($0) }
    #expect(lines.contains { $0.contains("9 I opzione") })
    #expect(lines.contains { $0.contains("> L opzione") || $0.contains(">  L opzione") })
    #expect(!lines.contains { $0.contains("12 L") || $0.contains("10 J") })
  }

  @Test(arguments: [Key.character("x"), .character("9")])
  func whatLeadsToNoOptionStaysAsAnErrorAtTheField(key: Key) {
    var form = form(on: "motivo")
    form.press(.character("2"))
    form.setFocus("motivo")
    form.press(key, .enter)
    #expect(form.focus == "motivo", "Enter walked over it")
    #expect(form.error(of: "motivo") == .noSuchOption)
    #expect(form.value(of: "motivo") == "cambio")
    form.press(.character("2"))
    #expect(form.error(of: "motivo") == nil)
  }

  @Test(
    arguments: [
      ("s", true), ("S", true), ("j", true), ("o", true), ("d", true), ("y", true), ("n", false),
      ("N", false),
      ("x", nil),
    ] as [(Character, Bool?)])
  func yesAndNoAreReadInEveryLanguage(key: Character, answer: Bool?) {
    var form = form(on: "domicilio")
    form.press(.character(key))
    #expect(form.answer(of: "domicilio") == answer)
  }

  @Test func aReadOnlyFieldShowsItsSourceAndTakesNoFocus() {
    var form = form(on: "tessera")
    form.setReadOnly("residenza", value: "Borgo Alto", source: "ANPR 12/03/2026")
    form.press(.tab)
    #expect(form.focus == "parola")
    #expect(form.drawn().lines.contains { $0.contains("Borgo Alto") && $0.contains("ANPR 12/03/2026") })
  }

  @Test func aListMarksOpensAndGivesTheFocusOnAtItsEnds() {
    var form = form(on: "elenco")
    form.setRows("elenco", (1...6).map { Row(id: RowID(rawValue: "r\($0)"), cells: ["Nome \($0)", "3"]) })
    form.press(.down, .character(" "), .down)
    #expect(form.marks(of: "elenco") == ["r2"])
    let result2 = form.press(.enter)
    #expect(result2 == [.rowOpened("elenco", "r3")])
    form.press(.pageDown)
    #expect(form.value(of: "elenco") == "r6")
    form.press(.home, .up)
    #expect(form.focus == "medico")
  }

  @Test func newRowsKeepTheCursorOnItsRow() {
    var form = form(on: "elenco")
    form.setRows("elenco", ["a", "b", "c"].map { Row(id: $0, cells: ["x"]) })
    form.press(.down)
    form.setRows("elenco", ["z", "a", "b"].map { Row(id: $0, cells: ["x"]) })
    #expect(form.value(of: "elenco") == "b")
    form.setRows("elenco", [])
    #expect(form.value(of: "elenco").isEmpty)
  }

  @Test func longProseCanBeReadToItsEnd() {
    var form = form(on: "elenco")
    form.setProse("note", ["uno", "due"])
    form.setFocus("note")
    #expect(form.focus == "elenco")
    form.setProse("note", ["uno", "due", "tre"])
    form.setFocus("note")
    form.press(.down)
    #expect(form.drawn(rows: 30).lines.contains { $0.contains("tre") })
  }
}
