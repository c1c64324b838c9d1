import RegistryClient

extension Fault {
  /// The line goes wrong, before or after so many bytes.
  static let ofTheLine: [Fault] = [
    Fault("reset before anything is read", .failure([.broken, .notConnected], .anything)) { $0.reset() },
    Fault("end before anything is read", .failure([.broken, .notConnected], .anything)) { $0.end() },
    Fault("reset after ten bytes of the request", .failure([.broken], .everything)) {
      $0.read(atLeast: 10)
      $0.reset()
    },
    Fault("reset after the head of the request", .failure([.broken], .everything)) {
      $0.readHead()
      $0.reset()
    },
    Fault("reset after the request", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.reset()
    },
    Fault("end after the request", .failure([.broken], .everything)) { $0.readRequest() },
    Fault("silence after the request", .failure([.timedOut], .everything)) {
      $0.readRequest()
      $0.waitForPeer()
    },
    Fault("silence from the beginning", .failure([.timedOut], .everything)) {
      _ = $0.isPeerThere(for: 5_000)
    },
    Fault("reset after one byte of the answer", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write("H")
      $0.reset()
    },
    Fault("reset within the status line", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write("HTTP/1.1 20")
      $0.reset()
    },
    Fault("end within the status line", .failure([.broken, .garbled], .everything)) {
      $0.readRequest()
      $0.write("HTTP/1.1 20")
    },
    Fault("reset within the head of the answer", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write(Canned.head())
      $0.reset()
    },
    Fault("end within the head of the answer", .failure([.broken, .garbled], .everything)) {
      $0.readRequest()
      $0.write(Canned.head())
    },
    Fault("reset within the body", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write(Canned.head() + "Content-Length: 100\r\n\r\n{")
      $0.reset()
    },
    Fault("end within the body", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write(Canned.head() + "Content-Length: 100\r\n\r\n{}")
    },
    Fault("one byte less than announced", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write(String(Canned.good.dropLast()))
    },
    Fault("end within the chunks", .failure([.broken], .everything)) {
      $0.readRequest()
      $0.write(Canned.head() + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
    },
    Fault("silence within the head", .failure([.timedOut], .everything)) {
      $0.readRequest()
      $0.write(Canned.head())
      $0.waitForPeer()
    },
    Fault("silence within the body", .failure([.timedOut], .everything)) {
      $0.readRequest()
      $0.write(Canned.head() + "Content-Length: 100\r\n\r\n{")
      $0.waitForPeer()
    },
    Fault("one byte a second", .failure([.timedOut], .everything)) {
      $0.readRequest()
      $0.drip(Canned.good, everyMilliseconds: 1_000)
    },
    Fault("a head byte by byte, for ever", .failure([.timedOut, .garbled], .everything)) {
      $0.readRequest()
      $0.write(Canned.head())
      $0.drip("X-Long: " + String(repeating: "a", count: 10_000), everyMilliseconds: 20)
    },
  ]
}
