/// Everything the rules read before a card is replaced, or its certificate suspended, taken up again or revoked.
public struct TesseraCase: Hashable, Sendable {
  /// The holder of the card.
  public var assistito: Assistito
  /// The number of the card; `nil` for the newest one of the holder.
  public var card: NumeroTessera?
  /// What is asked for.
  public var request: Request
  /// Who comes.
  public var applicant: CodeApplicant
  /// Who comes in place of the holder; `nil` for the holder.
  public var representative: CodeRepresentative?
  /// Documents of identity on the counter.
  public var documents: [ShownDocument]
  /// At which kind of place.
  public var desk: CodeDesk
  /// The asl of the desk.
  public var deskAsl: CodiceAsl
  /// Forms that lie signed on the counter.
  public var formsSigned: Set<CodeForm>
  /// Whether a copy of the report to the police, or a declaration in its place, was handed in.
  public var hasReport: Bool
  /// Whether the holder told the user code (CIP) to who asks for it; the code itself is never typed here.
  public var knowsUserCode: Bool
  /// Whether the old card was handed in.
  public var isOldCardHandedIn: Bool
  /// Whether the operator is the holder, the applicant or represents either (declared by the desk).
  public var isOperatorInvolved: Bool
  /// What the service that issues cards answered, if it refused.
  public var obstacle: Obstacle?
  /// The day of the request.
  public var effectiveDate: CivilDate
  /// Free words, empty if none.
  public var note: String
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// What is asked for.
  public enum Request: Hashable, Sendable {
    /// Another card.
    case duplicate(DuplicateReason)
    case suspension
    /// The end of a suspension.
    case reactivation
    case revocation(Tessera.Revocation)
    /// The old card is taken and destroyed, before so many who sign for it.
    case destruction(signatures: Int)

    /// What is asked for in one word, as cases and prints name it.
    public var word: String {
      switch self {
      case .duplicate: "duplicate"
      case .suspension: "suspension"
      case .reactivation: "reactivation"
      case .revocation: "revocation"
      case .destruction: "destruction"
      }
    }
  }

  /// What the service that issues cards answers; the words are `ostacolo.tessera.<rawValue>`.
  public enum Obstacle: String, CaseIterable, Hashable, Sendable {
    case codeUnknown, codeMerged, noAddress, wrongNumber, alreadyUnderWay
  }

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, card: NumeroTessera? = nil, request: Request, applicant: CodeApplicant = .holder,
    representative: CodeRepresentative? = nil, documents: [ShownDocument] = [], desk: CodeDesk,
    deskAsl: CodiceAsl, formsSigned: Set<CodeForm> = [], hasReport: Bool = false, knowsUserCode: Bool = false,
    isOldCardHandedIn: Bool = false, isOperatorInvolved: Bool = false, obstacle: Obstacle? = nil,
    effectiveDate: CivilDate, note: String = "", pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.card = card
    self.request = request
    self.applicant = applicant
    self.representative = representative
    self.documents = documents
    self.desk = desk
    self.deskAsl = deskAsl
    self.formsSigned = formsSigned
    self.hasReport = hasReport
    self.knowsUserCode = knowsUserCode
    self.isOldCardHandedIn = isOldCardHandedIn
    self.isOperatorInvolved = isOperatorInvolved
    self.obstacle = obstacle
    self.effectiveDate = effectiveDate
    self.note = note
    self.pending = pending
  }

  /// The card as the position of the holder knows it; `nil` if it does not.
  public var record: Tessera? { assistito.posizione.card(card) }
}

/// Why another card is asked for; the words are `motivo.duplicato.<rawValue>`.
///
/// - Source: pin-fse A11.
public enum DuplicateReason: String, CaseIterable, Hashable, Sendable {
  case theft, loss, worn
  /// Issued without a chip.
  case chipless
  /// Names or place on it are wrong: corrected at the comune, and no duplicate.
  case wrongData
  /// A wrong number or a validation that failed: replaced by the Agenzia delle Entrate.
  case technical
  case pukBlocked
}

/// Who issues another card; the words are `canale.duplicato.<rawValue>`.
public enum DuplicateChannel: String, CaseIterable, Hashable, Sendable {
  case sceltaRevoca, spazioRegione
  /// Online, by mail or at an office.
  case agenziaEntrate
  /// Where the data of the person are corrected.
  case comune
}

extension TesseraCase: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "TesseraCase(\(assistito.id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
