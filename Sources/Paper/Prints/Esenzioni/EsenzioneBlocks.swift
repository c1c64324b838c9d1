import Domain
import Terminal

/// The parts that several prints of exemptions share.
extension Imprint {
  /// A sentence of the law, with that of the second language beside it where there is one.
  func legal(_ key: String, _ arguments: String...) -> [Block] {
    let first = words.text("stampa.\(key)", arguments)
    guard let second else { return [.paragraph(first)] }
    return [.row([first, second.text("stampa.\(key)", arguments)], widths: [37, 38])]
  }

  /// A title, with that of the second language after it where there is one.
  func legalTitle(_ key: String) -> String {
    guard let second else { return text(key) }
    return "\(text(key)) - \(second.text("stampa.\(key)", []))"
  }

  /// The description of a code, where the region prints one: never of a restricted code, and of a sensitive one
  /// only if the profile says so (rule PR-08); of an income never the amount (rule PR-10).
  func description(of entry: EsenzioneEntry?) -> String? {
    guard let entry else { return nil }
    return switch esenzioni.print {
    case .codeOnly: nil
    case .descriptionUnlessSensitive: entry.isSensitive ? nil : entry.wordsWithoutAmount
    case .descriptionAlsoSensitive: entry.isRestricted ? nil : entry.wordsWithoutAmount
    }
  }

  /// Whether the code may not stand on a paper that goes through a spooler: what nobody knows may not.
  func isSensitive(_ code: CodiceEsenzione, _ scope: EsenzioneScope) -> Bool {
    esenzioni.catalog.entry(code, scope: scope)?.isSensitive ?? true
  }

  /// The code, or a word in its place where it is sensitive (rule PR-09).
  func shown(_ code: CodiceEsenzione, _ scope: EsenzioneScope) -> String {
    isSensitive(code, scope) ? text("esenzione.riservata") : code.rawValue
  }

  /// The last day, or the word for an exemption without one: that of one with a reserve is not known yet.
  func end(_ esenzione: Esenzione) -> String {
    let open = esenzione.revisionPassed == nil ? "esenzione.illimitata" : "esenzione.con_riserva"
    return esenzione.lastDay.map(date) ?? text(open)
  }

  /// The code of the person for a bar code, if the printer draws any.
  func barCode(of assistito: Assistito) -> String? {
    guard drawsBarCodes else { return nil }
    return assistito.identity.currentCode?.rawValue
  }

  /// Day, stamp and signature of the desk, and what the doctor has to do.
  func esenzioneEnd() -> [Block] {
    [.blank] + legal("esenzione.medico") + [
      .blank, .paragraph(text("stampato", date(printedAt.romeDate))),
      .signature(text("firma_operatore")),
    ]
  }

  /// The sheet that lies on top in a closed envelope: the person and nothing else (rules PR-09 and PR-11).
  func cover(_ assistito: Assistito, jobTitle: String) -> Document {
    let blocks: [Block] =
      Array(repeating: .blank, count: 12) + [
        .box([text("busta.per"), fullName(assistito.identity)]), .blank,
      ]
      + legal("busta.testo")
    return Layout(imprint: self, title: text("busta.titolo"), checkCode: nil)
      .document(jobTitle: jobTitle, blocks)
  }
}

extension EsenzioneEntry {
  /// What introduces an amount in the descriptions of incomes.
  private static let amountBegins = [";", " con reddito", ", reddito", " fino a", " entro "]

  /// The description up to where it comes to an amount of money; `nil` if nothing is left that says anything.
  package var wordsWithoutAmount: String? {
    guard description.contains(" euro") else { return description }
    var starts = Self.amountBegins.compactMap { description.firstRange(of: $0)?.lowerBound }
    if let point = description.firstRange(of: /[0-9]+\.[0-9]/)?.lowerBound { starts.append(point) }
    let words = starts.min().map { description[..<$0] } ?? ""
    // A few letters say nothing: then the code alone is printed.
    guard words.count >= 10 else { return nil }
    return words.hasSuffix(" ") ? String(words.dropLast()) : String(words)
  }
}

extension PracticeCase {
  /// The code and scope of an exemption; `nil` for other practices and an exemption that nobody knows.
  fileprivate var esenzione: (code: CodiceEsenzione, scope: EsenzioneScope)? {
    switch self {
    case .scelta, .revoca, .ricusazione, .rilascioPin, .tessera: nil
    case .esenzioneRilascio(let content): (content.code, content.scope)
    case .esenzioneRevoca(let content): content.record.map { ($0.code, $0.scope) }
    }
  }

  /// Whether what was seen and why it was refused may not be printed: it would tell the code.
  func isSensitive(_ imprint: Imprint) -> Bool {
    esenzione.map { imprint.isSensitive($0.code, $0.scope) } ?? false
  }
}
