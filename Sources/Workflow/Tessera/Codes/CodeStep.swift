public import Domain
public import Sync

/// The codes of a card by name; the words are `codici.<rawValue>`.
public enum CodePart: String, CaseIterable, Hashable, Sendable {
  case pin, puk, cip
}

/// One step of a hand-over of codes at this desk; no code ever stands in it.
public enum CodeStep: Hashable, Sendable {
  /// How the hand-over stands that was begun here for a person.
  case standing(Identifier<Assistito>)
  /// Asks for the first half: the case, its contact in clear.
  case prepare(PinCase)
  /// Says that the citizen has the first half.
  case acknowledge(Identifier<Assistito>)
  /// Registers the fact; answered by ``Answer/submitted(_:)``.
  case record(Identifier<Assistito>)
  /// Prints the first half that is held on the direct device.
  case print(Identifier<Assistito>)
}

/// What came of a step.
public enum CodeAnswer: Hashable, Sendable {
  /// Nothing is open here for this person.
  case nothing
  case standing(CodeStanding)
  /// Refused before any code was drawn, with the rules that say why.
  case refused([RejectionReason])
}

/// How a hand-over that was begun at this desk stands.
public struct CodeStanding: Hashable, Sendable {
  /// The case, its contact masked.
  public let content: PinCase
  /// The number of the registry; `nil` while the registry has not told it.
  public let number: Identifier<CodeHandOver>?
  /// Where it stands; `nil` while nobody knows: codes that were asked for count as shown.
  public let handOver: CodeHandOver?
  /// Until when the desk may acknowledge; `nil` while nobody knows.
  public let until: Instant?
  /// How many characters each code has of the first half that is held in memory now; empty if none is.
  public let held: [CodePart: Int]

  /// Gathers the parts; nothing is checked.
  public init(
    content: PinCase, number: Identifier<CodeHandOver>? = nil, handOver: CodeHandOver? = nil,
    until: Instant? = nil, held: [CodePart: Int] = [:]
  ) {
    self.content = content
    self.number = number
    self.handOver = handOver
    self.until = until
    self.held = held
  }
}
