/// A disagreement between what the desk asked and what the registry, another desk or time has made of it.
///
/// Source: registry-sync §6.
public struct Conflict: Hashable, Sendable {
  /// The name of the conflict, part of its keys in `Localization/`.
  public let id: Identifier<Conflict>
  /// Its number in registry-sync §6; those from 16 on are of this program.
  public let number: Int
  /// What shows it; no two conflicts share a sign.
  public let signs: Set<ConflictSign>
  /// What a person may do about it, the usual way first; never empty.
  public let resolutions: [Resolution]
  /// Whether the citizen is told by letter if by no other way: never where the citizen is dead.
  public let admitsLetter: Bool
  /// Whether a receipt has a sentence of its own about it.
  public let isOnReceipt: Bool

  /// Gathers the parts; the lists of ``ConflictBook`` are tested as a whole.
  public init(
    _ id: Identifier<Conflict>, number: Int, signs: Set<ConflictSign>, resolutions: [Resolution],
    admitsLetter: Bool = true, isOnReceipt: Bool = false
  ) {
    self.id = id
    self.number = number
    self.signs = signs
    self.resolutions = resolutions
    self.admitsLetter = admitsLetter
    self.isOnReceipt = isOnReceipt
  }

  /// The key of the sentence that names it to the operator.
  public var headlineKey: String { "conflitto.\(id.rawValue)" }

  /// The key of the sentence on the receipt, without the prefix of prints; `nil` if it has none.
  public var receiptKey: String? { isOnReceipt ? "conflitto.\(id.rawValue)" : nil }
}

/// What shows a conflict.
public enum ConflictSign: Hashable, Sendable {
  /// A practice was refused, or is kept from leaving, with this code: the id of a rule or a word of the registry.
  case code(String)
  /// A practice was refused with no code that another conflict claims.
  case refused
  /// A fact was refused that cannot be taken back: codes of a card are in somebody's hands.
  case factRefused
  /// Nobody knows whether the registry has the practice.
  case uncertain
  /// The registry undid what it had confirmed.
  case reversed
  /// The registry does not serve for an announced time.
  case suspended
  /// The desk's clock is off.
  case clockOff
}

/// What a person may do about a practice that does not go its way.
public enum Resolution: String, CaseIterable, Hashable, Sendable {
  /// A new scelta of the medico named as the second choice.
  case secondChoice
  /// A new practice, linked to this one, that begins with what was typed.
  case correct
  /// Ask the registry now.
  case verify
  /// Let a practice that was kept from leaving go on.
  case release
  /// Take the practice back before it leaves.
  case withdraw
  /// Note who told the citizen, how and when.
  case close
  /// Look at the position of the person.
  case position
  /// Print the receipt again, or the definitive one.
  case reprint
}
