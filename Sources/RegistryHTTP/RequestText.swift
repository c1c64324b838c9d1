import CCurl
import FHIR

/// What of a request becomes text on the wire.
enum RequestText {
  /// The whole URL of a request.
  ///
  /// - Returns: `nil` if path or query hold anything that would end the line or begin another part.
  static func url(of request: Request, below base: BaseAddress) -> String? {
    guard request.path.utf8.allSatisfy({ isVisible($0) && $0 != question && $0 != hash }) else { return nil }
    guard let query = request.query else { return "\(base.text)/\(request.path)" }
    guard query.utf8.allSatisfy({ isVisible($0) && $0 != hash }) else { return nil }
    return "\(base.text)/\(request.path)?\(query)"
  }

  /// Whether a field can stand on one line: a token, and a value without control characters.
  static func isField(_ field: HeaderFields.Field) -> Bool {
    !field.name.isEmpty && field.name.utf8.allSatisfy(isToken)
      && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }

  private static let question = UInt8(ascii: "?")
  private static let hash = UInt8(ascii: "#")

  private static func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// The header fields of a request as libcurl takes them.
final class HeaderList {
  private(set) var pointer: UnsafeMutablePointer<curl_slist>?

  /// - Returns: `nil` if a field cannot stand on one line, or there is no memory.
  init?(_ headers: HeaderFields, hasBody: Bool) {
    // Neither the pause before a body nor the type that libcurl invents for one.
    var lines = ["Expect:"]
    if headers["Content-Type"] == nil { lines.append("Content-Type:") }
    if headers["Accept"] == nil { lines.append("Accept:") }
    for field in headers.fields {
      guard RequestText.isField(field) else { return nil }
      lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    for line in lines {
      guard let longer = curl_slist_append(pointer, line) else { return nil }
      pointer = longer
    }
  }

  deinit { curl_slist_free_all(pointer) }
}
