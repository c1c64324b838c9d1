extension CodiceFiscale {
  /// The sex written in the day of birth.
  ///
  /// What the registry says counts more: a person may have changed sex and kept the code.
  public var sex: Sex { writtenDay > 40 ? .female : .male }

  /// The place of birth, with the omocodia taken back.
  public var placeCode: PlaceCode {
    let digits = [12, 13, 14].reduce(UInt32(0)) { $0 << 8 | UInt32(ASCII.zero) + UInt32(digit(at: $1)) }
    return PlaceCode(packed: UInt32(byte(at: 11)) << 24 | digits)
  }

  /// The days of birth that the code can mean, in 19xx and in 20xx: one or two, the earlier first.
  public var birthDateCandidates: [CivilDate] {
    [1900, 2000].compactMap { century in
      CivilDate(year: century + yearOfCentury, month: month, day: dayOfMonth)
    }
  }

  /// The day of birth, in the later century that is not after `reference`.
  ///
  /// A person over one hundred is taken for a child: where that matters, ask
  /// ``birthDateCandidates`` and the registry.
  ///
  /// - Parameter reference: Usually today, or the day of the document; included.
  /// - Returns: Nothing if every candidate lies after `reference`.
  public func birthDate(notAfter reference: CivilDate) -> CivilDate? {
    birthDateCandidates.last { $0 <= reference }
  }

  /// Whether some digit is written as a letter, because another person had the same code.
  public var isOmocodia: Bool {
    CodiceFiscaleAlphabet.digitPositions.contains { !ASCII.isDigit(byte(at: $0)) }
  }

  /// The code with all digits written as digits, and the control character that follows from them.
  ///
  /// It usually belongs to *another* person; it serves to read the code and to find relatives of
  /// it, never as an identifier of this person.
  public var withoutOmocodia: CodiceFiscale {
    guard isOmocodia else { return self }
    return replacing(CodiceFiscaleAlphabet.digitPositions) { ASCII.zero + UInt8($0) }
  }

  /// The code with the digits at `positions` written as letters, and the control character that
  /// follows from them.
  ///
  /// - Parameter positions: Counted from 0; others than 6, 7, 9, 10, 12, 13 and 14 are ignored.
  /// - Returns: A code that reads the same date, sex and place.
  public func withOmocodia(at positions: Set<Int>) -> CodiceFiscale {
    let chosen = CodiceFiscaleAlphabet.digitPositions.filter(positions.contains)
    return replacing(chosen) { CodiceFiscaleAlphabet.omocodia[$0] }
  }

  private func replacing(_ positions: [Int], by character: (Int) -> UInt8) -> CodiceFiscale {
    var bytes = (0..<16).map(byte(at:))
    for index in positions { bytes[index] = character(digit(at: index)) }
    return CodiceFiscale(fifteen: bytes[..<15])
  }

  /// Adds the control character to fifteen characters that are known to be right.
  init(fifteen bytes: ArraySlice<UInt8>) {
    let start = bytes.startIndex
    let high = bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let rest = bytes[start + 8..<start + 15].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << 8
    let control = CodiceFiscaleAlphabet.controlCharacter(high: high, low: rest)
    self.init(high: high, low: rest | UInt64(control))
  }

  /// Whether some century has the day; 29 February of `00` existed in 2000 only.
  var hasPossibleDate: Bool {
    let leapYear = yearOfCentury == 0 ? 2000 : 1900 + yearOfCentury
    return dayOfMonth >= 1 && dayOfMonth <= CivilDate.length(ofMonth: month, year: leapYear)
  }

  private var yearOfCentury: Int { digit(at: 6) * 10 + digit(at: 7) }
  private var month: Int { CodiceFiscaleAlphabet.month(of: byte(at: 8)) ?? 1 }
  private var writtenDay: Int { digit(at: 9) * 10 + digit(at: 10) }
  private var dayOfMonth: Int { writtenDay > 40 ? writtenDay - 40 : writtenDay }

  private func digit(at index: Int) -> Int { CodiceFiscaleAlphabet.digit(of: byte(at: index)) ?? 0 }
}
