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
}
