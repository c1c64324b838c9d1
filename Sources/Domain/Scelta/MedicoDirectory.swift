/// The doctors whom a desk or a registry knows, with the counters of one moment.
///
/// Doctors are few and change rarely, so that the whole directory is at hand with the line up or down: lists and
/// facts are computed from it in the same way at the desk and in the registry.
public struct MedicoDirectory: Hashable, Sendable {
  /// Every doctor, by surname, name and id.
  public let views: [MedicoView]
  private let places: [Identifier<Medico>: Int]

  /// Sorts the doctors; of two with the same id the later one counts.
  ///
  /// - Complexity: O(*n* log *n*).
  public init(_ views: some Sequence<MedicoView>) {
    let unique = Dictionary(views.map { ($0.medico.id, $0) }, uniquingKeysWith: { $1 })
    self.views = unique.values.sorted { $0.medico.listOrder < $1.medico.listOrder }
    places = Dictionary(uniqueKeysWithValues: self.views.enumerated().map { ($1.medico.id, $0) })
  }

  /// The doctor with an id; `nil` if there is none.
  public subscript(id: Identifier<Medico>) -> MedicoView? { places[id].map { views[$0] } }

  /// The doctors who answer to a query, by surname, name and id.
  ///
  /// - Complexity: O(*n*).
  public func matching(_ query: MedicoQuery) -> [MedicoView] {
    let words = query.words
    return views.filter { query.admits($0, words: words) }
  }
}

extension Medico {
  /// What lists of doctors are sorted by.
  fileprivate var listOrder: (String, String, Identifier<Medico>) { (surname, name, id) }
}

extension MedicoQuery {
  fileprivate var words: [Substring] { Folding.ascii(text).split(separator: " ") }

  /// Whether a doctor answers to this query.
  public func admits(_ view: MedicoView) -> Bool { admits(view, words: words) }

  fileprivate func admits(_ view: MedicoView, words: [Substring]) -> Bool {
    let medico = view.medico
    if let kind, medico.kind != kind { return false }
    if let ambito, medico.ambito != ambito { return false }
    if let distretto, medico.distretto != distretto { return false }
    if words.isEmpty { return true }
    let texts = [
      medico.surname, medico.name, view.ambito?.name ?? "", medico.association?.name ?? "",
      medico.regionalCode,
    ]
    let own = texts.flatMap { Folding.ascii($0).split(separator: " ") }
    return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
  }
}
