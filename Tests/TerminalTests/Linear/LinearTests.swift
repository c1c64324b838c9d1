import Terminal
import Testing

@Suite struct LinearTests {
  /// A dialogue with the sample form, in which commands only count what they were asked.
  private struct Conversation {
    var form = Form(spec: SampleForm.spec)
    var dialogue = LinearDialogue()
    var signals: [FormSignal] = []

    var scene: LinearScene {
      LinearScene(title: "PR Prova", form: form, commands: CommandRecord.commands(of: SampleForm.spec))
    }

    mutating func said() -> [String] { dialogue.lines(for: scene, words: SampleForm.words) }

    @discardableResult
    mutating func say(_ line: String) -> [String] {
      let context = SampleForm.context()
      switch LinearReading(line, scene: scene, context: context) {
      case .answer(let lines): return lines
      case .inputs(let inputs):
        for input in inputs {
          let news = form.handle(input, context: context)
          for case .lookUp(let field, _, let ticket) in news {
            form.setRows(field, [FormLookUpTests.rossi, FormLookUpTests.russo], ticket: ticket)
          }
          if news.contains(.action(.confirm)) { _ = form.confirm(context) }
          signals += news
        }
        return []
      }
    }
  }

  @Test func everyKindOfFieldIsFilledByLines() {
    var talk = Conversation()
    talk.form.setRows("elenco", (1...12).map { Row(id: RowID(rawValue: "r\($0)"), cells: ["Riga \($0)"]) })
    for line in [
      "PRVNNA80A41Y000J", "Rossi", "01021980", "1234/AB-56", "segreto", "2", "s", "ro", "2", "+11",
    ] {
      talk.say(line)
    }
    let expected: [(FieldID, String)] = [
      ("codice", "PRVNNA80A41Y000J"), ("cognome", "Rossi"), ("nascita", "1980-02-01"),
      ("tessera", "1234AB56"),
      ("parola", "segreto"), ("motivo", "cambio"), ("domicilio", "yes"), ("medico", "m2"),
    ]
    for (field, value) in expected { #expect(talk.form.value(of: field) == value, "\(field)") }
    #expect(talk.form.marks(of: "elenco") == ["r11"])
    talk.say("3")
    #expect(talk.signals.last == .rowOpened("elenco", "r3"))
    talk.say(":10")
    #expect(talk.form.summary == nil)
    #expect(talk.signals.last == .action(.confirm))
  }

  @Test func aFieldIsAskedWithItsLabelValueAndHint() {
    var talk = Conversation()
    #expect(talk.said() == ["PR Prova", "Persona", "campo"])
    talk.form.setFocus("motivo")
    #expect(talk.said() == ["campo", "1 Prima scelta", "2 Cambio", "3 Altro", "scelta"])
    talk.form.set("nascita", to: "1980-02-01")
    talk.form.setFocus("nascita")
    #expect(talk.said() == ["nascita", "valore", "data"])
  }

  @Test func anErrorOfAFieldThatWasLeftIsSaidOnce() {
    var talk = Conversation()
    talk.say("abc")
    #expect(talk.said().contains("errore"))
    #expect(!talk.said().contains("errore"))
  }

  @Test func aDateThatCannotBeReadIsSaidAndCanBeCorrected() {
    var talk = Conversation()
    talk.form.setFocus("nascita")
    talk.say("niente")
    #expect(talk.form.error(of: "nascita") != nil)
    talk.say(":su")
    talk.say("01021980")
    #expect(talk.form.error(of: "nascita") == nil)
  }

  @Test func theSummaryLeadsToItsFieldByNumber() {
    var talk = Conversation()
    talk.say(":confirm")
    #expect(talk.said().dropFirst().prefix(2) == ["errori_da_correggere", "1 codice: vuoto"])
    #expect(talk.say("9") == ["numero"])
    talk.say("2")
    #expect(talk.form.focus == "motivo")
  }

  @Test func aLookUpSaysItsRowsAndTakesOneByNumber() {
    var talk = Conversation()
    talk.form.setFocus("medico")
    talk.say("r")
    #expect(talk.said().contains("2 RUSSO PAOLO, MMG, 0 posti"))
    talk.say("1")
    #expect(talk.form.value(of: "medico") == "m1")
    #expect(talk.form.focus == "elenco")
  }

  @Test(
    arguments: [
      ("?", [.key(.function(1))]), ("??", [.key(.function(1)), .key(.function(1))]),
      (":12", [.key(.function(12))]),
      (":conf", [.key(.function(10))]), (":back", [.key(.escape)]), (":list", [.key(.function(4))]),
      ("", [.key(.enter)]), (":su", [.key(.backTab)]),
      (":SM PRVNNA80A41Y000J", [.key(.function(2)), .paste("SM PRVNNA80A41Y000J"), .key(.enter)]),
      (":codice SC", [.key(.function(2)), .paste("SC"), .key(.enter)]),
    ] as [(String, [Input])])
  func commandsBecomeKeys(line: String, inputs: [Input]) {
    let words = Words(language: "it") { key in
      switch key {
      case "lineare.parola_su": "su"
      case "lineare.parola_codice": "codice"
      case "lineare.parola_vuoto": "vuoto"
      case "comando.confirm": "Conferma"
      default: key
      }
    }
    var context = SampleForm.context()
    context.words = words
    let scene = LinearScene(
      title: "", form: Form(spec: SampleForm.spec), commands: CommandRecord.commands(of: SampleForm.spec))
    #expect(LinearReading(line, scene: scene, context: context) == .inputs(inputs))
  }

  @Test func anUnknownCommandIsAnsweredWithTheList() {
    var talk = Conversation()
    #expect(talk.say(":xyzzy").first == "comando_sconosciuto")
    #expect(talk.say(":").contains(":10 confirm"))
    #expect(talk.form.value(of: "codice").isEmpty)
  }

  @Test func helpAndFindingsAreSaidWhenTheyChange() {
    var dialogue = LinearDialogue()
    var scene = LinearScene(title: "T", commands: [])
    scene.findings = FindingsPane(
      heading: "Esito", lines: [.init(severity: .block, text: "Fuori ambito", ruleID: "AMB-01")])
    #expect(
      dialogue.lines(for: scene, words: SampleForm.words) == ["T", "Esito", "!! Fuori ambito [AMB-01]"])
    scene.help = HelpPane(title: "Aiuto", paragraphs: ["Uno"])
    #expect(dialogue.lines(for: scene, words: SampleForm.words) == ["Aiuto", "Uno", "comandi"])
    #expect(dialogue.lines(for: scene, words: SampleForm.words).isEmpty)
    #expect(LinearReading("", scene: scene, context: SampleForm.context()) == .inputs([.key(.escape)]))
  }

