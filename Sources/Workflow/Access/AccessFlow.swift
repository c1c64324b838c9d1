import Domain
import Terminal

/// Name and passphrase: to log in outside the demo, and to come back from the lock.
struct AccessFlow: Flow {
  var form: Form
  private let lockedBy: String?

  /// Asks `lockedBy`, whose screen is locked, or anybody at the start of the day.
  init(lockedBy: String?, _ scene: Scene) {
    self.lockedBy = lockedBy
    form = Form(spec: scene.spec("accesso"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    if let lockedBy { form.set("name", to: lockedBy) }
    form.setFocus(lockedBy == nil ? "name" : "passphrase")
    return []
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .action(.confirm), .left("passphrase"):
      guard form.confirm(scene.formContext) else { return [.bell] }
      let passphrase = SecretText(form.value(of: "passphrase"))
      let name = form.value(of: "name")
      form.set("passphrase", to: "")
      return [.ask(.unlock(operatorName: name, passphrase: passphrase))]
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .unlocked(_?): return []
    case .unlocked(nil):
      form.setFocus("passphrase")
      return [.say(Notice(.error, "errore.accesso")), .bell]
    default: return answer.usualSteps
    }
  }
}
