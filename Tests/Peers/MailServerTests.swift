import Delivery
import Domain
import Glibc
import TestThreads
import Testing

/// Mail reaches a server that others wrote, which takes nothing before the connection is encrypted.
@Suite("Second halves meet a mail server that others wrote", .serialized, .onOwnThreads)
struct MailServerTests {
  /// The server, and the folder where it writes down what it took.
  private struct Meeting {
    let folder: MailFolder
    let server: RunningServer

    /// Starts the server, with a certificate for that host; it is too busy for the first so many messages.
    init(host: String = "localhost", busy: Int = 0) throws {
      folder = try MailFolder()
      server = try RunningServer(
        PeerProgram(environment: .models, program: "mail_server.py").command([folder.path, host, "\(busy)"]))
    }

    func delivery(authorities: String? = nil) throws -> MailDelivery {
      let port = try #require(server.base.split(separator: ":").last.flatMap { UInt16($0) })
      return MailDelivery(
        MailDelivery.Settings(
          host: "localhost", port: port, sender: try EmailAddress("codici@asl.example"),
          authorities: authorities ?? "\(folder.path)/authority.pem", milliseconds: 20_000))
    }
  }

  private func message() throws -> OutgoingMessage {
    var bytes = Array("Seconda metà dei codici\n.\nPIN: 345\n".utf8)
    return OutgoingMessage(
      to: .email(try EmailAddress("prova@posta.example")), subject: "Codici", key: "C-2026-000001",
      wiping: &bytes)
  }

  private func send(_ delivery: MailDelivery) async throws -> DeliveryFailure? {
    let message = try message()
    do throws(DeliveryFailure) {
      try await delivery.send(message)
      return nil
    } catch { return error }
  }

  @Test("the message arrives once, encrypted, with every line as it was written")
  func arrives() async throws {
    let meeting = try Meeting()
    #expect(try await send(try meeting.delivery()) == nil)
    #expect(
      meeting.folder.messages == [
        #"{"encrypted": true, "from": "codici@asl.example", "id": "<C-2026-000001@asl.example>", "#
          + #""subject": "Codici", "text": "Seconda metà dei codici\r\n.\r\nPIN: 345\r\n", "#
          + #""to": ["prova@posta.example"]}"#
      ])
  }

  @Test("a server that is busy once has taken nothing the first time, and one message the second")
  func busy() async throws {
    let meeting = try Meeting(busy: 1)
    let delivery = try meeting.delivery()
    #expect(try await send(delivery) == DeliveryFailure(.refused))
    #expect(meeting.folder.messages.isEmpty)
    #expect(try await send(delivery) == nil)
    #expect(meeting.folder.messages.count == 1)
  }

  @Test("a certificate for another host gets nothing")
  func elsewhere() async throws {
    let meeting = try Meeting(host: "posta.example")
    #expect(try await send(try meeting.delivery()) == DeliveryFailure(.certificate))
    #expect(meeting.folder.messages.isEmpty)
  }

  @Test("a certificate of an authority that nobody trusts gets nothing")
  func stranger() async throws {
    let meeting = try Meeting()
    let other = try Meeting()
    let delivery = try meeting.delivery(authorities: "\(other.folder.path)/authority.pem")
    #expect(try await send(delivery) == DeliveryFailure(.certificate))
    #expect(meeting.folder.messages.isEmpty)
  }
}

/// A folder where a mail server writes, gone with its last owner.
private final class MailFolder {
  let path: String

  init() throws {
    try #require(mkdir(PeerProgram.root, 0o700) == 0 || errno == EEXIST)
    var template = Array("\(PeerProgram.root)/mail-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// What the server took, as it wrote it down.
  var messages: [String] {
    names.filter { $0.hasPrefix("message-") }.sorted().compactMap { name in
      guard let file = fopen("\(path)/\(name)", "r") else { return nil }
      defer { fclose(file) }
      return PeerProgram.read(file)
    }
  }

  private var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
