/// A request for codes that came by e-mail: what was sent, and how far the office has come with it.
public struct RemoteRequest: Hashable, Sendable {
  /// Which of the forms was sent.
  public var form: Form
  /// How far it has come.
  public var state: State
  /// What was sent.
  public var papers: Set<Paper>
  /// Of ``papers``, what cannot be read.
  public var unreadable: Set<Paper>
  /// The province of the office, two letters.
  public var officeProvince: String
  /// The province of residence of the holder, two letters.
  public var residenceProvince: String
  /// The earliest last day of the documents of identity, inclusive; `nil` if none of them has one.
  public var documentsExpire: CivilDate?
  /// Who looked at the papers; `nil` before.
  public var papersBy: Identifier<Operator>?
  /// Who held the video; `nil` before.
  public var videoBy: Identifier<Operator>?
  /// How many appointments the citizen has missed.
  public var missed: Int

  /// The forms; the words are `remoto.modulo.<tag>`.
  public enum Form: Hashable, Sendable {
    /// The holder asks.
    case direct
    /// A close relative asks, in case of illness (trap T-17: no order of relatives).
    case delegate(Relative)
    /// A parent asks, or who stands for a person under protection (trap T-11).
    case representative
  }

  /// What has to be sent; the words are `remoto.allegato.<rawValue>`.
  public enum Paper: String, CaseIterable, Hashable, Sendable {
    case signedForm, holderDocumentFront, holderDocumentBack, cardFront, cardBack
    case applicantDocumentFront, applicantDocumentBack
  }

  /// How far a request has come; the words are `remoto.stato.<tag>`.
  public enum State: Hashable, Sendable {
    case received
    /// The citizen was asked for what is missing.
    case waitingForPapers
    case verified
    /// Reached by telephone.
    case contacted
    case appointed(Instant)
    case inVideo
    case recognised
    case codesSent
    case closed
    case refused(Refusal)
    /// Nothing came in time.
    case lapsed
  }

  /// Why a request is closed without codes; the words are `remoto.rifiuto.<rawValue>`.
  public enum Refusal: String, CaseIterable, Hashable, Sendable {
    case notRecognised, missedAppointments
  }

  /// Gathers the parts; nothing is checked.
  public init(
    form: Form, state: State = .received, papers: Set<Paper> = [], unreadable: Set<Paper> = [],
    officeProvince: String, residenceProvince: String, documentsExpire: CivilDate? = nil,
    papersBy: Identifier<Operator>? = nil, videoBy: Identifier<Operator>? = nil, missed: Int = 0
  ) {
    self.form = form
    self.state = state
    self.papers = papers
    self.unreadable = unreadable
    self.officeProvince = officeProvince
    self.residenceProvince = residenceProvince
    self.documentsExpire = documentsExpire
    self.papersBy = papersBy
    self.videoBy = videoBy
    self.missed = missed
  }
}

extension RemoteRequest.Form {
  /// What has to be sent with the form.
  ///
  /// - Source: seed 004: both sides of the holder's document and card, and of the document of who declares.
  public var papers: Set<RemoteRequest.Paper> {
    let own: Set<RemoteRequest.Paper> = [
      .signedForm, .holderDocumentFront, .holderDocumentBack, .cardFront, .cardBack,
    ]
    return switch self {
    case .direct: own
    case .delegate, .representative: own.union([.applicantDocumentFront, .applicantDocumentBack])
    }
  }
}

extension RemoteRequest {
  /// What is still to be sent, in the order of the list.
  public var missingPapers: [Paper] {
    Paper.allCases.filter { form.papers.contains($0) && !papers.contains($0) }
  }

  /// Whether another office is competent: the one of the province of residence.
  public var isElsewhere: Bool { officeProvince != residenceProvince }
}

extension RemoteRequest: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "RemoteRequest" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
