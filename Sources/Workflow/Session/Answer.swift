public import Domain

/// What the world outside answers to a ``Question``.
public enum Answer: Hashable, Sendable {
  case people([PersonSummary])
  /// `nil` when nobody answers to the key; `fromCache` when the registry did not answer.
  case person(Assistito?, fromCache: Bool)
  case medici([MedicoView])
  case facts(CaseFacts)
  case submitted(Submission)
  case history([HistoryEntry])
  case queue([QueueRow])
  /// One row of the queue as it stands after what was done with it.
  case queueRow(QueueRow)
  /// What ends; `isPartial` when the registry did not answer and only people of the desk's copy are among it.
  case expiries([Expiry], isPartial: Bool = false)
  case printed(PrintOutcome)
  case codes(CodeAnswer)
  case draft([String: String]?)
  /// The exercises for trainees, by their series, and what is wrong with a file of others.
  case drills([DrillSeries], fault: Failure? = nil)
  /// The cases worth showing, and which levers of the demo are pulled.
  case demoCases([DemoCase], DemoStanding)
  /// A lever of the demo was pulled; which are since.
  case leverPulled(DemoStanding)
  /// Who logged in; `nil` for a wrong name or passphrase.
  case unlocked(Author?)
  case done
  case failed(Failure)
}

/// Why a question has no answer, sorted by what the operator does next.
public enum Failure: Error, Hashable, Sendable {
  /// The registry did not answer: go on with what the desk knows.
  case registryUnreachable
  /// The desk's own disk or data refused: nothing was taken. Carries the sentence that says what to do.
  case store(messageKey: String, arguments: [String])
  /// The rights table says no, with the sentence that says why.
  case denied(reasonKey: String)
  case printer
}

/// Facts for a case that only the registry knows.
public struct CaseFacts: Hashable, Sendable {
  /// The query these facts answer, so that a late answer is not taken for a newer one.
  public let query: FactsQuery
  /// The medico asked for, with today's counters.
  public let medico: MedicoView?
  /// The second choice asked about, with today's counters.
  public let second: MedicoView?
  /// The medico in charge.
  public let currentMedico: Medico?
  /// Whether a PLS with places works in the ambito of residence.
  public let pediatricianAvailable: Bool?
  /// Whether another medico of the same kind as the current one has places in the ambito.
  public let otherMedicoAvailable: Bool?
  /// The relative's medico today; `nil` if unknown, none, or no relative was asked about.
  public let relativeMedico: Identifier<Medico>?
  /// The practice of the same person still pending.
  public let pending: Identifier<Practice>?
  /// What the list of the Sistema TS told, else what the position shows of it; `nil` if nothing is known of it, and then
  /// the registry asks the list.
  public let mef: MEFAnswer?
  /// Whether the person was read without the exemptions: none shown does not mean that there is none.
  public let lacksExemptions: Bool
  /// When the registry last told this; `nil` if it has told it just now.
  public let seenAt: Instant?

  /// Gathers the parts; nothing is checked.
  public init(
    query: FactsQuery, medico: MedicoView?, second: MedicoView? = nil, currentMedico: Medico?,
    pediatricianAvailable: Bool?,
    otherMedicoAvailable: Bool?, relativeMedico: Identifier<Medico>?, pending: Identifier<Practice>?,
    seenAt: Instant? = nil, mef: MEFAnswer? = nil, lacksExemptions: Bool = false
  ) {
    self.seenAt = seenAt
    self.mef = mef
    self.lacksExemptions = lacksExemptions
    self.query = query
    self.medico = medico
    self.second = second
    self.currentMedico = currentMedico
    self.pediatricianAvailable = pediatricianAvailable
    self.otherMedicoAvailable = otherMedicoAvailable
    self.relativeMedico = relativeMedico
    self.pending = pending
  }
}

/// What became of a practice just confirmed.
public struct Submission: Hashable, Sendable {
  /// The practice as it was committed.
  public let practice: Practice
  /// The number of the receipt, reserved with the commit.
  public let receiptNumber: Int
  /// The registry's answer; `nil` while there is none.
  public let answer: RegistryAnswer?
  /// Whether the answer is on the desk's disk; if not, the registry is asked again and the receipt is provisional.
  public let isRecorded: Bool

  /// Gathers the parts; nothing is checked.
  public init(practice: Practice, receiptNumber: Int, answer: RegistryAnswer?, isRecorded: Bool = true) {
    self.practice = practice
    self.receiptNumber = receiptNumber
    self.answer = answer
    self.isRecorded = isRecorded
  }

  /// Provisional until the registry has accepted, and as long as somebody else has to agree to an exemption.
  public var receiptKind: ReceiptKind {
    guard isRecorded else { return .provvisoria }
    return switch answer {
    case .accepted, .alreadyAnswered: waiting == nil ? .definitiva : .provvisoria
    case nil: .provvisoria
    case .rejected: .promemoria
    }
  }

  /// Why what the registry took in is not definitive yet; `nil` if it is, and while there is no answer.
  public var waiting: EsenzioneWaiting? {
    isRecorded ? answer?.waiting(for: practice.content.kind) : nil
  }
}

/// Where pages went.
public enum PrintOutcome: Hashable, Sendable {
  case printer(name: String, copy: Int)
  case file(path: String, copy: Int)
}

/// A case worth showing, with its person.
public struct DemoCase: Hashable, Sendable {
  /// The title is `demo.caso.<id>`.
  public let id: String
  /// Whom to open.
  public let person: PersonSummary
  /// What stands in the title, for example the medico to choose.
  public let arguments: [String]

  /// Gathers the parts; nothing is checked.
  public init(id: String, person: PersonSummary, arguments: [String] = []) {
    self.id = id
    self.person = person
    self.arguments = arguments
  }
}
