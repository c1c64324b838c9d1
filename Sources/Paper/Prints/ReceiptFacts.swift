public import Domain

/// What a receipt tells beside the request and what became of it.
public struct ReceiptFacts: Sendable {
  /// The number under which the desk keeps the practice; `nil` where it keeps none.
  public let number: Int?
  /// Whether the citizen has a provisional receipt of the same practice, which this one replaces.
  public let replacesProvisional: Bool
  /// The medico whose list was full, when the second choice was registered; `nil` otherwise.
  public let fullMedico: Medico?
  /// Whether another desk had registered the same request before.
  public let wasRegistered: Bool
  /// Until when the exemption counts that was issued, as the registry told; `nil` where it did not.
  public let term: EsenzioneTerm?

  /// Gathers the parts; without any nothing is told.
  public init(
    number: Int? = nil, replacesProvisional: Bool = false, fullMedico: Medico? = nil,
    wasRegistered: Bool = false, term: EsenzioneTerm? = nil
  ) {
    self.number = number
    self.replacesProvisional = replacesProvisional
    self.fullMedico = fullMedico
    self.wasRegistered = wasRegistered
    self.term = term
  }
}

extension Imprint {
  /// What a definitive receipt says of how it came about, for who holds an earlier paper.
  func origin(_ facts: ReceiptFacts, _ status: ReceiptStatus) -> [Block] {
    guard case .definitiva = status else { return [] }
    var sentences: [String] = []
    if let full = facts.fullMedico { sentences.append(text("seconda_scelta.registrata", medicoName(full))) }
    if facts.wasRegistered { sentences.append(text("gia_registrata")) }
    if facts.replacesProvisional { sentences.append(text("sostituisce_provvisoria")) }
    return sentences.isEmpty ? [] : [.blank] + sentences.map(Block.paragraph)
  }

  /// How the desk is reached, as far as its administrator told.
  var deskContact: [Block] {
    let fields =
      field("sportello.telefono", contact.telephone) + field("sportello.orari", contact.hours)
      + field("sportello.indirizzo", contact.address)
    return fields.isEmpty ? [] : [.blank] + fields
  }
}
