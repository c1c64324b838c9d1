import Domain
import Terminal

/// The household of the tax law, counted by questions that name no amount (rules ER-09…ER-11 and PR-10).
///
/// Each question asks how many, and how many of them earn more than the limit that stands in the help of the field. Who
/// is married or not stands in the field of the spouse already. The answers fill the fields of the household, which say
/// what is declared.
enum EsenzioneHousehold {
  /// Whether the questions are asked at all.
  static let asks: FieldID = "counts"

  /// The questions, and the line with what came of them.
  static let fields: [FieldID] = [
    asks, "young", "youngBeyond", "older", "olderBeyond", "relatives", "relativesBeyond", "unmarried",
    "ownMeets", "otherMeets", "household",
  ]

  /// Every field that holds a number of people.
  static let counted: [FieldID] = [
    "children", "others", "young", "youngBeyond", "older", "olderBeyond", "relatives", "relativesBeyond",
  ]

  /// How many of one sort there are, and how many of them are over the limit.
  private struct Band: Sendable {
    let field: FieldID
    let beyond: FieldID
    let member: @Sendable (IncomeThresholds, Bool) -> TaxHousehold.Member
  }

  private static let bands: [Band] = [
    Band(field: "young", beyond: "youngBeyond") {
      .child(age: $0.youngDependantUpTo, isWithinLimit: $1)
    },
    Band(field: "older", beyond: "olderBeyond") {
      .child(age: $0.youngDependantUpTo + 1, isWithinLimit: $1)
    },
    Band(field: "relatives", beyond: "relativesBeyond") { .relative(isWithinLimit: $1) },
  ]

  /// The questions that are shown for what has been answered so far.
  static func shown(_ form: Form) -> Set<FieldID> {
    guard form.answer(of: asks) == true else { return [asks] }
    var shown: Set<FieldID> = [asks, "young", "older", "relatives", "household"]
    for band in bands where number(form, band.field) > 0 { shown.insert(band.beyond) }
    // Only the children of parents who are not married to each other may count in either household.
    let isMarried = form.option("partner", as: TaxHousehold.Partner.self) == .spouse
    if !isMarried, children(form) > 0 { shown.insert("unmarried") }
    if shown.contains("unmarried"), form.answer(of: "unmarried") == true {
      shown.formUnion(["ownMeets", "otherMeets"])
    }
    return shown
  }

  /// The questions that have to be answered before anything is known: those that are shown, the line with the result
  /// left out.
  static func open(_ form: Form) -> [FieldID] {
    guard form.isVisible(asks), form.answer(of: asks) == true else { return [] }
    // What an answer has just opened is not drawn yet, and open all the same.
    let shown = shown(form)
    return fields.filter { $0 != asks && $0 != "household" && shown.contains($0) && isOpen(form, $0) }
  }

  private static func isOpen(_ form: Form, _ field: FieldID) -> Bool {
    switch field {
    case "unmarried", "ownMeets", "otherMeets": form.answer(of: field) == nil
    default: Int(form.value(of: field)) == nil
    }
  }

  /// The household of the answers; `nil` while the questions are not asked, or one of them is open.
  static func household(_ form: Form, _ thresholds: IncomeThresholds) -> TaxHousehold? {
    guard form.isVisible(asks), form.answer(of: asks) == true, open(form).isEmpty else { return nil }
    let partner = form.option("partner", as: TaxHousehold.Partner.self) ?? .none
    var members: [TaxHousehold.Member] =
      switch partner {
      case .none: []
      case .spouse: [.spouse(isSeparated: false)]
      case .separated: [.spouse(isSeparated: true)]
      case .deFacto: [.partner]
      }
    for band in bands {
      let all = number(form, band.field)
      let beyond = min(all, number(form, band.beyond))
      members += Array(repeating: band.member(thresholds, true), count: all - beyond)
      members += Array(repeating: band.member(thresholds, false), count: beyond)
    }
    var household = TaxHousehold(of: members)
    if isOther(form, household, thresholds) { household.children = 0 }
    return household
  }

  /// Whether the children count with the other parent, whose household is the more favourable one (ER-11).
  ///
  /// Of that household only the children of both are known; its income is a yes or no, like that of this one.
  private static func isOther(
    _ form: Form, _ own: TaxHousehold, _ thresholds: IncomeThresholds
  ) -> Bool {
    guard shown(form).contains("otherMeets") else { return false }
    let other = TaxHousehold(children: own.children)
    return TaxHousehold.isSecondMoreFavourable(
      (own, answer(form, "ownMeets")), (other, answer(form, "otherMeets")), for: "E02", thresholds)
  }

  /// Fills the fields of the household with what was answered, and says how many people count.
  ///
  /// While a question is open nothing is known: what was typed stays, no household is named, and the form cannot be
  /// confirmed.
  static func fill(_ form: inout Form, _ scene: Scene) {
    let isAsking = form.isVisible(asks) && form.answer(of: asks) == true
    for field in fields where field != asks && field != "household" { form.setRequired(field, isAsking) }
    guard let household = household(form, scene.rules.esenzioni.income) else {
      form.setReadOnly("household", value: isAsking ? scene.text("esenzione.nucleo.aperto") : "")
      return
    }
    form.set("children", to: "\(household.children)")
    form.set("others", to: "\(household.others)")
    let isElsewhere = household.children == 0 && children(form) > 0
    let key =
      isElsewhere
      ? "esenzione.nucleo.altro" : household.size == 1 ? "esenzione.nucleo.uno" : "esenzione.nucleo"
    form.setReadOnly("household", value: scene.text(key, "\(household.size)"))
  }

  /// The limit of the own income that the help of a question names, in cents of euro; `nil` for other fields.
  static func limit(of field: FieldID, _ thresholds: IncomeThresholds) -> Int? {
    bands.first { $0.field == field || $0.beyond == field }.flatMap {
      TaxHousehold.dependantLimit(of: $0.member(thresholds, true), thresholds)
    }
  }

  private static func answer(_ form: Form, _ field: FieldID) -> IncomeAnswer {
    switch form.answer(of: field) {
    case true?: .below
    case false?: .notBelow
    case nil: .unknown
    }
  }

  private static func children(_ form: Form) -> Int {
    max(0, number(form, "young") - number(form, "youngBeyond"))
      + max(0, number(form, "older") - number(form, "olderBeyond"))
  }

  private static func number(_ form: Form, _ field: FieldID) -> Int { Int(form.value(of: field)) ?? 0 }
}
