import Domain
import Sync

/// An outbox state in the form in which it is sealed.
struct ProgressRecord: Codable {
  struct Reason: Codable {
    var code: String
    var variant: String?
    var arguments: [String]

    init(_ reason: RejectionReason) {
      code = reason.code
      variant = reason.variant
      arguments = reason.arguments
    }

    var reason: RejectionReason { RejectionReason(code: code, variant: variant, arguments: arguments) }
  }

  var kind: Int
  var tries: Int?
  var reference: String?
  var effectiveDate: String?
  var tookSecondChoice: Bool?
  var birth: String?
  /// The last day of an exemption, or ``unlimited``.
  var term: String?
  var wasRegistered: Bool?
  var reasons: [Reason]?
  var closedBy: String?
  var closedAt: Int?
  var closingNote: String?

  /// What stands in the place of a last day where there is none.
  private static let unlimited = "unlimited"

  init(_ state: OutboxState) {
    kind = state.kind.rawValue
    switch state {
    case .queued(let tries), .sending(let tries), .unknown(let tries), .accepted(let tries):
      self.tries = tries
    case .confirmed(let confirmation):
      reference = confirmation.reference
      effectiveDate = confirmation.effectiveDate?.iso
      tookSecondChoice = confirmation.tookSecondChoice ? true : nil
      birth = confirmation.birth?.rawValue
      switch confirmation.term {
      case .unlimited: term = Self.unlimited
      case .until(let day): term = day.iso
      case nil: break
      }
      wasRegistered = confirmation.wasRegistered ? true : nil
    case .rejected(let reasons):
      self.reasons = reasons.map { Reason($0) }
    case .withdrawn: break
    case .closed(let reasons, let closing):
      self.reasons = reasons.map { Reason($0) }
      closedBy = closing.closedBy
      closedAt = closing.closedAt.milliseconds
      closingNote = closing.note.isEmpty ? nil : closing.note
    case .held(let tries, let reasons):
      self.tries = tries
      self.reasons = reasons.map { Reason($0) }
    case .reversed(let reason):
      reasons = [Reason(reason)]
    }
  }

  /// The state, or `nil` when the record does not describe one.
  var state: OutboxState? {
    guard let kind = OutboxState.Kind(rawValue: kind) else { return nil }
    let reasons = (reasons ?? []).map(\.reason)
    switch kind {
    case .queued: return tries.map { .queued(tries: $0) }
    case .sending: return tries.map { .sending(tries: $0) }
    case .unknown: return tries.map { .unknown(tries: $0) }
    case .accepted: return tries.map { .accepted(tries: $0) }
    case .confirmed:
      guard let reference else { return nil }
      let date = effectiveDate.flatMap(CivilDate.init(iso:))
      // No day is one that was not told; one that cannot be read is damage.
      guard date != nil || effectiveDate == nil else { return nil }
      let birth = birth.flatMap(EsenzioneBirth.init(rawValue:))
      guard birth != nil || self.birth == nil else { return nil }
      var term: EsenzioneTerm?
      if let text = self.term {
        let day = CivilDate(iso: text)
        guard day != nil || text == Self.unlimited else { return nil }
        term = EsenzioneTerm(day)
      }
      return .confirmed(
        Confirmation(
          reference: reference, effectiveDate: date, tookSecondChoice: tookSecondChoice ?? false,
          wasRegistered: wasRegistered ?? false, birth: birth, term: term))
    case .rejected: return .rejected(reasons)
    case .withdrawn: return .withdrawn
    case .closed:
      guard let closedBy, let closedAt else { return nil }
      let closing = Closing(
        closedBy: closedBy, closedAt: Instant(milliseconds: closedAt), note: closingNote ?? "")
      return .closed(reasons, closing)
    case .held: return tries.map { .held(tries: $0, reasons) }
    case .reversed: return reasons.first.map { .reversed($0) }
    }
  }
}
