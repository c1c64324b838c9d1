/// A bar code of Code 39, in the rows under the title of a page.
struct BarCode: Hashable, Sendable {
  /// Letters and digits, which every reader of the tessera sanitaria knows.
  let text: String

  /// The row where it is drawn.
  static let row = 6
  /// How many rows it takes: a third of an inch and what keeps it apart from the text.
  static let rows = 4

  /// Takes what Code 39 has signs for; `nil` for any other text.
  init?(_ text: String) {
    let isDrawable = text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
    }
    guard isDrawable, (1...20).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  /// Two blanks and the command that draws it, then back to the beginning of the row.
  ///
  /// Modules of two dots, 90/180 inch high, neither check digit nor text: that stands below.
  ///
  /// - Source: ESC/P 2, bar code setup and print.
  var command: String {
    let type: [UInt8] = [5, 2, 0, 90, 0, 2]
    let length = [UInt8(type.count + text.utf8.count), 0]
    return "  \u{1B}(B" + String(decoding: length + type, as: UTF8.self) + text + "\r"
  }
}
