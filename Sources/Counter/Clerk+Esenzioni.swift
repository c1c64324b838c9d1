import Domain
import Store
import Workflow

extension Clerk {
  /// Writes down in the journal who looked at somebody's exemptions, and why a description was shown.
  func write(down access: EsenzioneAccess) async throws(Failure) {
    let (signature, now) = (Signature(author()), clock.now)
    let what: String
    var note = access.person.rawValue
    switch access.kind {
    case .list: what = "esenzioni-viste"
    case .description(let record, let reason):
      what = "esenzione-svelata"
      note += " \(record.rawValue) \(reason)"
    }
    try await desk { () async throws(StoreError) in
      try await store.note(what, note: note, by: signature, at: now)
    }
  }
}
