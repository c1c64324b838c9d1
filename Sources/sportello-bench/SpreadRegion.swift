import CTerm
import Domain
import Glibc
import Population

/// The doctors of a region as a desk knows them, whose places are spread over the practices.
struct SpreadRegion {
  private let profile = Profile(id: "italia", scelta: SceltaParameters())
  private let now: Instant
  private let ambiti: [Identifier<Ambito>: Ambito]
  private var medici: [Identifier<Ambito>: [Medico]]
  private var directory: MedicoDirectory
  private var turn = 0

  init(people: Int, now: Instant) {
    let region = Region.make(seed: 1, people: people, today: now.romeDate)
    self.now = now
    ambiti = Dictionary(uniqueKeysWithValues: region.ambiti.map { ($0.id, $0) })
    medici = Dictionary(grouping: region.medici, by: \.ambito)
    let ambiti = ambiti
    directory = MedicoDirectory(region.medici.map { MedicoView(medico: $0, ambito: ambiti[$0.ambito]) })
  }

  /// A scelta that the desk's own rules admit, of a medico of the person's ambito with places; `nil` if none.
  /// - Complexity: O(doctors of two ambiti).
  mutating func scelta(for person: Assistito) -> SceltaCase? {
    let today = now.romeDate
    guard let territory = person.posizione.territory(on: today) else { return nil }
    var request = SceltaRequest(effectiveDate: today)
    request.documentsSeen = Set(DocumentKind.allCases)
    for ambito in [territory.ambitoMMG, territory.ambitoPLS] {
      let found = medici[ambito] ?? []
      for offset in found.indices.prefix(40) {
        let index = (turn + offset) % found.count
        let medico = found[index]
        let current = person.posizione.activeScelta(on: today)?.medico
        guard medico.id != current, Availability(of: medico, on: today).permanent.isFree else { continue }
        let asked = PracticeCase.scelta(
          SceltaCase(assistito: person, medico: medico, medicoAmbito: ambiti[medico.ambito], request: request)
        )
        guard
          case .scelta(let content) = asked.onFacts(
            of: directory, person: person, profile: profile, now: now) ?? asked,
          PracticeCase.scelta(content).decide(profile: profile, now: now, registryAnswers: true).outcome
            != .refused
        else { continue }
        medici[ambito]?[index].load?.permanent += 1
        turn += 1
        return content
      }
    }
    return nil
  }

  /// A scelta of a doctor of the person's ambito, whatever the rules say; `nil` if there is none.
  func anyScelta(for person: Assistito) -> SceltaCase? {
    let today = now.romeDate
    guard let territory = person.posizione.territory(on: today),
      let medico = medici[territory.ambitoMMG]?.first
    else { return nil }
    return SceltaCase(
      assistito: person, medico: medico, medicoAmbito: ambiti[medico.ambito],
      request: SceltaRequest(effectiveDate: today))
  }
}

/// The clock of the machine.
enum DeskTime {
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }
}
