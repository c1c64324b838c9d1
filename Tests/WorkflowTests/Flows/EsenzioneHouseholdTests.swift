import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Counting the tax household") struct EsenzioneHouseholdTests {
  /// Answers to the questions, and the household that they fill in.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answers: [FieldID: String]
    let children: Int
    let others: Int
    var isElsewhere = false
  }

  static let cases = [
    Case(testDescription: "nobody", answers: [:], children: 0, others: 0),
    Case(
      testDescription: "children of both ages and a relative",
      answers: ["young": "2", "older": "1", "relatives": "1"], children: 3, others: 1),
    Case(
      testDescription: "who earns more counts for nothing",
      answers: [
        "young": "2", "youngBeyond": "1", "older": "2", "olderBeyond": "2", "relatives": "3",
        "relativesBeyond": "1",
      ],
      children: 1, others: 2),
    Case(
      testDescription: "more over the limit than there are", answers: ["young": "1", "youngBeyond": "4"],
      children: 0, others: 0),
    Case(
      testDescription: "unmarried, better here",
      answers: ["young": "2", "unmarried": "yes", "ownMeets": "yes", "otherMeets": "no"], children: 2,
      others: 0),
    Case(
      testDescription: "unmarried, better with the other parent",
      answers: ["young": "2", "relatives": "1", "unmarried": "yes", "ownMeets": "no", "otherMeets": "yes"],
      children: 0, others: 1, isElsewhere: true),
    Case(
      testDescription: "unmarried, good with either",
      answers: [
        "young": "1", "unmarried": "yes", "ownMeets": "yes", "otherMeets": "yes",
      ], children: 1, others: 0),
    Case(
      testDescription: "married: the other household is no choice",
      answers: [
        "partner": "spouse", "young": "1", "unmarried": "yes", "ownMeets": "no", "otherMeets": "yes",
      ],
      children: 1, others: 0),
  ]

  private static func form(_ harness: Harness, _ answers: [FieldID: String]) -> Form {
    let scene = harness.session.scene
    var form = harness.form
    form.set(EsenzioneHousehold.asks, to: "yes")
    for field: FieldID in ["young", "older", "relatives"] { form.set(field, to: "0") }
    for (field, value) in answers {
      form.set(field, to: value)
      let beyond = FieldID(rawValue: "\(field)Beyond")
      if form.spec.place(of: beyond) != nil, answers[beyond] == nil { form.set(beyond, to: "0") }
    }
    if answers["unmarried"] == nil { form.set("unmarried", to: "no") }
    // As the screen does at each key: questions appear, then their answers count.
    for _ in 0..<3 {
      for field in EsenzioneHousehold.fields {
        form.setVisible(field, EsenzioneHousehold.shown(form).contains(field))
      }
      EsenzioneHousehold.fill(&form, scene)
    }
    return form
  }

  @Test("fills the household that is declared", arguments: cases) func fills(example: Case) async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02"))
    let form = Self.form(harness, example.answers)
    #expect(form.value(of: "children") == "\(example.children)")
    #expect(form.value(of: "others") == "\(example.others)")
    let household = EsenzioneEvidenceFields.household(form)
    let scene = harness.session.scene
    let key =
      example.isElsewhere
      ? "esenzione.nucleo.altro" : household.size == 1 ? "esenzione.nucleo.uno" : "esenzione.nucleo"
    #expect(form.value(of: "household") == scene.text(key, "\(household.size)"))
  }

  @Test("while a question is open keeps what was typed, names no household and lets nothing be confirmed")
  func open() async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1"])
    func focus(_ field: FieldID) {
      harness.session.layers[harness.session.layers.count - 1].flow.form.setFocus(field)
    }
    focus("children")
    try await harness.run([.control("u"), "01"])
    #expect(harness.form.value(of: "children") == "1")
    focus("counts")
    let scene = harness.session.scene
    for (keys, next) in [
      (["s"], "young"), (["2", .tab], "youngBeyond"), (["1", .tab], "older"), (["0", .tab], "relatives"),
      (["0", .tab], "unmarried"),
    ] as [([Act], FieldID)] {
      try await harness.run(keys)
      #expect(harness.form.focus == next)
      #expect(harness.form.value(of: "children") == "1", "\(next)")
      #expect(harness.form.value(of: "household") == scene.text("esenzione.nucleo.aperto"), "\(next)")
    }
    focus("income")
    try await harness.run(["s", .f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 0)
    #expect(harness.form.errors.map(\.field) == ["unmarried"])
    try await harness.run([.escape])
    focus("unmarried")
    try await harness.run(["n"])
    #expect(harness.form.value(of: "household") == scene.text("esenzione.nucleo", "2"))
    #expect(harness.form.value(of: "children") == "1")
  }

  @Test("asks nothing before it is wanted, and no amount at any time") func asked() async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1"])
    for field in EsenzioneHousehold.fields where field != EsenzioneHousehold.asks {
      #expect(!harness.form.isVisible(field), "\(field)")
    }
    // No question has room for an amount.
    for field: FieldID in ["young", "youngBeyond", "older", "olderBeyond", "relatives", "relativesBeyond"] {
      let spec = try #require(harness.form.spec.place(of: field).map { harness.form.spec.fields[$0] })
      #expect(spec.maximumLength <= 2, "\(field)")
    }
  }

  @Test("is reached from the form of the issue by keys, and its result is what is committed")
  func keys() async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1"])
    harness.session.layers[harness.session.layers.count - 1].flow.form.setFocus("counts")
    // Each answer leads to the next question that is open.
    try await harness.run(["s", "3", .tab, "1", .tab, "0", .tab, "0", .tab, "n"])
    #expect(harness.form.value(of: "children") == "2")
    harness.session.layers[harness.session.layers.count - 1].flow.form.setFocus("income")
    try await harness.run(["s", .f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
    guard case .esenzioneRilascio(let content)? = harness.desk.committed.first?.practice?.content,
      case .income(let declaration) = content.evidence
    else { return #expect(Bool(false), "no exemption was committed") }
    #expect(declaration.household == TaxHousehold(children: 2))
  }

  @Test("names in its help the limit of each question") func help() async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1"])
    let (recipe, scene) = (EsenzioneRecipe(), harness.session.scene)
    for (field, amount) in [
      ("youngBeyond", "4.000,00"), ("olderBeyond", "2.840,51"), ("relatives", "2.840,51"),
    ] {
      let arguments = recipe.helpArguments(of: FieldID(rawValue: field), in: harness.form, scene)
      #expect(arguments.first?.contains(amount) == true, "\(field)")
    }
  }
}
