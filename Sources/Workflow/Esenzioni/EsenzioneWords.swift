import Domain
import Terminal

/// How codes and records of exemptions are shown: descriptions of sensitive codes never without being asked for.
enum EsenzioneWords {
  /// What stands in the place of a hidden description (rule PR-06).
  static let mask = "●●●"

  /// The row of a record's code in the catalogue of this profile; `nil` if it knows none.
  static func entry(of record: Esenzione, _ scene: Scene) -> EsenzioneEntry? {
    scene.rules.esenzioni.catalog.entry(record.code, scope: record.scope)
  }

  /// The description, or the mask; what the catalogue does not know is hidden as well.
  static func description(_ entry: EsenzioneEntry?, isRevealed: Bool = false) -> String {
    guard let entry, isRevealed || !entry.isSensitive else { return mask }
    return entry.description
  }

  /// Whether the description is hidden.
  static func isMasked(_ entry: EsenzioneEntry?) -> Bool { entry?.isSensitive ?? true }

  /// The last day, or that there is none, or that it hangs on a new report (rule IN-03).
  static func end(_ record: Esenzione, _ scene: Scene) -> String {
    let open = record.revisionPassed == nil ? "esenzione.illimitata" : "esenzione.con_riserva"
    return record.lastDay.map { scene.shown($0) } ?? scene.text(open)
  }

  /// The first and the last day of a record in a sentence.
  static func period(of record: Esenzione, _ scene: Scene) -> String {
    guard record.lastDay == nil, record.revisionPassed != nil else {
      return period(from: record.start, to: record.lastDay, scene)
    }
    return scene.text("esenzione.periodo.riserva", scene.shown(record.start))
  }

  /// The first and the last day in a sentence.
  static func period(from start: CivilDate, to last: CivilDate?, _ scene: Scene) -> String {
    guard let last else { return scene.text("esenzione.periodo.illimitato", scene.shown(start)) }
    return scene.text("esenzione.periodo", scene.shown(start), scene.shown(last))
  }

  /// How a record stands today, in one word; of a code that another region gives, that it does not count here.
  static func standing(_ record: Esenzione, _ scene: Scene) -> String {
    let standing = scene.standing(of: record)
    if isForeignCode(record, scene), standing.counts || standing == .future {
      return scene.text("esenzione.stato.altrove")
    }
    return scene.text("esenzione.stato.\(scene.standing(of: record).rawValue)")
  }

  /// What has to be seen at a glance is not plain.
  static func style(_ record: Esenzione, _ scene: Scene) -> Style {
    switch scene.standing(of: record) {
    case .expiring, .inVerification, .inEvaluation, .suspended: .warning
    case .expired, .blocked: .error
    case .draft, .future, .valid, .revoked, .annulled, .notValid: .plain
    }
  }

  /// Whether the record can only be read here: another region's, of somebody who does not live in this one (AN-03).
  static func isReadOnly(_ record: Esenzione, of person: Assistito?, _ scene: Scene) -> Bool {
    person.map { !record.isChangeable(of: $0.posizione, at: scene.author.desk.asl) } ?? true
  }

  /// Whether another region issued the record: nothing of it is attested here.
  static func isOfAnotherRegion(_ record: Esenzione, _ scene: Scene) -> Bool {
    record.isOfAnotherRegion(than: scene.author.desk.asl)
  }

  /// The key of the sentence that says why a record can only be read; `nil` if it can be changed.
  static func readOnlyKey(_ record: Esenzione, of person: Assistito?, _ scene: Scene) -> String? {
    isReadOnly(record, of: person, scene) ? "esenzione.sola_lettura.regione" : nil
  }

  /// What has to be known of a record before something is done with it: that it can only be read, was issued by another region, or comes
  /// from the list of the Sistema TS; `nil` if there is nothing to say.
  static func originKey(_ record: Esenzione, of person: Assistito?, _ scene: Scene) -> String? {
    readOnlyKey(record, of: person, scene)
      ?? elsewhereKey(record, scene)
      ?? (record.origin == .mefList ? "esenzione.sola_lettura.mef" : nil)
  }

  /// The key of the sentence about a record that another region issued: a code of its own does not hold here, a code of
  /// the country does as long as it counts; `nil` for any other record.
  static func elsewhereKey(_ record: Esenzione, _ scene: Scene) -> String? {
    if isForeignCode(record, scene) { return "esenzione.altra_regione.codice" }
    guard isOfAnotherRegion(record, scene) else { return nil }
    return scene.standing(of: record).counts ? "esenzione.altra_regione" : "esenzione.altra_regione.ferma"
  }

  /// Whether the code is one that another region gives and that does not hold here (rule AN-07).
  static func isForeignCode(_ record: Esenzione, _ scene: Scene) -> Bool {
    if case .region(let digits) = record.scope { digits != scene.rules.esenzioni.region } else { false }
  }

  /// The name of where a code holds.
  static func scope(_ scope: EsenzioneScope, _ scene: Scene) -> String {
    scene.text("esenzione.ambito.\(scope.rawValue)")
  }

  /// Euro and cents with the sign that separates them in the current language.
  static func amount(_ cents: Int, _ scene: Scene) -> String {
    var whole = "\(cents / 100)"
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole.removeLast(3)
    }
    groups.insert(whole, at: 0)
    let rest = cents % 100
    return scene.text(
      "formato.importo", groups.joined(separator: scene.text("formato.migliaia")),
      rest < 10 ? "0\(rest)" : "\(rest)")
  }
}

extension Scene {
  /// How a record stands today, with the warning of the region before its end.
  func standing(of record: Esenzione) -> EsenzioneStanding {
    record.standing(on: today, expiringWithin: rules.esenzioni.expiringDays)
  }
}
