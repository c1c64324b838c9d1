import Cases
import Domain
import FHIR
import Population
import Testing

@Suite("A person travels as a Patient") struct PatientResourceTests {
  @Test("every person comes back as it was, in both generations", arguments: Systems.Generation.allCases)
  func roundTrip(generation: Systems.Generation) throws {
    for person in Samples.people {
      let bytes = PatientResource.encode(person, meta: Samples.meta, generation: generation)
      let record = try PatientResource.decode(bytes)
      let isSame = record.assistito == person
      #expect(isSame, "\(person.id.rawValue)")
      #expect(record.isWhole && record.isActive && record.replacedBy == nil)
      #expect(record.meta.versionId == "12" && record.meta.lastUpdated == Samples.now)
      #expect(record.meta.isRestricted == (person.posizione.standing == .restricted))
      #expect(try CanonicalCheck.holds(bytes), "\(person.id.rawValue)")
    }
  }

  @Test("every case of the demo comes back as it was")
  func demoCases() throws {
    let codes = Set(DemoCase.all(on: Samples.today).map(\.code))
    let shown = Samples.people.filter { $0.identity.currentCode.map(codes.contains) ?? false }
    #expect(shown.count == codes.count)
    for person in shown {
      let isSame =
        try PatientResource.decode(PatientResource.encode(person, meta: Samples.meta)).assistito == person
      #expect(isSame, "\(person.id.rawValue)")
    }
  }

  @Test("the scan tells what the whole Patient tells", arguments: Systems.Generation.allCases)
  func scan(generation: Systems.Generation) throws {
    for person in Samples.people {
      let bytes = PatientResource.encode(person, meta: Samples.meta, generation: generation)
      let record = try PatientResource.decode(bytes)
      let scan = try PatientScan(bytes[...])
      let identity = person.identity
      let isSame =
        scan.id == person.id && scan.meta == record.meta && scan.codes == identity.codes
        && scan.surname == identity.surname && scan.name == identity.name
        && scan.birthDate == identity.birthDate && scan.isActive && scan.replacedBy == nil
        && scan.isDeceased == (person.posizione.deathDate != nil) && scan.card == person.tessera?.number
      #expect(isSame, "\(person.id.rawValue)")
      let municipality =
        person.posizione.standing == .restricted ? nil : person.posizione.residence.territory?.municipality
      #expect(scan.municipality == municipality, "\(person.id.rawValue)")
    }
  }

