import Terminal
import Testing

@Suite struct LineEditorTests {
  private func edit(_ keys: [Key], limits: LineEditor.Limits = LineEditor.Limits()) -> LineEditor {
    var editor = LineEditor(limits: limits)
    var killed = ""
    for key in keys { _ = editor.handle(key, killed: &killed) }
    return editor
  }

  private func typed(_ text: String) -> [Key] { text.map(Key.character) }

  @Test(
    arguments: [
      ([.backspace], "uno du", 6), ([.home, .delete], "no due", 0),
      ([.left, .left, .character("X")], "uno dXue", 6),
      ([.control("w")], "uno ", 4), ([.control("w"), .control("w")], "", 0), ([.control("u")], "", 0),
      ([.home, .control("k")], "", 0), ([.left, .control("k")], "uno du", 6), ([.controlLeft], "uno due", 4),
      ([.home, .controlRight], "uno due", 3),
      ([.control("w"), .control("y"), .control("y")], "uno duedue", 10),
      ([.control("u"), .control("z")], "uno due", 7), ([.backspace, .control("z")], "uno due", 7),
      ([.control("z")], "", 0), ([.home, .backspace], "uno due", 0), ([.right, .delete], "uno due", 7),
    ] as [([Key], String, Int)])
  func keysEditTheLine(keys: [Key], text: String, caret: Int) {
    let editor = edit(typed("uno due") + keys)
    #expect(editor.text == text)
    #expect(editor.caret == caret)
  }

  @Test func aMarkThatComesLaterJoinsItsLetter() {
    #expect(edit(typed("Perche") + [.character("\u{301}")]).text == "Perché")
    #expect(edit(typed("e") + [.character("\u{301}")]).characters.count == 1)
    #expect(edit([.character("\u{301}")]).caret == 1)
  }

  @Test(arguments: [
    (CharacterClass.digits, "a1b2", "12"), (.code, "à-B9 ", "B9"), (.name, "D'Orsì 3", "D'Orsì "),
    (.letters, "ž1é", "žé"),
  ])
  func charactersOutsideTheClassAreRefused(characters: CharacterClass, typed text: String, value: String) {
    #expect(edit(typed(text), limits: LineEditor.Limits(characters: characters)).text == value)
  }

  @Test func caseFollowsTheFieldAndAFullLineRefuses() {
    let limits = LineEditor.Limits(maximumLength: 3, letterCase: .upper)
    #expect(edit(typed("aßèx"), limits: limits).text == "AßÈ")
  }

  @Test func aPasteIsFilteredAndCut() {
    var editor = LineEditor(limits: LineEditor.Limits(maximumLength: 5, characters: .digits))
    let result1 = editor.paste("1-2-3")
    #expect(result1)
    #expect(editor.text == "123")
    let result2 = editor.paste("4567")
    #expect(!result2)
    #expect(editor.text == "12345")
  }

  @Test(arguments: [
    ("1234AB56", "1234/AB-56"), ("1234/AB-56", "1234/AB-56"), ("12x34ab", "1234/ab-__"), ("", "____/__-__"),
  ])
  func literalsAreSkippedWhenTyping(text: String, shown: String) throws {
    let mask = try #require(Mask("####/@*-##"))
    let editor = edit(typed(text), limits: LineEditor.Limits(mask: mask))
    #expect(mask.shown(editor.characters) == shown)
  }

  @Test func literalsAreIgnoredInAPaste() throws {
    let mask = try #require(Mask("##/##"))
    var editor = LineEditor(limits: LineEditor.Limits(mask: mask))
    editor.paste(" 12 / 34 ")
    #expect(editor.text == "1234")
    #expect(Mask("//") == nil)
  }

  @Test(arguments: [(3, "abc", 3), (5, "abc", 3)])
  func aShortLineIsShownWhole(width: Int, text: String, caret: Int) {
    let window = edit(typed("abc")).window(width: width)
    #expect(window.text == text && window.caretColumn == caret)
  }

  @Test func aLongLineScrollsWithTheCaret() {
    var editor = edit(typed("abcdefghij"))
    #expect(editor.window(width: 4).text == "ghij")
    #expect(editor.window(width: 4).hidesStart)
    var killed = ""
    _ = editor.handle(.home, killed: &killed)
    #expect(editor.window(width: 4).text == "abcd")
    #expect(editor.window(width: 4).hidesEnd)
  }

  @Test func aSecretLeavesNoCopy() {
    var editor = LineEditor(limits: LineEditor.Limits(isSecret: true))
    var killed = ""
    for key in typed("segreto") + [.control("u")] { _ = editor.handle(key, killed: &killed) }
    #expect(killed.isEmpty)
    let result3 = editor.handle(.control("z"), killed: &killed)
    #expect(result3 == .moved)
    #expect(edit(typed("abc"), limits: LineEditor.Limits(isSecret: true)).window(width: 5).text == "***")
  }

  @Test func typingIsUndoneAsOneStep() {
    #expect(edit(typed("abc") + [.home] + typed("xy") + [.control("z")]).text == "abc")
  }
}
