extension Posizione {
  /// What the list of the Sistema TS says, as far as the position shows it.
  ///
  /// - Parameters:
  ///   - code: A national code of income, which goes before any other one that is listed; `nil` for any.
  ///   - day: The day asked about.
  /// - Returns: The code that is listed, which may be another one (ER-17); `nil` if the position shows nothing: only
  ///   the list itself knows that somebody is not on it.
  public func mefListing(of code: CodiceEsenzione?, on day: CivilDate) -> MEFAnswer? {
    let listed = esenzioni.filter { $0.origin == .mefList && $0.scope == .national && $0.counts(on: day) }
    let record = listed.first { $0.code == code } ?? listed.first
    return record.map { .listed($0.code, until: $0.lastDay ?? .latest) }
  }
}

extension EsenzioneCatalog {
  /// A code as it stands beside a name outside the person's own exemptions, in lists and queues: hidden where it is
  /// sensitive, and where nobody knows what it means (PR-02, PR-03 and PR-06).
  public func shown(_ code: CodiceEsenzione) -> String {
    let rows = rows(of: code)
    return rows.isEmpty || rows.contains(where: \.isSensitive) ? Self.hidden : code.rawValue
  }

  /// The same for a code of which is known where it holds: the row of that scope decides.
  public func shown(_ code: CodiceEsenzione, scope: EsenzioneScope) -> String {
    entry(code, scope: scope).map(\.isSensitive) ?? true ? Self.hidden : code.rawValue
  }

  /// The arguments of a sentence, with every code of this catalogue that is sensitive hidden.
  public func shown(_ arguments: [String]) -> [String] {
    arguments.map { argument in
      guard let code = CodiceEsenzione(argument), code.rawValue == argument,
        rows(of: code).contains(where: \.isSensitive)
      else { return argument }
      return Self.hidden
    }
  }

  /// What stands in the place of a hidden code.
  public static let hidden = "•••"
}