  @Test("the whole person is read past the standard elements, and nothing less for it")
  func whole() throws {
    for person in Samples.people {
      let bytes = PatientResource.encode(person, meta: Samples.meta)
      let isSame = try PatientResource.whole(([0x20] + bytes)[1...]) == person
      #expect(isSame, "\(person.id.rawValue)")
      for cut in stride(from: 0, to: bytes.count, by: 97) {
        #expect(throws: FHIRError.self) { try PatientResource.whole(bytes[..<cut]) }
      }
      #expect(throws: FHIRError.self) {
        try PatientResource.whole(try altered(bytes, "extension", nil)[...])
      }
    }
  }

  @Test("the scan reads what a foreign writer may write")
  func foreignScan() throws {
    let text = #"""
       { "resourceType" : "Patient", "unknown":[{"id":"no"},[1,2.5e-3,null,true]], "id":"a\u002d1",
      "contained":[{"resourceType":"Patient","id":"other"}],
      "name":[{"family":"Nobody"},{"use":"official","family":"D'O\"ro","given":["Anna","Lucia"]},{"family":"x"}],
      "identifier":[{"use":"old","system":"http://hl7.it/sid/codiceFiscale","value":"PRVGNI65T10Y001V"},
        {"value":"PRVNNA80A41Y000J","system":"http://hl7.it/sid/codiceFiscale"},{"value":"77","system":"urn:x"}],
      "birthDate":"1980-01-01","active":false,"deceasedBoolean":true,
      "address":[{"use":"temp","_city":{"extension":[{"valueCoding":{"code":"Y009",
        "system":"https://sportello.example/fhir/CodeSystem/codice-catastale"}}]}},
       {"use":"home","city":"x","_city":{"extension":[{"url":"u","valueCoding":{"code":"Y007",
        "system":"https://sportello.example/fhir/CodeSystem/codice-catastale"}}]}}],
      "link":[{"other":{"reference":"https://r.example/fhir/Patient/b-2/_history/3"},"type":"replaced-by"}],
      "meta":{"security":[{"code":"R"}],"lastUpdated":"2026-02-27T14:22:00Z","versionId":"7"} }
      """#
    let bytes = Array("padding\(text)padding".utf8)
    let scan = try PatientScan(bytes[7..<bytes.count - 7])
    #expect(scan.id.rawValue == "a-1")
    #expect(scan.codes.map(\.rawValue) == ["PRVNNA80A41Y000J", "PRVGNI65T10Y001V"])
    #expect(scan.surname == "D'O\"ro" && scan.name == "Anna Lucia")
    #expect(scan.birthDate == CivilDate(year: 1980, month: 1, day: 1))
    #expect(scan.municipality?.rawValue == "Y007")
    #expect(!scan.isActive && scan.isDeceased && scan.replacedBy?.rawValue == "b-2")
    #expect(scan.meta == ResourceMeta(versionId: "7", lastUpdated: Samples.now, isRestricted: true))
    #expect(scan.summary?.code.rawValue == "PRVNNA80A41Y000J")
  }

  @Test("what has another type than expected is passed over by scan and reader alike")
  func otherTypes() throws {
    let text = """
      {"resourceType":"Patient","id":"p","meta":"x","identifier":"y","name":{"family":"Sola","given":"Una"},
      "address":[7,{"use":[],"_city":[]}],"link":[[]],"active":"no","birthDate":19800101,"deceasedBoolean":"yes"}
      """
    let scan = try PatientScan(Array(text.utf8)[...])
    #expect(scan.id.rawValue == "p" && scan.surname == "Sola" && scan.name == "Una")
    #expect(scan.isActive && !scan.isDeceased && scan.birthDate == nil && scan.municipality == nil)
    let dated = replacing("19800101", with: "\"1980-01-01\"", in: Array(text.utf8))
    let record = try PatientResource.decode(dated)
    #expect(record.assistito.identity.surname == "Sola" && record.assistito.identity.name == "Una")
    #expect(record.isActive && record.assistito.posizione.deathDate == nil)
  }

  @Test("a Patient that another replaced says which one")
  func replaced() throws {
    let bytes = PatientResource.encode(Samples.people[0], meta: Samples.meta, replacedBy: "p-9")
    let record = try PatientResource.decode(bytes)
    #expect(!record.isActive && record.replacedBy?.rawValue == "p-9")
    let scan = try PatientScan(bytes[...])
    #expect(!scan.isActive && scan.replacedBy?.rawValue == "p-9")
  }

  @Test(
    "a Patient without attachment gives names, codes, dates, contacts and card, and says that it is not whole"
  )
  func standardElements() throws {
    for person in Samples.people {
      for generation in Systems.Generation.allCases {
        let bytes = try altered(
          PatientResource.encode(person, meta: Samples.meta, generation: generation), "extension", nil)
        let record = try PatientResource.decode(bytes)
        #expect(!record.isWhole)
        let found = record.assistito
        let isSame =
          found.id == person.id && found.identity.codes == person.identity.codes
          && found.identity.idANPR == person.identity.idANPR
          && found.identity.surname == person.identity.surname
          && found.identity.name == person.identity.name && found.identity.sex == person.identity.sex
          && found.identity.birthDate == person.identity.birthDate
          && found.tessera == person.tessera
          && found.posizione.deathDate == person.posizione.deathDate
        #expect(isSame, "\(person.id.rawValue)")
        guard person.posizione.standing != .restricted else {
          #expect(found.posizione.standing == .restricted && found.contacts == Contacts())
          continue
        }
        let isReached = found.contacts == person.contacts
        #expect(isReached, "\(person.id.rawValue)")
        let inCharge = person.posizione.presentScelta(on: Samples.today)
        #expect(found.posizione.scelte.first?.medico == inCharge?.medico)
        #expect(found.posizione.scelte.first?.start == inCharge?.start)
      }
    }
  }

  @Test("of a restricted record the standard elements hold neither address nor contacts nor medico")
  func restricted() throws {
    var person = Samples.people[0]
    person.posizione.standing = .restricted
    person.contacts = Contacts(telephone: "0", email: "a@b")
    let bytes = PatientResource.encode(person, meta: Samples.meta)
    guard case .object(let patient) = try JSONParser.parse(bytes) else { return }
    for key in ["address", "telecom", "generalPractitioner"] { #expect(patient[key] == nil, "\(key)") }
  }
}
