import Terminal
import Testing

@Suite struct FormErrorTests {
  private let context = SampleForm.context()

  @Test func goingBackNeitherChecksNorKeeps() {
    var form = Form(spec: SampleForm.spec)
    form.press(.tab)
    form.type("Rossi")
    let result1 = form.press(.backTab)
    #expect(result1.isEmpty)
    #expect(form.focus == "codice")
    let result2 = form.press(.up)
    #expect(result2.isEmpty)
    #expect(form.error(of: "codice") == .missing)
  }

  @Test func goingOnMarksTheErrorAndDoesNotStay() {
    var form = Form(spec: SampleForm.spec)
    form.type("abc")
    let result3 = form.press(.tab)
    #expect(result3.isEmpty)
    #expect(form.focus == "cognome")
    #expect(form.error(of: "codice") == .tooShort(3, minimum: 16))
  }

  @Test func anErrorGoesAsSoonAsTheValueIsRight() {
    var form = Form(spec: SampleForm.spec)
    form.press(.tab, .backTab)
    form.type("PRVNNA80A41Y000")
    #expect(form.error(of: "codice") != nil)
    form.type("J")
    #expect(form.error(of: "codice") == nil)
  }

  @Test func anErrorOfTheWorkflowGoesWithTheNextChange() {
    var form = Form(spec: SampleForm.spec)
    form.setError("codice", FieldError("errore.cf.controllo"))
    form.press(.right)
    #expect(form.error(of: "codice") != nil)
    form.type("P")
    #expect(form.error(of: "codice") == nil)
  }

  @Test func confirmingShowsTheSummaryAndEnterJumps() {
    var form = Form(spec: SampleForm.spec)
    let result4 = form.confirm(context)
    #expect(!result4)
    #expect(form.summary?.problems.map(\.field) == ["codice", "motivo", "medico"])
    let grid = form.drawn()
    #expect(grid.cursor == Position(row: 1, column: 1))
    #expect(grid.lines[1].hasPrefix(" > 1 codice: vuoto"))
    form.press(.down, .enter)
    #expect(form.summary == nil)
    #expect(form.focus == "motivo")
    form.press(.control("n"))
    #expect(form.focus == "medico")
    form.press(.control("n"))
    #expect(form.focus == "codice")
  }

  @Test("who types on leaves the summary, and nothing typed is lost or taken for a jump")
  func typingOn() {
    for character in "x06" {
      var form = Form(spec: SampleForm.spec)
      _ = form.confirm(context)
      form.press(.character(character))
      #expect(form.summary == nil)
      #expect(form.text(of: "codice").lowercased() == String(character))
    }
    var form = Form(spec: SampleForm.spec)
    _ = form.confirm(context)
    let result6 = form.press(.function(10))
    #expect(result6 == [.action(.confirm)])
  }

  @Test func hiddenAndDisabledFieldsAreNotChecked() {
    var form = Form(spec: SampleForm.spec)
    form.setVisible("codice", false)
    form.setDisabled("motivo", because: "motivo.chiuso")
    form.setRequired("medico", false)
    let result7 = form.confirm(context)
    #expect(result7)
    #expect(form.focus == "cognome")
    form.setRequired("cognome", true)
    let result8 = form.confirm(context)
    #expect(!result8)
  }

  @Test func theLastFieldSaysThatItIsTheLast() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("elenco")
    let result9 = form.press(.down)
    #expect(result9 == [.left("elenco"), .refusedKey(reasonKey: "messaggio.ultimo_campo")])
    form.press(.tab)
    #expect(form.focus == "codice")
  }

  @Test func thePageKeysLeadToWhatIsNotSeen() {
    var form = Form(spec: SampleForm.spec)
    form.paginate(Area(rows: 0..<40, columns: 0..<80), words: SampleForm.words)
    #expect(form.press(.function(8)) == [.action(.nextPage)])
    #expect(form.focus == "codice")
    form.setRows("elenco", (1...6).map { Row(id: RowID(rawValue: "r\($0)"), cells: ["Nome \($0)", "3"]) })
    #expect(form.press(.function(8)).isEmpty)
    #expect(form.focus == "elenco", "a list with more rows than are seen")
    form.setFocus("codice")
    form.setRows("elenco", [])
    form.paginate(Area(rows: 0..<8, columns: 0..<80), words: SampleForm.words)
    let result10 = form.press(.function(8))
    #expect(result10.isEmpty)
    #expect(form.focus == "domicilio")
    let result11 = form.press(.function(8))
    #expect(result11 == [.action(.nextPage)])
    form.press(.pageUp)
    #expect(form.focus == "codice")
  }

  @Test(arguments: [
    (Key.function(1), FormSignal.action(.help)), (.control("g"), .action(.help)),
    (.control("o"), .action(.confirm)),
    (.escape, .action(.back)), (.control("l"), .action(.lock)), (.control("x"), .action(.home)),
    (.control("c"), .refusedKey(reasonKey: "messaggio.tasto_riservato")),
    (.control("a"), .refusedKey(reasonKey: "messaggio.tasto_senza_funzione")),
    (.alt("t"), .refusedKey(reasonKey: "messaggio.tasto_senza_funzione")),
    (.function(19), .refusedKey(reasonKey: "messaggio.tasto_senza_funzione")),
  ])
  func everyOtherKeyIsAnActionOrSaysWhyNot(key: Key, signal: FormSignal) {
    var form = Form(spec: SampleForm.spec)
    let result12 = form.press(key)
    #expect(result12 == [signal])
    #expect(form.value(of: "codice").isEmpty)
  }
}
