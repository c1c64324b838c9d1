public import Domain

/// A practice to be made anew from one that did not go through: linked to it, with what was typed then.
public struct Correction: Hashable, Sendable {
  /// The practice that is corrected.
  public let practice: Practice
  /// The number of its receipt.
  public let receiptNumber: Int
  /// The medico to ask for instead; `nil` for the same again.
  public let medico: MedicoName?
  /// Whether another medico has to be chosen, whom nobody has named yet.
  public let asksOtherMedico: Bool

  /// Gathers the parts; nothing is checked.
  public init(
    of practice: Practice, receiptNumber: Int, medico: MedicoName? = nil, asksOtherMedico: Bool = false
  ) {
    self.practice = practice
    self.receiptNumber = receiptNumber
    self.medico = medico
    self.asksOtherMedico = asksOtherMedico
  }
}

/// A medico by id and name, where nothing else is known.
public struct MedicoName: Hashable, Sendable {
  /// The registry's id.
  public let id: Identifier<Medico>
  /// Surname and name; the id where the name is not known.
  public let name: String

  /// Gathers the parts; nothing is checked.
  public init(id: Identifier<Medico>, name: String) {
    self.id = id
    self.name = name
  }

  /// The name of a medico.
  init(_ medico: Medico) {
    id = medico.id
    name = MedicoRows.name(medico)
  }
}
