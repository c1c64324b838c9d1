/// One line of text with a caret, undo, kill and yank: the value that a field edits.
///
/// Positions count characters. The caret stands between characters: 0 before the first one.
public struct LineEditor: Hashable, Sendable {
  /// What a line takes.
  public struct Limits: Hashable, Sendable {
    /// The most characters.
    public let maximumLength: Int
    /// Which characters are taken.
    public let characters: CharacterClass
    /// What typing does to the case of letters.
    public let letterCase: LetterCase
    /// The picture, when the line has one.
    public let mask: Mask?
    /// Whether undo, kill and yank are off, so that no copy of a secret stays behind.
    public let isSecret: Bool

    /// Makes limits.
    public init(
      maximumLength: Int = 200, characters: CharacterClass = .any, letterCase: LetterCase = .asTyped,
      mask: Mask? = nil, isSecret: Bool = false
    ) {
      self.maximumLength = mask?.places ?? maximumLength
      self.characters = characters
      self.letterCase = letterCase
      self.mask = mask
      self.isSecret = isSecret
    }
  }

  /// What became of a key.
  public enum Outcome: Hashable, Sendable {
    case edited
    /// The caret moved, or had no farther to go.
    case moved
    /// The key is no editing key.
    case ignored
    /// The character or the length is not allowed; the key of the sentence that says why.
    case refused(reasonKey: String)
  }

  /// What the line takes.
  public let limits: Limits
  /// The characters of the value; of a masked line without its literals.
  public private(set) var characters: [Character] = []
  /// The caret, from 0 to the number of characters, both possible.
  public private(set) var caret = 0
  private var history: [Snapshot] = []
  private var isTyping = false

  private struct Snapshot: Hashable, Sendable {
    let characters: [Character]
    let caret: Int
  }

  private static let longestHistory = 100

  /// Makes an empty line.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// The value.
  public var text: String { String(characters) }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { characters.isEmpty }

  /// Whether no further character fits.
  public var isFull: Bool { characters.count >= limits.maximumLength }

  /// Puts a text in place of the whole value, by the same rules as a paste, and the caret at its end.
  public mutating func replace(with text: String) {
    remember()
    characters = Array(fit(text, from: []).prefix(limits.maximumLength))
    caret = characters.count
  }

  /// Takes a paste at the caret: characters that are not allowed are dropped, what is too long is cut.
  ///
  /// - Parameter text: Clean text, see ``TypedText/acceptPaste(_:)``.
  /// - Returns: Whether all of it found its place.
  @discardableResult
  public mutating func paste(_ text: String) -> Bool {
    remember()
    let tail = Array(characters[caret...])
    let head = Array(characters[..<caret])
    let room = limits.maximumLength - characters.count
    let fitting = fit(text, from: head)
    let added = Array(fitting.prefix(room))
    let joined = head + added + tail
    characters =
      limits.mask == nil ? joined : Array(fit(String(joined), from: []).prefix(limits.maximumLength))
    caret = min(head.count + added.count, characters.count)
    return added.count == fitting.count
  }

  /// Takes one key.
  ///
  /// - Parameters:
  ///   - key: Any key.
  ///   - killed: The text of the last kill, shared by all fields of a form: kills write it, yank reads it.
  /// - Returns: What became of it.
  public mutating func handle(_ key: Key, killed: inout String) -> Outcome {
    let wasTyping = isTyping
    isTyping = false
    switch key {
    case .character(let character): return type(character, joinsUndo: wasTyping)
    case .backspace: return caret > 0 ? erase(caret - 1..<caret) : .moved
    case .delete: return caret < characters.count ? erase(caret..<caret + 1) : .moved
    case .left: return move(to: caret - 1)
    case .right: return move(to: caret + 1)
    case .home: return move(to: 0)
    case .end: return move(to: characters.count)
    case .controlLeft: return move(to: wordStart)
    case .controlRight: return move(to: wordEnd)
    case .control("w"): return kill(wordStart..<caret, into: &killed)
    case .control("u"): return kill(0..<caret, into: &killed)
    case .control("k"): return kill(caret..<characters.count, into: &killed)
    case .control("y"):
      guard !limits.isSecret, !killed.isEmpty else { return .moved }
      paste(killed)
      return .edited
    case .control("z"): return undo()
    case .enter, .tab, .backTab, .up, .down, .pageUp, .pageDown, .insert, .escape, .function, .control, .alt:
      return .ignored
    }
  }

