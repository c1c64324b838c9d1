public import Domain

/// The exemptions of a person that certificates may name, by the print that each belongs to.
///
/// Only what is in the registry and counts, today or from a later day: what is in verification or evaluation,
/// suspended, revoked, annulled or over is not attested, nor is a code of another region. Whoever has died has
/// none.
///
/// - Source: esenzioni §10; rules CR-09, ER-29, GE-08, AN-07.
public struct PrintableEsenzioni: Hashable, Sendable {
  /// Those of income, for print B.
  public private(set) var income: [Row]
  /// Bands of income of a region, on a paper of their own: they are no exemptions.
  public private(set) var bands: [Row]
  /// Those of a disease or an invalidity, all of them on one attestato, print C.
  public private(set) var attested: [Row]
  /// All others, for the short attestato, print D.
  public private(set) var others: [Row]
  /// Whether no disease or invalidity was left out: only then the attestato takes the place of those before it.
  public private(set) var isWhole = true
  private let person: Identifier<Assistito>

  /// One exemption with what the catalogue knows of its code.
  public struct Row: Hashable, Sendable {
    /// The record.
    public let esenzione: Esenzione
    /// The row of the catalogue; `nil` if it does not know the code.
    public let entry: EsenzioneEntry?

    /// Whether the code may not lie about: what nobody knows might be anything.
    public var isSensitive: Bool { entry?.isSensitive ?? true }
  }

  /// Picks those that may be attested on a day, by code and start.
  ///
  /// - Complexity: O(*n* log *n*) in the records of the person.
  public init(of assistito: Assistito, on day: CivilDate, parameters: EsenzioneParameters) {
    person = assistito.id
    let posizione = assistito.posizione
    let rows = posizione.esenzioni
      .filter { posizione.deathDate == nil && $0.isAttested(on: day, region: parameters.region) }
      .map { Row(esenzione: $0, entry: parameters.catalog.entry($0.code, scope: $0.scope)) }
      .sorted { left, right in
        let (one, other) = (left.esenzione, right.esenzione)
        return one.code != other.code ? one.code < other.code : one.start < other.start
      }
    income = rows.filter { $0.print == .income }
    bands = rows.filter { $0.print == .band }
    attested = rows.filter { $0.print == .attested }
    others = rows.filter { $0.print == .other }
  }

  /// Those of them that a paper names which leaves the others out.
  public func only(_ isNamed: (Row) -> Bool) -> PrintableEsenzioni {
    var next = self
    next.income = income.filter(isNamed)
    next.bands = bands.filter(isNamed)
    next.attested = attested.filter(isNamed)
    next.others = others.filter(isNamed)
    next.isWhole = isWhole && next.attested.count == attested.count
    return next
  }

  /// All of them, in the order of the prints.
  public var rows: [Row] { income + bands + attested + others }

  /// Whether a code among them may not go through a spooler (rules PR-02, PR-03 and PR-09).
  public var isSensitive: Bool { rows.contains(where: \.isSensitive) }

  /// What tells one attestato from another: person and records, so that a new code makes a new original.
  public var subject: String {
    "attestato/\(person.rawValue)/" + rows.map(\.esenzione.id.rawValue).joined(separator: ",")
  }
}

extension PrintableEsenzioni.Row {
  fileprivate enum Print { case income, band, attested, other }

  fileprivate var print: Print {
    guard let entry else { return .other }
    return switch entry.family {
    case .reddito, .redditoRegionale: .income
    case .fasciaRegionale: .band
    case .cronica, .cronicaSuperata, .rara, .invalidita, .invaliditaSuperata: .attested
    case .gravidanza, .gravidanzaRegionale, .screening, .screeningRegionale, .prevenzione, .donazione,
      .stranieri, .stranieriRegionale, .altroPrescrizione, .covid, .covidRegionale, .terapiaDolore:
      .other
    }
  }
}

extension Esenzione {
  fileprivate func isAttested(on day: CivilDate, region: String?) -> Bool {
    let isOfHere =
      switch scope {
      case .national: true
      case .region(let digits): digits == region
      }
    guard isOfHere else { return false }
    return switch standing(on: day, expiringWithin: 0) {
    case .future, .valid, .expiring: true
    case .draft, .expired, .suspended, .inVerification, .inEvaluation, .revoked, .blocked, .annulled,
      .notValid:
      false
    }
  }
}

extension PrintableEsenzioni: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health or income.
  public var description: String { "PrintableEsenzioni" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension PrintableEsenzioni.Row: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health or income.
  public var description: String { "PrintableEsenzioni.Row" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
