public import Domain
import Terminal

/// One line of the sheet of an exercise.
public struct DrillSheetLine: Hashable, Sendable {
  /// What the drill was about.
  public let title: String
  /// The id of the rule that was given; `nil` for "it can be done".
  public let given: String?
  /// The finding that was right; `nil` for "it can be done".
  public let expected: Finding?

  /// Gathers the parts; nothing is checked.
  public init(title: String, given: String?, expected: Finding?) {
    self.title = title
    self.given = given
    self.expected = expected
  }

  var isRight: Bool { given == expected?.rule.id }
}

extension Document {
  /// The sheet of an exercise: what was answered, what was right and why, the points, room for two signatures.
  ///
  /// - Parameters:
  ///   - series: The name of the exercises.
  ///   - lines: The drills in the order in which they were asked.
  ///   - imprint: Language, desk and marks.
  /// - Returns: As many pages as needed.
  /// - Source: pin-fse.md D (score by rule id, sheet to print).
  public static func drillSheet(series: String, lines: [DrillSheetLine], imprint: Imprint) -> Document {
    let score = lines.count(where: \.isRight)
    var blocks: [Block] = [
      .blank, .paragraph(series),
      .paragraph(imprint.text("formazione.punti", String(score), String(lines.count))), .blank,
    ]
    let admitted = imprint.text("formazione.ammessa")
    for (index, line) in lines.enumerated() {
      let mark = imprint.text(line.isRight ? "formazione.giusta" : "formazione.sbagliata")
      blocks.append(.paragraph("\(index + 1). \(line.title): \(mark)"))
      blocks.append(.paragraph(imprint.text("formazione.risposta", line.given ?? admitted)))
      let right =
        line.expected.map { "\($0.rule.id): \(imprint.words.text($0.messageKey, $0.arguments))" }
        ?? admitted
      blocks.append(.paragraph(imprint.text("formazione.perche", right)))
      if let source = line.expected?.rule.source {
        blocks.append(.paragraph(imprint.text("formazione.fonte", source)))
      }
      blocks.append(.blank)
    }
    blocks += [
      .signature(imprint.text("formazione.firma.allievo")),
      .signature(imprint.text("formazione.firma.formatore")),
    ]
    let layout = Layout(imprint: imprint, title: imprint.text("formazione.titolo"), checkCode: nil)
    return layout.document(jobTitle: imprint.text("lavoro.formazione"), blocks)
  }
}
