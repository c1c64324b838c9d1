import SQLite
import Vault

/// What a link to a next page holds, sealed: nobody reads in it whom was looked for, nobody changes it.
struct PageLink {
  /// One value of the place where a page ended.
  enum Key: Hashable {
    case integer(Int)
    case text(String)

    var value: SQLValue {
      switch self {
      case .integer(let number): .integer(number)
      case .text(let text): .text(text)
      }
    }
  }

  /// When the search began, in milliseconds: where pages expire, they expire from then on.
  let since: Int
  let type: ServedType
  /// The parameters of the search.
  let parameters: String
  let position: [Key]

  /// The parameter under which the link stands in a query.
  static let parameter = "_page"
  private static let context = Array("page".utf8)

  func sealed(_ key: SealingKey) -> String {
    let keys = position.map { key in
      switch key {
      case .integer(let number): "i\(number)"
      case .text(let text): "t\(text)"
      }
    }
    let text = (["\(since)", type.name, parameters] + keys).joined(separator: "\n")
    return Base64URL.text(key.seal(Array(text.utf8), context: Self.context))
  }

  init(since: Int, type: ServedType, parameters: String, position: [Key]) {
    self.since = since
    self.type = type
    self.parameters = parameters
    self.position = position
  }

  /// Opens a link.
  ///
  /// - Throws: 400 for one that this registry did not make, or of another type.
  init(_ text: String, of type: ServedType, _ key: SealingKey) throws(WireFault) {
    guard let sealed = Base64URL.bytes(text), let bytes = try? key.open(sealed, context: Self.context)
    else { throw .badQuery }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 3, let since = Int(lines[0]), lines[1] == type.name else { throw .badQuery }
    var position: [Key] = []
    for line in lines[3...] {
      if line.hasPrefix("t") {
        position.append(.text(String(line.dropFirst())))
      } else if let number = Int(line.dropFirst()) {
        position.append(.integer(number))
      } else {
        throw .badQuery
      }
    }
    self.init(since: since, type: type, parameters: String(lines[2]), position: position)
  }
}
