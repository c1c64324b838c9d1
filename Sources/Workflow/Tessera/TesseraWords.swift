import Domain
import Terminal

/// How a card is shown: its number masked, how it stands, until when.
enum TesseraWords {
  /// `803800******0018 · attiva · scade il 31/12/2027`; what is known if nothing is.
  static func line(_ card: Tessera?, _ scene: Scene) -> String {
    guard let card else { return scene.text("tessera.nessuna") }
    let standing = scene.text("tessera.stato.\(card.standing(on: scene.today).rawValue)")
    return "\(card.number.masked) · \(standing) · \(scene.text("tessera.scade", scene.shown(card.expires)))"
  }
}
