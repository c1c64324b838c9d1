import FoundationEssentials

/// What a JSON file of the program holds, before anything is known about its meaning.
enum StrictJSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([StrictJSON])
  case object([String: StrictJSON])

  /// Reads a whole file; `nil` if it is not JSON in UTF-8, or holds a number that is not whole.
  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONDecoder().decode(StrictJSON.self, from: Data(bytes)) else { return nil }
    self = value
  }
}

extension StrictJSON: Decodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Name.self) {
      var members: [String: StrictJSON] = [:]
      for key in object.allKeys { members[key.stringValue] = try object.decode(StrictJSON.self, forKey: key) }
      self = .object(members)
    } else if var array = try? decoder.unkeyedContainer() {
      var elements: [StrictJSON] = []
      while !array.isAtEnd { elements.append(try array.decode(StrictJSON.self)) }
      self = .array(elements)
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let bool = try? value.decode(Bool.self) {
        self = .bool(bool)
      } else if let number = try? value.decode(Int.self) {
        self = .number(number)
      } else {
        self = .string(try value.decode(String.self))
      }
    }
  }
}
