extension CodiceFiscale {
  /// The code that the rules give to a person who is the only one with these data.
  ///
  /// The Agency alone assigns codes: the result serves for warnings and for invented people. A
  /// name without any Latin letter counts as `XXX`.
  ///
  /// - Parameters:
  ///   - person: The data at birth.
  ///   - umlauts: How ä, ö and ü are written.
  /// - Returns: The code without omocodia.
  /// - Source: D.M. 23 dicembre 1976.
  public static func expected(_ person: PersonalData, umlauts: Folding.Umlauts = .dropped) -> CodiceFiscale {
    let date = person.birthDate
    let day = date.day + (person.sex == .female ? 40 : 0)
    var bytes = surnameLetters(person.surname, umlauts: umlauts)
    bytes += nameLetters(person.name, umlauts: umlauts)
    bytes += ASCII.padded(date.year % 100, to: 2).utf8
    bytes.append(CodiceFiscaleAlphabet.months[date.month - 1])
    bytes += ASCII.padded(day, to: 2).utf8
    bytes += person.birthPlace.rawValue.utf8
    return CodiceFiscale(fifteen: bytes[...])
  }

  /// What in `person` does not agree with the code, in the order of the code's characters.
  ///
  /// Warnings only: names change and keep their code, comuni merge, and the Agency decides. Both
  /// ways of writing ä, ö and ü agree, and so do both centuries.
  public func coherence(with person: PersonalData) -> [CoherenceWarning] {
    let umlauts: [Folding.Umlauts] = [.dropped, .expanded]
    let surname = (0..<3).map(byte(at:))
    let name = (3..<6).map(byte(at:))
    var warnings: [CoherenceWarning] = []
    if !umlauts.contains(where: { Self.surnameLetters(person.surname, umlauts: $0) == surname }) {
      warnings.append(.surname)
    }
    if !umlauts.contains(where: { Self.nameLetters(person.name, umlauts: $0) == name }) {
      warnings.append(.name)
    }
    if !birthDateCandidates.contains(person.birthDate) { warnings.append(.birthDate) }
    if sex != person.sex { warnings.append(.sex) }
    if placeCode != person.birthPlace { warnings.append(.birthPlace) }
    return warnings
  }

  /// Consonants in their order, then vowels, then `X`, three in all.
  private static func surnameLetters(_ surname: String, umlauts: Folding.Umlauts) -> [UInt8] {
    let letters = Folding.letters(surname, umlauts: umlauts)
    let sorted = letters.filter { !isVowel($0) } + letters.filter(isVowel)
    return Array((sorted + Array("XXX".utf8)).prefix(3))
  }

  /// As the surname, but the first, third and fourth consonant where there are four.
  private static func nameLetters(_ name: String, umlauts: Folding.Umlauts) -> [UInt8] {
    let consonants = Folding.letters(name, umlauts: umlauts).filter { !isVowel($0) }
    guard consonants.count >= 4 else { return surnameLetters(name, umlauts: umlauts) }
    return [consonants[0], consonants[2], consonants[3]]
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "AEIOU".utf8.contains(byte) }
}

/// What in the data of a person does not agree with the codice fiscale.
public enum CoherenceWarning: Hashable, CaseIterable, Sendable {
  /// The part of the data, in the order of the code's characters.
  case surname, name, birthDate, sex, birthPlace
}

extension CoherenceWarning: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .surname: "avviso.cf.cognome"
    case .name: "avviso.cf.nome"
    case .birthDate: "avviso.cf.data"
    case .sex: "avviso.cf.sesso"
    case .birthPlace: "avviso.cf.luogo"
    }
  }

  /// None.
  public var messageArguments: [String] { [] }
}
