import Domain

/// What the list of the Sistema TS says, in words.
enum EsenzioneMEF {
  /// What the facts tell; `notAsked` while there are none.
  static func answer(_ facts: CaseFacts?) -> MEFAnswer { .notAsked }

  static func words(_ answer: MEFAnswer, _ scene: Scene) -> String {
    switch answer {
    case .notAsked: scene.text("esenzione.mef.non_chiesto")
    case .notListed: scene.text("esenzione.mef.assente")
    case .listed(let code, let until): scene.text("esenzione.mef.presente", code.rawValue, scene.shown(until))
    case .unavailable: scene.text("esenzione.mef.non_risponde")
    case .error(let code): scene.text("esenzione.mef.errore", code)
    }
  }
}
