import Terminal

/// Joins the rows of an answer to the look-up that asked for them: late answers find nobody waiting.
struct LookUpTickets: Hashable, Sendable {
  private struct Waiting: Hashable {
    let field: FieldID
    let ticket: Int
    let question: Question
  }

  private var waiting: [Waiting] = []

  /// Remembers what a field waits for; a newer look-up of the same field takes its place.
  mutating func ask(_ field: FieldID, _ ticket: Int, _ steps: [Step]) -> [Step] {
    waiting.removeAll { $0.field == field }
    for case .ask(let question) in steps {
      waiting.append(Waiting(field: field, ticket: ticket, question: question))
    }
    return steps
  }

  /// Puts rows under the field that asked `question`, if it still waits for them.
  ///
  /// The signals tell that the operator had gone on already and the only row was taken; `nil` if nobody waits.
  mutating func show(_ rows: [Row], for question: Question, in form: inout Form) -> [FormSignal]? {
    guard let place = waiting.firstIndex(where: { $0.question == question }) else { return nil }
    let found = waiting.remove(at: place)
    return form.setRows(found.field, rows, ticket: found.ticket)
  }
}
