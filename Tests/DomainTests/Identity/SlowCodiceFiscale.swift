/// A second, slow and obvious reading of the decree, to test the fast one against.
enum SlowCodiceFiscale {
  static let odd: [Character: Int] = [
    "0": 1, "1": 0, "2": 5, "3": 7, "4": 9, "5": 13, "6": 15, "7": 17, "8": 19, "9": 21,
    "A": 1, "B": 0, "C": 5, "D": 7, "E": 9, "F": 13, "G": 15, "H": 17, "I": 19, "J": 21,
    "K": 2, "L": 4, "M": 18, "N": 20, "O": 11, "P": 3, "Q": 6, "R": 8, "S": 12, "T": 14,
    "U": 16, "V": 10, "W": 22, "X": 25, "Y": 24, "Z": 23,
  ]
  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  static let months = Array("ABCDEHLMPRST")
  static let omocodia = Array("LMNPQRSTUV")
  static let digitPlaces = [6, 7, 9, 10, 12, 13, 14]

  static func control(_ fifteen: String) -> Character {
    var sum = 0
    for (index, character) in fifteen.prefix(15).enumerated() {
      if index % 2 == 0 {
        sum += odd[character]!
      } else {
        sum += character.wholeNumberValue ?? letters.firstIndex(of: character)!
      }
    }
    return letters[sum % 26]
  }

  static func complete(_ fifteen: String) -> String { fifteen + String(control(fifteen)) }

  /// Whether `text`, sixteen upper-case characters, is a code.
  static func accepts(_ text: String) -> Bool {
    let characters = Array(text)
    guard characters.count == 16 else { return false }
    var plain = characters
    for index in digitPlaces {
      if let digit = omocodia.firstIndex(of: plain[index]) { plain[index] = Character(String(digit)) }
      guard "0123456789".contains(plain[index]) else { return false }
    }
    for index in [0, 1, 2, 3, 4, 5, 11, 15] {
      guard letters.contains(plain[index]) else { return false }
    }
    guard let month = months.firstIndex(of: plain[8]) else { return false }
    let year = Int(String(plain[6...7]))!
    let written = Int(String(plain[9...10]))!
    let day = written > 40 ? written - 40 : written
    let isLeapSomewhere = year % 4 == 0
    let lengths = [31, isLeapSomewhere ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day >= 1, day <= lengths[month] else { return false }
    return characters[15] == control(text)
  }
}
