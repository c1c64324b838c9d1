import Domain

extension Session {
  /// Puts a screen in the place of another one and of the form that led there, whose draft is not needed any more.
  mutating func finish(_ number: Int, with route: Route) -> [Effect] {
    var effects: [Effect] = []
    let wasOnTop = layers.last?.number == number
    if let place = layers.firstIndex(where: { $0.number == number }), place > 1,
      layers[place - 1].flow is PracticeFlow
    {
      if let key = draftKey(of: layers[place - 1]) { effects.append(.dropDraft(key)) }
      layers.remove(at: place - 1)
    }
    if layers.count > 1 { layers.removeAll { $0.number == number } }
    return effects + (wasOnTop ? push(route) : late(route))
  }

  /// The codes are gone from the screen, and the screen says so.
  mutating func blankCodes() {
    for place in layers.indices {
      guard var flow = layers[place].flow as? CodesFlow, flow.isShowing else { continue }
      flow.blank(scene)
      layers[place].flow = flow
      if place == layers.count - 1, lock == nil { notice = Notice(.note, "stato.codici.coperti") }
    }
  }
}
