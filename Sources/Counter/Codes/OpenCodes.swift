import Cases
import Domain

/// The hand-overs that this desk has begun and not ended, as the store keeps them sealed: cases with masked contacts.
enum OpenCodes {
  /// Under which name they lie in the store.
  static let name = "codici-aperti"

  /// One after the other, each behind its length in four bytes.
  static func encode(_ practices: [Practice]) -> [UInt8] {
    practices.flatMap { practice in
      let bytes = CaseCoding.encode(practice: practice)
      return (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
    }
  }

  /// What can be read; what another version wrote is passed over.
  static func decode(_ bytes: [UInt8]) -> [Practice] {
    var found: [Practice] = []
    var rest = bytes[...]
    while rest.count >= 4 {
      let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      guard count <= rest.count else { break }
      if let practice = try? CaseCoding.decodePractice(Array(rest.prefix(count))) { found.append(practice) }
      rest = rest.dropFirst(count)
    }
    return found
  }
}
