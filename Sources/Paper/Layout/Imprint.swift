public import Domain
public import Terminal

/// What stands on every page whatever is printed: language, desk, time, and the marks.
public struct Imprint: Sendable {
  /// The language of the print.
  public let words: Words
  /// Whether the data are invented: each page then says DEMO from edge to edge.
  public let isDemo: Bool
  /// Who prints, and where.
  public let author: Author
  /// When it is printed.
  public let printedAt: Instant
  /// The number of the reprint, from 1; `nil` for the first print.
  public let reprint: Int?
  /// Whether the clock of the desk is known to be wrong: its times are then marked as the desk's own.
  public let isClockOff: Bool
  /// The language in which sentences of the law stand as well; `nil` if one is enough.
  public let second: Words?
  /// The catalogue of exemptions, its region, and what is printed of a code; without a catalogue no code is.
  public let esenzioni: EsenzioneParameters
  /// Whether the printer draws bar codes.
  public let drawsBarCodes: Bool
  /// How the citizen reaches the desk.
  public let contact: DeskContact
  /// The name of a place of birth or residence; `nil` where it is not known.
  public let placeName: @Sendable (PlaceCode) -> String?
  /// The name of an asl; `nil` where it is not known.
  public let aslName: @Sendable (CodiceAsl) -> String?

  /// Gathers the parts; names that are not known are printed as codes.
  public init(
    words: Words, isDemo: Bool, author: Author, printedAt: Instant, reprint: Int? = nil,
    isClockOff: Bool = false, second: Words? = nil, esenzioni: EsenzioneParameters = EsenzioneParameters(),
    drawsBarCodes: Bool = false, contact: DeskContact = DeskContact(),
    placeName: @escaping @Sendable (PlaceCode) -> String? = { _ in nil },
    aslName: @escaping @Sendable (CodiceAsl) -> String? = { _ in nil }
  ) {
    self.words = words
    self.isDemo = isDemo
    self.author = author
    self.printedAt = printedAt
    self.reprint = reprint
    self.isClockOff = isClockOff
    self.second = second
    self.esenzioni = esenzioni
    self.drawsBarCodes = drawsBarCodes
    self.contact = contact
    self.placeName = placeName
    self.aslName = aslName
  }

  func text(_ key: String, _ arguments: String...) -> String { words.text("stampa.\(key)", arguments) }

  func date(_ date: CivilDate) -> String { words.date(date.iso) }

  func moment(_ instant: Instant) -> String {
    let rome = RomeTime(at: instant)
    return text("momento", date(rome.date), rome.time.iso)
  }

  /// A moment by the clock of the desk, marked when that clock is known to be wrong.
  func deskMoment(_ instant: Instant) -> String {
    isClockOff ? text("ora_postazione", moment(instant)) : moment(instant)
  }

  func place(_ code: PlaceCode) -> String { placeName(code) ?? code.rawValue }

  func asl(_ code: CodiceAsl) -> String {
    aslName(code).map { "\($0) (\(code.rawValue))" } ?? text("azienda", code.rawValue)
  }
}
