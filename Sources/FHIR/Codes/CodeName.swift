/// The codes of a card, as the parts of a half are called on the wire.
public enum CodeName: String, CaseIterable, Hashable, Sendable {
  case pin, puk, cip
}

/// Finds codes in the body of an answer without making texts of them.
///
/// A text cannot be wiped; bytes of a body that nobody else holds can.
public enum CodeFields {
  /// The parameter that holds the first half.
  static let firstHalf = "prima-meta"

  /// Lends the place of every code of the first half, to be read, filled or wiped there.
  ///
  /// - Parameters:
  ///   - body: A ``HandOverReply``; written in place if nobody else holds it.
  ///   - visit: Gets each code once, in the order of the body; the bytes must not be kept.
  /// - Returns: How many there were; `nil`, and nothing was lent, for bytes that are no such answer or have escapes in
  ///   a code.
  /// - Complexity: O(*n*) in the bytes.
  public static func visit(
    _ body: inout [UInt8], _ visit: (CodeName, UnsafeMutableRawBufferPointer) -> Void
  ) -> Int? {
    guard let places = places(in: body) else { return nil }
    body.withUnsafeMutableBytes { bytes in
      for (name, place) in places { visit(name, UnsafeMutableRawBufferPointer(rebasing: bytes[place])) }
    }
    return places.count
  }

  private typealias Place = (name: CodeName, range: Range<Int>)

  private static func places(in body: [UInt8]) -> [Place]? {
    var cursor = JSONCursor(body[...])
    var places: [Place] = []
    let isWhole = cursor.object { cursor, key in
      guard key.elementsEqual("parameter".utf8) else { return cursor.skip() }
      return cursor.array { cursor in
        guard let found = half(&cursor) else { return false }
        places += found
        return true
      }
    }
    let hasEscapes = places.contains { body[$0.range].contains(UInt8(ascii: "\\")) }
    return isWhole && cursor.isAtEnd() && !hasEscapes ? places : nil
  }

  /// The codes of one parameter, none if it is not the first half; `nil` for broken bytes.
  private static func half(_ cursor: inout JSONCursor) -> [Place]? {
    var isHalf = false
    var parts: [Place] = []
    let isWhole = cursor.object { cursor, key in
      if key.elementsEqual("name".utf8) {
        guard let name = cursor.string() else { return false }
        isHalf = name.elementsEqual(firstHalf.utf8)
        return true
      }
      guard key.elementsEqual("part".utf8) else { return cursor.skip() }
      return cursor.array { cursor in
        var name: CodeName?
        var range: Range<Int>?
        let isWhole = cursor.object { cursor, key in
          if key.elementsEqual("name".utf8) {
            guard let text = cursor.string() else { return false }
            name = CodeName.allCases.first { text.elementsEqual($0.rawValue.utf8) }
            return true
          }
          guard key.elementsEqual("valueString".utf8) else { return cursor.skip() }
          guard let text = cursor.string() else { return false }
          range = text.startIndex..<text.endIndex
          return true
        }
        if let name, let range { parts.append((name, range)) }
        return isWhole
      }
    }
    guard isWhole else { return nil }
    return isHalf ? parts : []
  }
}
