import Testing

@testable import Domain

@Suite("Codes of exemptions and what qualifies them") struct EsenzioneCodeTests {
  @Test(
    "are taken in either case and with blanks",
    arguments: [
      ("e01", "E01"), (" 0a02.v42.2 ", "0A02.V42.2"), ("R 1", "R1"), ("cv2123", "CV2123"), ("013", "013"),
    ])
  func taken(text: String, code: String) throws {
    #expect(try #require(CodiceEsenzione(text)).rawValue == code)
  }

  @Test(
    "are refused with another character, too short, too long or with a dot at an end",
    arguments: [
      "", " ", "1", "E", "E-01", "E01,", ".13", "013.", "0A02.V42.22", "È01", "E01\u{0}", "013_250",
    ])
  func refused(text: String) { #expect(CodiceEsenzione(text) == nil) }

  @Test("do not show themselves") func hidden() throws {
    let code = try #require(CodiceEsenzione("020"))
    var dumped = ""
    dump(code, to: &dumped)
    #expect(!"\(code)\(dumped)\(String(reflecting: code))".contains("020"))
  }

  @Test("know their progressive and their group") func parts() throws {
    let part = try #require(CodiceEsenzione("0A02.V42.2"))
    #expect(part.progressive.rawValue == "0A02")
    #expect(part.hasPart)
    let whole = try #require(CodiceEsenzione("RNG121"))
    #expect(whole.progressive == whole)
    #expect(!whole.hasPart)
    #expect(whole.isRareGroup)
    #expect(try !#require(CodiceEsenzione("RN1210")).isRareGroup)
    #expect(try !#require(CodiceEsenzione("R99")).isRareGroup)
  }

  @Test("hold in the country or in one of twenty regions") func scopes() {
    #expect(EsenzioneScope(rawValue: "nazionale") == .national)
    for number in 1...20 {
      let digits = number < 10 ? "0\(number)" : "\(number)"
      #expect(EsenzioneScope(rawValue: digits) == .region(digits))
      #expect(EsenzioneScope.region(digits).rawValue == digits)
      #expect(EsenzioneScope.national < .region(digits))
      #expect(!(EsenzioneScope.region(digits) < .national))
    }
    for text in ["", "0", "00", "21", "9", "090", "IT", "Nazionale"] {
      #expect(EsenzioneScope(rawValue: text) == nil, "\(text)")
    }
  }

  static let validities: [(String, EsenzioneValidity)] = [
    ("unlimited", .unlimited), ("prescription", .prescription), ("config", .configured),
    ("superseded", .superseded), ("P6M", .duration(months: 6)), ("P1Y", .duration(months: 12)),
    ("P3Y from birth", .fromBirth(years: 3)), ("until age 18", .untilAge(18)),
    ("until 31-03", .untilDay(month: 3, day: 31)), ("until 30-06", .untilDay(month: 6, day: 30)),
    ("until 2023-05-25", .untilDate(CivilDate(year: 2023, month: 5, day: 25)!)),
  ]

  @Test("last as the words of the data say", arguments: validities)
  func validity(word: String, validity: EsenzioneValidity) {
    #expect(EsenzioneValidity(rawValue: word) == validity)
    #expect(validity.rawValue == word)
    #expect(validity.isIssuable == !["prescription", "superseded"].contains(word))
  }

  @Test(
    "refuse every other word",
    arguments: [
      "", "P", "PM", "P0M", "P101M", "P1D", "P1Y from", "6M", "until", "until ", "until 31-02", "until 29-02",
      "until 00-01", "until 1-1", "until 2023-02-29", "until age", "until age 0", "until age 121",
      "Unlimited",
    ])
  func noValidity(word: String) { #expect(EsenzioneValidity(rawValue: word) == nil) }
}

@Suite("One typing error") struct TypingErrorTests {
  /// All texts over two letters and a third up to a length.
  static func texts(upTo length: Int) -> [[UInt8]] {
    var all: [[UInt8]] = [[]]
    var last: [[UInt8]] = [[]]
    for _ in 0..<length {
      last = last.flatMap { text in [0x41, 0x42, 0x43].map { text + [$0] } }
      all += last
    }
    return all
  }

  /// Every text that one slip makes of `word`, by the very definition.
  static func slips(of word: [UInt8]) -> Set<[UInt8]> {
    var made: Set<[UInt8]> = []
    for place in 0...word.count {
      for letter in [0x41, 0x42, 0x43] as [UInt8] {
        made.insert(word[..<place] + [letter] + word[place...])
        if place < word.count { made.insert(word[..<place] + [letter] + word[(place + 1)...]) }
      }
      guard place < word.count else { continue }
      made.insert(Array(word[..<place] + word[(place + 1)...]))
      if place + 1 < word.count {
        made.insert(word[..<place] + [word[place + 1], word[place]] + word[(place + 2)...])
      }
    }
    made.remove(word)
    return made
  }

  @Test("is found between whole words exactly where one slip leads from one to the other") func whole() {
    let texts = Self.texts(upTo: 5)
    for word in texts {
      let slips = Self.slips(of: word)
      for typed in texts {
        #expect(TypingError.separates(typed[...], fromWhole: word[...]) == slips.contains(typed))
      }
    }
  }

  @Test("is found at the beginning of a word exactly where one slip leads to such a beginning")
  func beginning() {
    let texts = Self.texts(upTo: 4)
    for word in texts {
      let beginnings = (0...word.count).map { Array(word[..<$0]) }
      let slips = beginnings.map(Self.slips(of:)).reduce(into: Set<[UInt8]>()) { $0.formUnion($1) }
      for typed in texts where !typed.isEmpty {
        let expected = slips.contains(typed) && !beginnings.contains(typed)
        #expect(TypingError.separates(typed[...], fromBeginningOf: word[...]) == expected, "\(typed) \(word)")
      }
    }
  }
}

@Suite("The region whose codes an asl gives") struct EsenzioneRegionTests {
  @Test(
    "is that of its digits, of the profile for the asl of a demo, and none of Bolzano",
    arguments: [
      ("090201", "05", "09"), ("010301", nil, "01"), ("030321", "09", "03"), ("200101", nil, "20"),
      ("041000", "04", nil), ("042000", nil, "04"), ("990101", "09", "09"), ("990102", nil, nil),
      ("991101", "09", nil), ("210000", "09", nil), ("000000", "09", nil),
    ] as [(String, String?, String?)])
  func region(asl: String, own: String?, expected: String?) {
    var parameters = EsenzioneParameters()
    parameters.region = own
    #expect(parameters.region(of: CodiceAsl(asl)!) == expected)
  }
}
