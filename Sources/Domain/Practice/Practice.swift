/// A practice done at the counter: what was asked, by whom, for whom, and the case that the rules read.
///
/// It travels whole: the registry decides again on ``content`` and refuses a practice without it.
public struct Practice: Hashable, Sendable {
  /// The operation id: a random UUID made at the desk, the key against doubles.
  public let id: Identifier<Practice>
  /// The whole case.
  public let content: PracticeCase
  /// Who did it, and where.
  public let author: Author
  /// When it was confirmed at the desk.
  public let createdAt: Instant
  /// The practice that this one corrects or follows; `nil` if none.
  public let partOf: Identifier<Practice>?

  /// Gathers the parts; nothing is checked.
  public init(
    id: Identifier<Practice>, content: PracticeCase, author: Author, createdAt: Instant,
    partOf: Identifier<Practice>? = nil
  ) {
    self.id = id
    self.content = content
    self.author = author
    self.createdAt = createdAt
    self.partOf = partOf
  }
}

/// The kinds of practice of this program; the raw value is the word used on the wire and by `decide`.
public enum PracticeKind: String, CaseIterable, Hashable, Sendable {
  case scelta, revoca, ricusazione
  case esenzioneRilascio = "esenzione-rilascio"
  case esenzioneRevoca = "esenzione-revoca"
  /// The codes of a card: done online, and kept as a fact.
  case rilascioPin = "rilascio-pin-ts-cns"
  /// The card itself: another one, suspension, revocation, destruction.
  case tessera
}

/// The case of a practice: everything the rules read.
public enum PracticeCase: Hashable, Sendable {
  case scelta(SceltaCase)
  case revoca(RevocaCase)
  case ricusazione(RicusazioneCase)
  case esenzioneRilascio(EsenzioneCase)
  case esenzioneRevoca(EsenzioneRevocaCase)
  case rilascioPin(PinCase)
  case tessera(TesseraCase)

  /// The kind of practice.
  public var kind: PracticeKind {
    switch self {
    case .scelta: .scelta
    case .revoca: .revoca
    case .ricusazione: .ricusazione
    case .esenzioneRilascio: .esenzioneRilascio
    case .esenzioneRevoca: .esenzioneRevoca
    case .rilascioPin: .rilascioPin
    case .tessera: .tessera
    }
  }

  /// The person the practice is for.
  public var assistito: Assistito {
    switch self {
    case .scelta(let content): content.assistito
    case .revoca(let content): content.assistito
    case .ricusazione(let content): content.assistito
    case .esenzioneRilascio(let content): content.assistito
    case .esenzioneRevoca(let content): content.assistito
    case .rilascioPin(let content): content.assistito
    case .tessera(let content): content.assistito
    }
  }
}

/// Who did a practice: carried by every practice, shown in every history.
public struct Author: Hashable, Sendable {
  /// The account of the operator.
  public let operatorName: Identifier<Operator>
  /// The role in which it was done.
  public let role: Role
  /// The desk where it was done.
  public let desk: Desk

  /// Gathers the parts; nothing is checked.
  public init(operatorName: Identifier<Operator>, role: Role, desk: Desk) {
    self.operatorName = operatorName
    self.role = role
    self.desk = desk
  }
}

/// What the registry answers to a practice.
public enum RegistryAnswer: Hashable, Sendable {
  /// Written in the registry: protocol number ("" if it told none), day from which it counts (`nil` if it told none),
  /// and what the rules said.
  case accepted(protocolNumber: String, effectiveDate: CivilDate?, decision: Decision)
  /// Decided against, with every finding; nothing changed in the registry.
  case rejected(Decision)
  /// The same operation id was answered before: the first answer stands; number and day as in ``accepted``.
  case alreadyAnswered(protocolNumber: String, effectiveDate: CivilDate?)
}

/// Three kinds of receipt, never to be confused.
public enum ReceiptKind: String, CaseIterable, Hashable, Sendable {
  /// Asked for, not yet in the registry.
  case provvisoria
  /// In the registry, with protocol and effective date.
  case definitiva
  /// No request was made.
  case promemoria
}
