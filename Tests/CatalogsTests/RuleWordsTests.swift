import Domain
import Testing

@testable import Catalogs

@Suite("Italian words of the rules") struct RuleWordsTests {
  static let italian = Result { () throws(any Error) in
    let path = "\(try ResourceDirectory.located().localization)/it.json"
    guard let bytes = bytesOfFile(path),
      case .object(let words) = try StrictJSON(bytes, file: "it.json").value
    else {
      throw ProfileCatalogError(file: "it.json", keyPath: "", .syntax)
    }
    return words.compactMapValues { if case .string(let text) = $0.value { text } else { nil } }
  }

  static func missing(_ keys: [String]) throws -> [String] {
    let words = try italian.get()
    return keys.filter { words[$0, default: ""].isEmpty }
  }

  @Test("say every sentence that a rule may need") func rules() throws {
    #expect(try Self.missing(RuleBook.messageKeys) == [])
  }

  @Test("name every phrase of places, every denial and every wrong profile") func others() throws {
    #expect(try Self.missing(Availability.phraseKeys + Rights.reasonKeys) == [])
    let errors = ProfileCatalogError.Reason.allCases.map {
      ProfileCatalogError(file: "x", keyPath: "y", $0).messageKey
    }
    #expect(try Self.missing(errors) == [])
  }

  @Test("name only parameters that a profile may set") func parameters() {
    for entry in RuleBook.entries {
      guard case .parameter(let name) = entry.effect else { continue }
      #expect(ProfileParameters.names.contains(name), "\(entry.rule.id)")
    }
  }

  static func keys<Word: CaseIterable & RawRepresentable>(
    _ prefix: String, _ type: Word.Type
  ) -> [String] where Word.RawValue == String { type.allCases.map { "\(prefix).\($0.rawValue)" } }

  @Test("name every word of the domain that a screen shows") func words() throws {
    let keys =
      Self.keys("documento", DocumentKind.self) + Self.keys("motivo.scelta", Scelta.Motive.self)
      + Self.keys("motivo.revoca", RevocaCase.Reason.self)
      + Self.keys("motivo.fine", Scelta.Ending.Reason.self)
      + Self.keys("motivo.cessazione", Assistenza.Ending.Reason.self)
      + Self.keys("deroga", SceltaRequest.Deroga.Ground.self)
      + Self.keys("mantenimento", SceltaRequest.PediatricExtension.Reason.self)
      + Self.keys("parentela", Kinship.self) + Self.keys("domicilio", Domicile.Reason.self)
      + Self.keys("permesso", PermessoDiSoggiorno.Category.self)
      + Self.keys("permesso.iscrizione", PermessoDiSoggiorno.Enrolment.self)
      + Self.keys("qualifica", Medico.Engagement.Qualification.self)
      + Self.keys("associazione", Medico.Association.Form.self) + Self.keys("medico.tipo", Medico.Kind.self)
      + Self.keys("confidenza", Confidence.self) + Self.keys("gravita", Severity.self)
      + Self.keys("proprietario", Provenance.Owner.self) + Self.keys("contatore", PlaceCounter.self)
      + Self.keys("esito", Decision.Outcome.self) + Self.keys("scadenza", Expiry.Kind.self)
      + Self.keys("necessita", RequiredDocument.Need.self) + Self.keys("ruolo", Role.self)
      + Self.keys("postazione", DeskKind.self) + Self.keys("pratica", PracticeKind.self)
      + ["self", "parent", "tutore", "amministratoreDiSostegno", "delegate", "familyMember", "affidatario"]
      .map {
        "richiedente.\($0)"
      }
    #expect(try Self.missing(keys) == [])
  }
}
