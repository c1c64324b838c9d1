/// Text without case and accents, to find `Škofja Loka` by `skofja`.
public enum TextFolding {
  private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
    var bases: [Unicode.Scalar: Unicode.Scalar] = [:]
    for row in CompositionTable.rows {
      let scalars = Array(row.pairs.unicodeScalars)
      for index in stride(from: 0, to: scalars.count - 1, by: 2) {
        bases[scalars[index + 1]] = scalars[index]
      }
    }
    return bases
  }()

  /// Lower case without marks; `ß` becomes `ss`, `ø` `o`, `đ` `d`, `ł` `l`, `æ` `ae`, `œ` `oe`; apostrophes alike.
  ///
  /// - Complexity: O(*n*).
  public static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if scalar.value < 0x80 {
        folded.append(scalar)
        continue
      }
      var base = scalar
      while let next = bases[base] { base = next }
      switch base {
      case "ß": folded.append(contentsOf: "ss".unicodeScalars)
      case "æ": folded.append(contentsOf: "ae".unicodeScalars)
      case "œ": folded.append(contentsOf: "oe".unicodeScalars)
      case "ø": folded.append("o")
      case "đ", "ð": folded.append("d")
      case "ł": folded.append("l")
      case "ı": folded.append("i")
      case "’", "‘", "ʼ": folded.append("'")
      default: if !Composition.isMark(base) { folded.append(base) }
      }
    }
    return String(folded)
  }
}
