public import Domain
import Sync

extension QueueRow {
  /// What shows a conflict in this row.
  public var signs: [ConflictSign] {
    var signs = reasons.map { ConflictSign.code($0.code) }
    if let hold { signs.append(.code(hold.code)) }
    if let work, !work.code.isEmpty { signs.append(.code(work.code)) }
    switch state {
    case .rejected:
      if isFact { signs.append(.factRefused) } else if signs.isEmpty { signs.append(.refused) }
    case .held: if signs.isEmpty { signs.append(.refused) }
    case .reversed: signs.append(.reversed)
    case .unknown: signs.append(.uncertain)
    case .confirmed: if confirmation?.wasRegistered ?? false { signs.append(.code(Decision.repeatedRule)) }
    case .queued, .sending, .accepted, .withdrawn, .closed, nil: break
    }
    return signs
  }

  /// The conflict that the row is shown under; `nil` if all goes its way.
  public var conflict: Conflict? { ConflictBook.headline(of: signs) }

  /// What can be done about the row now, the usual way first.
  ///
  /// What is no practice, and a damaged row, can only be closed, and only where it is a work item.
  public var resolutions: [Resolution] {
    guard practice != nil else { return work == nil ? [] : [.close] }
    var ways = conflict?.resolutions ?? []
    ways += [.verify, .withdraw, .release, .correct, .close, .reprint, .position].filter {
      !ways.contains($0)
    }
    if owesDefinitive, !needsPerson { ways = [.reprint] + ways.filter { $0 != .reprint } }
    // Who has made the practice anew only has to say that the citizen knows.
    if correctedBy != nil { ways = [.close] + ways.filter { $0 != .close } }
    return ways.filter(admits)
  }

  /// Whether it tells what has happened already, so that a refusal undoes nothing.
  private var isFact: Bool { practice?.content.kind == .rilascioPin }

  /// Whether there is a paper about it: who died gets none of a practice that was not carried out.
  public var admitsReceipt: Bool { conflict?.admitsLetter ?? true || state == .confirmed }

  /// Whether what has become definitive has no paper that says so, whatever was printed before.
  public var owesDefinitive: Bool { owedPaper != nil }

  /// Whether a person has to act: the registry refused, or something was opened about it.
  public var needsPerson: Bool { state?.needsPerson ?? false || work != nil }

  private func admits(_ resolution: Resolution) -> Bool {
    switch resolution {
    case .secondChoice: state == .rejected && correctedBy == nil && admitsOtherMedico
    case .correct:
      (state == .rejected || state == .reversed) && correctedBy == nil && !isFact
        && conflict != ConflictBook.died
    case .release: state == .held
    case .verify:
      switch state {
      case .queued, .sending, .unknown, .accepted: true
      case .confirmed, .rejected, .withdrawn, .closed, .held, .reversed, nil: false
      }
    case .withdraw: state == .queued && isWithdrawable
    case .close: needsPerson
    case .position: true
    case .reprint: admitsReceipt
    }
  }

  /// Whether the list of the medico asked for is full, so that the citizen may want another one, named or not.
  private var admitsOtherMedico: Bool {
    guard case .scelta = practice?.content else { return false }
    return secondMedico != nil || conflict == ConflictBook.fullList
  }

  /// The second choice of a scelta that can still be tried; `nil` if none was given, or it was refused as well.
  public var secondMedico: Identifier<Medico>? {
    guard case .scelta(let scelta) = practice?.content,
      !reasons.contains(where: { $0.code == Decision.secondRefusedRule })
    else { return nil }
    return scelta.request.secondChoice
  }
}
