extension Form {
  /// The longest run of characters of which a scan can be taken back.
  private static let longestRun = 300

  /// Keeps the field as it was before a character, in case the character turns out to be part of a scan.
  mutating func noteTyping(_ key: Key) {
    guard case .character = key, let focusPlace else {
      beforeTyping = []
      return
    }
    beforeTyping.append(Before(place: focusPlace, state: states[focusPlace]))
    if beforeTyping.count > Self.longestRun { beforeTyping.removeFirst() }
  }

  /// Takes fast text: a known scan goes where it belongs, anything else stays where it was typed.
  mutating func takeBurst(
    _ text: String, _ keysAlreadyDelivered: Int, _ terminator: Key?, _ context: FormContext
  ) -> [FormSignal] {
    defer { beforeTyping = [] }
    guard let reading = context.readScan(text) else {
      return terminator.map { press($0, context) } ?? []
    }
    // What is wrong is looked at where it was typed, but for a field that hides it.
    let isHidden = focusPlace.map { spec.fields[$0].kind == .secret } ?? false
    guard reading.fault == nil || isHidden else { return [.scan(reading)] }
    let origin = takeBack(keysAlreadyDelivered)
    var signals: [FormSignal] = origin.map { [.changed(spec.fields[$0].id)] } ?? []
    summary = nil
    guard let place = placeForScan(reading) else { return signals + [.scan(reading)] }
    let field = spec.fields[place]
    let kind = ScanKind.allCases.first { field.takesScan.contains($0) && reading.texts[$0] != nil }
    moveFocus(to: place)
    states[place].editor.replace(with: kind.flatMap { reading.texts[$0] } ?? "")
    let changes = changed(place, context)
    if signals.isEmpty || origin != place { signals += changes } else { signals += changes.dropFirst() }
    return signals + goOn(from: place, .byItself, context)
  }

  /// Puts back what the last characters changed, and the focus with it.
  ///
  /// - Parameter keys: How many characters.
  /// - Returns: The field in which the first of them was typed.
  private mutating func takeBack(_ keys: Int) -> Int? {
    var origin: Int?
    for before in beforeTyping.suffix(max(0, keys)).reversed() {
      let awaited = states[before.place].awaitedTicket
      states[before.place] = before.state
      // A search that was answered or replaced in between must not be waited for again.
      if awaited != before.state.awaitedTicket { states[before.place].awaitedTicket = nil }
      origin = before.place
    }
    if let origin { moveFocus(to: origin) }
    normaliseFocus()
    return origin
  }

  /// The field with the focus if it takes the scan, else the next empty one after it and around.
  private func placeForScan(_ reading: ScanReading) -> Int? {
    let kinds = Set(reading.texts.keys)
    func takes(_ place: Int) -> Bool {
      canFocus(place) && spec.fields[place].kind.isTyped && spec.fields[place].kind != .secret
        && !spec.fields[place].takesScan.isDisjoint(with: kinds)
    }
    guard let focusPlace else { return nil }
    if takes(focusPlace) { return focusPlace }
    let around =
      spec.fields.indices.filter { $0 > focusPlace } + spec.fields.indices.filter { $0 < focusPlace }
    return around.first { takes($0) && states[$0].isEmpty(spec.fields[$0].kind) }
  }
}
