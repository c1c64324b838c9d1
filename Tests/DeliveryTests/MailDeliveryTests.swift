import Delivery
import Domain
import TestThreads
import Testing

@Suite("E-mail to citizens", .serialized, .onOwnThreads) struct MailDeliveryTests {
  private static func message(
    _ address: String = "prova@esempio.it", text: String = "Seconda metà\n.\nPIN: 345\n"
  ) throws -> OutgoingMessage {
    var bytes = Array(text.utf8)
    let message = OutgoingMessage(
      to: .email(try EmailAddress(address)), subject: "Codici", key: "C-2026-000001", wiping: &bytes)
    #expect(bytes.isEmpty)
    return message
  }

  private static func delivery(
    _ stub: Stub, host: String = "localhost", login: MailDelivery.Login? = nil
  ) throws -> MailDelivery {
    MailDelivery(
      MailDelivery.Settings(
        host: host, port: stub.port, sender: try EmailAddress("codici@asl.example"),
        authorities: try Certificates.shared().path("known.pem"), login: login, milliseconds: 10_000))
  }

  private static func send(_ delivery: MailDelivery, _ message: OutgoingMessage) async -> DeliveryFailure? {
    do throws(DeliveryFailure) {
      try await delivery.send(message)
      return nil
    } catch { return error }
  }

  @Test("arrives whole over a connection that was encrypted first")
  func arrives() async throws {
    let stub = try Stub(Stub.mail, "good")
    let failure = await Self.send(try Self.delivery(stub), try Self.message())
    #expect(failure == nil)
    let taken = stub.taken
    for line in [
      "From: <codici@asl.example>", "To: <prova@esempio.it>", "Subject: Codici",
      "Message-ID: <C-2026-000001@asl.example>", "Content-Type: text/plain; charset=utf-8",
    ] { #expect(taken.contains(line + "\r\n"), "\(line)") }
    // A lone dot is doubled on the wire, so that it ends nothing.
    #expect(taken.hasSuffix("\r\n\r\nSeconda metà\r\n..\r\nPIN: 345\r\n"))
    #expect(stub.count == 1)
  }

  /// How the server behaves, its certificate, what comes of it and how many messages it took.
  static let rows: [(mode: String, certificate: String, failure: DeliveryFailure, taken: Int)] = [
    ("plain", "good", DeliveryFailure(.unprotected), 0),
    ("good", "expired", DeliveryFailure(.certificate), 0),
    ("good", "elsewhere", DeliveryFailure(.certificate), 0),
    ("good", "foreign", DeliveryFailure(.certificate), 0),
    ("nobody", "good", DeliveryFailure(.refused), 0), ("busy", "good", DeliveryFailure(.refused), 1),
    ("early", "good", DeliveryFailure(.broken), 0),
    ("hang", "good", DeliveryFailure(.broken, mayHaveArrived: true), 1),
  ]

  @Test("fails as it is told to, and only what may have arrived is said to", arguments: rows.indices)
  func ends(row: Int) async throws {
    let (mode, certificate, expected, taken) = Self.rows[row]
    let stub = try Stub(Stub.mail, mode, certificate: certificate)
    let failure = await Self.send(try Self.delivery(stub), try Self.message())
    #expect(failure?.mayHaveArrived == expected.mayHaveArrived, "\(mode) \(certificate)")
    #expect(failure?.reason == expected.reason, "\(mode) \(certificate)")
    #expect(stub.count == taken)
  }

  @Test("is taken the second time by a server that was busy once")
  func busyOnce() async throws {
    let stub = try Stub(Stub.mail, "busy-once")
    let delivery = try Self.delivery(stub)
    let message = try Self.message()
    #expect(await Self.send(delivery, message) == DeliveryFailure(.refused))
    #expect(await Self.send(delivery, message) == nil)
  }

  @Test("names itself to a server that asks, and is refused with a wrong password")
  func login() async throws {
    let login = MailDelivery.Login(name: "prova", password: "segreta")
    #expect("\(login)" == "Login(***)")
    let stub = try Stub(Stub.mail, "good")
    #expect(await Self.send(try Self.delivery(stub, login: login), try Self.message()) == nil)
    let closed = try Stub(Stub.mail, "login")
    let failure = await Self.send(try Self.delivery(closed, login: login), try Self.message())
    #expect(failure?.reason == .login && failure?.mayHaveArrived == false && closed.count == 0)
  }

  @Test("goes to no address that would say more than an address, and to no telephone")
  func addresses() async throws {
    let stub = try Stub(Stub.mail, "good")
    let delivery = try Self.delivery(stub)
    for address in ["a>b@esempio.it", "a\"b@esempio.it", "a,b@esempio.it"] {
      #expect(await Self.send(delivery, try Self.message(address)) == DeliveryFailure(.address), "\(address)")
    }
    var text = Array("x".utf8)
    let telephone = OutgoingMessage(
      to: .mobile(try MobileNumber("3331234567")), subject: "", key: "x", wiping: &text)
    #expect(await Self.send(delivery, telephone) == DeliveryFailure(.address))
    #expect(
      await Self.send(try Self.delivery(stub, host: "local host"), try Self.message())
        == DeliveryFailure(.configuration))
    #expect(stub.count == 0)
  }

  @Test("nobody at the port is a certain failure")
  func nobody() async throws {
    let port = try Stub(Stub.mail, "good").port
    let delivery = MailDelivery(
      MailDelivery.Settings(host: "127.0.0.1", port: port, sender: try EmailAddress("a@asl.example")))
    #expect(await Self.send(delivery, try Self.message()) == DeliveryFailure(.unreachable))
  }

  @Test("its words are shown to no log")
  func hidden() throws {
    let message = try Self.message()
    #expect("\(message)" == "OutgoingMessage(***)" && Mirror(reflecting: message).children.isEmpty)
  }
}
