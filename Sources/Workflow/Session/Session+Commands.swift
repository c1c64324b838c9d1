import Domain
import Terminal

extension Session {
  /// The commands of the screen on top, with their availability, most important first.
  func commands() -> [CommandRecord] {
    guard let layer = top else { return [] }
    return layer.flow.form.spec.commands.map { id in
      var record = Self.record(of: id, labelKey: layer.flow.labelKey(of: id, scene))
      record.availability = layer.flow.availability(of: id, scene)
      return record
    } + (layers.count > 1 && !isLocked ? [Self.record(of: "back")] : [])
  }

  /// The record of a command: those without a key of their own are given on the command line.
  static func record(of id: CommandID, labelKey: String? = nil) -> CommandRecord {
    CommandRecord(id: id, action: Action(rawValue: id.rawValue) ?? .commandLine, labelKey: labelKey)
  }

  /// The command line with everything that can be given now.
  func commandLine() -> Terminal.CommandLine {
    var entries: [Terminal.CommandLine.Entry] = []
    func add(_ target: CommandTarget, code: String = "", _ titleKey: String, refusal: String? = nil) {
      entries.append(
        Terminal.CommandLine.Entry(
          id: target.id, code: code, title: scene.text(titleKey), refusal: refusal.map { scene.text($0) }))
    }
    for command in top?.flow.form.spec.commands ?? [] where Action(rawValue: command.rawValue) == nil {
      let availability = top?.flow.availability(of: command, scene) ?? .available
      add(.screen(command), "comando.\(command)", refusal: refusal(availability))
    }
    for code in TransactionCode.allCases where scene.isDemo || code != .demo {
      add(.transaction(code), code: code.rawValue, code.titleKey, refusal: scene.refusal(of: code.capability))
    }
    for language in Self.languages { add(.language(language), "lingua.\(language)") }
    for theme in Theme.allCases { add(.theme(theme), "tema.\(theme.rawValue)") }
    if scene.admitsSuspension { add(.suspend, "comando.sospendi") }
    return Terminal.CommandLine(entries: entries)
  }

  /// The languages of the program, by ISO 639 code.
  public static let languages = ["it", "de", "fr", "sl", "en"]

  /// Gives what was chosen on the command line; `argument` is the person typed after a code.
  mutating func give(_ command: CommandID, argument: String) -> [Effect] {
    overlay = nil
    switch CommandTarget(command) {
    case .transaction(let code):
      return argument.isEmpty ? run(code) : give(line: "\(code.rawValue) \(argument)")
    case .screen(let command): return perform(command)
    case .language(let language): return [.speak(language: language)]
    case .theme(let theme):
      self.theme = theme
      return [.theme(theme)]
    case .suspend: return [.suspend]
    }
  }

  /// Gives a code with a person: home reads it as if it had been typed there, once it is known to be one.
  mutating func give(line: String) -> [Effect] {
    if case .wrongCode(let key, let arguments) = Entry(line, today: scene.today) {
      notice = Notice(.error, key, arguments)
      return [.bell]
    }
    let effects = goHome()
    guard var home = layers.first, var flow = home.flow as? HomeFlow else { return effects }
    let steps = flow.enter(line, scene)
    home.flow = flow
    layers[0] = home
    return effects + carryOut(steps, from: home.number)
  }

  private func refusal(_ availability: CommandRecord.Availability) -> String? {
    switch availability {
    case .available: nil
    case .refused(let reasonKey): reasonKey
    }
  }
}
