import Domain
import Terminal

/// Searches of a practice: whom it is about, and what it asks for.
extension PracticeFlow {
  mutating func lookUp(
    _ field: FieldID, _ text: String, _ ticket: Int, _ scene: Scene
  ) -> [Step] {
    if person != nil, let answer = recipe.answer(toLookUp: field, text: text, scene) {
      return show(answer, field, ticket, scene)
    }
    var steps: [Step] = []
    if field == "subject" {
      steps = PersonLookUp.steps(text, scene)
    } else if let person, let question = recipe.question(forLookUp: field, text: text, person: person, scene)
    {
      steps = [.ask(question)]
    }
    let isAsked = steps.contains { if case .ask = $0 { true } else { false } }
    guard isAsked else {
      form.setRows(field, [], ticket: ticket)
      return steps
    }
    return lookUps.ask(field, ticket, steps)
  }

  /// Puts rows of the program's own data under a look-up; what is certain is taken, and the cursor goes on.
  private mutating func show(_ answer: LocalAnswer, _ field: FieldID, _ ticket: Int, _ scene: Scene) -> [Step]
  {
    _ = form.setRows(field, answer.rows, ticket: ticket, exact: answer.exact)
    form.setError(field, answer.error)
    form.setEcho(field, answer.echo)
    guard let certain = answer.certain else { return [] }
    form.setChosen(field, certain)
    let steps = update(scene)
    if !form.focusNextMissing(after: field) { form.focusFirstEmpty() }
    form.expectHabitualEnter(after: form)
    return steps
  }

  /// Puts rows under the look-up that waits for them; its only row may be taken, and a confirmation go on.
  mutating func show(_ rows: [Row], for question: Question, _ scene: Scene) -> [Step] {
    guard let signals = lookUps.show(rows, for: question, in: &form) else { return [] }
    if signals.isEmpty { awaitsConfirmation = false }
    var steps: [Step] = []
    for signal in signals { steps += take(signal, scene) }
    return steps
  }
}
