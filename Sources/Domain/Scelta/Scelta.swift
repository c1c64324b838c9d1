/// The relation between an assistito and a medico, from its first day to its last.
public struct Scelta: Hashable, Sendable {
  /// The medico chosen.
  public let medico: Identifier<Medico>
  /// The name as it was when the scelta was made: histories outlive doctors.
  public let medicoName: String
  /// MMG or PLS.
  public let kind: Medico.Kind
  /// First day, inclusive.
  public let start: CivilDate
  /// Why it was made.
  public let motive: Motive
  /// Last day (inclusive) of a temporary scelta or of an extension to 16 years; `nil` if unlimited.
  public let until: CivilDate?
  /// The counter of places it occupies.
  public let counter: PlaceCounter
  /// Operator and desk that entered it.
  public let author: String
  /// How it ends or ended, also in the future; `nil` while no end is known.
  public var end: Ending?
  /// The day of the notice if the medico refused the assistito (rule REV-03); `nil` otherwise.
  ///
  /// It stays when the citizen changes before the 16th day, so that the ban of REV-05 still holds.
  public var ricusazioneNotice: CivilDate?

  /// Why a scelta was made.
  public enum Motive: String, CaseIterable, Hashable, Sendable {
    case first, change, reunion, derogaTerritoriale, derogaMassimale, pediatricExtension, renewal, exOfficio
  }

  /// The last day, inclusive, and why.
  public struct Ending: Hashable, Sendable {
    /// The last day, inclusive.
    public let on: CivilDate
    /// Why it ended.
    public let reason: Reason

    /// The statutory causes.
    ///
    /// - Source: ACN MMG 2024, articles 40 and 41.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
      case change, revoca, ricusazione, transfer, death, age, medicoCeased, expiry, aire, double
    }

    /// Gathers the parts; nothing is checked.
    public init(on: CivilDate, reason: Reason) {
      self.on = on
      self.reason = reason
    }
  }

  /// Gathers the parts; nothing is checked.
  public init(
    medico: Identifier<Medico>, medicoName: String, kind: Medico.Kind, start: CivilDate, motive: Motive,
    until: CivilDate? = nil, counter: PlaceCounter = .permanent, author: String, end: Ending? = nil,
    ricusazioneNotice: CivilDate? = nil
  ) {
    self.medico = medico
    self.medicoName = medicoName
    self.kind = kind
    self.start = start
    self.motive = motive
    self.until = until
    self.counter = counter
    self.author = author
    self.end = end
    self.ricusazioneNotice = ricusazioneNotice
  }

  /// Whether the scelta counts on `day`; the last day of an ended one still counts.
  public func isActive(on day: CivilDate) -> Bool {
    guard start <= day else { return false }
    if let until, until < day { return false }
    guard let end else { return true }
    return day <= end.on
  }
}
