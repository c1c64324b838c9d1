/// What the codice fiscale of a person is computed from.
public struct PersonalData: Hashable, Sendable {
  /// The surname at birth, all its parts.
  public var surname: String
  /// The given names.
  public var name: String
  /// The day of birth.
  public var birthDate: CivilDate
  /// The sex at the time of the computation.
  public var sex: Sex
  /// The comune or State of birth, by the code of the day of birth.
  public var birthPlace: PlaceCode

  /// Takes the five data as the registry of residents gives them.
  public init(surname: String, name: String, birthDate: CivilDate, sex: Sex, birthPlace: PlaceCode) {
    self.surname = surname
    self.name = name
    self.birthDate = birthDate
    self.sex = sex
    self.birthPlace = birthPlace
  }
}

extension PersonalData: CustomStringConvertible, CustomReflectable {
  /// Says that there is a person, and nothing of it.
  public var description: String { "PersonalData(…)" }

  /// Hides the person from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
