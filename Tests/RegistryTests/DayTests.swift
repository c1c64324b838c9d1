import Domain
import Population
import Testing

@testable import Registry

@Suite("Days that pass in the registry")
struct DayTests {
  @Test("end the scelta of a PLS on the 14th birthday, and free the place the day after")
  func fourteenth() async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person("13-anni-11-mesi")
    let birthday = person.identity.birthDate.birthday(14)
    for (day, open) in [(birthday.adding(days: -1), true), (birthday, false)] {
      fixture.clock.move(to: day)
      let now = try #require(try await fixture.registry.person(person.id))
      #expect((now.posizione.openScelta != nil) == open)
    }
    let last = try #require(try await fixture.registry.person(person.id)).posizione.scelte[0]
    #expect(last.end == .init(on: birthday, reason: .age))
  }

  @Test(
    "end an extension on the 16th birthday, a permit, a ricusazione, a transfer",
    arguments: [
      "proroga-14-16", "permesso-in-scadenza", "permesso-con-ricevuta", "ricusazione-in-corso",
      "trasferito-altra-asl", "domicilio-sanitario", "lavoratore-europeo", "iscrizione-volontaria",
    ])
  func endings(caseID: String) async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person(caseID)
    let event = try #require(person.posizione.events(from: demoDay.adding(days: 1), through: .latest).first)
    let medico = try #require(person.posizione.activeScelta(on: demoDay)).medico
    for (day, isOn) in [(event.lastDay, true), (event.lastDay.adding(days: 1), false)] {
      fixture.clock.move(to: day)
      let now = try #require(try await fixture.registry.person(person.id))
      #expect((now.posizione.activeScelta(on: day)?.medico == medico) == isOn)
    }
  }

  @Test("keep the counters equal to the people on the lists")
  func counters() async throws {
    let fixture = try await Fixture(people: 700)
    let days = [
      demoDay.adding(days: 1), demoDay.adding(days: 40), demoDay.adding(years: 2), demoDay.adding(years: 15),
    ]
    for day in days {
      fixture.clock.move(to: day)
      _ = try await fixture.registry.medico("mmg-001")
      _ = try await fixture.registry.search(.names(surname: "prova", name: "", birth: nil))
      var real: [Identifier<Medico>: Medico.Load] = [:]
      for entry in try await fixture.registry.roster({ record, _, _, _ in record }) {
        let summary = try #require(try await fixture.registry.summaries([entry]).first)
        let person = try await fixture.registry.record(Int(entry))
        #expect(person.id == summary.id)
        for place in person.posizione.places(on: day) {
          real[place.medico] = (real[place.medico] ?? .init(permanent: 0, temporary: 0)).adding(place.counter)
        }
      }
      for medico in fixture.region.medici {
        guard let unlisted = fixture.region.unlisted[medico.id] else { continue }
        let own = real[medico.id] ?? .init(permanent: 0, temporary: 0)
        let load = try await fixture.load(medico.id)
        #expect(load.permanent == own.permanent + unlisted.permanent, "\(medico.id.rawValue) on \(day)")
        #expect(load.temporary == own.temporary + unlisted.temporary, "\(medico.id.rawValue) on \(day)")
        #expect(load.zeroToSix == own.zeroToSix + unlisted.zeroToSix, "\(medico.id.rawValue) on \(day)")
      }
    }
  }

  @Test("one by one or in one leap bring everybody to the same place")
  func leap() async throws {
    let slow = try await Fixture()
    let fast = try await Fixture()
    for days in 1...60 { try await slow.registry.dayPassed(to: demoDay.adding(days: days)) }
    try await fast.registry.dayPassed(to: demoDay.adding(days: 60))
    for record in try await slow.registry.roster({ record, _, _, _ in Int(record) }) {
      #expect(try await slow.registry.record(record).posizione == fast.registry.record(record).posizione)
    }
    for medico in slow.region.medici {
      #expect(try await slow.registry.medico(medico.id) == fast.registry.medico(medico.id))
    }
  }

  @Test("do not run back, and do not pass twice")
  func once() async throws {
    let fixture = try await Fixture()
    #expect(try await fixture.registry.dayPassed(to: demoDay) == 0)
    #expect(try await fixture.registry.dayPassed(to: demoDay.adding(days: 90)) > 5)
    #expect(try await fixture.registry.dayPassed(to: demoDay.adding(days: 90)) == 0)
    #expect(try await fixture.registry.dayPassed(to: demoDay) == 0)
    #expect(try await fixture.registry.currentDay() == demoDay.adding(days: 90))
  }

  @Test("are announced ninety days ahead, by date")
  func expiries() async throws {
    let fixture = try await Fixture(people: 2_000)
    let expiries = try await fixture.registry.expiries(from: demoDay)
    #expect(Set(expiries.map(\.kind)).union([.esenzione]) == Set(Expiry.Kind.allCases))
    #expect(expiries.map(\.on) == expiries.map(\.on).sorted())
    #expect(expiries.allSatisfy { demoDay <= $0.on && $0.on <= demoDay.adding(days: 90) })
  }
}
