/// Unicode composition (NFC) of Latin letters by an own table; Foundation is not at hand here.
///
/// A combining mark that no Latin letter takes stays where it is, as does every other script.
public enum Composition {
  /// A letter and a mark; the key of the table.
  private struct Pair: Hashable {
    let base: Unicode.Scalar
    let mark: Unicode.Scalar
  }

  private static let table: [Pair: Unicode.Scalar] = {
    var table: [Pair: Unicode.Scalar] = [:]
    for row in CompositionTable.rows {
      guard let mark = Unicode.Scalar(row.mark) else { continue }
      let scalars = Array(row.pairs.unicodeScalars)
      for index in stride(from: 0, to: scalars.count - 1, by: 2) {
        table[Pair(base: scalars[index], mark: mark)] = scalars[index + 1]
      }
    }
    return table
  }()

  private static let classes: [Unicode.Scalar: UInt8] = {
    var classes: [Unicode.Scalar: UInt8] = [:]
    for row in CompositionTable.rows {
      guard let mark = Unicode.Scalar(row.mark) else { continue }
      classes[mark] = row.combiningClass
    }
    return classes
  }()

  /// The letter that a base and one combining mark make, or `nil` when there is none.
  public static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    table[Pair(base: base, mark: mark)]
  }

  /// Whether a scalar is a mark that attaches to the letter before it.
  public static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }

  /// The text with every Latin letter and its marks in composed form; O(n).
  public static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(text.map(composed))
  }

  /// One character in composed form.
  public static func composed(_ character: Character) -> Character {
    var scalars = Array(character.unicodeScalars)
    guard scalars.count > 1 else { return character }
    order(&scalars)
    var result = [scalars[0]]
    var base = 0
    var lastClass: UInt8 = 0
    for mark in scalars.dropFirst() {
      let markClass = classes[mark] ?? 0
      let isBlocked = result.count - 1 > base && lastClass >= markClass
      if !isBlocked, let joined = compose(result[base], mark) {
        result[base] = joined
      } else {
        result.append(mark)
        lastClass = markClass
        if markClass == 0 && !isMark(mark) { base = result.count - 1 }
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: result)
    let text = String(view)
    return text.count == 1 ? text[text.startIndex] : character
  }

  /// Puts the marks known to the table in canonical order: stable, by rising combining class.
  private static func order(_ scalars: inout [Unicode.Scalar]) {
    for index in scalars.indices.dropFirst(2) {
      var position = index
      while position > 1, let here = classes[scalars[position]], let before = classes[scalars[position - 1]],
        before > here
      {
        scalars.swapAt(position, position - 1)
        position -= 1
      }
    }
  }
}
