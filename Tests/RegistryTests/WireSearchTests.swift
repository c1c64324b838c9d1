import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("A search of the registry")
struct WireSearchTests {
  @Test("finds a person by every code and the card, in either generation of the systems")
  func identifiers() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let code = try #require(person.identity.currentCode).rawValue
    let card = try #require(person.tessera).number.rawValue
    for query in [
      code, "urn:oid:2.16.840.1.113883.2.9.4.3.2|\(code)", "http://hl7.it/sid/codiceFiscale|\(code)",
      code.lowercased(), card, "urn:oid:2.16.840.1.113883.2.9.4.3.7|\(card)", "PRVXXX80A01Y001X,\(code)",
    ] {
      let found = try await desk.people("identifier=\(query.replacing("|", with: "%7C"))")
      #expect(found.map(\.assistito.id) == [person.id])
    }
    for query in [
      "urn:oid:2.16.840.1.113883.2.9.4.3.17|\(code)", "urn:other|\(code)", String(code.dropLast()),
    ] {
      #expect(try await desk.people("identifier=\(query.replacing("|", with: "%7C"))").isEmpty)
    }
    let form = await desk.send(
      .post, "Patient/_search", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array("identifier=urn%3Aoid%3A2.16.840.1.113883.2.9.4.3.2%7C\(code)".utf8))
    #expect(try form.patients.map(\.assistito.id) == [person.id])
    #expect(try form.bundle.selfLink?.contains(code) == false)
  }

  @Test("finds people by the beginning of their names, without accents, and by birth date")
  func names() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let surname = person.identity.surname
    let all = try await everybody(desk)
    let beginning = String(surname.prefix(2))
    let found = try await desk.people("family=\(beginning.lowercased())&_count=1000")
    let folded = Folding.ascii(beginning)
    #expect(
      Set(found.map(\.assistito.id))
        == Set(all.filter { Folding.ascii($0.identity.surname).hasPrefix(folded) }.map(\.id)))
    let order = found.map { Folding.ascii($0.assistito.identity.surname) }
    #expect(order == order.sorted())
    let birth = person.identity.birthDate
    for query in ["birthdate=\(birth.iso)", "birthdate=ge\(birth.iso)&birthdate=le\(birth.iso)"] {
      let born = try await desk.people("\(query)&_count=1000")
      #expect(Set(born.map(\.assistito.id)) == Set(all.filter { $0.identity.birthDate == birth }.map(\.id)))
    }
    let year = try await desk.people("birthdate=\(birth.year)&_count=1000")
    #expect(year.count == all.count { $0.identity.birthDate.year == birth.year })
    let exact = try await desk.people("family:exact=\(surname)&given=\(person.identity.name.prefix(1))")
    #expect(exact.contains { $0.assistito.id == person.id })
    #expect(await desk.get("Patient", "family:contains=o").status == 400)
  }

  @Test("pages through everybody once in every order, with opaque links and a whole number on one page")
  func paging() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let whole = try await desk.get("Patient", "_count=1000").bundle
    #expect(whole.total == 200 && whole.entries.count == 200 && whole.nextLink == nil)
    #expect(try await desk.get("Patient").bundle.entries.count == SearchQuery.usualCount)
    for query in [
      "_count=37", "_count=37&_sort=_lastUpdated", "_count=37&_sort=-_lastUpdated", "_count=200",
      "_count=37&birthdate=ge1900-01-01", "_count=37&scadenza=le2099-01-01",
    ] {
      let pages = try await pages(desk, query)
      let ids = pages.flatMap { $0 }
      #expect(Set(ids).count == ids.count)
      if !query.contains("scadenza") { #expect(ids.count == 200) }
    }
    let names = try await pages(desk, "_count=3&family=R")
    #expect(names.count > 1 && Set(names.flatMap { $0 }).count == names.flatMap { $0 }.count)
    let link = try #require(await desk.get("Patient", "_count=5&family=R").nextQuery)
    #expect(!link.lowercased().contains("family"))
    for broken in [String(link.dropLast(4)), link + "AAAA", "_page=", "_page=x"] {
      #expect(await desk.get("Patient", broken).status == 400)
    }
    #expect(await desk.get("Group", link).status == 400)
  }

  @Test("by the time of change misses nobody whom a page would shift, and tells again who changes")
  func stability() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    var seen: [String] = []
    var query: String? = "_sort=_lastUpdated&_count=20"
    var round = 0
    while let asked = query {
      let response = await desk.get("Patient", asked)
      seen += try response.patients.map(\.assistito.id.rawValue)
      query = response.nextQuery
      round += 1
      if round <= 5 {
        // One who was told already, and one who is still to come.
        for number in [round, 190 + round] {
          try await fixture.registry.update(
            Contacts(telephone: "\(round)"),
            of: .init(unchecked: "p-\(String(10_000_000 + number).dropFirst())"))
        }
      }
    }
    #expect(Set(seen).count == 200)
    #expect(seen.count == 205)
  }

  @Test("by the time of change finds what changed from a moment on")
  func changes() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let before = fixture.clock.now
    try await fixture.registry.update(Contacts(telephone: "1"), of: person.id)
    let moment = FHIRInstant.text(before).replacing("+", with: "%2B")
    #expect(try await desk.people("_lastUpdated=ge\(moment)&_count=0").isEmpty)
    #expect(try await desk.get("Patient", "_lastUpdated=ge\(moment)&_summary=count").bundle.total == 1)
    #expect(try await desk.people("_lastUpdated=ge\(moment)").map(\.assistito.id) == [person.id])
    #expect(try await desk.people("_lastUpdated=lt\(moment)&_count=1000").count == 199)
    #expect(await desk.get("Patient", "_lastUpdated=yesterday").status == 400)
  }

  @Test("finds those of whom something ends by a day, by the rules")
  func expiries() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let ends = try await fixture.registry.expiries(from: demoDay, days: 90)
    let last = demoDay.adding(days: 90)
    let found = try await desk.people("scadenza=le\(last.iso)&_count=1000").map(\.assistito.id)
    #expect(!ends.isEmpty)
    #expect(Set(ends.map(\.person.id)).isSubset(of: Set(found)))
    #expect(await desk.get("Patient", "scadenza=ge\(last.iso)").status == 400)
  }

  @Test("finds doctors, lists, ambiti and distretti by what they belong to")
  func doctors() async throws {
    let fixture = try await Fixture()
    let desk = try await WireDesk(fixture)
    let all = try await fixture.registry.medici(MedicoQuery())
    let first = all[0].medico
    func ids(_ type: String, _ query: String) async throws -> [String] {
      try await desk.get(type, query + "&_count=1000").bundle.entries.compactMap {
        $0.fullURL?.split(separator: "/").last.map(String.init)
      }
    }
    #expect(try await Set(ids("PractitionerRole", "active=true")).count > 0)
    let mmg = Set(all.filter { $0.medico.kind == .mmg }.map(\.medico.id.rawValue))
    #expect(try await Set(ids("PractitionerRole", "role=MMG")) == mmg)
    let here = Set(all.filter { $0.medico.ambito == first.ambito }.map(\.medico.id.rawValue))
    #expect(
      try await Set(ids("PractitionerRole", "location=Location/\(first.ambito.rawValue)")) == here)
    #expect(try await ids("PractitionerRole", "identifier=\(first.regionalCode)").contains(first.id.rawValue))
    let panel = PanelResource.id(of: first.id)
    for name in ["managing-entity", "practitioner-role"] {
      #expect(try await ids("Group", "\(name)=PractitionerRole/\(first.id.rawValue)") == [panel])
    }
    #expect(try await ids("Location", "_id=\(first.ambito.rawValue)") == [first.ambito.rawValue])
    let distretto = first.distretto.rawValue
    let ambiti = try await fixture.registry.ambiti().filter { $0.distretto.rawValue == distretto }
    #expect(
      try await Set(ids("Location", "organization=Organization/\(distretto)"))
        == Set(ambiti.map(\.id.rawValue)))
    #expect(try await ids("Organization", "identifier=\(distretto)") == [distretto])
    #expect(try await ids("Coverage", "patient=p-0000001").isEmpty)
  }

  @Test("refuses unknown parameters only when handling is strict")
  func unknown() async throws {
    let desk = try await WireDesk(try await Fixture())
    for query in ["colour=red", "status=active", "_sort=family", "_include=Patient:link"] {
      #expect(await desk.get("Patient", query).status == 200)
      let strict = await desk.get("Patient", query, headers: ["Prefer": "handling=strict"])
      #expect(strict.status == 400 && strict.issue?.code == "not-supported")
    }
    for query in ["_count=x", "_count=-1", "identifier=", "family=%20", "birthdate=1980-13-01", "family=%zz"]
    {
      #expect(await desk.get("Patient", query).status == 400, "\(query)")
    }
    #expect(try await desk.get("Patient", "_count=5000").bundle.entries.count == 200)
  }

  @Test("has addresses below the base at which the registry is reached")
  func base() async throws {
    let fixture = try await Fixture(base: "http://127.0.0.1:8080/fhir")
    let desk = try await WireDesk(fixture)
    let page = try await desk.get("Patient", "_count=2").bundle
    #expect(page.nextLink?.hasPrefix("http://127.0.0.1:8080/fhir/Patient?_page=") == true)
    #expect(page.entries[0].fullURL == "http://127.0.0.1:8080/fhir/Patient/p-0000001")
  }

  private func everybody(_ desk: WireDesk) async throws -> [Assistito] {
    try await desk.people("_count=1000").map(\.assistito)
  }

  /// The ids of every page, following the links.
  private func pages(_ desk: WireDesk, _ first: String) async throws -> [[String]] {
    var pages: [[String]] = []
    var query: String? = first
    while let asked = query, pages.count < 300 {
      let response = await desk.get("Patient", asked)
      pages.append(try response.patients.map(\.assistito.id.rawValue))
      query = response.nextQuery
    }
    return pages
  }
}
