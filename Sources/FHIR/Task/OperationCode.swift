public import Domain

/// What a Task asks for, in the words of the wire.
public enum OperationCode: String, CaseIterable, Hashable, Sendable {
  case scelta = "scelta-medico"
  case revoca = "revoca-medico"
  case ricusazione = "ricusazione-medico"
  case esenzioneRilascio = "esenzione-rilascio"
  case esenzioneRevoca = "esenzione-revoca"
  case rilascioPin = "rilascio-pin-ts-cns"
  case tessera
  /// A note of the desk about a person: a fact that the registry records.
  case note = "segnalazione"

  /// The code of a kind of practice.
  public init(_ kind: PracticeKind) {
    switch kind {
    case .scelta: self = .scelta
    case .revoca: self = .revoca
    case .ricusazione: self = .ricusazione
    case .esenzioneRilascio: self = .esenzioneRilascio
    case .esenzioneRevoca: self = .esenzioneRevoca
    case .rilascioPin: self = .rilascioPin
    case .tessera: self = .tessera
    }
  }

  /// The kind of practice; `nil` for a note.
  public var practiceKind: PracticeKind? {
    switch self {
    case .scelta: .scelta
    case .revoca: .revoca
    case .ricusazione: .ricusazione
    case .esenzioneRilascio: .esenzioneRilascio
    case .esenzioneRevoca: .esenzioneRevoca
    case .rilascioPin: .rilascioPin
    case .tessera: .tessera
    case .note: nil
    }
  }
}
