/// Everything the rules read before codes of a card are handed over, or after it what is kept of it.
///
/// It never holds a code: the hand-over itself is done online and leaves only this fact and its number.
public struct PinCase: Hashable, Sendable {
  /// The holder of the card.
  public var assistito: Assistito
  /// The number of the card; `nil` for the newest one of the holder.
  public var card: NumeroTessera?
  /// What was seen of the card.
  public var shown: CardShown
  /// What is known of its chip.
  public var chip: ChipFinding
  /// Why codes are asked for.
  public var trouble: CodeTrouble
  /// Whether the holder counts on the extension of an old certificate (trap T-09).
  public var claimsExtension: Bool
  /// Who comes.
  public var applicant: CodeApplicant
  /// Who comes in place of the holder; `nil` for the holder.
  public var representative: CodeRepresentative?
  /// Whether a holder who is a minor was emancipated.
  public var isEmancipated: Bool
  /// Documents of identity on the counter.
  public var documents: [ShownDocument]
  /// Whether the card of the parent was shown as well.
  public var parentCardShown: Bool
  /// Where the second half goes: one, or both by a request from afar.
  public var contacts: [CodeContact]
  /// At which kind of place.
  public var desk: CodeDesk
  /// The asl of the desk.
  public var deskAsl: CodiceAsl
  /// Forms that lie signed on the counter.
  public var formsSigned: Set<CodeForm>
  /// Whether the operator is the holder, the applicant or represents either (declared by the desk).
  public var isOperatorInvolved: Bool
  /// Whether the data on the card differ from those of ANPR.
  public var differsFromRegistry: Bool
  /// The number under which the registry keeps the hand-over; `nil` before it.
  public var handOver: Identifier<CodeHandOver>?
  /// The practice of the same person still pending, if any.
  public var pending: Identifier<Practice>?

  /// Gathers the parts; nothing is checked.
  public init(
    assistito: Assistito, card: NumeroTessera? = nil, shown: CardShown = .card,
    chip: ChipFinding = .readElsewhere, trouble: CodeTrouble = .firstIssue, claimsExtension: Bool = false,
    applicant: CodeApplicant = .holder, representative: CodeRepresentative? = nil,
    isEmancipated: Bool = false, documents: [ShownDocument] = [], parentCardShown: Bool = false,
    contacts: [CodeContact] = [], desk: CodeDesk, deskAsl: CodiceAsl, formsSigned: Set<CodeForm> = [],
    isOperatorInvolved: Bool = false, differsFromRegistry: Bool = false,
    handOver: Identifier<CodeHandOver>? = nil, pending: Identifier<Practice>? = nil
  ) {
    self.assistito = assistito
    self.card = card
    self.shown = shown
    self.chip = chip
    self.trouble = trouble
    self.claimsExtension = claimsExtension
    self.applicant = applicant
    self.representative = representative
    self.isEmancipated = isEmancipated
    self.documents = documents
    self.parentCardShown = parentCardShown
    self.contacts = contacts
    self.desk = desk
    self.deskAsl = deskAsl
    self.formsSigned = formsSigned
    self.isOperatorInvolved = isOperatorInvolved
    self.differsFromRegistry = differsFromRegistry
    self.handOver = handOver
    self.pending = pending
  }
}

extension PinCase {
  /// The card as the position of the holder knows it; `nil` if it does not.
  public var record: Tessera? { assistito.posizione.card(card) }

  /// The case as it is kept once the registry has handed the codes over: contacts masked.
  ///
  /// - Parameter handOver: The number of the registry.
  /// - Returns: The same case, fit for queue and journal.
  /// - Source: pin-fse DP-02.
  public func recorded(_ handOver: Identifier<CodeHandOver>) -> PinCase {
    var next = self
    next.handOver = handOver
    next.contacts = contacts.map(\.recorded)
    return next
  }
}

extension Posizione {
  /// The card of that number, or the newest one where none is named; `nil` if there is none.
  public func card(_ number: NumeroTessera?) -> Tessera? {
    guard let number else { return tessere.first }
    return tessere.first { $0.number == number }
  }
}

extension PinCase: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "PinCase(\(assistito.id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ChipFinding: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of the holder.
  public var description: String { "ChipFinding" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
