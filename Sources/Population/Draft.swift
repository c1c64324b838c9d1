import Domain

/// A person on the way: all that does not need the codes of the whole household.
struct Draft {
  var surname: String
  var name: String
  var sex: Sex
  var birthDate: CivilDate
  var birthPlace: PlaceCode
  var citizenship: String
  var role: HouseholdRole
  var posizione: Posizione
  var code = CodeKind.definitive
  var wish = MedicoWish.assigned
  /// The case of the demo that this person shows.
  var caseID: String?
  /// The id of the medico asked for in a practice that waits for a decision.
  var pendingMedico: String?

  /// Which code the person is known by.
  enum CodeKind {
    case definitive
    /// Digits written as letters, because an invented other person came first.
    case omocodia
    /// Eleven digits, until the Agency gives the definitive one.
    case provisional
    /// The definitive one, and the eleven digits that it followed.
    case definitiveAfterProvisional
    case stp
    case eni
  }
}

/// Which medico a draft shall get.
enum MedicoWish {
  /// One with places, by age and ambito.
  case assigned
  case none
  /// The one with this id, however full.
  case named(String)
  /// The scelte stand in the draft already.
  case asDrafted
}

/// The place of a person in the household, from which every kinship follows.
enum HouseholdRole {
  case head, spouse, partner, child, grandparent, sibling, cohabitant

  /// What the other one is to this one.
  ///
  /// The family certificate has no word for grandchildren and in-laws: they are cohabitants.
  func kinship(of other: HouseholdRole) -> Kinship {
    switch (self, other) {
    case (.head, .spouse), (.spouse, .head): .spouse
    case (.head, .partner), (.partner, .head): .partner
    case (.head, .child), (.spouse, .child), (.partner, .child): .child
    case (.child, .head), (.child, .spouse), (.child, .partner): .parent
    case (.child, .child): .sibling
    case (.child, .grandparent): .grandparent
    case (.grandparent, .head): .child
    case (.head, .grandparent): .parent
    case (.head, .sibling), (.sibling, .head), (.sibling, .sibling): .sibling
    default: .cohabitant
    }
  }
}
