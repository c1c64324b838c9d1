import Cases
import Domain
import Testing

@Suite("Cases of codes and cards can be written by hand") struct DecidePinTests {
  private static let person = """
    {"birthDate": "1980-01-01", "residence": {"asl": "030321"},
     "assistenza": {"asl": "030321", "start": "2000-01-01"},
     "tessera": {"number": "80380000300000000011", "issued": "2024-01-10", "expires": "2030-01-09"}}
    """
  private static let now = Instant(iso: "2026-03-16T09:00:00Z")!
  private static let profile = Profile(id: "italia", scelta: SceltaParameters())

  private static func decide(_ rest: String, delegation: DelegationRule = .orderOfRelatives) throws
    -> Decision
  {
    var profile = Self.profile
    profile.tessera.delegation = delegation
    let line = Array("{\"assistito\": \(person)\(rest)}".utf8)
    return try DecideRequest(line, subject: .pin).content.decide(profile: profile, now: now)
  }

  @Test("the shortest one is a holder whose papers are in order")
  func shortest() throws {
    let decision = try Self.decide("")
    #expect(decision.outcome == .admitted && decision.effectiveDate == CivilDate(iso: "2026-03-16"))
    let line = Array("{\"assistito\": \(Self.person)}".utf8)
    guard case .rilascioPin(let content) = try DecideRequest(line, subject: .pin).content else {
      Issue.record("another practice")
      return
    }
    #expect(content.deskAsl.rawValue == "030321" && content.formsSigned == Set(CodeForm.allCases))
    #expect(content.representative == nil && content.record?.hasChip == true)
  }

  @Test("a son whose mother lives comes after her")
  func precedence() throws {
    let son =
      #", "representative": {"fullName": "Prova Ada"}, "applicant": {"kind": "delegate", "relative": "child", "hasSpouse": true, "declaresImpediment": true}"#
    #expect(try Self.decide(son).headline?.rule.id == "R-DEL-02")
    let widow =
      #", "representative": {"fullName": "Prova Ada"}, "applicant": {"kind": "delegate", "relative": "child", "declaresImpediment": true}"#
    #expect(try Self.decide(widow).outcome == .admitted)
  }

  @Test("a certificate of three months exactly is enough")
  func months() throws {
    func applicant(_ months: Int) -> String {
      #", "representative": {"fullName": "Prova Ada"}, "applicant": {"kind": "delegate", "relative": "none", "certificate": {"length": {"kind": "months", "months": "#
        + "\(months)}}}"
    }
    #expect(try Self.decide(applicant(3), delegation: .longImpediment).outcome == .admitted)
    #expect(try Self.decide(applicant(2), delegation: .longImpediment).headline?.rule.id == "R-CERT-02")
  }

  @Test("the key practice says that it is about the card")
  func card() throws {
    let theft =
      #", "practice": "tessera", "effectiveDate": "2026-03-16", "request": {"kind": "duplicate", "reason": "theft"}"#
    let decision = try Self.decide(theft)
    #expect(decision.outcome == .admitted)
    let rest = #", "practice": "tessera", "effectiveDate": "2026-03-16", "request": "suspension""#
    #expect(try Self.decide(rest).headline?.rule.id == "TES-02")
  }

  @Test(
    "a wrong contact is named by its place, and its text is told to nobody",
    arguments: [
      (#"{"kind": "email", "text": "giulia@"}"#, CaseError.Reason.format(expected: "email")),
      (#"{"kind": "mobile", "text": "06123456"}"#, .format(expected: "mobile")),
    ])
  func contact(address: String, reason: CaseError.Reason) throws {
    let line = "{\"assistito\": \(Self.person), \"contacts\": [{\"address\": \(address)}]}"
    let error = #expect(throws: CaseError.self) { try DecideRequest(Array(line.utf8), subject: .pin) }
    #expect(error?.reason == reason)
    #expect(error.map { "\($0)".contains("giulia") || "\($0)".contains("06123456") } == false)
  }

  @Test("no text that is written has room for a code")
  func keys() throws {
    var words: [String] = []
    for subject in [PracticeKind.rilascioPin, .tessera] {
      let text = String(decoding: DecideRequest.schema(of: subject), as: UTF8.self)
      words += text.split(separator: "\"").map { $0.lowercased() }
    }
    #expect(!words.contains { ["pin", "puk", "cip", "code half", "half", "secret"].contains($0) })
  }
}
