import Domain
import Testing

@Suite("Codice fiscale, every case of what is finite") struct CodiceFiscaleExhaustiveTests {
  static let vectors = ["PRVNNA80A41Y000J", "PRVGNI65T10Y001V", "PRVGLI85H55Y001C", "PRVFLX00B29Y042"]
    .map { SlowCodiceFiscale.complete(String($0.prefix(15))) }

  @Test("accepts every subset of the omocodia and reads the same person", arguments: vectors)
  func omocodia(vector: String) throws {
    let base = try CodiceFiscale(vector)
    var seen: Set<CodiceFiscale> = []
    for subset in 0..<128 {
      var characters = Array(vector.prefix(15))
      var positions: Set<Int> = []
      for (bit, index) in SlowCodiceFiscale.digitPlaces.enumerated() where subset >> bit & 1 == 1 {
        characters[index] = SlowCodiceFiscale.omocodia[characters[index].wholeNumberValue!]
        positions.insert(index)
      }
      let code = try CodiceFiscale(SlowCodiceFiscale.complete(String(characters)))
      seen.insert(code)
      #expect(code.isOmocodia == (subset != 0))
      #expect(code.withoutOmocodia == base)
      #expect(base.withOmocodia(at: positions) == code)
      #expect(code.birthDateCandidates == base.birthDateCandidates)
      #expect(code.sex == base.sex)
      #expect(code.placeCode == base.placeCode)
    }
    #expect(seen.count == 128)
  }

  @Test(
    "knows the days of every month of both sexes, in every year of a century", arguments: [Sex.female, .male])
  func days(sex: Sex) {
    for year in 0...99 {
      for month in 1...12 {
        for day in 0...40 {
          let written = day + (sex == .female ? 40 : 0)
          let text = SlowCodiceFiscale.complete(
            "PRVNNA\(year / 10)\(year % 10)\(SlowCodiceFiscale.months[month - 1])\(written / 10)\(written % 10)Y000"
          )
          let dates = [1900 + year, 2000 + year].compactMap { CivilDate(year: $0, month: month, day: day) }
          let code = try? CodiceFiscale(text)
          guard (code != nil) == !dates.isEmpty, code == nil || code?.birthDateCandidates == dates,
            code == nil || code?.sex == sex
          else {
            Issue.record("day \(day) of month \(month) in \(year)")
            return
          }
        }
      }
    }
  }

  @Test("catches every replacement of one character, as a slow reading does", arguments: vectors)
  func corruption(vector: String) {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -'*")
    var missed = 0
    for index in 0..<16 {
      for character in alphabet {
        var characters = Array(vector)
        guard characters[index] != character else { continue }
        characters[index] = character
        let text = String(characters)
        let isAccepted = (try? CodiceFiscale(text)) != nil
        #expect(isAccepted == SlowCodiceFiscale.accepts(text.trimmingBlanks))
        if isAccepted { missed += 1 }
      }
    }
    #expect(missed == 0)
  }

  @Test("agrees with a slow reading on every exchange of two neighbours", arguments: vectors)
  func exchange(vector: String) {
    for index in 0..<15 {
      var characters = Array(vector)
      characters.swapAt(index, index + 1)
      let text = String(characters)
      #expect(((try? CodiceFiscale(text)) != nil) == SlowCodiceFiscale.accepts(text))
    }
  }

  @Test("agrees with a slow reading on many codes of a counted walk") func walk() {
    // A linear congruence instead of chance: the same codes in every run.
    var state: UInt64 = 20_261_121
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<20_000 {
      var text = String((0..<6).map { _ in SlowCodiceFiscale.letters[next(26)] })
      text +=
        "\(next(10))\(next(10))\(SlowCodiceFiscale.months[next(12)])\(next(8))\(next(10))Y0\(next(10))\(next(10))"
      let isControlRight = next(2) == 0
      let control = isControlRight ? SlowCodiceFiscale.control(text) : SlowCodiceFiscale.letters[next(26)]
      text.append(control)
      guard ((try? CodiceFiscale(text)) != nil) == SlowCodiceFiscale.accepts(text) else {
        Issue.record("the two readings differ")
        return
      }
    }
  }
}

extension String {
  /// Without the blanks at the ends, as the counter's code takes them away.
  fileprivate var trimmingBlanks: String {
    var characters = Substring(self)
    while characters.first == " " { characters.removeFirst() }
    while characters.last == " " { characters.removeLast() }
    return String(characters)
  }
}
