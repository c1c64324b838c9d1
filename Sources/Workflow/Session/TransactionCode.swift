public import Domain

/// The two letters that open a screen, on the home screen and after F2.
public enum TransactionCode: String, CaseIterable, Hashable, Sendable {
  case assistito = "AS"
  case scelta = "SM"
  case revoca = "RM"
  case ricusazione = "RC"
  case esenzioni = "ES"
  case codici = "PI"
  case tessera = "TS"
  case medici = "ME"
  case coda = "CO"
  case scadenze = "SC"
  case endOfShift = "FT"
  case lock = "BL"
  case demo = "DM"
  case drills = "FO"
  case quit = "US"

  /// What the operator must be allowed to do; `nil` for what everybody may.
  public var capability: Capability? {
    switch self {
    case .assistito: .openPerson
    case .scelta: .scelta
    case .revoca: .revoca
    case .ricusazione: .ricusazione
    case .esenzioni: .esenzioni
    case .codici: .issueCodes
    case .tessera: .cards
    case .medici: .medici
    case .coda, .endOfShift: .queue
    case .scadenze: .expiries
    case .demo: .demoLevers
    case .drills, .lock, .quit: nil
    }
  }

  /// The key of the command's name.
  public var titleKey: String { "comando.\(rawValue)" }

  /// Reads `text` in any case; `nil` if it is not a code.
  public init?(typed text: some StringProtocol) { self.init(rawValue: text.uppercased()) }
}

extension TransactionCode {
  /// The screen of the code for a person, or without one; `nil` for what is no screen.
  func route(with person: Assistito?) -> Route? {
    switch self {
    case .assistito: person.map(Route.position) ?? .home
    case .scelta: .practice(.scelta, person)
    case .revoca: .practice(.revoca, person)
    case .ricusazione: .practice(.ricusazione, person)
    case .esenzioni: .esenzioni(person)
    case .codici: .practice(.rilascioPin, person)
    case .tessera: .practice(.tessera, person)
    case .medici: .medici
    case .coda: .queue
    case .endOfShift: .endOfShift(isLeaving: false)
    case .scadenze: .expiries
    case .demo: .demo
    case .drills: .drills
    case .lock, .quit: nil
    }
  }
}

extension Scene {
  /// Whether the operator may use a code here.
  func admits(_ code: TransactionCode) -> Bool { refusal(of: code) == nil }

  /// The key of the sentence that refuses a code here; `nil` if it may be used.
  func refusal(of code: TransactionCode) -> String? {
    let isOfDemo = code == .demo || code == .drills
    return isOfDemo && !isDemo ? "diritto.soloDemo" : refusal(of: code.capability)
  }
}
