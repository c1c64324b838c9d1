public import Domain
import Terminal

/// The papers about codes and cards, under the numbers by which desks know them.
///
/// - Source: pin-fse A14.
public enum CodePaper: String, CaseIterable, Hashable, Sendable {
  /// The holder asks for the codes.
  case request = "MOD-1"
  /// Who represents a minor or a person under protection asks.
  case representative = "MOD-2"
  /// A relative declares for a holder whom health keeps away, in the order of the law.
  case relative = "MOD-3"
  /// The holder names somebody, for an impediment that lasts.
  case delegation = "MOD-4"
  /// A request from afar.
  case remote = "MOD-5"
  /// What was handed over; never a code.
  case handOver = "MOD-6"
  /// Another card is asked for.
  case duplicate = "MOD-7"
  /// The certificate of a card is to rest, to be taken up again, or to end.
  case certificate = "MOD-8"
  /// An old card was taken and destroyed.
  case destruction = "MOD-9"
  /// What becomes of the data, and how codes are kept.
  case leaflet = "MOD-10"

  /// The form that who comes signs before codes are handed over; `nil` where nobody signs.
  public init?(_ content: PinCase, _ parameters: TesseraParameters) {
    switch content.applicant {
    case .holder: self = .request
    case .parent, .actsForParent, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7:
      self = .representative
    case .delegate:
      switch parameters.delegation {
      case .orderOfRelatives: self = .relative
      case .longImpediment, .form, .unknown: self = .delegation
      }
    case .remote: self = .remote
    case .online: return nil
    }
  }

  /// The form of a practice about the card itself.
  public init(_ request: TesseraCase.Request) {
    switch request {
    case .duplicate: self = .duplicate
    case .suspension, .reactivation, .revocation: self = .certificate
    case .destruction: self = .destruction
    }
  }

  /// The key of the title.
  var titleKey: String {
    switch self {
    case .request: "codici.titolo.richiesta"
    case .representative: "codici.titolo.rappresentante"
    case .relative: "codici.titolo.familiare"
    case .delegation: "codici.titolo.delega"
    case .remote: "codici.titolo.distanza"
    case .handOver: "codici.titolo.consegna"
    case .duplicate: "codici.titolo.duplicato"
    case .certificate: "codici.titolo.certificato"
    case .destruction: "codici.titolo.distruzione"
    case .leaflet: "codici.titolo.informativa"
    }
  }
}

extension Imprint {
  /// A paper in as many copies as are signed, each of which says which one it is.
  func copies(
    _ paper: CodePaper, count: Int, reference: Identifier<Practice>?, barCode: String? = nil,
    _ blocks: [Block]
  ) -> Document {
    let job = text("lavoro.codici")
    let count = max(1, count)
    let layout = Layout(
      imprint: self, title: legalTitle(paper.titleKey), checkCode: reference.map(CheckCode.init(of:)),
      barCode: barCode)
    let pages = (1...count).flatMap { copy in
      let mark = text("codici.copia", paper.rawValue, String(copy), String(count))
      return layout.document(jobTitle: job, blocks + [.blank, .paragraph(mark)]).pages
    }
    return Document(title: job, pages: pages)
  }

  /// Room for two signatures, with who signs under each.
  func signatures(_ left: String, _ right: String) -> [Block] {
    let line = String(repeating: "_", count: 30)
    return [
      .blank, .blank, .row([line, line], widths: [37, 38]), .row([left, right], widths: [37, 38]),
    ]
  }

  /// Day of the signature, and room for who asks and for the operator.
  func signed(by applicant: String) -> [Block] {
    [.blank, .paragraph(text("luogo_data", date(printedAt.romeDate)))]
      + signatures(text("firma", applicant), text("firma_operatore"))
  }

  /// An empty square before what is ticked by hand.
  func tick(_ key: String) -> Block { .row(["[ ]", words.text(key)], widths: [3, 72]) }
}
