import Domain
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("Words fit their places at 80x24") struct WordsFitTests {
  @Test("options fit their field", arguments: Resources.languages)
  func options(language: String) throws {
    let words = try #require(Resources.words[language])
    for spec in Resources.screens.values {
      for field in spec.fields {
        guard case .choice(let options) = field.kind else { continue }
        for option in options {
          let label = option.label(words)
          #expect(label.count <= field.width, "\(spec.id) \(field.id): \(label)")
        }
      }
    }
  }

  @Test("every field, option and heading has its words", arguments: Resources.languages)
  func complete(language: String) throws {
    let words = try #require(Resources.words[language])
    for spec in Resources.screens.values {
      var keys = [spec.titleKey, spec.guideKey]
      for field in spec.fields {
        switch field.kind {
        case .choice(let options):
          keys += [field.labelKey, field.helpKey]
          for option in options {
            let label = option.label(words)
            #expect(!label.hasPrefix("["), "\(spec.id) \(field.id): \(label)")
          }
        case .list(let list): keys += list.columns.map(\.labelKey) + [field.helpKey]
        case .prose: break
        case .text, .masked, .date, .yesNo, .secret, .lookUp, .readOnly:
          keys += [field.labelKey, field.helpKey]
        }
      }
      for key in keys { #expect(words.optional(key) != nil, "\(key)") }
    }
  }

  @Test("headings fit their columns", arguments: Resources.languages)
  func headings(language: String) throws {
    let words = try #require(Resources.words[language])
    for spec in Resources.screens.values {
      for field in spec.fields {
        guard case .list(let list) = field.kind else { continue }
        for column in list.columns {
          let heading = words.text(column.labelKey)
          #expect(heading.count <= column.width, "\(spec.id) \(field.id): \(heading)")
        }
      }
    }
  }

  @Test("the foot of every screen names help, commands, home and confirm", arguments: Resources.languages)
  func legend(language: String) async throws {
    let desk = try await Harness().desk
    for screen in SessionTests.names {
      desk.forgetDrafts()
      let harness = try await Harness(desk: desk, language: language)
      try await harness.run(SessionTests.screens[screen]!)
      let foot = harness.rows[23]
      for command in harness.form.spec.commands.prefix(5) {
        guard let action = Action(rawValue: command.rawValue),
          let key = Keymap.standard.keys(for: action).first
        else { continue }
        #expect(foot.contains("\(key.name) "), "\(screen): \(command.rawValue)")
      }
      #expect(harness.session.registryLine.fitting(width: 80).count >= 2, "\(screen)")
    }
  }

  @Test(
    "every conflict, state and way out has its words, short where room is short",
    arguments: Resources.languages)
  func conflicts(language: String) throws {
    let words = try #require(Resources.words[language])
    var keys = ConflictBook.messageKeys
    let short =
      ConflictBook.entries.map { "coda.motivo.\($0.id.rawValue)" } + ["coda.motivo.corretta"]
      + OutboxState.Kind.allCases.map { "coda.stato.\($0)" }
    keys += short + Resolution.allCases.map { "coda.non_ammesso.\($0.rawValue)" }
    keys += OutboxState.Kind.allCases.flatMap { ["coda.esito.\($0)", "coda.spiegazione.\($0)"] }
    keys += WorkClosing.Told.allCases.map { "avviso.\($0.rawValue)" }
    keys += (4...9).map { "regola.REG-0\($0)" }
    for key in keys { #expect(words.optional(key) != nil, "\(key)") }
    for key in short { #expect(words.text(key).count <= 17, "\(key): \(words.text(key))") }
    for key in OutboxState.Kind.allCases.map({ "coda.esito.\($0)" })
      + Resolution.allCases.map({ "coda.non_ammesso.\($0.rawValue)" })
    {
      #expect(words.text(key, ["12345"]).count <= 78, "\(key)")
    }
    for way in Resolution.allCases {
      #expect(words.text("risoluzione.\(way.rawValue)").count <= 44, "\(way)")
    }
  }
}
