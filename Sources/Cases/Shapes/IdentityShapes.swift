import Domain

/// The shapes of everything a case carries, one constant for each type.
enum Shapes {}

extension Shapes {
  static let place = Shape<PlaceCode>.text(.place, parse: { PlaceCode($0) }, text: \.rawValue)
  static let personCode = Shape<PersonCode>.text(
    .personCode, parse: { try? PersonCode.parse($0) }, text: \.rawValue)
  static let sex = Shape<Sex>(
    schema: .choice(["F", "M"]),
    write: { sex, writer in writer.string(sex.letter) },
    read: { json throws(CaseError) in
      guard let text = json.string else { throw CaseError(.type(expected: "string")) }
      guard let sex = Sex(letter: text) else { throw CaseError(.choice(admitted: ["F", "M"])) }
      return sex
    })
  static let country = Shape<String>.text(.country) { text in
    text.utf8.count == 2 && text.utf8.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
  }

  static let generalita = Record<Generalita>(
    "identity",
    field(
      "codes", \.codes, filled: .list(personCode),
      note: "The current code first. Default: the codice fiscale that follows from the other data."),
    field(
      "idANPR", \.idANPR,
      optional: .text(.identificativoANPR, parse: { try? IdentificativoANPR($0) }, text: \.rawValue)),
    field("surname", \.surname, .text, default: ""),
    field("name", \.name, .text, default: ""),
    field("sex", \.sex, sex, default: .female),
    field("birthDate", \.birthDate, filled: .date, note: "Default: birthDate of the assistito."),
    field("birthPlace", \.birthPlace, place, default: .nowhere),
    field("citizenships", \.citizenships, .list(country), default: ["IT"]),
    make: Generalita.init(codes:idANPR:surname:name:sex:birthDate:birthPlace:citizenships:))

  static let contacts = Record<Contacts>(
    "contacts",
    field("telephone", \.telephone, optional: .text),
    field("email", \.email, optional: .text),
    make: Contacts.init(telephone:email:))

  static let familyMember = Record<FamilyMember>(
    "familyMember",
    field("code", \.code, personCode),
    field("fullName", \.fullName, .text, default: ""),
    field("birthDate", \.birthDate, .date),
    field("kinship", \.kinship, .choice),
    field("medico", \.medico, optional: .identifier()),
    field("medicoName", \.medicoName, optional: .text),
    make: FamilyMember.init(code:fullName:birthDate:kinship:medico:medicoName:))

  static let note = Record<Note>(
    "note",
    field("text", \.text, .text),
    field("author", \.author, .text, default: ""),
    field("at", \.at, .instant),
    make: Note.init(text:author:at:))

  static let provenance = Record<Provenance>(
    "provenance",
    field("owner", \.owner, .choice),
    field("readAt", \.readAt, .instant),
    make: Provenance.init(owner:readAt:))

  static let assistito = Record<Assistito>(
    "assistito",
    // First, so that an error in the birth date is told where it was written.
    inline(\.posizione, posizione),
    field("id", \.id, .identifier(), default: "assistito"),
    field(
      "identity", \.identity, filled: generalita.shape,
      note: "Names and codes. Default: a person without names."),
    field("contacts", \.contacts, contacts.shape, default: Contacts()),
    field("tessera", \.tessera, optional: tessera.shape, note: "The newest card."),
    field("family", \.family, .list(familyMember.shape), default: []),
    field("notes", \.notes, .list(note.shape), default: []),
    field("provenance", \.provenance, .map(provenance.shape), default: [:]),
    field(
      "formerTessere", { Array($0.posizione.tessere.dropFirst()) }, .list(tessera.shape), default: [],
      note: "Older cards, newest first."),
    make: { posizione, id, identity, contacts, tessera, family, notes, provenance, former in
      var posizione = posizione
      posizione.tessere = (tessera.map { [$0] } ?? []) + former
      return Assistito(
        id: id, identity: identity, posizione: posizione, contacts: contacts, family: family, notes: notes,
        provenance: provenance)
    }
  ).filled { $0.fillingIdentity() }
}
