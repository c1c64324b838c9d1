/// The bases of the accented Latin letters.
///
/// One character of the tables stands for one code point: a capital is the base, a small letter
/// names a pair of ``pairs``, a dot is no letter.
enum FoldingTable {
  enum Base {
    case none
    case separator
    case one(UInt8)
    case two(UInt8, UInt8)
  }

  static func fold(_ scalar: Unicode.Scalar) -> Base {
    let value = scalar.value
    switch value {
    case 0x30...0x39, 0x41...0x5A: return .one(UInt8(value))
    case 0x61...0x7A: return .one(UInt8(value - 0x20))
    case 0x27, 0x60, 0xB4: return .none
    case 0xAA: return .one(ASCII.upperA)
    case 0xBA: return .one(UInt8(ascii: "O"))
    case 0..<0xC0: return .separator
    case 0xC0..<0x260: return base(latin[Int(value - 0xC0)])
    case 0x1E00..<0x1F00: return base(additional[Int(value - 0x1E00)])
    case 0x2B0...0x36F, 0x2018...0x201B, 0x2032, 0x2035, 0x200B...0x200D, 0xFEFF: return .none
    case 0x2000...0x206F, 0x3000: return .separator
    default: return .none
    }
  }

  /// Whether German writes the letter with a following `E` where it has no umlauts.
  static func hasUmlaut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "Ä", "Ö", "Ü", "ä", "ö", "ü": true
    default: false
    }
  }

  private static func base(_ code: UInt8) -> Base {
    if ASCII.isUpper(code) { return .one(code) }
    guard let pair = pairs[code] else { return .separator }
    return .two(pair.0, pair.1)
  }

  private static let pairs: [UInt8: (UInt8, UInt8)] = {
    let texts = [
      "a": "AE", "b": "DB", "d": "DZ", "g": "OI", "h": "HV", "i": "IJ", "l": "LJ", "n": "NJ", "o": "OE",
      "q": "QP", "s": "SS", "t": "TH", "u": "OU",
    ]
    var table: [UInt8: (UInt8, UInt8)] = [:]
    for (code, text) in texts {
      let bytes = Array(text.utf8)
      table[Array(code.utf8)[0]] = (bytes[0], bytes[1])
    }
    return table
  }()

  /// U+00C0 to U+025F, 32 in a row.
  private static let latin = bytes(
    """
    AAAAAAaCEEEEIIIIDNOOOOO.OUUUUYts
    AAAAAAaCEEEEIIIIDNOOOOO.OUUUUYtY
    AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGG
    GGGGHHHHIIIIIIIIIIiiJJKKKLLLLLLL
    LLLNNNNNNNNNOOOOOOooRRRRRRSSSSSS
    SSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS
    BBBB..OCCDDDDDEEEFFGGhIIKKLLMNNO
    OOggPPR..SSTTTTUUUVYYZZZZZZ...TW
    ....dddlllnnnAAIIOOUUUUUUUUUUEAA
    AAaaGGGGKKOOOOZZJdddGGhWNNAAaaOO
    AAAAEEEEIIIIOOOORRRRUUUUSSTTYYHH
    NDuuZZAAEEOOOOOOOOYYLNTJbqACCLTS
    Z..BUVEEJJQQRRYY...BO.DD.E.E....
    """)

  /// U+1E00 to U+1EFF, 32 in a row.
  private static let additional = bytes(
    """
    AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFF
    GGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMM
    MMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRR
    SSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVV
    WWWWWWWWWWXXXXYYZZZZZZHTWYASSSsD
    AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE
    EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOO
    OOOOUUUUUUUUUUUUUUYYYYYYYYLLVVYY
    """)

  private static func bytes(_ table: String) -> [UInt8] {
    table.utf8.filter { !ASCII.isBlank($0) }
  }
}
