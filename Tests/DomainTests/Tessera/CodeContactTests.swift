import Domain
import Testing

@Suite("Contacts for the second half of codes") struct CodeContactTests {
  @Test(
    "read an e-mail address, its domain in lower case",
    arguments: [
      ("giulia@esempio.it", "giulia@esempio.it"), ("  Giulia.P@ESEMPIO.IT \n", "Giulia.P@esempio.it"),
      ("a@b-c.example.org", "a@b-c.example.org"), ("g+ts@e.it", "g+ts@e.it"),
    ]) func email(typed: String, read: String) throws
  {
    #expect(try EmailAddress(typed).rawValue == read)
  }

  @Test(
    "refuse what is no e-mail address",
    arguments: [
      ("", ContactError.empty), ("  ", .empty), ("giulia", .email), ("giulia@", .email),
      ("@esempio.it", .email),
      ("g@h@esempio.it", .email), ("g@esempio", .email), ("g@.it", .email), ("g@esempio.", .email),
      ("g@-esempio.it", .email), ("g@esempio-.it", .email), ("g h@esempio.it", .email),
      ("g\r\nBcc: x@esempio.it", .email), ("gì@esempio.it", .email), ("g@esem_pio.it", .email),
      (String(repeating: "g", count: 65) + "@esempio.it", .email),
      (String(repeating: "g", count: 250) + "@e.it", .tooLong),
    ]) func notEmail(typed: String, error: ContactError)
  {
    #expect(throws: error) { try EmailAddress(typed) }
  }

  @Test("take 254 characters and no more") func longest() throws {
    let domain = [63, 63, 59].map { String(repeating: "e", count: $0) }.joined(separator: ".") + ".it"
    let longest = String(repeating: "g", count: 254 - domain.utf8.count - 1) + "@" + domain
    #expect(longest.utf8.count == 254)
    #expect(try EmailAddress(longest).domain == domain)
    #expect(throws: ContactError.tooLong) { try EmailAddress("g" + longest) }
  }

  @Test(
    "read a mobile number", arguments: ["3331234567", "+39 333 123 4567", "0039333.123.4567", "333-1234/567"])
  func mobile(typed: String) throws {
    #expect(try MobileNumber(typed).rawValue == "3331234567")
  }

  @Test(
    "refuse what is no Italian mobile number",
    arguments: ["06123456", "33312345", "33312345678", "+41 791234567", "333123456a", "+393", "39333123456"])
  func notMobile(typed: String) { #expect(throws: ContactError.mobile) { try MobileNumber(typed) } }

  @Test("take a number of nine digits, and none at all as empty") func nine() throws {
    #expect(try MobileNumber("333123456").rawValue == "333123456")
    #expect(throws: ContactError.empty) { try MobileNumber(" ") }
  }

  @Test("show the first letters and the last digits only") func masked() throws {
    let email = CodeContact(.email(try EmailAddress("giulia@esempio.it")), isConfirmed: true)
    let mobile = CodeContact(.mobile(try MobileNumber("3331234567")), isConfirmed: true)
    #expect(email.masked == "g***@e***.it" && email.channel == .email)
    #expect(mobile.masked == "***567" && mobile.channel == .mobile)
    for contact in [email, mobile] {
      #expect(contact.recorded.recorded == contact.recorded)
      #expect(contact.recorded.masked == contact.masked && contact.recorded.channel == contact.channel)
      #expect(!"\(contact)".contains("*") && Mirror(reflecting: contact).children.isEmpty)
    }
  }

  @Test(
    "guess certified mail",
    arguments: [
      ("g@pec.it", true), ("g@legalmail.it", true), ("g@pec.esempio.it", true),
      ("g@arubapec.it", true), ("g@esempio.it", false), ("pec@esempio.it", false),
    ])
  func certified(typed: String, isCertified: Bool) throws {
    #expect(try EmailAddress(typed).looksCertified == isCertified)
  }

  @Test("know the desk's own domain, and what lies under it") func own() throws {
    let domains = ["ASL.example.org"]
    #expect(try EmailAddress("a@asl.example.org").isIn(domains))
    #expect(try EmailAddress("a@posta.asl.example.org").isIn(domains))
    #expect(try !EmailAddress("a@nasl.example.org").isIn(domains))
    #expect(try !EmailAddress("a@example.org").isIn(domains))
  }
}
