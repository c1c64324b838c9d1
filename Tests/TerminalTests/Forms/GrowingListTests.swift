import Terminal
import Testing

@Suite("A list that grows") struct GrowingListTests {
  private static func form(rows: Int) -> Form {
    let list = List(
      columns: [List.Column(id: "nome", labelKey: "c.nome", width: 12)], visibleRows: 4, grows: true)
    var form = Form(
      spec: ScreenSpec(
        id: "prova", code: "PR",
        sections: [
          SectionSpec(
            id: "persona", screen: SampleForm.screen,
            rows: [
              [FieldSpec(id: "elenco", kind: .list(list), screen: SampleForm.screen, width: 1)],
              [FieldSpec(id: "note", kind: .prose(rows: 2), screen: SampleForm.screen, width: 1)],
            ])
        ], commands: []))
    form.setRows("elenco", (1...rows).map { Row(id: RowID(rawValue: "r\($0)"), cells: ["Nome \($0)"]) })
    form.setProse("note", ["sotto"])
    form.setFocus("elenco")
    return form
  }

  private static func area(_ rows: Int) -> Area { Area(rows: 0..<rows, columns: 0..<80) }

  /// Heading, head of the list, two lines of prose: what is left of 24 rows is 20, of which four were the list's.
  @Test(
    "takes the rows that the form leaves over, as many as it has entries",
    arguments: [(8, 3, 4), (8, 9, 4), (12, 9, 8), (24, 9, 9), (24, 40, 20)])
  func fitted(rows: Int, entries: Int, seen: Int) {
    var form = Self.form(rows: entries)
    form.fit(Self.area(rows), words: SampleForm.words)
    let lines = form.drawn(rows: rows).lines
    #expect(lines.count { $0.contains("Nome") } == min(seen, entries))
    let below = lines.firstIndex { $0.contains("sotto") }
    #expect(below == 2 + seen)
  }

  @Test("pages by what is seen, and shows no empty rows when the terminal becomes taller")
  func paged() {
    var form = Self.form(rows: 30)
    form.fit(Self.area(24), words: SampleForm.words)
    form.press(.pageDown)
    #expect(form.value(of: "elenco") == "r21")
    form.press(.end)
    form.fit(Self.area(30), words: SampleForm.words)
    let lines = form.drawn(rows: 30).lines
    #expect(lines.count { $0.contains("Nome") } == 26)
    #expect(lines.contains { $0.contains("Nome 30") })
  }
}
