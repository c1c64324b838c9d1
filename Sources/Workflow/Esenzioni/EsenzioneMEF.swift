import Domain
import Terminal

/// What the list of the Sistema TS says, in words.
enum EsenzioneMEF {
  /// What the facts tell; `notAsked` while there are none.
  static func answer(_ facts: CaseFacts?) -> MEFAnswer { facts?.mef ?? .notAsked }

  /// What the records read from the registry tell of every code of the list; `notAsked` if none comes from it.
  static func answer(_ person: Assistito, on day: CivilDate) -> MEFAnswer {
    person.posizione.mefListing(of: nil, on: day) ?? .notAsked
  }

  /// The question about any code of the list: its first code, for which the list tells another one as well.
  static func query(of person: Assistito) -> FactsQuery {
    FactsQuery(person: person.id, medico: nil, relative: nil, esenzione: codes.first)
  }

  /// The code of the list behind the value of a field; `nil` for one that never stands in it.
  static func code(of value: String) -> CodiceEsenzione? {
    codes.first { EsenzioneLookUp.id($0, .national).rawValue == value }
  }

  /// The codes of income of the whole country (rule ER-17).
  private static let codes = ["E01", "E02", "E03", "E04"].compactMap { CodiceEsenzione($0) }

  /// What was heard of the list; while the registry is away that one is silent, and nobody asked the list.
  static func words(_ answer: MEFAnswer, _ scene: Scene) -> String {
    switch answer {
    case .notAsked:
      scene.text(scene.isRegistryStopped ? "esenzione.mef.sospesa" : "esenzione.mef.non_chiesto")
    case .notListed: scene.text("esenzione.mef.assente")
    case .listed(let code, let until): scene.text("esenzione.mef.presente", code.rawValue, scene.shown(until))
    case .unavailable where scene.isRegistryStopped: scene.text("esenzione.mef.sospesa")
    case .unavailable where scene.isRegistryAway: scene.text("esenzione.mef.anagrafe_assente")
    case .unavailable: scene.text("esenzione.mef.non_risponde")
    case .error(let code): scene.text("esenzione.mef.errore", code)
    }
  }
}
