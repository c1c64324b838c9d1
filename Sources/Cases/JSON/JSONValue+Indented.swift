extension JSONValue {
  /// The text for people: two blanks a level, empty and flat lists of words on one line, a line end.
  package var indented: [UInt8] {
    var text = ""
    append(to: &text, indent: "")
    return Array("\(text)\n".utf8)
  }

  private func append(to text: inout String, indent: String) {
    switch self {
    case .object(let object) where !object.members.isEmpty:
      let inner = indent + "  "
      text += "{\n"
      for (index, member) in object.members.enumerated() {
        text += inner + JSONValue.string(member.key).flat + ": "
        member.value.append(to: &text, indent: inner)
        text += index + 1 < object.members.count ? ",\n" : "\n"
      }
      text += indent + "}"
    case .array(let elements) where elements.contains { $0.object != nil }:
      let inner = indent + "  "
      text += "[\n"
      for (index, element) in elements.enumerated() {
        text += inner
        element.append(to: &text, indent: inner)
        text += index + 1 < elements.count ? ",\n" : "\n"
      }
      text += indent + "]"
    case .null, .boolean, .integer, .decimal, .string, .array, .object: text += flat
    }
  }

  private var flat: String {
    var writer = JSONWriter(capacity: 64)
    writer.value(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
