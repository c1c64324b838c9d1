import Domain
import Store
import Workflow

extension Clerk {
  private static let runningName = "running"

  /// Writes down that a counter runs here; one that was never said to have ended was interrupted.
  ///
  /// What it had committed is safe, but its last receipt may not have been printed: the operator is told.
  func noteStart() async {
    let wasRunning = ((try? await store.fact(Self.runningName)) ?? nil) != nil
    try? await store.setFact([1], for: Self.runningName)
    guard wasRunning, let newest = try? await store.practices(PracticeFilter(limit: 1)).first,
      newest.copies == 0, newest.origin == nil
    else { return }
    report(.notice(Notice(.warning, "avviso.avvio.interrotto", ["\(newest.number)"])))
  }

  /// Writes down that the counter has ended as it should.
  func noteEnd() async { try? await store.setFact(nil, for: Self.runningName) }
}
