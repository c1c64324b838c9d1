import Command
import FHIR
import Glibc
import Registry
import RegistryServer

/// The door in the folder of a registry by which other commands reach the process that serves it.
///
/// A Unix socket for the owner only; what passes is one command line, and what it would have written.
struct ControlDoor {
  private let listener: RegistryListener

  init(_ folder: DataFolder, _ registry: ReferenceRegistry) {
    listener = RegistryListener(address: .socket(path: folder.socket), prefix: "") { request in
      let arguments = String(decoding: request.body, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
      guard request.path == "tokens", let command = try? TokensCommand.Command(arguments) else {
        return Response(status: 400)
      }
      let reply = await command.carryOut(in: registry)
      return Response(status: 200, headers: ["X-Exit": "\(reply.code)"], body: Array(reply.text.utf8))
    }
  }

  /// Opens the door; without it other commands say that the folder is held.
  func open() { try? listener.start() }

  func close() async { await listener.stop() }

  /// Has a command carried out by the process that serves a folder.
  ///
  /// - Returns: What it answers; `nil` if nobody does.
  static func ask(_ folder: DataFolder, _ arguments: [String]) -> TokensCommand.Reply? {
    let body = arguments.joined(separator: "\n")
    let request = """
      POST /tokens HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
      """
    guard let answer = exchanged(request, over: folder.socket) else { return nil }
    let lines = answer.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard let end = lines.firstIndex(of: ""),
      let code = lines[..<end].first(where: { $0.hasPrefix("X-Exit: ") }).flatMap({ Int32($0.dropFirst(8)) })
    else { return nil }
    return TokensCommand.Reply(code: code, text: lines[(end + 1)...].joined(separator: "\r\n"))
  }

  private static func exchanged(_ request: String, over path: String) -> String? {
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return nil }
    defer { Glibc.close(file) }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let code = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else { return nil }
    Output.write(request, to: file)
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &part, part.count)
      guard count > 0 else { break }
      answer += part[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
