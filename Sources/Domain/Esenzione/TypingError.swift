/// One slip of the fingers: a character too many, one too few, a wrong one, or two in the wrong order.
enum TypingError {
  /// Whether `typed` is a beginning of `word` but for exactly one slip.
  ///
  /// - Returns: `false` also where `typed` is a beginning of `word` as it stands.
  /// - Complexity: O(*n*) in the length of `typed`.
  static func separates(_ typed: ArraySlice<UInt8>, fromBeginningOf word: ArraySlice<UInt8>) -> Bool {
    separates(typed, from: word) { $1.starts(with: $0) }
  }

  /// Whether `typed` is `word` but for exactly one slip.
  static func separates(_ typed: ArraySlice<UInt8>, fromWhole word: ArraySlice<UInt8>) -> Bool {
    typed != word && (separates(typed, from: word) { $0 == $1 } || word.dropLast() == typed)
  }

  private static func separates(
    _ typed: ArraySlice<UInt8>, from word: ArraySlice<UInt8>,
    rest: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    var here = typed.startIndex
    var there = word.startIndex
    while here < typed.endIndex, there < word.endIndex, typed[here] == word[there] {
      here += 1
      there += 1
    }
    guard here < typed.endIndex else { return false }
    // The slip lies at the first difference: a repeated letter moves it within its run only.
    let typedRest = typed[here...]
    let wordRest = word[there...]
    if rest(typedRest.dropFirst(), wordRest) { return true }
    guard let expected = wordRest.first else { return false }
    if rest(typedRest, wordRest.dropFirst()) || rest(typedRest.dropFirst(), wordRest.dropFirst()) {
      return true
    }
    guard typedRest.count > 1, wordRest.count > 1 else { return false }
    return typedRest[here + 1] == expected && typedRest[here] == wordRest[there + 1]
      && rest(typedRest.dropFirst(2), wordRest.dropFirst(2))
  }
}
