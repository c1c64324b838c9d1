import Domain

/// A citizenship of the population, with the invented State in which its people are born.
struct Nation: Sendable {
  /// ISO 3166-1 alpha-2.
  let citizenship: String
  let isEuropean: Bool
  let birthPlace: PlaceCode
  let names: NameList

  private init(_ citizenship: String, european: Bool = false, born place: Int, _ names: NameList) {
    self.citizenship = citizenship
    isEuropean = european
    birthPlace = Places.code(place)
    self.names = names
  }

  static let europeans = [
    Nation("RO", european: true, born: 90, .romanian), Nation("DE", european: true, born: 91, .german),
    Nation("FR", european: true, born: 91, .french), Nation("SI", european: true, born: 90, .slovene),
    Nation("ES", european: true, born: 91, .spanish),
  ]

  static let others = [
    Nation("AL", born: 93, .albanian), Nation("MA", born: 94, .arabic), Nation("TN", born: 94, .arabic),
    Nation("UA", born: 93, .ukrainian), Nation("BD", born: 96, .asian), Nation("CN", born: 96, .asian),
    Nation("PH", born: 96, .asian), Nation("SN", born: 96, .african), Nation("NG", born: 96, .african),
    Nation("PE", born: 97, .spanish),
  ]
}

/// The codes of the places of the demo: `Y000`-`Y039` comuni, `Y090`-`Y097` States.
enum Places {
  /// `Y` and the three digits of `number`.
  static func code(_ number: Int) -> PlaceCode {
    guard let code = PlaceCode("Y" + CheckDigits.padded(number, to: 3)) else {
      preconditionFailure("a place of the demo has three digits")
    }
    return code
  }

  /// The comuni in which Italians are born: all that existed at any time in question.
  static let births = (0..<40).filter { ![12, 26].contains($0) }.map(code)
}
