public import Domain

/// One line of `sportello decide`: a case, alone or with the moment and the profile it is decided for.
public struct DecideRequest: Hashable, Sendable {
  /// The longest line that is read, in bytes.
  public static let sizeLimit = JSONParser.sizeLimit

  /// The moment of the decision; `nil` for that of the command.
  public let now: Instant?
  /// The id of the profile; `nil` for that of the command.
  public let profile: String?
  /// What is to be decided.
  public let content: PracticeCase

  /// Reads a line: the case itself, or `{"now": …, "profile": …, "case": {…}}`.
  ///
  /// - Parameters:
  ///   - line: The bytes of one JSON text.
  ///   - kind: The kind of practice, which the line need not repeat.
  /// - Throws: ``CaseError``, naming the first wrong place and no value.
  public init(_ line: [UInt8], kind: PracticeKind) throws(CaseError) {
    try self.init(line) { _ throws(CaseError) in kind }
  }

  /// Reads a line of a subject whose kinds the line may tell apart.
  ///
  /// - Parameters:
  ///   - line: The bytes of one JSON text.
  ///   - subject: What the command was asked for.
  /// - Throws: ``CaseError``, naming the first wrong place and no value.
  public init(_ line: [UInt8], subject: DecideSubject) throws(CaseError) {
    try self.init(line) { object throws(CaseError) in try subject.kind(of: object) }
  }

  private init(
    _ line: [UInt8], kindOf: (JSONObject) throws(CaseError) -> PracticeKind
  ) throws(CaseError) {
    try self.init(try JSONParser.parse(line), kindOf: kindOf)
  }

  /// Reads a request that stands inside another text.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place and no value.
  init(_ json: JSONValue, kind: PracticeKind) throws(CaseError) {
    try self.init(json) { _ throws(CaseError) in kind }
  }

  private init(
    _ json: JSONValue, kindOf: (JSONObject) throws(CaseError) -> PracticeKind
  ) throws(CaseError) {
    guard let object = json.object else { throw CaseError(.type(expected: "object")) }
    let kind = try kindOf(object)
    if object.members.contains(where: { $0.key == "case" }) {
      self = try Self.envelope(of: kind).shape.read(json)
    } else {
      self.init(now: nil, profile: nil, content: try Self.content(of: kind).read(json))
    }
  }

  private init(now: Instant?, profile: String?, content: PracticeCase) {
    self.now = now
    self.profile = profile
    self.content = content
  }

  /// The JSON Schema of a line, draft 2020-12, indented and with a line end.
  public static func schema(of kind: PracticeKind) -> [UInt8] { schema(of: [kind], title: kind.rawValue) }

  /// The JSON Schema of a line of a subject, draft 2020-12, indented and with a line end.
  public static func schema(of subject: DecideSubject) -> [UInt8] {
    schema(of: subject.kinds, title: subject.rawValue)
  }

  private static func schema(of kinds: [PracticeKind], title: String) -> [UInt8] {
    let notes = """
      One line of the input of sportello decide. Facts that are absent take the default that is told; \
      one without default and not required is unknown. Unknown keys are refused.
      """
    let schema = Schema.any(
      kinds.flatMap { kind in
        let name = kinds.count > 1 ? "request-\(kind.rawValue)" : "request"
        return [content(of: kind).schema, envelope(of: kind, name: name).schema]
      })
    return SchemaPrinter.document(schema, title: "sportello decide \(title)", notes: notes).indented
  }

  private static func envelope(of kind: PracticeKind, name: String = "request") -> Record<DecideRequest> {
    Record(
      name,
      field("now", \.now, optional: .instant, note: "Default: --at, else the clock."),
      field("profile", \.profile, optional: .text, note: "Default: --profile."),
      field("case", \.content, content(of: kind)),
      make: DecideRequest.init(now:profile:content:))
  }

  /// The shape of the case of one kind; it writes nothing for a case of another.
  private static func content(of kind: PracticeKind) -> Shape<PracticeCase> {
    switch kind {
    case .scelta:
      Coders.sceltaCase.mapped { content in
        if case .scelta(let scelta) = content { scelta } else { nil }
      } from: {
        .scelta($0)
      }
    case .revoca:
      Coders.revocaCase.mapped { content in
        if case .revoca(let revoca) = content { revoca } else { nil }
      } from: {
        .revoca($0)
      }
    case .ricusazione:
      Coders.ricusazioneCase.mapped { content in
        if case .ricusazione(let ricusazione) = content { ricusazione } else { nil }
      } from: {
        .ricusazione($0)
      }
    case .esenzioneRilascio:
      Coders.esenzioneCase.mapped { content in
        if case .esenzioneRilascio(let esenzione) = content { esenzione } else { nil }
      } from: {
        .esenzioneRilascio($0)
      }
    case .esenzioneRevoca:
      Coders.esenzioneRevocaCase.mapped { content in
        if case .esenzioneRevoca(let esenzione) = content { esenzione } else { nil }
      } from: {
        .esenzioneRevoca($0)
      }
    case .rilascioPin:
      Coders.pinCase.mapped { content in
        if case .rilascioPin(let pin) = content { pin } else { nil }
      } from: {
        .rilascioPin($0)
      }
    case .tessera:
      Coders.tesseraCase.mapped { content in
        if case .tessera(let tessera) = content { tessera } else { nil }
      } from: {
        .tessera($0)
      }
    }
  }

  /// The bytes of a line that holds `content` alone.
  public static func line(of content: PracticeCase) -> [UInt8] {
    var writer = JSONWriter()
    Self.content(of: content.kind).write(content, &writer)
    return writer.bytes
  }
}

extension Shape {
  /// The shape of a type one of whose cases is a `Value`.
  fileprivate func mapped<Whole>(
    to part: @escaping @Sendable (Whole) -> Value?, from make: @escaping @Sendable (Value) -> Whole
  ) -> Shape<Whole> {
    let write = write
    let read = read
    return Shape<Whole>(
      schema: schema,
      write: { whole, writer in
        if let value = part(whole) { write(value, &writer) }
      },
      read: { json throws(CaseError) in make(try read(json)) })
  }
}
