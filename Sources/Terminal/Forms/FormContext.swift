/// What a form needs from outside to handle one input.
public struct FormContext: Sendable {
  /// The words of the operator's language.
  public var words: Words
  /// Milliseconds of any clock that never goes back.
  public var nowMilliseconds: Int
  /// The keys in force.
  public var keymap: Keymap
  /// Reads a date as it was typed.
  public var readDate: @Sendable (String, DateCentury) -> DateReading
  /// Tells whether fast text is a scan, and what it holds; `nil` leaves the text where it was typed.
  public var readScan: @Sendable (String) -> ScanReading?

  /// Makes a context.
  public init(
    words: Words, nowMilliseconds: Int, keymap: Keymap = .standard,
    readDate: @escaping @Sendable (String, DateCentury) -> DateReading,
    readScan: @escaping @Sendable (String) -> ScanReading? = { _ in nil }
  ) {
    self.words = words
    self.nowMilliseconds = nowMilliseconds
    self.keymap = keymap
    self.readDate = readDate
    self.readScan = readScan
  }
}

/// What became of a typed date.
public enum DateReading: Hashable, Sendable {
  /// - `canonical`: `YYYY-MM-DD`; `shown`: the same day as the operator reads it.
  case read(canonical: String, shown: String)
  case failed(FieldError)
}

/// What a scanner read.
public struct ScanReading: Hashable, Sendable {
  /// The codes found, by their kind.
  public let texts: [ScanKind: String]
  /// What is wrong with what was read; it then stays where it was typed, to be looked at.
  public let fault: FieldError?

  /// Makes a reading.
  public init(_ texts: [ScanKind: String], fault: FieldError? = nil) {
    self.texts = texts
    self.fault = fault
  }
}

extension ScanReading: Discreet {}

extension DateReading: Discreet {}
