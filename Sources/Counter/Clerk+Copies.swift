import Domain
import Store
import Workflow

extension Clerk {
  /// Keeps copies of what is not settled in the second folder, if one is configured, and says once when that fails.
  ///
  /// A folder that was not there when it was first wanted is tried again each time: it may be a disk that somebody
  /// plugs in.
  ///
  /// - Parameter tellsOthers: Whether copies are told of which nothing is stored here.
  func keepCopies(tellsOthers: Bool = false) async {
    guard let spool else { return }
    var failure: StoreError?
    do throws(StoreError) {
      let isNew = await !store.keepsSpool
      if isNew || tellsOthers {
        let others = try await store.keepSpool(in: spool, desk: author().desk.id.rawValue, at: clock.now)
        if others > 0, tellsOthers {
          report(.notice(Notice(.error, "avviso.copia.trovate", ["\(others)"])))
        }
      }
      failure = await store.spoolFailure
    } catch { failure = error }
    guard failure != nil else { return copyFailure.cleared() }
    if copyFailure.isNew() { report(.notice(Notice(.error, "avviso.copia.non_scritta"))) }
  }

  /// Whether another desk sends a practice.
  func isHandedOver(_ practice: Identifier<Practice>) async -> Bool {
    // A mark that does not open is a mark all the same.
    do throws(StoreError) { return try await store.handover(of: practice) != nil } catch {
      return error == .altered
    }
  }
}
