/// A document of identity that lies on the counter.
public struct ShownDocument: Hashable, Sendable {
  /// Which document.
  public var kind: IdentityDocumentKind
  /// Whose it is.
  public var owner: Owner
  /// Last day, inclusive; `nil` if none stands on it.
  public var expires: CivilDate?
  /// The day of issue; `nil` if it was not read.
  public var issued: CivilDate?
  /// Whether its number was written down where the law wants it.
  public var isNumberRecorded: Bool
  /// Whether only a copy was shown.
  public var isCopy: Bool

  /// Whose a document is.
  public enum Owner: String, CaseIterable, Hashable, Sendable {
    case holder
    /// Who comes in place of the holder.
    case applicant
  }

  /// Gathers the parts; nothing is checked.
  public init(
    kind: IdentityDocumentKind, owner: Owner, expires: CivilDate?, issued: CivilDate? = nil,
    isNumberRecorded: Bool = true, isCopy: Bool = false
  ) {
    self.kind = kind
    self.owner = owner
    self.expires = expires
    self.issued = issued
    self.isNumberRecorded = isNumberRecorded
    self.isCopy = isCopy
  }
}

/// Documents of identity and what is taken for them; the words are `riconoscimento.<rawValue>`.
///
/// - Source: D.P.R. 445/2000 art. 35.
public enum IdentityDocumentKind: String, CaseIterable, Hashable, Sendable {
  /// The paper one.
  case identityCard
  /// The CIE.
  case electronicIdentityCard
  case passport, drivingLicence, nauticalLicence, pensionBook, boilerLicence, firearmsLicence
  /// A card of a State administration with photograph and stamp.
  case stateCard
  /// Equivalent in practice only: a profile may take it.
  case residencePermit
  /// Anything else.
  case other

  /// Whether it is an identity card or equivalent to one.
  public var isEquivalent: Bool {
    switch self {
    case .identityCard, .electronicIdentityCard, .passport, .drivingLicence, .nauticalLicence, .pensionBook,
      .boilerLicence, .firearmsLicence, .stateCard:
      true
    case .residencePermit, .other: false
    }
  }
}

extension ShownDocument {
  /// Completed years at the issue from which an electronic identity card has no last day.
  public static let ageWithoutExpiry = 70

  /// Whether the document counts on a day.
  ///
  /// Its last day still counts. Without a last day only the electronic identity card of who was seventy at its
  /// issue counts; where the day of issue was not read, the age of today is asked.
  ///
  /// - Parameters:
  ///   - day: The day asked about.
  ///   - birth: The day of birth of its owner; `nil` if unknown, and then a CIE without last day counts.
  /// - Returns: Whether it identifies its owner on that day.
  /// - Source: pin-fse A7.
  public func isValid(on day: CivilDate, ownerBorn birth: CivilDate?) -> Bool {
    if let expires { return expires >= day }
    guard kind == .electronicIdentityCard else { return false }
    return birth.map { $0.age(on: issued ?? day) >= Self.ageWithoutExpiry } ?? true
  }
}
