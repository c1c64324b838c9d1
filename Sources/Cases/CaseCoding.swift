public import Domain

/// Writes values as canonical JSON and reads them back.
///
/// The bytes of a value are always the same: keys in ascending order, defaults left out, no blanks,
/// times in universal time. Each text carries `"version": 1`. What is read back equals what was written.
public enum CaseCoding {
  /// The version that is written, and the only one that is read.
  public static let version = 1

  /// The bytes of a practice, as journal and registry keep it.
  public static func encode(practice: Practice) -> [UInt8] { bytes(practice, Coders.practice) }

  /// Reads a practice.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodePractice(_ bytes: [UInt8]) throws(CaseError) -> Practice {
    try value(bytes, Coders.practice)
  }

  /// The bytes of a case, with its kind.
  public static func encode(practiceCase: PracticeCase) -> [UInt8] {
    bytes(practiceCase, Coders.practiceCase)
  }

  /// Reads a case that tells its kind.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodePracticeCase(_ bytes: [UInt8]) throws(CaseError) -> PracticeCase {
    try value(bytes, Coders.practiceCase)
  }

  /// The bytes of a person, written in a few microseconds.
  public static func encode(assistito: Assistito) -> [UInt8] { bytes(assistito, Coders.assistito) }

  /// Reads a person.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodeAssistito(_ bytes: [UInt8]) throws(CaseError) -> Assistito {
    try value(bytes, Coders.assistito)
  }

  /// The bytes of a medico.
  public static func encode(medico: Medico) -> [UInt8] { bytes(medico, Coders.medico) }

  /// Reads a medico, whose asl, distretto and ambito must be there.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodeMedico(_ bytes: [UInt8]) throws(CaseError) -> Medico {
    try value(bytes, Coders.medico)
  }

  /// The bytes of a decision.
  public static func encode(decision: Decision) -> [UInt8] { bytes(decision, Coders.decision) }

  /// Reads a decision.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodeDecision(_ bytes: [UInt8]) throws(CaseError) -> Decision {
    try value(bytes, Coders.decision)
  }

  /// The bytes of a registry's answer.
  public static func encode(answer: RegistryAnswer) -> [UInt8] { bytes(answer, Coders.answer) }

  /// Reads a registry's answer.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodeAnswer(_ bytes: [UInt8]) throws(CaseError) -> RegistryAnswer {
    try value(bytes, Coders.answer)
  }

  /// The bytes of a row of history.
  public static func encode(historyEntry: HistoryEntry) -> [UInt8] {
    bytes(historyEntry, Coders.historyEntry)
  }

  /// Reads a row of history.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodeHistoryEntry(_ bytes: [UInt8]) throws(CaseError) -> HistoryEntry {
    try value(bytes, Coders.historyEntry)
  }

  private static func bytes<Value>(_ value: Value, _ shape: Shape<Value>) -> [UInt8] {
    var writer = JSONWriter()
    shape.write(value, &writer)
    return writer.bytes
  }

  private static func value<Value>(_ bytes: [UInt8], _ shape: Shape<Value>) throws(CaseError) -> Value {
    try shape.read(JSONParser.parse(bytes))
  }
}

/// The shapes of whole texts: what ``Shapes`` describes, with the version beside it.
enum Coders {
  static let practice = Shapes.practice.versioned
  static let assistito = Shapes.assistito.versioned
  static let medico = Shapes.medico.versioned
  static let decision = Shapes.decision.versioned
  static let historyEntry = Shapes.historyEntry.versioned
  static let practiceCase = Record<PracticeCase>(
    "practiceCase", field("case", { $0 }, Shapes.practiceCase), make: { $0 }
  ).versioned
  static let answer = Record<RegistryAnswer>(
    "registryAnswer", field("answer", { $0 }, Shapes.registryAnswer), make: { $0 }
  ).versioned

  static let sceltaCase = Shapes.sceltaCase.versioned
  static let revocaCase = Shapes.revocaCase.versioned
  static let ricusazioneCase = Shapes.ricusazioneCase.versioned
  static let esenzioneCase = Shapes.esenzioneCase.telling(.esenzioneRilascio).versioned
  static let esenzioneRevocaCase = Shapes.esenzioneRevocaCase.telling(.esenzioneRevoca).versioned
  static let pinCase = Shapes.pinCase.telling(.rilascioPin).versioned
  static let tesseraCase = Shapes.tesseraCase.telling(.tessera).versioned
}

extension Record {
  /// The record as a whole text with its version, which a hand-written one may leave out.
  var versioned: Shape<Value> {
    let version = field(
      "version", { (_: Value) in CaseCoding.version }, filled: Shape<Int>.version, note: "Default: 1.")
    let checked = adding(version.entries) { object throws(CaseError) in _ = try version.read(object) }
    return checked.filled { $0.filling("version", with: .integer(CaseCoding.version)) }.shape
  }
}

extension Shape where Value == Int {
  fileprivate static var version: Shape {
    Shape(
      schema: .integer(minimum: CaseCoding.version, maximum: CaseCoding.version),
      write: { version, writer in writer.integer(version) },
      read: { json throws(CaseError) in
        guard json.integer == CaseCoding.version else { throw CaseError(.version) }
        return CaseCoding.version
      })
  }
}
