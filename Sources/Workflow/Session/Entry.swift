public import Domain

/// What was typed on home or after F2.
public enum Entry: Hashable, Sendable {
  case nothing
  /// A code, alone or with the person it is for.
  case transaction(TransactionCode, PersonKey?)
  case person(PersonKey)
  /// Surname and name, from three letters or a comma on.
  case names(PersonQuery)
  /// A transaction code with the beginning of the name of the person it is for.
  case transactionSearch(TransactionCode, PersonQuery)
  /// Nothing that can be a code or a name yet.
  case unfinished
  /// Looks like a code of a person and is none, with why.
  case wrongCode(messageKey: String, arguments: [String])

  /// Understands one line.
  ///
  /// Two letters are a transaction code; sixteen characters, eleven digits, STP or ENI a person's code;
  /// twenty digits a card; three letters and more, or anything with a comma, the beginning of a surname.
  public init(_ line: String, today: CivilDate) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first else {
      self = .nothing
      return
    }
    if first.count == 2, let code = TransactionCode(typed: first) {
      guard words.count > 1 else {
        self = .transaction(code, nil)
        return
      }
      switch Self.key(words.dropFirst().joined()) {
      case .success(let key): self = .transaction(code, key)
      case .failure(let wrong): self = wrong
      case nil:
        let rest = words.dropFirst().joined(separator: " ")
        self = NameEntry.query(rest, today: today).map { Entry.transactionSearch(code, $0) } ?? .unfinished
      }
      return
    }
    switch Self.key(words.joined()) {
    case .success(let key): self = .person(key)
    case .failure(let wrong): self = wrong
    case nil:
      self = NameEntry.query(line, today: today).map(Entry.names) ?? .unfinished
    }
  }

  private enum KeyReading {
    case success(PersonKey)
    case failure(Entry)
  }

  /// A code if `text` contains a digit and has the length of one; `nil` if it may be a name.
  private static func key(_ text: String) -> KeyReading? {
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    if text.utf8.count == 20, let tessera = try? NumeroTessera(text) { return .success(.tessera(tessera)) }
    guard text.utf8.count >= 11, !text.contains(","), !text.contains(".") else { return nil }
    do {
      return .success(.code(try PersonCode.parse(text)))
    } catch {
      return .failure(.wrongCode(messageKey: error.messageKey, arguments: error.messageArguments))
    }
  }
}
