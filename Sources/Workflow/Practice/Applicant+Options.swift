import Domain

extension Applicant {
  /// The option of the field `richiedente`.
  var optionID: String {
    switch self {
    case .self: "self"
    case .parent(let otherParentDeclares): otherParentDeclares ? "bothParents" : "parent"
    case .tutore: "tutore"
    case .amministratoreDiSostegno: "amministratoreDiSostegno"
    case .delegate: "delegate"
    case .familyMember: "familyMember"
    case .affidatario: "affidatario"
    }
  }

  /// The applicant behind an option; `nil` for an empty field.
  init?(optionID: String) {
    switch optionID {
    case "self": self = .self
    case "parent": self = .parent(otherParentDeclares: false)
    case "bothParents": self = .parent(otherParentDeclares: true)
    case "tutore": self = .tutore
    case "amministratoreDiSostegno": self = .amministratoreDiSostegno
    case "delegate": self = .delegate(cohabitant: false)
    case "familyMember": self = .familyMember
    case "affidatario": self = .affidatario
    default: return nil
    }
  }

  /// Who usually comes for a person: the adult, or a parent of the minor.
  static func usual(for person: Assistito, on day: CivilDate) -> Applicant {
    person.posizione.birthDate.age(on: day) < 18 ? .parent(otherParentDeclares: false) : .self
  }
}
