/// How the asl of residence, of domicile and of the medico stand to each other (rule AMB-05).
///
/// The raw value numbers the asl in the order residence, domicile, medico; `extra` is an asl of
/// another region than the medico's.
public enum AslCombination: String, CaseIterable, Hashable, Sendable {
  case same = "1-1-1"
  case domicileOfMedico = "1-2-2"
  case fromOutside = "extra-1-1"
  case medicoElsewhere = "1-1-2"
  case domicileElsewhere = "1-2-1"
  case allDifferent = "1-2-3"
  case domicileOutside = "1-extra-*"
  case outsideMedicoElsewhere = "extra-1-2"
  case outside = "extra-extra-1"

  /// What a combination admits.
  public enum Admission: String, CaseIterable, Hashable, Sendable {
    case unlimited, temporary, notAdmitted
  }

  /// Classifies three asl; a person without declared domicile has that of the residence.
  public init(residence: CodiceAsl, domicile: CodiceAsl, medico: CodiceAsl) {
    let domicileInside = domicile.region == medico.region
    if residence.region == medico.region {
      if !domicileInside {
        self = .domicileOutside
      } else if domicile == residence {
        self = medico == residence ? .same : .medicoElsewhere
      } else if medico == domicile {
        self = .domicileOfMedico
      } else {
        self = medico == residence ? .domicileElsewhere : .allDifferent
      }
    } else if domicileInside {
      self = domicile == medico ? .fromOutside : .outsideMedicoElsewhere
    } else {
      self = .outside
    }
  }

  /// Unlimited, temporary, or not among the combinations admitted.
  public var admission: Admission {
    switch self {
    case .same: .unlimited
    case .domicileOfMedico, .fromOutside: .temporary
    case .medicoElsewhere, .domicileElsewhere, .allDifferent, .domicileOutside, .outsideMedicoElsewhere,
      .outside:
      .notAdmitted
    }
  }
}
