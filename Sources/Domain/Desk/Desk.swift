/// Marks the identifiers of operators; the accounts themselves live outside the core.
public enum Operator: Sendable {}

/// A counter: which kind of desk it is and which asl or pharmacy it belongs to.
public struct Desk: Hashable, Sendable {
  /// The name of the desk, as printed on receipts.
  public let id: Identifier<Desk>
  /// Which kind of desk.
  public let kind: DeskKind
  /// The asl it works for.
  public let asl: CodiceAsl
  /// Its distretto; `nil` for a desk of the whole asl.
  public let distretto: Identifier<Distretto>?

  /// Gathers the parts; nothing is checked.
  public init(id: Identifier<Desk>, kind: DeskKind, asl: CodiceAsl, distretto: Identifier<Distretto>? = nil) {
    self.id = id
    self.kind = kind
    self.asl = asl
    self.distretto = distretto
  }
}

/// The kinds of desk, as given to `--desk`.
public enum DeskKind: String, CaseIterable, Hashable, Sendable {
  case asl, farmacia, comune, formazione
}

/// The roles of operators, as given to `--role`.
public enum Role: String, CaseIterable, Hashable, Sendable {
  case sportello, responsabile, farmacista, formatore, amministratore, consultazione
}

/// What a desk may be able to do; the rights table maps (desk, role, profile) to these.
public enum Capability: String, CaseIterable, Hashable, Sendable {
  case openPerson, openRestricted, searchByName, scelta, revoca, ricusazione, grantDeroga, medici, expiries
  case history, reportResidence, queue, print, reprint, demoLevers, operators, lock
  /// Issuing and ending exemptions.
  case esenzioni
  /// Ending one in such a way that it cannot be declared again.
  case blockEsenzione
  /// Showing what a sensitive code of exemption means.
  case revealSensitive
  /// Handing over the codes of a card.
  case issueCodes
  /// Asking for another card; suspending, taking up again and revoking the certificate of one.
  case cards
}

/// The answer of the rights table.
public enum Permission: Hashable, Sendable {
  case granted
  /// Refused, with the key of the sentence that says why and to whom to turn.
  case denied(reasonKey: String)
}
