import FHIR

/// An answer as it comes in, line by line and part by part.
///
/// Only the thread of its transfer touches it.
final class ReceivedResponse {
  private let limits: ConnectionSettings.Limits
  private var headBytes = 0
  private var isHeadComplete = false
  private var status = 0
  private var headers = HeaderFields()
  private var body: [UInt8] = []

  init(_ limits: ConnectionSettings.Limits) { self.limits = limits }

  /// What has come; `nil` unless a final answer began.
  var response: Response? {
    guard isHeadComplete, (200...599).contains(status) else { return nil }
    return Response(status: status, headers: headers, body: body)
  }

  /// Takes one line of the head, of an interim answer's too.
  ///
  /// - Returns: How many bytes were taken; another number than given ends the transfer.
  func takeHead(_ line: UnsafeRawBufferPointer) -> Int {
    headBytes += line.count
    guard headBytes <= limits.head else { return -1 }
    var text = Substring(decoding: line)
    while let last = text.utf8.last, last == 0x0D || last == 0x0A { text.removeLast() }
    if text.hasPrefix("HTTP/") {
      guard let code = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return -1 }
      status = code
      headers = HeaderFields()
      isHeadComplete = false
      return line.count
    }
    if text.isEmpty {
      isHeadComplete = status >= 200
      let lengths = Set(headers.values("Content-Length"))
      // Where the answer ends must not be a matter of opinion.
      guard lengths.count <= 1 else { return -1 }
      if let length = lengths.first.flatMap({ Int($0) }), (0...limits.body).contains(length) {
        body.reserveCapacity(length)
      }
      return line.count
    }
    // What follows a body is no header.
    guard !isHeadComplete, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return line.count }
    headers.append(Self.trimmed(text[..<colon]), Self.trimmed(text[text.utf8.index(after: colon)...]))
    return line.count
  }

  /// Takes a part of the body.
  ///
  /// - Returns: How many bytes were taken; another number than given ends the transfer.
  func takeBody(_ part: UnsafeRawBufferPointer) -> Int {
    guard body.count + part.count <= limits.body else { return -1 }
    body.append(contentsOf: part)
    return part.count
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.utf8.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return String(rest)
  }
}

extension Substring {
  fileprivate init(decoding bytes: UnsafeRawBufferPointer) {
    self = String(decoding: bytes, as: UTF8.self)[...]
  }
}
