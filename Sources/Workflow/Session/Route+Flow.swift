extension Route {
  /// The behaviour of the screen it leads to.
  func flow(_ scene: Scene) -> any Flow {
    switch self {
    case .home: HomeFlow(scene)
    case .position(let person): PositionFlow(person, scene)
    case .scelta(let person): PracticeFlow(SceltaRecipe(), person: person, scene)
    case .revoca(let person): PracticeFlow(RevocaRecipe(), person: person, scene)
    case .ricusazione(let person): PracticeFlow(RicusazioneRecipe(), person: person, scene)
    case .medici: MediciFlow(scene)
    case .expiries: ExpiriesFlow(scene)
    case .queue: QueueFlow(scene)
    case .residenceNote(let person): ResidenceNoteFlow(person, scene)
    case .outcome(let submission): OutcomeFlow(submission, scene)
    case .demo: DemoFlow(scene)
    }
  }
}
