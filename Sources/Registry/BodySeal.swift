import Vault

/// How bodies that tell of people lie in the file: sealed where the registry was given a key.
///
/// What people are found by, names and codes, stays readable for the searches; codes of exemptions, diagnoses and
/// everything else of health stand in bodies alone.
struct BodySeal: Sendable {
  private let key: SealingKey?

  /// The first byte of an envelope, with which no JSON begins.
  private static let mark: UInt8 = 1

  /// Takes the key; `nil` leaves bodies as they are, for a registry in memory and for tests.
  init(_ key: SealingKey?) { self.key = key }

  /// Whether bodies are sealed.
  var isOn: Bool { key != nil }

  /// A body as it goes into the file; an empty one stays empty.
  func closed(_ body: [UInt8], _ place: Place) -> [UInt8] {
    guard let key, !body.isEmpty else { return body }
    return [Self.mark] + key.seal(body, context: place.context)
  }

  /// A body out of the file, also one of before there was a key; `nil` if it is not the one that was put there.
  func opened(_ body: [UInt8], _ place: Place) -> [UInt8]? {
    guard body.first == Self.mark else { return body }
    guard let key else { return nil }
    return try? key.open(Array(body.dropFirst()), context: place.context)
  }

  /// Whether a body of the file lies open although there is a key.
  func isExposed(_ body: [UInt8]) -> Bool { isOn && !body.isEmpty && body.first != Self.mark }

  /// Where a body lies: an envelope opens nowhere else.
  enum Place {
    /// A column of a practice.
    case practice(String, column: String)
    /// A version of a resource, shown whole or masked.
    case resource(ServedType, id: String)

    fileprivate var context: [UInt8] {
      switch self {
      case .practice(let id, let column): Array("practice/\(id)/\(column)".utf8)
      case .resource(let type, let id): Array("resource/\(type.rawValue)/\(id)".utf8)
      }
    }
  }
}
