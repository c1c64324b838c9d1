/// The parameters of a region or asl: nothing regional is a constant.
///
/// The file `italia` holds every default; another profile overrides single parameters and says why.
public struct Profile: Hashable, Sendable {
  /// The name of its file, for example `toscana`.
  public let id: String
  /// The parameters of scelta, revoca and ricusazione.
  public var scelta: SceltaParameters
  /// The parameters of exemptions, with the catalogue of the codes once the program has read it.
  public var esenzioni: EsenzioneParameters
  /// The parameters of codes and cards.
  public var tessera: TesseraParameters
  /// From this day residence and identity are read-only (ANA-05, seed 000); `nil` if unknown.
  public var nationalRegistryStart: CivilDate?
  /// The announced stops known so far.
  public var suspensions: [Suspension]
  /// Where each parameter comes from, by its name in the file (`reunion_circle`).
  public var notes: [String: ParameterNote]

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, scelta: SceltaParameters, nationalRegistryStart: CivilDate? = nil,
    suspensions: [Suspension] = [], notes: [String: ParameterNote] = [:],
    esenzioni: EsenzioneParameters = EsenzioneParameters(),
    tessera: TesseraParameters = TesseraParameters()
  ) {
    self.id = id
    self.scelta = scelta
    self.esenzioni = esenzioni
    self.tessera = tessera
    self.nationalRegistryStart = nationalRegistryStart
    self.suspensions = suspensions
    self.notes = notes
  }
}

/// Where the value of a parameter comes from, for F1.
public struct ParameterNote: Hashable, Sendable {
  /// Why this region or asl has this value.
  public let why: String
  /// The citation.
  public let source: String
  /// How sure we are of it.
  public let confidence: Confidence
  /// What the other source says, where a seed and a newer source differ; `nil` otherwise.
  public let otherValue: String?

  /// Gathers the parts; nothing is checked.
  public init(why: String, source: String, confidence: Confidence, otherValue: String? = nil) {
    self.why = why
    self.source = source
    self.confidence = confidence
    self.otherValue = otherValue
  }
}
