public import Domain

/// What the first argument of `sportello decide` names: one kind of practice, or two that a key tells apart.
public enum DecideSubject: String, CaseIterable, Hashable, Sendable {
  case scelta, revoca, ricusazione
  /// Issuing and ending exemptions; the key `practice` of a case says which, by default issuing.
  case esenzione
  /// The codes of a card and the card itself; the key `practice` of a case says which, by default the codes.
  case pin

  /// The kinds of practice; the first is meant where a case does not say.
  public var kinds: [PracticeKind] {
    switch self {
    case .scelta: [.scelta]
    case .revoca: [.revoca]
    case .ricusazione: [.ricusazione]
    case .esenzione: [.esenzioneRilascio, .esenzioneRevoca]
    case .pin: [.rilascioPin, .tessera]
    }
  }

  /// The subject to which a kind of practice belongs.
  public init(_ kind: PracticeKind) {
    switch kind {
    case .scelta: self = .scelta
    case .revoca: self = .revoca
    case .ricusazione: self = .ricusazione
    case .esenzioneRilascio, .esenzioneRevoca: self = .esenzione
    case .rilascioPin, .tessera: self = .pin
    }
  }

  /// The kind of practice of one line.
  ///
  /// - Throws: ``CaseError`` for a word that is none of ``kinds``.
  func kind(of line: JSONObject) throws(CaseError) -> PracticeKind {
    guard kinds.count > 1 else { return kinds[0] }
    let inner = line["case"]?.object
    guard let named = (inner ?? line)[Self.key] else { return kinds[0] }
    if let word = named.string, let kind = kinds.first(where: { $0.rawValue == word }) { return kind }
    let error = CaseError(.choice(admitted: kinds.map(\.rawValue))).under(key: Self.key)
    throw inner == nil ? error : error.under(key: "case")
  }

  /// The key that tells the kinds of one subject apart.
  static let key = "practice"
}

extension Record {
  /// The record with the key that says which practice of its subject it is; it may be left out in reading.
  func telling(_ kind: PracticeKind) -> Record<Value> {
    let word = kind.rawValue
    let shape = Shape<String>(
      schema: .choice([word]), write: { value, writer in writer.string(value) },
      read: { json throws(CaseError) in
        guard json.string == word else { throw CaseError(.choice(admitted: [word])) }
        return word
      })
    let entry = field(DecideSubject.key, { (_: Value) in word }, filled: shape, note: "Default: \(word).")
    return adding(entry.entries) { object throws(CaseError) in _ = try entry.read(object) }
      .filled { $0.filling(DecideSubject.key, with: .string(word)) }
  }
}