  @Test("a line after help closes it and means what it would have meant without")
  func helpTakesNothing() {
    let form = Form(spec: SampleForm.spec)
    var scene = LinearScene(title: "T", form: form, commands: CommandRecord.commands(of: SampleForm.spec))
    let context = SampleForm.context()
    for line in ["PRVNNA80A41Y000J", ":10", ":su"] {
      scene.help = nil
      guard case .inputs(let plain) = LinearReading(line, scene: scene, context: context) else {
        Issue.record("\(line)")
        continue
      }
      scene.help = HelpPane(title: "Aiuto", paragraphs: [])
      #expect(
        LinearReading(line, scene: scene, context: context) == .inputs([.key(.escape)] + plain), "\(line)")
    }
    #expect(LinearReading("?", scene: scene, context: context) == .inputs([.key(.function(1))]))
  }

  @Test(
    "function keys that a terminal passes on as text are keys, alone or several",
    arguments: [
      ("\u{1B}[21~", [10]), ("\u{1B}OQ", [2]), ("\u{1B}[[A", [1]), ("\u{1B}[21~\u{1B}OR", [10, 3]),
    ])
  func functionKeys(line: String, numbers: [Int]) {
    let scene = LinearScene(title: "", form: Form(spec: SampleForm.spec), commands: [])
    #expect(
      LinearReading(line, scene: scene, context: SampleForm.context())
        == .inputs(numbers.map { .key(.function($0)) }))
  }

  @Test("keys are named as they are written in lines, and nothing else is changed")
  func keyNames() {
    var dialogue = LinearDialogue()
    var scene = LinearScene(title: "T", commands: [])
    scene.message = Message("F10 conferma, F9: stampa (F1). F24, CF10, F10.5, PRVF20 e F restano")
    #expect(
      dialogue.lines(for: scene, words: SampleForm.words)[1].hasSuffix(
        ":10 conferma, :9: stampa (:1). F24, CF10, F10.5, PRVF20 e F restano"))
  }

  @Test("a list with rows is announced before the operator stands in it")
  func lists() {
    var talk = Conversation()
    talk.form.setRows("elenco", [Row(id: "r1", cells: ["Riga"])])
    #expect(talk.said().contains("elenco"))
  }
}
