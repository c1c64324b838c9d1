extension Posizione {
  /// The newest card, if it is in force and ends within `days` days of `day`; the dead need no other one.
  ///
  /// - Source: pin-fse A12.
  public func expiringCard(on day: CivilDate, within days: Int) -> Tessera? {
    guard deathDate == nil, let card = tessere.first, card.isExpiring(on: day, within: days) else {
      return nil
    }
    return card
  }

  /// The position after the registry has handed codes over: the card is active.
  ///
  /// - Returns: The same position if nothing was handed over yet, or the card is not known.
  func handedOver(_ content: PinCase, day: CivilDate) -> Posizione {
    content.handOver == nil ? self : card(content.card, after: .codesHandedOver(day))
  }

  /// The position after a practice on a card; another card that was asked for comes when it is issued.
  func changed(_ content: TesseraCase) -> Posizione {
    content.event.map { card(content.card, after: $0) } ?? self
  }

  /// The position with a card as it was before a practice, where the practice is undone.
  ///
  /// - Parameter earlier: The card as the case knew it; `nil` changes nothing.
  /// - Returns: The position with the state of that card as it was; the same if the card is not known.
  package func restoring(_ earlier: Tessera?) -> Posizione {
    guard let earlier, let index = tessere.firstIndex(where: { $0.number == earlier.number }) else {
      return self
    }
    var next = self
    next.tessere[index].state = earlier.state
    return next
  }

  /// A card that cannot take the event stays as it is.
  private func card(_ number: NumeroTessera?, after event: TesseraEvent) -> Posizione {
    guard let card = card(number), let index = tessere.firstIndex(of: card),
      let state = try? card.state.after(event)
    else { return self }
    var next = self
    next.tessere[index].state = state
    return next
  }
}