  private mutating func type(_ character: Character, joinsUndo: Bool) -> Outcome {
    if mergeMark(character) { return .edited }
    guard let accepted = TypedText.accept(String(character)).first else {
      return .refused(reasonKey: "errore.campo.carattere")
    }
    let cased = limits.letterCase.apply(accepted)
    if let mask = limits.mask {
      if mask.slots.contains(.literal(character)) && !mask.accepts(cased, at: caret) { return .moved }
      guard mask.accepts(cased, at: caret) else {
        let isFull = caret >= mask.places
        return .refused(reasonKey: isFull ? "errore.campo.pieno" : "errore.campo.carattere")
      }
    } else if !limits.characters.contains(cased) {
      return .refused(reasonKey: "errore.campo.carattere")
    }
    guard !isFull else { return .refused(reasonKey: "errore.campo.pieno") }
    if !joinsUndo { remember() }
    isTyping = true
    characters.insert(cased, at: caret)
    caret += 1
    refitTail()
    return .edited
  }

  /// Joins a combining mark that arrives alone to the letter before the caret.
  private mutating func mergeMark(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      Composition.isMark(scalar), caret > 0
    else { return false }
    let joined = Composition.composed(String(characters[caret - 1]) + String(character))
    guard joined.count == 1, let letter = joined.first else { return false }
    guard letter.unicodeScalars.count <= 4 else { return true }
    remember()
    characters[caret - 1] = limits.letterCase.apply(letter)
    return true
  }

  private mutating func erase(_ range: Range<Int>) -> Outcome {
    guard !range.isEmpty else { return .moved }
    remember()
    characters.removeSubrange(range)
    caret = range.lowerBound
    refitTail()
    return .edited
  }

  private mutating func kill(_ range: Range<Int>, into killed: inout String) -> Outcome {
    guard !range.isEmpty else { return .moved }
    if !limits.isSecret { killed = String(characters[range]) }
    return erase(range)
  }

  private mutating func undo() -> Outcome {
    guard let last = history.popLast() else { return .moved }
    characters = last.characters
    caret = last.caret
    return .edited
  }

  private mutating func remember() {
    guard !limits.isSecret else { return }
    history.append(Snapshot(characters: characters, caret: caret))
    if history.count > Self.longestHistory { history.removeFirst() }
  }

  private mutating func move(to position: Int) -> Outcome {
    caret = min(max(0, position), characters.count)
    return .moved
  }

  private var wordStart: Int {
    var position = caret
    while position > 0 && characters[position - 1] == " " { position -= 1 }
    while position > 0 && characters[position - 1] != " " { position -= 1 }
    return position
  }

  private var wordEnd: Int {
    var position = caret
    while position < characters.count && characters[position] == " " { position += 1 }
    while position < characters.count && characters[position] != " " { position += 1 }
    return position
  }

  /// The characters of a text that this line takes after `head`.
  private func fit(_ text: String, from head: [Character]) -> [Character] {
    var taken: [Character] = []
    for character in TypedText.accept(text) {
      let cased = limits.letterCase.apply(character)
      if let mask = limits.mask {
        if mask.accepts(cased, at: head.count + taken.count) { taken.append(cased) }
      } else if limits.characters.contains(cased) {
        taken.append(cased)
      }
    }
    return taken
  }

  /// Drops characters behind the caret that an edit moved to places of a mask that do not take them.
  private mutating func refitTail() {
    guard limits.mask != nil else { return }
    let head = Array(characters[..<caret])
    characters = Array((head + fit(String(characters[caret...]), from: head)).prefix(limits.maximumLength))
  }
}

extension LineEditor {
  /// The part of the line that a box shows.
  public struct Window: Hashable, Sendable {
    /// The characters seen, at most the width of the box.
    public let text: String
    /// The cell of the caret, from 0 to the width of the box: behind a full box it stands right after it.
    public let caretColumn: Int
    /// Whether something lies to the left, out of sight.
    public let hidesStart: Bool
    /// Whether something lies to the right, out of sight.
    public let hidesEnd: Bool
  }

  /// The part of the line that a box of `width` cells shows with the caret in it.
  public func window(width: Int) -> Window {
    let width = max(1, width)
    if let mask = limits.mask {
      let column = min(mask.column(of: caret), width)
      return Window(
        text: String(mask.shown(characters).prefix(width)), caretColumn: column, hidesStart: false,
        hidesEnd: mask.width > width)
    }
    let start = max(0, caret - width)
    let end = min(characters.count, start + width)
    let seen = limits.isSecret ? Array(repeating: "*", count: end - start) : Array(characters[start..<end])
    return Window(
      text: String(seen), caretColumn: caret - start, hidesStart: start > 0, hidesEnd: end < characters.count)
  }
}

extension LineEditor: Discreet {}
