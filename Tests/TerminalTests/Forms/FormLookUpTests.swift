import Terminal
import Testing

@Suite struct FormLookUpTests {
  static let rossi = Row(id: "m1", cells: ["ROSSI MARIA", "MMG", "12 posti"])
  static let russo = Row(id: "m2", cells: ["RUSSO PAOLO", "MMG", "0 posti"])

  private func searching(_ text: String = "ro") -> Form {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("medico")
    form.type(text)
    return form
  }

  @Test func theSearchBeginsWithTheSecondCharacter() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("medico")
    let result1 = form.type("r")
    #expect(result1 == [.changed("medico")])
    let result2 = form.type("o")
    #expect(result2 == [.changed("medico"), .lookUp("medico", text: "ro", ticket: 1)])
    let result3 = form.press(.function(4))
    #expect(result3 == [.lookUp("medico", text: "ro", ticket: 2)])
    #expect(form.isSearching("medico"))
  }

  @Test func rowsOfAnOldSearchAreIgnored() {
    var form = searching("ros")
    form.setRows("medico", [Self.russo], ticket: 1)
    #expect(form.isSearching("medico"))
    form.setRows("medico", [Self.rossi], ticket: 2)
    #expect(form.drawn().lines.contains { $0.contains("ROSSI MARIA  MMG  12 posti") })
  }

  @Test func enterTakesTheOnlyRow() {
    var form = searching()
    form.setRows("medico", [Self.rossi], ticket: 1)
    let result4 = form.press(.enter)
    #expect(result4 == [.chosen("medico", "m1"), .left("medico")])
    #expect(form.value(of: "medico") == "m1")
    #expect(form.text(of: "medico") == "ROSSI MARIA")
    #expect(form.focus == "elenco")
  }

  @Test func enterTakesTheOneOfSeveralThatTheTextNamesWhole() {
    var form = searching()
    form.setRows("medico", [Self.rossi, Self.russo], ticket: 1, exact: "m1")
    let result = form.press(.enter)
    #expect(result == [.chosen("medico", "m1"), .left("medico")])
    #expect(form.value(of: "medico") == "m1")
    // Another letter, and it names none any more.
    form = searching()
    form.setRows("medico", [Self.rossi, Self.russo], ticket: 1, exact: "m1")
    form.type("s")
    form.setRows("medico", [Self.rossi, Self.russo], ticket: 2)
    #expect(form.press(.enter) == [.refusedKey(reasonKey: "messaggio.scegliere_riga")])
  }

  @Test func enterTakesNoneOfSeveralUnlessOneIsMarked() {
    var form = searching()
    form.setRows("medico", [Self.rossi, Self.russo], ticket: 1)
    let result5 = form.press(.enter)
    #expect(result5 == [.refusedKey(reasonKey: "messaggio.scegliere_riga")])
    #expect(form.focus == "medico")
    form.press(.down, .down)
    let result6 = form.press(.enter)
    #expect(result6 == [.chosen("medico", "m2"), .left("medico")])
  }

  @Test(arguments: [Key.enter, .tab, .function(10)])
  func aListThatWasAskedForGivesItsMarkedRowWhereNothingWasTyped(key: Key) {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("medico")
    #expect(form.press(.function(4)) == [.lookUp("medico", text: "", ticket: 1)])
    form.setRows("medico", [Self.rossi, Self.russo], ticket: 1)
    form.press(.down, .down)
    #expect(form.press(key).first == .chosen("medico", "m2"))
    #expect(form.value(of: "medico") == "m2" && form.text(of: "medico") == "RUSSO PAOLO")
    // Without a marked row an empty field stays empty, also beside the only row.
    form = Form(spec: SampleForm.spec)
    form.setFocus("medico")
    form.press(.function(4))
    form.setRows("medico", [Self.rossi], ticket: 1)
    form.press(key)
    #expect(form.value(of: "medico") == "")
  }

  @Test func upFromTheFirstRowReturnsToTheTextAndEscapeClosesTheList() {
    var form = searching()
    form.setRows("medico", [Self.rossi, Self.russo], ticket: 1)
    let text = form.drawn().cursor
    form.press(.down)
    #expect(form.drawn().cursor?.row == text.map { $0.row + 1 })
    form.press(.up)
    #expect(form.drawn().cursor == text)
    let result7 = form.press(.escape)
    #expect(result7.isEmpty)
    let result8 = form.press(.escape)
    #expect(result8 == [.action(.back)])
  }

  @Test func goingOnBeforeTheAnswerTakesTheOnlyRowThatComes() {
    var form = searching()
    let result9 = form.press(.enter)
    #expect(result9.isEmpty)
    #expect(form.focus == "elenco")
    let result10 = form.setRows("medico", [Self.rossi], ticket: 1)
    #expect(result10 == [.chosen("medico", "m1"), .left("medico")])
    #expect(form.value(of: "medico") == "m1")
  }

  @Test func goingOnBeforeAnAnswerOfSeveralRowsIsAnError() {
    var form = searching()
    form.press(.enter)
    let result11 = form.setRows("medico", [Self.rossi, Self.russo], ticket: 1)
    #expect(result11.isEmpty)
    #expect(form.error(of: "medico") == .notTaken)
    form.setFocus("medico")
    form.type("s")
    form.setRows("medico", [Self.rossi], ticket: 2)
    form.press(.tab)
    #expect(form.error(of: "medico") == nil)
  }

  @Test func typingAfterAChoiceForgetsIt() {
    var form = searching()
    form.setChosen("medico", Self.rossi)
    #expect(form.value(of: "medico") == "m1")
    form.press(.backspace)
    #expect(form.value(of: "medico").isEmpty)
  }

  @Test func confirmingDuringASearchSaysSo() {
    var form = searching()
    let result12 = form.validateAll(SampleForm.context())
    #expect(result12.contains { $0.field == "medico" && $0.error == .searching })
    form.setRows("medico", [Self.rossi], ticket: 1)
    #expect(form.error(of: "medico") == nil)
  }
}
