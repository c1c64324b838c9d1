/// The parameters of codes and cards, with the defaults of `italia`: what is not known is not asked for.
public struct TesseraParameters: Hashable, Sendable {
  // Codes
  /// How the codes are halved; `nil` where the registry's issuer alone knows.
  public var split: CodeSplit?
  /// Whether a user code (CIP) is handed over as well, in halves too (trap T-04).
  public var usesCIP = false
  /// Whether codes are in a closed envelope with a number, and have no halves.
  public var usesBlindEnvelope = false
  /// When a PUK blocks (trap T-08); `nil` if unknown.
  public var pukLimit: PukLimit?
  /// Whether the PUK can be seen only with the PIN, so that who has neither needs another card (RE-03).
  public var pukNeedsPin = false
  /// The program with which holders unblock a PIN themselves (RE-01); `nil` if unknown.
  public var unblockProgram: String?
  /// Which row of the table of its region a case is (PIN-*), by who comes.
  public var rows = Self.nationalRows

  // Where
  /// The kinds of place where codes are handed over.
  public var desks: Set<CodeDesk> = [.sceltaRevoca, .tutelati, .comune]
  /// Those of ``desks`` that serve persons under protection (trap T-02).
  public var protectedDesks: Set<CodeDesk> = [.sceltaRevoca, .tutelati, .comune]
  /// Whether a pharmacy activates cards of its own region only (R-DESK-02).
  public var pharmacyOwnRegionOnly = true
  /// Whether desks are known to activate the cards of other regions.
  public var otherRegionsAdmitted = false
  /// What a pharmacy may ask for at most, in cents; `nil` if nothing is known.
  public var pharmacyFeeCents: Int?
  /// Whether a minor's card can be activated without a desk (PIN-T02).
  public var onlineForMinors = true
  /// How many missed appointments by video are forgiven.
  public var allowedMisses = 2
  /// The domains of the e-mail addresses of desks and operators (R-CONT-03).
  public var deskDomains: [String] = []

  // Who
  /// The rule for delegates (trap T-07).
  public var delegation = DelegationRule.unknown
  /// Months that the impediment of a delegation lasts, where they count.
  public var impedimentMonths = 3
  /// Whether exactly so many months are enough (trap T-01).
  public var impedimentMonthsInclusive = true
  /// Whether a parent may come for a minor; where not, services are delegated (R-AGE-02).
  public var parentsMayCome = true
  /// Whether an emancipated minor comes alone.
  public var emancipatedComesAlone = true
  /// Whether the parent's own card must be shown (trap T-06).
  public var parentCardRequired = false
  /// Whether a document of the minor must be shown.
  public var minorDocumentRequired = false
  /// What who represents must sign.
  public var representativeForm: CodeForm? = .representative
  /// Whether an act of a judge must be shown; where not, it is asked for and written down.
  public var courtActRequired = true
  /// Whether it is known that a support administrator is admitted.
  public var supportAdministratorKnown = false

  // With what
  /// What contacts are asked for (trap T-05).
  public var contactRule = ContactRule.mobileOrEmail
  /// Whether a certified address (PEC) is known to be taken.
  public var certifiedMailAdmitted = false
  /// Whether a copy of the absent holder's document is enough for a delegate.
  public var holderDocumentCopyAdmitted = false
  /// Whether a copy of the card is enough for a delegate.
  public var cardCopyAdmitted = false
  /// Whether a permit of stay counts as document of identity.
  public var permitIsDocument = false
  /// In how many copies the request is signed.
  public var formCopies = 1
  /// Whether the old card is brought, taken and destroyed.
  public var withdrawsOldCard = false

  // Cards
  /// The last day on which the certificate of an old card counted beside a new one without chip (trap T-09).
  public var extensionEnd = CivilDate(year: 2023, month: 12, day: 31) ?? .earliest
  /// Who issues another card, by reason.
  public var duplicateChannels: [DuplicateReason: Set<DuplicateChannel>] = Self.usualChannels
  /// Whether another card for theft, loss or wear revokes the old certificate by itself (RE-11).
  public var duplicateRevokes = false
  /// Whether theft and loss need a copy of the report, or a declaration in its place (RE-08).
  public var reportRequired = false
  /// Whether a revocation needs the user code (RE-11).
  public var revocationNeedsUserCode = false
  /// Whether suspension and reactivation need the user code (RE-09).
  public var suspensionNeedsUserCode = false
  /// How many sign for the destruction of a card (DP-09).
  public var destructionSignatures = 2
  /// Days before its last one from which a card is said to end.
  public var expiringDays = 60
  /// Telephone numbers to print on refusals, in the order in which they are to be called.
  public var helpLines = [
    HelpLine(name: "Sistema TS", number: "800 030 070", hours: "lun-sab 8-20")
  ]

  /// Takes the defaults.
  public init() {}

  /// What contacts are asked for.
  public enum ContactRule: String, CaseIterable, Hashable, Sendable {
    case email
    case mobileOrEmail = "mobile-or-email"
    /// Without an address the letter comes by post.
    case emailOrPost = "email-or-post"
    /// Nothing travels: the envelope holds all.
    case none
  }

  /// A telephone number that helps.
  public struct HelpLine: Hashable, Sendable {
    /// Whose number it is.
    public let name: String
    /// The number, or an address.
    public let number: String
    /// When somebody answers; empty if unknown.
    public let hours: String

    /// Gathers the parts; nothing is checked.
    public init(name: String, number: String, hours: String) {
      self.name = name
      self.number = number
      self.hours = hours
    }
  }

  /// The row of the national system for whoever comes to a desk (PIN-G01).
  private static let nationalRows: [CodeApplicant.Kind: String] = Dictionary(
    uniqueKeysWithValues: CodeApplicant.Kind.allCases.filter(\.comesToDesk).map { ($0, "PIN-G01") })

  /// Who issues another card where nothing else is known.
  private static let usualChannels: [DuplicateReason: Set<DuplicateChannel>] = [
    .theft: [.agenziaEntrate, .sceltaRevoca], .loss: [.agenziaEntrate, .sceltaRevoca],
    .worn: [.agenziaEntrate, .sceltaRevoca], .chipless: [.agenziaEntrate, .sceltaRevoca],
    .wrongData: [.comune], .technical: [.agenziaEntrate], .pukBlocked: [.agenziaEntrate, .sceltaRevoca],
  ]
}
