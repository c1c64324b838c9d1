/// Who comes for the codes of a card, and by which right.
public enum CodeApplicant: Hashable, Sendable {
  /// The holder.
  case holder
  case parent
  /// Who acts in the place of a parent.
  case actsForParent
  case tutore(CourtAct?)
  case amministratoreDiSostegno(CourtAct?)
  case curatore(CourtAct?)
  /// The curator of c.p.c. art. 473-bis.7.
  case curatore473bis7(CourtAct?)
  /// In place of a holder whom health keeps away.
  case delegate(CodeDelegation)
  /// By e-mail and video.
  case remote(RemoteRequest)
  /// The holder asks whether it can be done without a desk.
  case online(OnlineConditions)

  /// The name of each kind; the words are `richiedente.codici.<rawValue>`.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case holder, parent, actsForParent, tutore, amministratoreDiSostegno, curatore, curatore473bis7, delegate
    case remote, remoteDelegate, remoteRepresentative, online

    /// Whether somebody stands at a counter.
    public var comesToDesk: Bool {
      switch self {
      case .holder, .parent, .actsForParent, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7,
        .delegate:
        true
      case .remote, .remoteDelegate, .remoteRepresentative, .online: false
      }
    }
  }

  /// The kind without what belongs to it.
  public var kind: Kind {
    switch self {
    case .holder: .holder
    case .parent: .parent
    case .actsForParent: .actsForParent
    case .tutore: .tutore
    case .amministratoreDiSostegno: .amministratoreDiSostegno
    case .curatore: .curatore
    case .curatore473bis7: .curatore473bis7
    case .delegate: .delegate
    case .remote(let request):
      switch request.form {
      case .direct: .remote
      case .delegate: .remoteDelegate
      case .representative: .remoteRepresentative
      }
    case .online: .online
    }
  }

  /// Whether somebody stands for a person under protection by an act of a judge.
  public var isByCourtAct: Bool {
    switch self {
    case .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7: true
    case .holder, .parent, .actsForParent, .delegate, .remote, .online: false
    }
  }

  /// The act of the judge; `nil` if none was shown or none is needed.
  public var act: CourtAct? {
    switch self {
    case .tutore(let act), .amministratoreDiSostegno(let act), .curatore(let act), .curatore473bis7(let act):
      act
    case .holder, .parent, .actsForParent, .delegate, .remote, .online: nil
    }
  }

  /// Whether somebody else than the holder stands at the counter.
  public var isSomebodyElse: Bool {
    switch self {
    case .holder, .online: false
    case .parent, .actsForParent, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7, .delegate:
      true
    case .remote(let request):
      switch request.form {
      case .direct: false
      case .delegate, .representative: true
      }
    }
  }
}

/// The act by which a judge gave somebody powers for the holder.
public struct CourtAct: Hashable, Sendable {
  /// Court, number and day as they stand on it.
  public var reference: String
  /// Whether it gives the power to ask for the codes.
  public var coversCodes: Bool
  /// Last day, inclusive; `nil` without one.
  public var expires: CivilDate?

  /// Gathers the parts; nothing is checked.
  public init(reference: String, coversCodes: Bool, expires: CivilDate? = nil) {
    self.reference = reference
    self.coversCodes = coversCodes
    self.expires = expires
  }

  /// Whether it gives the power on a day; its last day still counts.
  public func counts(on day: CivilDate) -> Bool { coversCodes && (expires.map { $0 >= day } ?? true) }
}

/// Who comes in place of the holder, as the papers name the person.
public struct CodeRepresentative: Hashable, Sendable {
  /// Surname and name.
  public var fullName: String
  /// The birth date; `nil` if unknown.
  public var birthDate: CivilDate?
  /// The code; `nil` if unknown.
  public var code: PersonCode?

  /// Gathers the parts; nothing is checked.
  public init(fullName: String, birthDate: CivilDate?, code: PersonCode? = nil) {
    self.fullName = fullName
    self.birthDate = birthDate
    self.code = code
  }
}

/// What must hold for a holder to activate a new card at the Sistema TS without a desk.
///
/// - Source: seed 004 for the first two (trap T-10); guide of the Sistema TS, June 2018.
public struct OnlineConditions: Hashable, Sendable {
  /// What holds.
  public var met: Set<Condition>

  /// The conditions; the words are `online.condizione.<rawValue>`.
  public enum Condition: String, CaseIterable, Hashable, Sendable {
    case newCardReceived, previousNotExpired
    /// Active, and activated by the holder, not by a delegate.
    case previousActivatedByHolder
    case sameIssuer, stillEntitled
  }

  /// Gathers the parts; nothing is checked.
  public init(met: Set<Condition>) { self.met = met }

  /// What does not hold, in the order of the list.
  public var missing: [Condition] { Condition.allCases.filter { !met.contains($0) } }
}

extension CodeApplicant: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the kind only.
  public var description: String { "CodeApplicant(\(kind.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CourtAct: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of the act.
  public var description: String { "CourtAct" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CodeRepresentative: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of the person.
  public var description: String { "CodeRepresentative" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
