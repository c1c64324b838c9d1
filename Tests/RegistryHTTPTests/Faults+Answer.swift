import RegistryClient

extension Fault {
  /// The answer is none, or one that few give.
  static let ofTheAnswer: [Fault] = [
    answering("chunks without lengths", .failure([.broken, .garbled], .everything)) {
      $0.write(Canned.head() + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
    },
    answering("a storm of interim answers", .failure([.garbled, .timedOut], .everything)) {
      while $0.write("HTTP/1.1 100 Continue\r\n\r\n") {}
    },
    answering("interim answers before the answer", .answer(200, body: Canned.body)) {
      $0.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nETag: W/\"1\"\r\n\r\n")
      $0.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Canned.good)
    },
    answering("a change of protocol", .failure([.garbled, .timedOut, .broken], .everything)) {
      $0.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")
      $0.waitForPeer()
    },
    answering("header fields without blanks", .answer(200, body: Canned.body)) {
      $0.write(
        "HTTP/1.1 200 OK\r\nETag:W/\"7\"\r\nContent-Length:\(Canned.body.utf8.count)\r\n\r\n\(Canned.body)")
    },
    answering("64 KiB of header fields", .failure([.garbled], .everything)) { connection in
      connection.write(Canned.head())
      for number in 0..<64 {
        connection.write("X-\(number): \(String(repeating: "a", count: 1_014))\r\n")
      }
      connection.write("Content-Length: 0\r\n\r\n")
      connection.waitForPeer()
    },
    answering("one field of 8 KiB", .answer(200, body: Canned.body)) {
      $0.write(
        Canned.head("200 OK", "X-Long: \(String(repeating: "a", count: 8_000))\r\n")
          + "Content-Length: \(Canned.body.utf8.count)\r\n\r\n\(Canned.body)")
    },
    answering("a page of HTML", .answer(200, body: "<html>log in</html>")) {
      $0.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 19\r\n\r\n<html>log in</html>")
    },
    answering("more body than announced", .answer(200, body: Canned.body)) {
      $0.write(Canned.good + "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
      $0.waitForPeer()
    },
    answering("a negative length", .failure([.garbled], .everything)) {
      $0.write(Canned.head() + "Content-Length: -5\r\n\r\n\(Canned.body)")
      $0.waitForPeer()
    },
    answering("a length that is none", .failure([.garbled], .everything)) {
      $0.write(Canned.head() + "Content-Length: many\r\n\r\n\(Canned.body)")
      $0.waitForPeer()
    },
    answering("two different lengths", .failure([.garbled], .everything)) {
      $0.write(Canned.head() + "Content-Length: 2\r\nContent-Length: 25\r\n\r\n\(Canned.body)")
      $0.waitForPeer()
    },
    answering("a length of nine gigabytes", .failure([.garbled], .everything)) {
      $0.write(Canned.head() + "Content-Length: 9000000000\r\n\r\n{")
      $0.waitForPeer()
    },
    answering("a body without end", .failure([.garbled, .timedOut], .everything)) { connection in
      connection.write(Canned.head() + "Transfer-Encoding: chunked\r\n\r\n")
      let chunk = "1000\r\n" + String(repeating: "a", count: 4_096) + "\r\n"
      while connection.write(chunk) {}
    },
    answering("a redirect", .answer(302, body: "")) {
      $0.write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/login\r\nContent-Length: 0\r\n\r\n")
    },
    answering("a redirect that keeps the method", .answer(307, body: "")) {
      $0.write("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    },
    answering("something that is no HTTP", .failure([.garbled], .everything)) {
      $0.write("not the protocol that you are looking for\r\n\r\n")
    },
    answering("the greeting of another protocol", .failure([.garbled], .everything)) {
      $0.write("SSH-2.0-OpenSSH_9.2p1\r\n")
      $0.waitForPeer()
    },
    answering("bytes without order", .failure([.garbled], .everything)) { connection in
      connection.write((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 97 ^ $0 >> 3) })
    },
    answering("a status of two figures", .failure([.garbled, .broken], .everything)) {
      $0.write("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n")
    },
    answering("a status beyond the known ones", .failure([.garbled, .broken], .everything)) {
      $0.write("HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n")
    },
    answering("a version of HTTP to come", .failure([.garbled], .everything)) {
      $0.write("HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n")
    },
    answering("an answer to a proxy", .answer(407, body: "")) {
      $0.write("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")
    },
    answering("a registry that does not serve now", .answer(503, body: Canned.body)) {
      $0.write(
        Canned.head("503 Later", "Retry-After: 120\r\n")
          + "Content-Length: \(Canned.body.utf8.count)\r\n\r\n\(Canned.body)")
    },
    answering("no content", .answer(204, body: "")) { $0.write("HTTP/1.1 204 No Content\r\n\r\n") },
    answering("a body that the end of the connection ends", .answer(200, body: Canned.body)) {
      $0.write("HTTP/1.0 200 OK\r\nContent-Type: application/fhir+json\r\n\r\n\(Canned.body)")
    },
    answering("lines that end without return", .answer(200, body: Canned.body)) {
      $0.write("HTTP/1.1 200 OK\nContent-Length: \(Canned.body.utf8.count)\n\n\(Canned.body)")
    },
    answering("fields behind the body", .answer(200, body: Canned.body)) {
      $0.write(
        Canned.head() + "Transfer-Encoding: chunked\r\n\r\n\(String(Canned.body.utf8.count, radix: 16))\r\n"
          + "\(Canned.body)\r\n0\r\nETag: W/\"9\"\r\n\r\n")
    },
  ]

  /// A fault after a request that was taken whole.
  private static func answering(
    _ name: String, _ expected: Expected, _ script: @escaping HostileServer.Script
  ) -> Fault {
    Fault(name, expected) { connection in
      connection.readRequest()
      script(connection)
    }
  }
}
