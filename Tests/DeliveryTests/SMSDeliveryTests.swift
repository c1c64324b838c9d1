import Domain
import TestThreads
import Testing

@testable import Delivery

@Suite("Messages to telephones", .serialized, .onOwnThreads) struct SMSDeliveryTests {
  private static func message(_ text: String = "PUK: \"123\"\\\n\u{7}fine") throws -> OutgoingMessage {
    var bytes = Array(text.utf8)
    return OutgoingMessage(
      to: .mobile(try MobileNumber("+39 333 1234567")), subject: "", key: "C-2026-000001", wiping: &bytes)
  }

  private static func send(_ stub: Stub, token: String = "gettone") async throws -> DeliveryFailure? {
    let delivery = SMSDelivery(
      SMSDelivery.Settings(url: "http://127.0.0.1:\(stub.port)/sms", token: token, milliseconds: 10_000))
    let message = try message()
    do throws(DeliveryFailure) {
      try await delivery.send(message)
      return nil
    } catch { return error }
  }

  @Test("arrive with number, words, token and the key against doubles")
  func arrives() async throws {
    let stub = try Stub(Stub.gateway, "202")
    #expect(try await Self.send(stub) == nil)
    #expect(
      stub.taken == """
        MESSAGE
        Bearer gettone
        C-2026-000001
        {"to":"+393331234567","text":"PUK: \\"123\\"\\\\\\nfine"}

        """)
  }

  /// What the gateway answers, and what that means.
  static let rows: [(mode: String, failure: DeliveryFailure)] = [
    ("400", DeliveryFailure(.refused)), ("404", DeliveryFailure(.refused)),
    ("302", DeliveryFailure(.refused)),
    ("401", DeliveryFailure(.login)), ("403", DeliveryFailure(.login)), ("429", DeliveryFailure(.refused)),
    ("500", DeliveryFailure(.refused, mayHaveArrived: true)),
    ("503", DeliveryFailure(.refused, mayHaveArrived: true)),
    ("hang", DeliveryFailure(.broken, mayHaveArrived: true)),
  ]

  @Test("fail as they are told to, and only what may have arrived is said to", arguments: rows.indices)
  func ends(row: Int) async throws {
    let (mode, expected) = Self.rows[row]
    let stub = try Stub(Stub.gateway, mode)
    let failure = try await Self.send(stub)
    #expect(failure == expected, "\(mode)")
    #expect(stub.count == 1)
  }

  @Test(
    "travel encrypted, but to this machine itself",
    arguments: [
      ("https://gateway.example/sms", true), ("http://127.0.0.1:8080/sms", true),
      ("http://localhost/sms", true),
      ("http://[::1]:1/", true), ("http://gateway.example/sms", false),
      ("http://127.0.0.1.example/sms", false),
      ("http://localhost.example", false), ("http://localhost@gateway.example", false),
      ("ftp://127.0.0.1", false), ("", false),
    ])
  func protected(url: String, isProtected: Bool) { #expect(SMSDelivery.isProtected(url) == isProtected) }
}
