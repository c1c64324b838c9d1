import Domain
import Population
import Terminal

@testable import Workflow

/// Exemptions that a test gives to people of the small region, beside what the registry knows.
enum EsenzioneFixture {
  /// One record; its id is its place in the list.
  static func record(
    _ code: String, from start: String, to end: String? = nil, issuer: CodiceAsl = Region.homeAsl,
    issuedOn: String? = nil, origin: Esenzione.Origin = .certificate, state: Esenzione.State = .valid
  ) -> Esenzione {
    Esenzione(
      id: Identifier(unchecked: "44444444-0000-4000-8000-\(code)-\(start)"), code: CodiceEsenzione(code)!,
      issuer: issuer, start: CivilDate(iso: start)!, end: end.map { CivilDate(iso: $0)! },
      issuedOn: CivilDate(iso: issuedOn ?? start)!, origin: origin, certificateNumber: "2026/000042",
      protocolNumber: "", state: state)
  }

  /// The income of last year, which was not renewed in time.
  static let lastYear = record("E02", from: "2024-04-03", to: "2025-03-31", origin: .selfDeclared)

  /// One record of each sort.
  static let all: [Esenzione] = [
    record("E02", from: "2025-04-03", to: "2026-03-31", origin: .selfDeclared),
    record("013", from: "2019-05-20"),
    record("020", from: "2021-02-01"),
    record("C03", from: "2024-01-10", to: "2026-01-09"),
    record("031", from: "2018-01-10", issuer: elsewhere, origin: .otherRegistry),
    record("E01", from: "2025-04-01", to: "2026-03-31", origin: .mefList),
    record(
      "048", from: "2020-03-01",
      state: .revoked(on: CivilDate(iso: "2025-03-01")!, reason: .citizen, isBlocked: false)),
  ]

  /// One record of each state that is not the usual one, and one that was issued twice.
  static let states: [Esenzione] = [
    record("E02", from: "2026-03-09", to: "2027-03-31", origin: .selfDeclared, state: .inVerification),
    record("048", from: "2026-03-05", state: .inEvaluation),
    record(
      "E04", from: "2025-04-10", to: "2026-03-31", origin: .selfDeclared,
      state: .revoked(on: CivilDate(iso: "2025-11-03")!, reason: .officeControl, isBlocked: true)),
    record("013", from: "2019-05-20"), record("013", from: "2021-02-01", issuer: elsewhere),
    record(
      "C03", from: "2026-03-10", state: .annulled(on: CivilDate(iso: "2026-03-10")!, reason: "errore")),
    record("059", from: "2024-01-10", state: .suspended(since: CivilDate(iso: "2026-02-20")!)),
  ]

  static let elsewhere = CodiceAsl("050101")!

  /// Gives records to the person of a case of the demo.
  static func give(_ records: [Esenzione], to caseID: String, on desk: AnswerDesk) async throws {
    let code = try PersonCode.parse(SmallRegion.code(caseID))
    guard case .person(let person?, _) = try await desk.answer(.person(.code(code))) else { return }
    desk.esenzioni[person.id] = records
  }
}
