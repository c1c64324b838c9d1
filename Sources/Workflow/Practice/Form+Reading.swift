import Domain
import Terminal

extension Form {
  /// The day in a date field; `nil` while it is empty or cannot be read.
  func date(_ field: FieldID) -> CivilDate? { CivilDate(iso: value(of: field)) }

  /// The case behind the option taken; `nil` while none is.
  func option<Value: RawRepresentable<String>>(_ field: FieldID, as type: Value.Type) -> Value? {
    Value(rawValue: value(of: field))
  }

  /// The code of a person in a text field; `nil` while it is none.
  func code(_ field: FieldID) -> PersonCode? { try? PersonCode.parse(value(of: field)) }
}
