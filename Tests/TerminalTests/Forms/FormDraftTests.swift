import Terminal
import Testing

@Suite struct FormDraftTests {
  @Test func aDraftBringsEverythingBackButSecrets() {
    var form = Form(spec: SampleForm.spec)
    form.markClean()
    #expect(!form.isDirty)
    form.set("codice", to: "PRVNNA80A41Y000J")
    form.set("nascita", to: "1980-01-01")
    form.set("parola", to: "segreto")
    form.set("motivo", to: "cambio")
    form.set("domicilio", to: "yes")
    form.setChosen("medico", FormLookUpTests.rossi)
    #expect(form.isDirty)
    var other = Form(spec: SampleForm.spec)
    other.restore(form.draft)
    for field: FieldID in ["codice", "nascita", "motivo", "domicilio", "medico"] {
      #expect(other.value(of: field) == form.value(of: field))
    }
    #expect(other.text(of: "medico") == "ROSSI MARIA")
    #expect(other.value(of: "parola").isEmpty)
    #expect(form.draft["parola"] == nil)
  }

  @Test func aHalfTypedDateComesBackAsText() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("nascita")
    form.type("o-7")
    var other = Form(spec: SampleForm.spec)
    other.set("nascita", to: "1980-02-01")
    other.restore(form.draft)
    #expect(other.text(of: "nascita") == "o-7")
    #expect(other.draft == form.draft)
  }

  @Test func aFormDoesNotPrintItsContent() {
    var form = Form(spec: SampleForm.spec)
    form.set("codice", to: "PRVNNA80A41Y000J")
    #expect(!"\(form)".contains("PRV"))
    var text = ""
    dump(form, to: &text)
    #expect(!text.contains("PRV"))
  }
}
