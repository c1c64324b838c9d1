import Domain
import FHIR
import RegistryClient
import Store
import Sync

/// Keeps the directory of doctors at hand: built from the desk's copy, amended by what was just read.
actor DirectoryKeeper {
  private let store: DeskStore
  private var directory: MedicoDirectory?
  /// How old the oldest part of the directory is; `nil` if the desk never read it whole.
  private(set) var asOf: Instant?

  init(store: DeskStore) { self.store = store }

  /// The directory; `nil` if the desk has none.
  func current() async -> MedicoDirectory? {
    if directory == nil { await load() }
    return directory
  }

  /// Builds the directory anew from the desk's copy; one that does not open leaves what was there.
  func load() async {
    do throws(StoreError) {
      let ambiti = try await ambiti()
      let panels = try await panels()
      var views: [MedicoView] = []
      for resource in try await all(.practitionerRole) {
        guard let medico = try? MedicoResource.decode(resource.body).medico else { continue }
        views.append(
          MedicoView(
            medico: panels[medico.id]?.applied(to: medico) ?? medico.withoutCounters,
            ambito: ambiti[medico.ambito]))
      }
      let states = [
        try await store.pullState(of: PulledType.practitionerRole.rawValue),
        try await store.pullState(of: PulledType.group.rawValue),
      ]
      let completed = states.compactMap(\.completedAt)
      guard completed.count == states.count || !views.isEmpty else { return }
      directory = MedicoDirectory(views)
      asOf = completed.count == states.count ? completed.min() : nil
    } catch { return }
  }

  /// Takes what was read past the copy, for the time until the next reading of changes.
  func take(_ medici: [Medico], ambiti: [Ambito] = []) {
    let known = Dictionary(ambiti.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let old = directory
    let fresh = medici.map { medico in
      MedicoView(
        medico: medico,
        ambito: known[medico.ambito] ?? old?.views.first { $0.medico.ambito == medico.ambito }?.ambito)
    }
    directory = MedicoDirectory((old?.views ?? []) + fresh)
  }

  private func ambiti() async throws(StoreError) -> [Identifier<Ambito>: Ambito] {
    var found: [Identifier<Ambito>: Ambito] = [:]
    for resource in try await all(.location) {
      guard let ambito = try? PlaceResource.decodeAmbito(resource.body) else { continue }
      found[ambito.id] = ambito
    }
    return found
  }

  private func panels() async throws(StoreError) -> [Identifier<Medico>: PanelResource.Record] {
    var found: [Identifier<Medico>: PanelResource.Record] = [:]
    for resource in try await all(.group) {
      guard let panel = try? PanelResource.decode(resource.body) else { continue }
      found[panel.medico] = panel
    }
    return found
  }

  private func all(_ type: PulledType) async throws(StoreError) -> [CachedResource] {
    var found: [CachedResource] = []
    while true {
      let page = try await store.cachedResources(type.rawValue, after: found.last?.record ?? 0, limit: 500)
      found += page
      if page.count < 500 { return found }
    }
  }
}

extension Medico {
  /// The medico without counters: what is not told is not known, and the unknown is not free.
  fileprivate var withoutCounters: Medico {
    var next = self
    next.load = nil
    return next
  }
}
