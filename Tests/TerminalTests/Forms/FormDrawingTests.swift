import Terminal
import Testing

@Suite struct FormDrawingTests {
  @Test func theCursorStandsOnEveryFocusedField() {
    var form = Form(spec: SampleForm.spec)
    form.setRows("elenco", [Row(id: "r1", cells: ["Uno", "2"])])
    form.setProse("note", ["a", "b", "c"])
    var seen: Set<Position> = []
    for field in form.spec.fields {
      form.setFocus(field.id)
      guard form.focus == field.id else { continue }
      let grid = form.drawn(rows: 24)
      if let cursor = grid.cursor { #expect(seen.insert(cursor).inserted) } else { Issue.record("no cursor") }
    }
    #expect(seen.count == 10)
  }

  @Test func aFormShowsLabelsMarksAndFreeLength() {
    var form = Form(spec: SampleForm.spec)
    form.type("PRV")
    let lines = form.drawn().lines
    #expect(lines[0].hasPrefix(" Persona"))
    #expect(lines[1].hasPrefix(" codice    * PRV_____________"))
    #expect(lines[3].hasPrefix(" nascita     __________  tessera   ____/__-__ "))
  }

  @Test func anErrorStandsBesideItsFieldWithAMark() {
    var form = Form(spec: SampleForm.spec)
    form.press(.tab)
    #expect(
      form.drawn().lines[1].contains("________________!  vuoto") || form.drawn().lines[1].contains("! vuoto"))
    form.setEcho("cognome", "eco")
    #expect(form.drawn().lines[2].contains("eco"))
  }

  @Test(arguments: [3, 5, 8, 12, 24])
  func aTallFormPagesWithItsFocus(rows: Int) {
    var form = Form(spec: SampleForm.spec)
    for field in form.spec.fields {
      form.setFocus(field.id)
      let grid = form.drawn(rows: rows)
      if let cursor = grid.cursor { #expect(cursor.row < rows) } else { Issue.record("no cursor at \(rows)") }
    }
    if rows < 12 { #expect(form.drawn(rows: rows).lines.joined().contains("altri_campi")) }
  }

  @Test func theLongerOfTwoListsIsCountedAndScrolls() {
    var form = Form(spec: SampleForm.spec)
    form.setRows(
      "elenco", (1...9).map { Row(id: RowID(rawValue: "r\($0)"), cells: ["Nome \($0)", "\($0)"]) })
    form.setFocus("elenco")
    form.press(.end)
    let lines = form.drawn(rows: 24).lines
    #expect(lines.contains { $0.contains(">") && $0.contains("Nome 9") })
    #expect(!lines.contains { $0.contains("Nome 5") })
    #expect(lines.contains { $0.contains("▲ 9") })
  }

  @Test func optionsLieUnderAnEmptyChoice() {
    var form = Form(spec: SampleForm.spec)
    form.setFocus("motivo")
    let lines = form.drawn().lines
    #expect(lines.contains { $0.contains("│ 2 Cambio") })
  }

  @Test func longLabelsAreReported() {
    let words = Words(language: "de") {
      $0.hasSuffix("campo.cognome") ? String(repeating: "W", count: 31) : "x"
    }
    #expect(
      Form(spec: SampleForm.spec).clippedLabels(columns: 80, words: words) == [
        "schermata.prova.campo.cognome"
      ])
  }
}
