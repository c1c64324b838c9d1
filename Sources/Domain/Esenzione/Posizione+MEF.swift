extension Posizione {
  /// What the list of the Sistema TS says of a code, as far as the position shows it.
  ///
  /// - Parameters:
  ///   - code: A national code of income.
  ///   - day: The day asked about.
  /// - Returns: `nil` if the position shows nothing: only the list itself knows that somebody is not on it.
  public func mefListing(of code: CodiceEsenzione, on day: CivilDate) -> MEFAnswer? {
    let record = esenzioni.first {
      $0.origin == .mefList && $0.code == code && $0.scope == .national && $0.counts(on: day)
    }
    return record.map { .listed(code, until: $0.lastDay ?? .latest) }
  }
}

extension EsenzioneCatalog {
  /// A code as it stands in lists of practices: hidden where it reveals data of the greatest protection (PR-02).
  public func shown(_ code: CodiceEsenzione) -> String {
    rows(of: code).contains(where: \.isRestricted) ? Self.hidden : code.rawValue
  }

  /// What stands in the place of a hidden code.
  public static let hidden = "•••"
}
