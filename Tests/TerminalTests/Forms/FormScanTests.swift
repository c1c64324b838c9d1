import Terminal
import Testing

@Suite struct FormScanTests {
  static let code = "PRVNNA80A41Y000J"

  private func scan(_ text: String, into form: inout Form, terminator: Key? = .enter) -> [FormSignal] {
    form.type(text)
    return form.handle(
      .burst(text: text, keysAlreadyDelivered: text.count, terminator: terminator),
      context: SampleForm.context())
  }

  @Test func aScanReplacesWhatIsInTheFocusedField() {
    var form = Form(spec: SampleForm.spec)
    form.type("XY")
    _ = scan(Self.code, into: &form)
    #expect(form.value(of: "codice") == Self.code)
    #expect(form.focus == "cognome")
    #expect(form.value(of: "cognome").isEmpty)
  }

  @Test func aScanGoesIntoTheNextEmptyFieldThatTakesIt() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("cognome")
    form.type("Ro")
    let result1 = scan(Self.code, into: &form)
    #expect(result1.contains(.changed("codice")))
    #expect(form.value(of: "codice") == Self.code)
    #expect(form.value(of: "cognome") == "Ro")
  }

  @Test func aCardGoesIntoTheMaskedField() {
    var form = Form(spec: SampleForm.spec)
    _ = scan("8038012345", into: &form)
    #expect(form.value(of: "tessera") == "1234AB12")
    #expect(form.value(of: "codice").isEmpty)
  }

  @Test func aScanThatNoFieldTakesIsHandedOn() {
    var form = Form(spec: SampleForm.spec)
    form.set("codice", to: "PRVGNI65T10Y001V")
    form.setFocus("parola")
    form.type("segreto")
    let signals = scan(Self.code, into: &form)
    #expect(signals.contains(.scan(ScanReading([.person: Self.code]))))
    #expect(form.value(of: "parola") == "segreto")
    #expect(form.value(of: "codice") == "PRVGNI65T10Y001V")
  }

  @Test func fastTypingThatIsNoScanStaysAndItsEnterCounts() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("cognome")
    _ = scan("Rossi Maria", into: &form)
    #expect(form.value(of: "cognome") == "Rossi Maria")
    #expect(form.focus == "nascita")
  }

  @Test func aScanOverTheSummaryClosesItAndFillsTheField() {
    var form = Form(spec: SampleForm.spec)
    _ = form.confirm(SampleForm.context())
    _ = scan(Self.code, into: &form)
    #expect(form.summary == nil)
    #expect(form.value(of: "codice") == Self.code)
  }

  @Test func aScanInALookUpLeavesNoOldSearchBehind() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("medico")
    _ = scan(Self.code, into: &form)
    #expect(form.text(of: "medico").isEmpty)
    form.setRows("medico", [Row(id: "m1", cells: ["X"])], ticket: 1)
    #expect(!form.drawn().lines.joined().contains("│ X"))
  }

  @Test(arguments: [
    ("Rossi\nMaria\u{1B}[31m", "Rossi Maria31m", false),
    (String(repeating: "a", count: 31), String(repeating: "a", count: 30), true),
    (String(repeating: "b", count: 20_000), String(repeating: "b", count: 30), true),
  ])
  func aPasteIsCleanedAndNeverSubmits(text: String, value: String, isCut: Bool) {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("cognome")
    let signals = form.handle(.paste(text), context: SampleForm.context())
    #expect(form.value(of: "cognome") == value.filter { !$0.isNumber })
    #expect(form.focus == "cognome")
    #expect(signals.contains(.refusedKey(reasonKey: "messaggio.incolla_tagliato")) == isCut)
  }
}
