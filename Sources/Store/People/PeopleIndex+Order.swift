extension PeopleIndex {
  /// An entry with its first eight bytes, so that most comparisons never look at the text.
  private struct Keyed {
    let key: UInt64
    let entry: Entry
  }

  /// The entries in the order of their names, equal names in the order of birth.
  func inOrder(_ entries: [Entry]) -> [Entry] {
    text.withUnsafeBufferPointer { text in
      var keyed = entries.map { Keyed(key: Self.key(text, at: Int($0.position)), entry: $0) }
      keyed.sort { left, right in
        if left.key != right.key { return left.key < right.key }
        return isBefore(left.entry, right.entry, text)
      }
      return keyed.map(\.entry)
    }
  }

  /// Both sorted lists as one.
  func merged(_ left: [Entry], _ right: [Entry]) -> [Entry] {
    text.withUnsafeBufferPointer { text in
      var all: [Entry] = []
      all.reserveCapacity(left.count + right.count)
      var next = 0
      for entry in left {
        while next < right.count, isBefore(right[next], entry, text) {
          all.append(right[next])
          next += 1
        }
        all.append(entry)
      }
      all.append(contentsOf: right[next...])
      return all
    }
  }

  /// The first eight bytes of the names, zeros behind their end.
  private static func key(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt64 {
    var key: UInt64 = 0
    var index = position
    for _ in 0..<8 {
      let byte = index < text.count ? text[index] : endOfNames
      key = key << 8 | UInt64(byte)
      if byte != endOfNames { index += 1 } else { index = text.count }
    }
    return key
  }

  func isBefore(_ left: Entry, _ right: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var first = Int(left.position)
    var second = Int(right.position)
    if first != second {
      while text[first] == text[second], text[first] != Self.endOfNames {
        first += 1
        second += 1
      }
      if text[first] != text[second] { return text[first] < text[second] }
    }
    let births = (births[Int(left.person)], births[Int(right.person)])
    return births.0 != births.1 ? births.0 < births.1 : left.person < right.person
  }
}
