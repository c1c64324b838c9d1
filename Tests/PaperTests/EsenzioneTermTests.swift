import Domain
import Paper
import Terminal
import Testing

@Suite("Days and titles on papers of exemptions") struct EsenzioneTermTests {
  private static let imprint = Specimen.imprint(Specimen.words("it"))
  private static let words = Specimen.words("it")

  private static func flat(_ document: Document?) -> String {
    (document?.text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let done = ReceiptStatus.definitiva(
    protocolNumber: "7", effectiveDate: Specimen.day("2026-03-16"))

  @Test(
    "a definitive receipt names the last day that the registry told, never that of the desk's own decision",
    arguments: [
      (EsenzioneTerm.until(Specimen.day("2026-09-30")), "30/09/2026"), (.unlimited, "ILLIMITATA"),
      (nil, "come nell'attestato"),
    ] as [(EsenzioneTerm?, String)])
  func term(term: EsenzioneTerm?, shown: String) {
    let text = Self.flat(
      .receipt(
        of: Specimen.practice(.esenzioneRilascio(Specimen.income())), status: Self.done,
        decision: Specimen.period, facts: ReceiptFacts(term: term), imprint: Self.imprint))
    #expect(text.contains(shown))
    #expect(!text.contains("31/03/2026"), "what the desk decided")
  }

  @Test(
    "a receipt says that an exemption is suspended, counts again or is unblocked, and names no last day",
    arguments: [
      (EsenzioneRevocaCase.Reason.permitRenewal, "sospesa"), (.permitRenewed, "ripresa"),
      (.blockLifted, "sbloccata"),
    ])
  func pause(reason: EsenzioneRevocaCase.Reason, key: String) {
    let person = Specimen.exempt([Specimen.esenzione("E02", end: "2026-03-31")])
    let content = EsenzioneRevocaCase(
      assistito: person, esenzione: "e-E02", reason: reason, effectiveDate: Specimen.day("2026-03-16"),
      deskAsl: Specimen.asl)
    let text = Self.flat(
      .receipt(
        of: Specimen.practice(.esenzioneRevoca(content)), status: Self.done, decision: Decision(findings: []),
        imprint: Self.imprint))
    #expect(text.contains(Self.words.text("stampa.esenzione.\(key)")))
    #expect(!text.contains(Self.words.text("stampa.campo.fine") + " "))
  }

  @Test("a band of income is certified as a band, beside the exemptions and not among them") func band() {
    let records = [
      Specimen.esenzione("E02", end: "2026-03-31"),
      Specimen.esenzione("ERB", scope: .region("09"), end: "2026-03-31"),
    ]
    let document = Specimen.certificates(records, imprint: Self.imprint)
    #expect(document?.pages.count == 2)
    let alone = Self.flat(Specimen.certificates([records[1]], imprint: Self.imprint))
    #expect(alone.contains("non è un'esenzione"))
    for word in ["CERTIFICATO DI ESENZIONE", "Certificato di esenzione", "è esente"] {
      #expect(!alone.contains(word), "\(word)")
    }
  }

  @Test("what only begins to count shows from when, also on the short attestato") func future() {
    let later = Specimen.certificates(
      [Specimen.esenzione("D99", start: "2026-04-01", end: "2026-12-31")], imprint: Self.imprint)
    #expect(Self.flat(later).contains("01/04/2026"))
    let now = Specimen.certificates([Specimen.esenzione("D99", end: "2026-12-31")], imprint: Self.imprint)
    #expect(!Self.flat(now).contains("10/01/2026"))
  }

  @Test("what ends soon carries where its code holds") func scope() {
    let person = Specimen.exempt([Specimen.esenzione("E90", scope: .region("04"), end: "2026-03-31")])
    let found = person.expiries(from: Specimen.day("2026-03-16"), exemptionDays: 60)
    #expect(found.map(\.scope) == [.region("04")])
  }
}
