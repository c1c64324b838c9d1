import Domain

extension Route {
  /// The behaviour of the screen it leads to.
  func flow(_ scene: Scene) -> any Flow {
    switch self {
    case .home: HomeFlow(scene)
    case .position(let person): PositionFlow(person, scene)
    case .practice(let kind, let person): PracticeFlow(kind.recipe, person: person, scene)
    case .medici: MediciFlow(scene)
    case .expiries: ExpiriesFlow(scene)
    case .queue: QueueFlow(scene)
    case .queueRow(let row): QueueRowFlow(row, scene)
    case .correction(let correction):
      PracticeFlow(
        correction.practice.content.recipe, person: correction.practice.content.assistito,
        correction: correction, scene)
    case .endOfShift(let isLeaving): EndOfShiftFlow(isLeaving: isLeaving, scene)
    case .residenceNote(let person): ResidenceNoteFlow(person, scene)
    case .outcome(let submission): OutcomeFlow(submission, scene)
    case .codes(let content): CodesFlow(content, scene)
    case .openCodes(let standing): CodesFlow(standing, scene)
    case .esenzioni(let person): EsenzioniFlow(person, scene)
    case .esenzione(let person, let record): EsenzioneRecordFlow(person, record, scene)
    case .esenzioneIssue(let person, let issue):
      PracticeFlow(EsenzioneRecipe(issue: issue), person: person, scene)
    case .esenzioneEnd(let person, let record, let reason):
      PracticeFlow(EsenzioneRevocaRecipe(record: record, reason: reason), person: person, scene)
    case .esenzioniBatch: EsenzioniBatchFlow(scene)
    case .demo: DemoFlow(scene)
    case .drills: DrillFlow(scene)
    }
  }
}

extension PracticeKind {
  /// What distinguishes this practice on the screen.
  var recipe: any PracticeRecipe {
    switch self {
    case .scelta: SceltaRecipe()
    case .revoca: RevocaRecipe()
    case .ricusazione: RicusazioneRecipe()
    case .esenzioneRilascio: EsenzioneRecipe()
    case .esenzioneRevoca: EsenzioneRevocaRecipe(record: nil)
    case .tessera: TesseraRecipe()
    case .rilascioPin: PinRecipe()
    }
  }
}

extension PracticeCase {
  /// What distinguishes this practice on the screen, with what it is about.
  var recipe: any PracticeRecipe {
    switch self {
    case .scelta, .revoca, .ricusazione, .esenzioneRilascio, .rilascioPin, .tessera: kind.recipe
    case .esenzioneRevoca(let content): EsenzioneRevocaRecipe(record: content.record)
    }
  }
}
