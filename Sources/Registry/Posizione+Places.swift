import Domain

extension Posizione {
  /// The places that the person takes up on `day`: the rows not ended before, also those yet to begin.
  func places(on day: CivilDate) -> [Place] {
    scelte.compactMap { scelta in
      let last = scelta.end?.on ?? scelta.until ?? .latest
      return last >= day && last >= scelta.start ? Place(medico: scelta.medico, counter: scelta.counter) : nil
    }
  }

  /// A place on a medico's list.
  struct Place: Hashable {
    let medico: Identifier<Medico>
    let counter: PlaceCounter
  }

  /// The first day after `day` on which something happens, counted from 1970-01-01; `nil` if nothing will.
  ///
  /// An event of the rules, the release of a place, the end of a card or of an exemption whose last day is known.
  func nextDue(after day: CivilDate) -> Int64? {
    var days = events(from: day.adding(days: 1), through: .latest).prefix(1).map(\.due)
    for scelta in scelte {
      if let last = scelta.end?.on ?? scelta.until, last >= day { days.append(last.adding(days: 1)) }
    }
    for esenzione in esenzioni {
      // The last day of a revocation lies in its record already, without an event of the rules.
      if case .revoked(let last, _, _) = esenzione.state, last >= day { days.append(last.adding(days: 1)) }
    }
    if deathDate == nil, let card = tessere.first, card.expires >= day {
      days.append(card.expires.adding(days: 1))
    }
    return days.min().map { Int64($0.daysSinceEpoch) }
  }
}
