import Domain

/// Turns drafts into people: codes, cards, contacts, families.
struct PersonFinisher {
  private let today: CivilDate
  /// Codes given so far, so that nobody gets the code of somebody else.
  private var given: Set<CodiceFiscale> = []
  private var number = 0

  init(today: CivilDate) { self.today = today }

  /// The people of one household, in order.
  mutating func finish(_ drafts: [Draft]) -> [Assistito] {
    let first = number
    number += drafts.count
    var codes: [[PersonCode]] = []
    for (offset, draft) in drafts.enumerated() { codes.append(makeCodes(draft, number: first + offset)) }
    return drafts.indices.map { index in
      let draft = drafts[index]
      var family: [FamilyMember] = []
      for other in drafts.indices where other != index && draft.isInFamily(of: drafts[other]) {
        guard let code = codes[other].first else { continue }
        family.append(
          FamilyMember(
            code: code, fullName: "\(drafts[other].surname) \(drafts[other].name)",
            birthDate: drafts[other].birthDate, kinship: draft.role.kinship(of: drafts[other].role),
            medico: nil, medicoName: nil))
      }
      return person(draft, codes: codes[index], number: first + index, family: family)
    }
  }

  private func person(
    _ draft: Draft, codes: [PersonCode], number: Int, family: [FamilyMember]
  ) -> Assistito {
    var random = RandomSource(seed: UInt64(number) &* 0x9FB2_1C65_1E98_DF25)
    var posizione = draft.posizione
    posizione.esenzioni = ExemptionMaker(today: today).exemptions(
      of: draft, number: number, id: Self.id(number))
    return Assistito(
      id: Self.id(number),
      identity: Generalita(
        codes: codes, idANPR: draft.isRegistered ? Self.anpr(number) : nil, surname: draft.surname,
        name: draft.name, sex: draft.sex, birthDate: draft.birthDate, birthPlace: draft.birthPlace,
        citizenships: [draft.citizenship]),
      posizione: posizione,
      contacts: Contacts(
        telephone: random.chance(700) ? random.telephone() : nil,
        email: random.chance(450) ? "p\(number)@posta.example" : nil),
      tessera: tessera(draft, number: number, random: &random), family: family)
  }

  /// The id of the `number`-th person, from 0.
  static func id(_ number: Int) -> Identifier<Assistito> {
    .init(unchecked: "p-" + CheckDigits.padded(number + 1, to: 7))
  }

  // MARK: Codes

  private mutating func makeCodes(_ draft: Draft, number: Int) -> [PersonCode] {
    let digits = CheckDigits.padded(number, to: 7)
    switch draft.code {
    case .definitive: return [.codiceFiscale(definitive(draft, omocodia: false))]
    case .omocodia: return [.codiceFiscale(definitive(draft, omocodia: true))]
    case .provisional: return [Self.provisional(number)].compactMap(\.self)
    case .definitiveAfterProvisional:
      return [.codiceFiscale(definitive(draft, omocodia: false)), Self.provisional(number)].compactMap(\.self)
    case .stp: return [(try? CodiceSTP("STP990101\(digits)")).map(PersonCode.stp)].compactMap(\.self)
    case .eni: return [(try? CodiceENI("ENI990101\(digits)")).map(PersonCode.eni)].compactMap(\.self)
    }
  }

  /// As the Agency does: who comes second gets letters for digits, from the right.
  private mutating func definitive(_ draft: Draft, omocodia: Bool) -> CodiceFiscale {
    let plain = CodiceFiscale.expected(
      PersonalData(
        surname: draft.surname, name: draft.name, birthDate: draft.birthDate, sex: draft.sex,
        birthPlace: draft.birthPlace))
    var positions = Set(omocodia ? [14] : [])
    var code = omocodia ? plain.withOmocodia(at: positions) : plain
    for position in [14, 13, 12, 10, 9, 7, 6] where given.contains(code) {
      positions.insert(position)
      code = plain.withOmocodia(at: positions)
    }
    given.insert(code)
    return code
  }

  private static func provisional(_ number: Int) -> PersonCode? {
    let digits = "9" + CheckDigits.padded(number % 1_000_000, to: 6) + "099"
    return (try? CodiceProvvisorio(digits + CheckDigits.luhn(digits))).map(PersonCode.provvisorio)
  }

  private static func anpr(_ number: Int) -> IdentificativoANPR? {
    // An odd factor that three does not divide visits every value below 36^6 once.
    let scattered = (number &* 1_370_291_093 &+ 7_919) % 2_176_782_336
    let text = String(scattered, radix: 36, uppercase: true)
    let eight = "ZZ" + String(repeating: "0", count: 6 - text.count) + text
    return try? IdentificativoANPR(eight + CheckDigits.anpr(eight))
  }

  // MARK: Card

  private func tessera(_ draft: Draft, number: Int, random: inout RandomSource) -> Tessera? {
    guard draft.posizione.assistenza != nil, draft.code != .provisional else { return nil }
    let digits = "8038000990" + CheckDigits.padded(number &* 7 + 1_000_000, to: 9)
    guard let card = try? NumeroTessera(digits + CheckDigits.luhn(digits)) else { return nil }
    let issued = max(draft.birthDate, today.adding(days: -random.within(1...2_000)))
    let isFirst = issued < draft.birthDate.adding(days: 365)
    let planned = issued.adding(years: isFirst ? 1 : 6)
    let expires = min(planned, draft.posizione.assistenza?.lastDay ?? planned)
    return Tessera(number: card, issued: min(issued, expires), expires: expires)
  }
}

extension Draft {
  /// Whether both stand in one family certificate: alive, registered, resident in one comune.
  func isInFamily(of other: Draft) -> Bool {
    guard isRegistered, other.isRegistered, posizione.deathDate == nil, other.posizione.deathDate == nil
    else { return false }
    return posizione.residence.territory?.municipality == other.posizione.residence.territory?.municipality
  }

  /// Whether ANPR knows the person, so that a family certificate exists.
  var isRegistered: Bool {
    switch code {
    case .stp, .eni: return false
    case .definitive, .omocodia, .provisional, .definitiveAfterProvisional: break
    }
    switch posizione.residence {
    case .italy: return true
    case .abroad, .none: return false
    }
  }
}
