import Terminal
import Testing

@Suite struct FormRandomTests {
  /// A small generator of numbers that are the same in every run.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }

  private static let keys: [Key] =
    [
      .enter, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
      .backspace,
      .escape, .controlLeft, .controlRight, .alt("x"), .character("\u{301}"), .character("日"),
      .character("é"),
      .character(" "), .character("\u{FFFD}"),
    ] + (1...24).map(Key.function) + "abcdefgklnopqrstuvwxyz\\]^_@".map(Key.control)
    + "abcdefnrosSN0123456789/-.'".map(Key.character)

  /// A million inputs in four parallel runs; every frame drawn now and then has its cursor inside.
  @Test(arguments: 1...4)
  func nothingThatCanBeTypedBreaksAForm(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 7919)
    var form = Form(spec: SampleForm.spec)
    let context = SampleForm.context()
    for step in 0..<250_000 {
      let input: Input
      switch dice.roll(40) {
      case 0: input = .paste(["\u{0}\u{7}x\n", "12/34 AB", "日本e\u{301}", ""][dice.roll(4)])
      case 1:
        let text = ["PRVNNA80A41Y000J", "8038012345", "niente di noto"][dice.roll(3)]
        input = .burst(
          text: text, keysAlreadyDelivered: dice.roll(20), terminator: [nil, .enter, .tab][dice.roll(3)])
      default: input = .key(Self.keys[dice.roll(Self.keys.count)])
      }
      for signal in form.handle(input, context: context) {
        switch signal {
        case .lookUp(let field, _, let ticket):
          let rows = (0..<dice.roll(12)).map {
            Row(id: RowID(rawValue: "m\($0)"), cells: ["Medico \($0)", "MMG"])
          }
          if dice.roll(3) > 0 { form.setRows(field, rows, ticket: ticket - dice.roll(2)) }
        case .action(.confirm): _ = form.confirm(context)
        case .left(let field): if dice.roll(4) == 0 { form.setError(field, FieldError("errore.prova")) }
        case .changed, .numbered, .chosen, .rowOpened, .action, .scan, .refusedKey: break
        }
      }
      mutate(&form, &dice)
      if step % 50 == 0 { checkFrame(form, &dice) }
    }
  }

  private func mutate(_ form: inout Form, _ dice: inout Dice) {
    switch dice.roll(200) {
    case 0:
      form.setRows(
        "elenco", (0..<dice.roll(9)).map { Row(id: RowID(rawValue: "r\($0)"), cells: ["Riga \($0)"]) })
    case 1: form.setVisible(form.spec.fields[dice.roll(form.spec.fields.count)].id, dice.roll(4) > 0)
    case 2:
      form.setDisabled(
        form.spec.fields[dice.roll(form.spec.fields.count)].id, because: dice.roll(4) == 0 ? "x" : nil)
    case 3: form.setProse("note", (0..<dice.roll(6)).map { "riga \($0)" })
    case 4:
      form.setOptions(
        "motivo", (0..<dice.roll(14)).map { Choice(id: OptionID(rawValue: "o\($0)"), text: "O\($0)") })
    case 5: form.restore(form.draft)
    case 6: for field in form.spec.fields { form.setVisible(field.id, true) }
    default: break
    }
  }

  private func checkFrame(_ form: Form, _ dice: inout Dice) {
    let rows = 1 + dice.roll(30)
    let columns = 1 + dice.roll(132)
    let grid = form.drawn(rows: rows, columns: columns)
    if form.focus == nil && form.summary == nil { return }
    guard let cursor = grid.cursor else {
      Issue.record("a focus without a cursor on \(columns)x\(rows)")
      return
    }
    let isInside = (0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column)
    if !isInside { Issue.record("cursor \(cursor) outside \(columns)x\(rows)") }
    if let focus = form.focus, !form.isVisible(focus) { Issue.record("the focus is hidden") }
  }
}
