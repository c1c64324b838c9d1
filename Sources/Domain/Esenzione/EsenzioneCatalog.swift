/// All codes of exemption that this program knows.
///
/// A value that is read once and shared: copies cost nothing. An empty catalogue knows no code, so
/// nothing can be issued with it.
public struct EsenzioneCatalog: Sendable {
  /// All rows, by code and then by scope.
  public let entries: [EsenzioneEntry]
  /// Spellings of old tables and the codes they stand for; both may be followed by a part after a dot.
  public let aliases: [CodiceEsenzione: CodiceEsenzione]
  /// Words that people say instead of those of the descriptions.
  public let spoken: [EsenzioneSearchWords]
  let index: EsenzioneIndex
  let vocabulary: EsenzioneVocabulary

  /// Knows no code.
  public static let empty = EsenzioneCatalog(entries: [])

  /// Takes the rows in any order; of two rows with the same key the first one stays.
  ///
  /// - Complexity: O(*n* log *n*) in the number of rows.
  public init(
    entries: [EsenzioneEntry], aliases: [CodiceEsenzione: CodiceEsenzione] = [:],
    spoken: [EsenzioneSearchWords] = []
  ) {
    var kept: [EsenzioneEntry] = []
    kept.reserveCapacity(entries.count)
    let order = entries.indices.sorted { left, right in
      let (one, other) = (entries[left], entries[right])
      return one.code != other.code
        ? one.code < other.code : one.scope != other.scope ? one.scope < other.scope : left < right
    }
    for place in order where kept.last.map({ !$0.hasKey(of: entries[place]) }) ?? true {
      kept.append(entries[place])
    }
    self.entries = kept
    self.aliases = aliases
    self.spoken = spoken
    index = EsenzioneIndex(kept)
    var rows: [CodiceEsenzione: [Int]] = [:]
    if !spoken.isEmpty { for (row, entry) in kept.enumerated() { rows[entry.code, default: []].append(row) } }
    vocabulary = EsenzioneVocabulary(spoken) { rows[$0] ?? [] }
  }

  /// The row of a code for a counter of `region`: that of the region, else the national one.
  ///
  /// - Parameters:
  ///   - code: In its official spelling; aliases are not followed.
  ///   - region: Two digits of ISTAT; `nil` where only national codes hold.
  /// - Returns: `nil` if the code is unknown here, also if another region has it.
  /// - Complexity: O(log *n*).
  public func entry(_ code: CodiceEsenzione, region: String?) -> EsenzioneEntry? {
    let rows = rows(of: code)
    return rows.first { $0.scope != .national && $0.holds(in: region) }
      ?? rows.first { $0.scope == .national }
  }

  /// The row of a code and scope.
  ///
  /// - Complexity: O(log *n*).
  public func entry(_ code: CodiceEsenzione, scope: EsenzioneScope) -> EsenzioneEntry? {
    rows(of: code).first { $0.scope == scope }
  }

  /// The rows of a code in every scope, the national one first.
  ///
  /// - Complexity: O(log *n*).
  public func rows(of code: CodiceEsenzione) -> ArraySlice<EsenzioneEntry> {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].code < code { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0.code == code }
  }

  /// What a typed text stands for at a counter of `region`.
  ///
  /// An alias counts before a superseded row of the same spelling: `031` stands for `0031`.
  ///
  /// - Returns: `unknown` also for an empty text, with no neighbours.
  /// - Complexity: O(log *n*) for a code, that of ``search(_:region:limit:)`` for another text.
  public func resolve(_ text: String, region: String?) -> EsenzioneResolution {
    guard let code = CodiceEsenzione(text) else {
      return .unknown(near: search(text, region: region, limit: EsenzioneResolution.neighbours))
    }
    let own = entry(code, region: region)
    if let own, own.validity != .superseded { return .found(own) }
    if let meant = meant(by: code, region: region) { return .alias(meant, typed: text) }
    if let own { return .found(own) }
    let others = rows(of: code)
    if !others.isEmpty { return .otherRegion(Array(others)) }
    return .unknown(near: search(text, region: region, limit: EsenzioneResolution.neighbours))
  }

  /// The row that an alias stands for, with the part after the dot if it has one.
  func meant(by code: CodiceEsenzione, region: String?) -> EsenzioneEntry? {
    if let target = aliases[code] { return entry(target, region: region) }
    guard code.hasPart, let target = aliases[code.progressive] else { return nil }
    return code.replacingProgressive(by: target).flatMap { entry($0, region: region) }
  }
}

extension EsenzioneCatalog: Hashable {
  /// Whether rows, aliases and spoken words are the same; at once for two copies of one catalogue.
  public static func == (left: EsenzioneCatalog, right: EsenzioneCatalog) -> Bool {
    left.entries == right.entries && left.aliases == right.aliases && left.spoken == right.spoken
  }

  /// Mixes in how many rows there are: catalogues of one program differ seldom.
  public func hash(into hasher: inout Hasher) { hasher.combine(entries.count) }
}

extension EsenzioneEntry {
  /// Whether both rows have the same code and scope.
  func hasKey(of other: EsenzioneEntry) -> Bool { code == other.code && scope == other.scope }
}

/// What a typed text stands for.
public enum EsenzioneResolution: Hashable, Sendable {
  /// A code that holds here; it may be superseded or written on the prescription.
  case found(EsenzioneEntry)
  /// A spelling of an old table: the row it stands for, and what was typed.
  case alias(EsenzioneEntry, typed: String)
  /// A code that holds in other regions only.
  case otherRegion([EsenzioneEntry])
  /// No code: the rows that come nearest, the best first, at most ``neighbours``.
  case unknown(near: [EsenzioneEntry])

  /// How many rows are proposed in the place of an unknown code.
  public static let neighbours = 8
}
