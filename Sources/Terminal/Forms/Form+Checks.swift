extension Form {
  /// Checks every visible field and marks what is wrong.
  ///
  /// Errors that the workflow set stay until their field changes.
  ///
  /// - Parameter context: Gives the reading of dates.
  /// - Returns: What is wrong, in reading order.
  public mutating func validateAll(_ context: FormContext) -> [FieldProblem] {
    for place in spec.fields.indices where states[place].isVisible { check(place, context) }
    return errors
  }

  /// Checks every visible field and shows the summary when something is wrong.
  ///
  /// - Parameter context: Gives the reading of dates.
  /// - Returns: Whether the form may be confirmed.
  public mutating func confirm(_ context: FormContext) -> Bool {
    summary = ErrorSummary(validateAll(context))
    return summary == nil
  }

  /// Shows the summary of the errors there are, for instance those that a workflow found; none closes it.
  public mutating func showSummary() { summary = ErrorSummary(errors) }

  /// Closes the summary and leaves the focus where it is.
  public mutating func closeSummary() { summary = nil }

  /// Checks the field that the operator goes on from.
  mutating func leave(_ place: Int, _ context: FormContext) -> [FormSignal] {
    var signals: [FormSignal] = []
    if case .lookUp = spec.fields[place].kind { signals = takeOnLeaving(place) }
    if states[place].takesAnswer { return signals }
    check(place, context)
    if states[place].error == nil { signals.append(.left(spec.fields[place].id)) }
    return signals
  }

  /// Makes the form's own checks of a field and puts down the result.
  mutating func check(_ place: Int, _ context: FormContext) {
    if states[place].error != nil && !states[place].isOwnError { return }
    states[place].error = nil
    if let error = ownError(place, context, settles: true) {
      states[place].error = error
      states[place].isOwnError = true
    }
  }

  /// After a change: an error of the workflow is forgotten, an own one as soon as the value is right.
  mutating func forgetErrorIfRight(_ place: Int, _ context: FormContext) {
    guard states[place].error != nil else { return }
    if !states[place].isOwnError || ownError(place, context, settles: false) == nil {
      states[place].error = nil
    }
  }

  /// What the form itself finds wrong with a field; `settles` puts a date that can be read into its final form.
  private mutating func ownError(_ place: Int, _ context: FormContext, settles: Bool) -> FieldError? {
    let field = spec.fields[place]
    let state = states[place]
    guard state.disabledBecause == nil else { return nil }
    if state.isEmpty(field.kind) { return state.isRequired ? .missing : nil }
    switch field.kind {
    case .text, .secret: return lengthError(place)
    case .masked(let mask): return state.editor.characters.count < mask.places ? .incomplete : nil
    case .date(let century): return dateError(place, century, context, settles: settles)
    case .lookUp:
      if !state.value.isEmpty { return nil }
      return state.awaitedTicket == nil ? .notTaken : .searching
    case .choice, .yesNo, .readOnly, .list, .prose: return nil
    }
  }

  private func lengthError(_ place: Int) -> FieldError? {
    let count = states[place].editor.characters.count
    let minimum = spec.fields[place].minimumLength
    return count < minimum ? .tooShort(count, minimum: minimum) : nil
  }

  private mutating func dateError(
    _ place: Int, _ century: DateCentury, _ context: FormContext, settles: Bool
  ) -> FieldError? {
    if !states[place].value.isEmpty { return nil }
    switch context.readDate(states[place].editor.text, century) {
    case .failed(let error): return error
    case .read(let canonical, let shown):
      if settles {
        states[place].value = canonical
        states[place].editor.replace(with: shown)
      }
      return nil
    }
  }

  /// Jumps to the next field with an error, after the focus and around; `false` when there is none.
  mutating func goToNextError() -> Bool {
    let wrong = spec.fields.indices.filter { states[$0].error != nil && canFocus($0) }
    guard let first = wrong.first else { return false }
    moveFocus(to: wrong.first { $0 > (focusPlace ?? -1) } ?? first)
    return true
  }
}
