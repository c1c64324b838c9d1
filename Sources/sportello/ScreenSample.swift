import Counter
import Domain
import Population
import Sync
import Terminal
import Workflow

/// The screens that can be drawn, each with what brings a clerk there.
enum ScreenSample: String, CaseIterable {
  case home, assistito, scelta, revoca, ricusazione, medici, coda, scadenze, segnalazione, esito, demo,
    turno, pratica, accesso, esenzioni, esenzione, tessera, consegna
  case esenzioneRilascio = "esenzione-rilascio"
  case esenzioneRevoca = "esenzione-revoca"
  case codici = "rilascio-pin-ts-cns"
  case esenzioniLotto = "esenzioni-lotto"

  /// Drives a fresh counter to the screen.
  func frame(of counter: StillCounter, at now: Instant) -> Grid {
    switch self {
    case .home: break
    case .assistito: type(Self.code(on: now), counter)
    case .scelta: type("SM \(Self.code(on: now))", counter)
    case .revoca: type("RM \(Self.code(on: now))", counter)
    case .ricusazione: type("RC \(Self.code(on: now))", counter)
    case .tessera: type("TS \(Self.code(on: now))", counter)
    case .codici: type("PI \(Self.code(on: now))", counter)
    case .consegna:
      type(Self.code(on: now), counter)
      if let person = counter.person {
        let content = PinCase(assistito: person, desk: .sceltaRevoca, deskAsl: Region.homeAsl)
        counter.open(.openCodes(CodeStanding(content: content)))
      }
    case .medici: type("ME", counter)
    case .coda: type("CO", counter)
    case .scadenze: type("SC", counter)
    case .demo: type("DM", counter)
    case .esenzioni: type("ES \(Self.code(on: now))", counter)
    case .esenzione, .esenzioneRevoca:
      type(Self.code(on: now), counter)
      if let person = counter.person, let record = Self.esenzione(on: now.romeDate) {
        counter.open(
          self == .esenzione ? .esenzione(person, record) : .esenzioneEnd(person, record, reason: nil))
      }
    case .esenzioneRilascio:
      type("ES \(Self.code(on: now))", counter)
      counter.take("E02".map { .key(.character($0)) })
    case .esenzioniLotto: counter.open(.esenzioniBatch)
    case .turno: type("FT", counter)
    case .pratica:
      type(Self.code(on: now), counter)
      if let person = counter.person {
        let waiting = Self.submission(person, at: now)
        let row = QueueRow(practice: waiting.practice, receiptNumber: 1, state: .queued(tries: 0))
        counter.open(.queueRow(row))
      }
    case .accesso: type("BL", counter)
    case .segnalazione:
      type(Self.code(on: now), counter)
      if let person = counter.person { counter.open(.residenceNote(person)) }
    case .esito:
      type(Self.code(on: now), counter)
      if let person = counter.person { counter.open(.outcome(Self.submission(person, at: now))) }
    }
    return counter.frame
  }

  /// An exemption for income that ends with this March.
  private static func esenzione(on day: CivilDate) -> Esenzione? {
    guard let code = CodiceEsenzione("E02") else { return nil }
    return Esenzione(
      id: "00000000-0000-4000-8000-000000000002", code: code, issuer: Region.homeAsl,
      start: day.adding(days: -300), end: day.adding(days: 15), issuedOn: day.adding(days: -300),
      origin: .selfDeclared)
  }

  /// A revoca of this person that the registry has not answered yet.
  private static func submission(_ person: Assistito, at now: Instant) -> Workflow.Submission {
    let author = Author(
      operatorName: "demo", role: .responsabile,
      desk: Desk(id: "SPORTELLO-1", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto))
    let content = RevocaCase(assistito: person, reason: .citizenWish, effectiveDate: now.romeDate)
    return Workflow.Submission(
      practice: Practice(
        id: "00000000-0000-4000-8000-000000000001", content: .revoca(content), author: author,
        createdAt: now),
      receiptNumber: 1, answer: nil)
  }

  /// The first person of the cases worth showing: an adult of the home asl with a medico.
  private static func code(on now: Instant) -> String {
    DemoCase.all(on: now.romeDate).first?.code.rawValue ?? ""
  }

  private func type(_ line: String, _ counter: StillCounter) {
    counter.take(line.map { .key(.character($0)) } + [.key(.enter)])
  }
}
