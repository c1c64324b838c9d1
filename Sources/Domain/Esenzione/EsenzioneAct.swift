/// What a practice does to an exemption that there is already: the word that stands over it on screen and paper.
public enum EsenzioneAct: String, CaseIterable, Hashable, Sendable {
  /// Somebody ends it.
  case revoke
  /// The office ends it and blocks its code.
  case block
  /// A request that still waits is taken back.
  case withdraw
  /// It ends with what it rested on, or makes room for another one.
  case end
  /// It was issued in error and never counted.
  case annul
  case suspend, resume
  /// The block of its code is lifted.
  case unblock
}

extension EsenzioneRevocaCase {
  /// What the practice does to its record.
  public var act: EsenzioneAct { reason.act(on: record) }
}

extension EsenzioneRevocaCase.Reason {
  /// What a practice with this reason does to a record; `nil` is one that nobody knows.
  ///
  /// - Complexity: O(1).
  public func act(on record: Esenzione?) -> EsenzioneAct {
    switch self {
    case .citizen, .requirementLost: record?.isWaiting ?? false ? .withdraw : .revoke
    case .officeControl: .block
    case .superseded, .enrolmentEnded, .death: .end
    case .issuedInError: .annul
    case .permitRenewal: .suspend
    case .permitRenewed: .resume
    case .blockLifted: .unblock
    }
  }
}
