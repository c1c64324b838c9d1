import FHIR

/// The strict look at the head of a request before any of its body is taken.
///
/// What two readers could read in two ways is refused: two lengths, a length and a coding, names with blanks,
/// dots and slashes in disguise.
///
/// Source: registry-sync §8.
struct RequestCheck: Sendable {
  /// The path below which the registry lies, without slashes around it; empty for none.
  let prefix: String
  let limits: ListenerLimits

  /// The head as it came.
  struct Head {
    var method: String
    var target: String
    var version: String
    var headers: HeaderFields
  }

  /// The request without its body.
  func checked(_ head: Head) -> Result<Request, Refusal> {
    guard head.version == "HTTP/1.1" || head.version == "HTTP/1.0" else { return .failure(.unknownVersion) }
    guard let method = Request.Method(rawValue: head.method) else { return .failure(.unknownMethod) }
    guard head.target.utf8.count <= limits.target else { return .failure(.targetTooLong) }
    guard head.headers.fields.count <= limits.fields else { return .failure(.tooManyFields) }
    if let refusal = fault(in: head.headers, isNew: head.version == "HTTP/1.1") { return .failure(refusal) }
    guard let target = Target(head.target) else { return .failure(.malformed) }
    guard let path = pathBelowPrefix(target.path) else { return .failure(.elsewhere) }
    return .success(Request(method, path, query: target.query, headers: head.headers))
  }

  private func fault(in headers: HeaderFields, isNew: Bool) -> Refusal? {
    guard headers.fields.allSatisfy({ Self.isField($0) }) else { return .malformed }
    let hosts = headers.values("Host")
    guard hosts.count == 1 || (hosts.isEmpty && !isNew), hosts.allSatisfy(Self.isHost) else {
      return .malformed
    }
    let lengths = headers.values("Content-Length")
    let hasCoding = !headers.values("Transfer-Encoding").isEmpty
    guard lengths.count <= 1, !(hasCoding && !lengths.isEmpty) else { return .malformed }
    if hasCoding { return .lengthMissing }
    guard let text = lengths.first else { return nil }
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return .malformed }
    guard let length = Int(text), length <= limits.body else { return .tooLarge }
    return nil
  }

  private func pathBelowPrefix(_ path: Substring) -> String? {
    guard !prefix.isEmpty else { return String(path.dropFirst()) }
    guard path.hasPrefix("/\(prefix)") else { return nil }
    let rest = path.dropFirst(prefix.count + 1)
    guard let first = rest.first else { return "" }
    return first == "/" ? String(rest.dropFirst()) : nil
  }

  private static func isField(_ field: HeaderFields.Field) -> Bool {
    !field.name.isEmpty && field.name.utf8.allSatisfy(isToken)
      && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }

  private static func isHost(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isToken($0) || "[]:".utf8.contains($0) }
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// The target of a request: path and query as they stood on the wire.
private struct Target {
  /// With its slash at the beginning.
  let path: Substring
  let query: String?

  /// - Returns: `nil` unless it is a path that names one thing only.
  init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/"), Self.isWellEscaped(text) else { return nil }
    let cut = text.firstIndex(of: "?")
    path = text[..<(cut ?? text.endIndex)]
    query = cut.map { String(text[text.index(after: $0)...]) }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    // One slash at the end is a habit, two in a row are a trick.
    guard segments.dropLast().allSatisfy({ !$0.isEmpty }), segments.allSatisfy(Self.isSegment) else {
      return nil
    }
  }

  /// Visible ASCII, every percent sign before two figures, none of them a control character.
  private static func isWellEscaped(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") else {
        return false
      }
      guard byte == UInt8(ascii: "%") else { continue }
      guard let high = rest.popFirst().flatMap(figure), let low = rest.popFirst().flatMap(figure) else {
        return false
      }
      let value = high << 4 | low
      guard value >= 0x20, value != 0x7F else { return false }
    }
    return true
  }

  /// Neither a dot alone, nor two, nor a slash, however they are written.
  private static func isSegment(_ segment: Substring) -> Bool {
    let plain = segment.lowercased()
    guard !plain.contains("%2f"), !plain.contains("%5c"), !plain.contains("%25") else { return false }
    let dots = plain.replacing("%2e", with: ".")
    return dots != "." && dots != ".."
  }

  private static func figure(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
