/// One row of the catalogue: what is known of a code in its scope.
public struct EsenzioneEntry: Hashable, Sendable {
  /// The code; with ``scope`` the key of the row.
  public let code: CodiceEsenzione
  /// Where the code has this meaning.
  public let scope: EsenzioneScope
  /// The family it belongs to.
  public let family: EsenzioneFamily
  /// What the code means, in Italian, as the lists call it.
  public let description: String
  /// Who decides.
  public let issuer: EsenzioneIssuer
  /// How long it lasts by itself; see ``EsenzioneParameters/validity(of:age:start:)`` for what a region changes.
  public let validity: EsenzioneValidity
  /// What must be seen: one document of each inner list.
  public let documents: [[DocumentKind]]
  /// Whether the description is hidden until it is asked for (PR-03).
  public let isSensitive: Bool
  /// Whether the code reveals data of the greatest protection (PR-02); such a code is sensitive as well.
  public let isRestricted: Bool
  /// The citation.
  public let source: String
  /// How sure code and meaning are.
  public let confidence: Confidence
  /// The codes that took its place: none, one or many, by preference.
  public let successors: [CodiceEsenzione]
  /// Why it is written on the prescription; `nil` unless ``validity`` is `prescription`.
  public let prescription: EsenzionePrescription?

  /// Gathers the parts; nothing is checked, but what is restricted is sensitive as well.
  public init(
    code: CodiceEsenzione, scope: EsenzioneScope = .national, family: EsenzioneFamily, description: String,
    issuer: EsenzioneIssuer, validity: EsenzioneValidity, documents: [[DocumentKind]] = [],
    isSensitive: Bool = false, isRestricted: Bool = false, source: String = "",
    confidence: Confidence = .practice, successors: [CodiceEsenzione] = [],
    prescription: EsenzionePrescription? = nil
  ) {
    self.code = code
    self.scope = scope
    self.family = family
    self.description = description
    self.issuer = issuer
    self.validity = validity
    self.documents = documents
    self.isSensitive = isSensitive || isRestricted
    self.isRestricted = isRestricted
    self.source = source
    self.confidence = confidence
    self.successors = successors
    self.prescription = prescription
  }

  /// Whether the code can be issued at a counter at all.
  public var isIssuable: Bool { validity.isIssuable }

  /// The key of the sentence why the code is written on the prescription; `nil` if it can be issued.
  public var prescriptionReason: String? { prescription?.messageKey }

  /// Whether the code holds for a counter of `region`: national codes everywhere.
  public func holds(in region: String?) -> Bool {
    switch scope {
    case .national: true
    case .region(let digits): digits == region
    }
  }
}
