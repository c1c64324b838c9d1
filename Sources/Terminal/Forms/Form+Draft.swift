extension Form {
  /// What the operator has entered, to be kept while he is elsewhere or after a crash.
  ///
  /// The texts are for ``restore(_:)`` only. Secrets, values of the registry and empty fields have no part in it.
  public var draft: [FieldID: String] {
    var draft: [FieldID: String] = [:]
    for (field, state) in zip(spec.fields, states) where field.kind != .secret {
      let stored = state.stored(field.kind)
      if !stored.isEmpty { draft[field.id] = stored }
    }
    return draft
  }

  /// Puts a draft back; fields that the screen no longer has are passed over.
  public mutating func restore(_ draft: [FieldID: String]) {
    for (place, field) in spec.fields.enumerated() {
      guard field.kind != .secret, let stored = draft[field.id] else { continue }
      switch field.kind {
      case .text, .masked: states[place].editor.replace(with: stored)
      case .date:
        if Self.isCanonicalDate(stored) {
          set(field.id, to: stored)
        } else {
          // A day that the form proposes is not what was being typed.
          states[place].value = ""
          states[place].editor.replace(with: stored)
        }
      case .choice, .yesNo: states[place].value = stored
      case .lookUp:
        let parts = stored.split(separator: "\u{1F}", maxSplits: 1, omittingEmptySubsequences: false)
        states[place].editor.replace(with: String(parts.last ?? ""))
        states[place].value = parts.count == 2 ? String(parts[0]) : ""
      case .list:
        states[place].marks = Set(stored.split(separator: "\u{1F}").map { RowID(rawValue: String($0)) })
      case .readOnly, .secret, .prose: break
      }
    }
    normaliseFocus()
  }

  private static func isCanonicalDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [4, 2, 2] && parts.joined().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
