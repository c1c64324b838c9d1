/// What happens to a request for codes that came by e-mail.
public enum RemoteEvent: Hashable, Sendable {
  /// More was sent: now these papers are there, and these cannot be read.
  case papersArrived(Set<RemoteRequest.Paper>, unreadable: Set<RemoteRequest.Paper>)
  /// Something is missing or cannot be read, and the citizen is asked for it.
  case askForPapers
  /// The papers are complete, by who looked at them.
  case verify(Identifier<Operator>)
  /// The citizen answered the telephone.
  case reach
  /// A day and an hour for the video.
  case appoint(Instant)
  /// The citizen did not come.
  case miss
  /// The video begins, held by an operator on a day.
  case startVideo(Identifier<Operator>, on: CivilDate)
  case recognise
  case doNotRecognise
  /// The registry has sent the codes to both contacts.
  case sendCodes
  case close
  /// The term for papers has passed.
  case lapse
}

/// Why an event cannot happen to a request; nothing changed.
public enum RemoteError: Error, Hashable, Sendable {
  /// The event has no place in this state.
  case order
  /// R-REM-01: something is missing; never empty.
  case incomplete([RemoteRequest.Paper])
  /// R-REM-02: something cannot be read; never empty.
  case unreadable([RemoteRequest.Paper])
  /// R-REM-03: the office of that province is competent.
  case elsewhere(province: String)
  /// R-DOC-03: a document ended on that day, before the video.
  case documentExpired(CivilDate)
  /// REM-01: who looked at the papers does not hold the video.
  case sameOperator
}

extension RemoteRequest {
  /// The request after an event.
  ///
  /// - Parameters:
  ///   - event: What happened.
  ///   - allowedMisses: How many missed appointments are forgiven, from 0; the next one closes the request.
  /// - Returns: The request in its next state.
  /// - Throws: ``RemoteError``, and nothing changed.
  /// - Source: pin-fse A9; seed 004.
  public func after(_ event: RemoteEvent, allowedMisses: Int) throws(RemoteError) -> RemoteRequest {
    switch event {
    case .papersArrived(let papers, let unreadable):
      guard state == .received || state == .waitingForPapers else { throw .order }
      var next = moved(to: .received)
      next.papers = papers
      next.unreadable = unreadable.intersection(papers)
      return next
    case .askForPapers:
      guard state == .received, !(missingPapers.isEmpty && unreadable.isEmpty) else { throw .order }
      return moved(to: .waitingForPapers)
    case .verify(let name):
      guard state == .received else { throw .order }
      if isElsewhere { throw .elsewhere(province: residenceProvince) }
      guard missingPapers.isEmpty else { throw .incomplete(missingPapers) }
      let unreadable = Paper.allCases.filter { form.papers.contains($0) && self.unreadable.contains($0) }
      guard unreadable.isEmpty else { throw .unreadable(unreadable) }
      var next = moved(to: .verified)
      next.papersBy = name
      return next
    case .reach:
      guard state == .verified else { throw .order }
      return moved(to: .contacted)
    case .appoint(let instant):
      guard state == .contacted else { throw .order }
      return moved(to: .appointed(instant))
    case .miss: return try afterMiss(allowed: allowedMisses)
    case .startVideo(let name, let day): return try inVideo(name, on: day)
    case .recognise:
      guard state == .inVideo else { throw .order }
      return moved(to: .recognised)
    case .doNotRecognise:
      guard state == .inVideo else { throw .order }
      return moved(to: .refused(.notRecognised))
    case .sendCodes:
      guard state == .recognised else { throw .order }
      return moved(to: .codesSent)
    case .close:
      guard state == .codesSent else { throw .order }
      return moved(to: .closed)
    case .lapse:
      guard state == .waitingForPapers else { throw .order }
      return moved(to: .lapsed)
    }
  }

  private func moved(to state: State) -> RemoteRequest {
    var next = self
    next.state = state
    return next
  }

  /// A missed appointment: another one is agreed on, or the request is closed.
  private func afterMiss(allowed: Int) throws(RemoteError) -> RemoteRequest {
    guard case .appointed = state else { throw .order }
    var next = moved(to: missed < allowed ? .contacted : .refused(.missedAppointments))
    next.missed += 1
    return next
  }

  private func inVideo(_ name: Identifier<Operator>, on day: CivilDate) throws(RemoteError) -> RemoteRequest {
    guard case .appointed = state else { throw .order }
    guard name != papersBy else { throw .sameOperator }
    if let documentsExpire, documentsExpire < day { throw .documentExpired(documentsExpire) }
    var next = moved(to: .inVideo)
    next.videoBy = name
    return next
  }
}
