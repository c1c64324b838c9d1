/// The free places of a medico by counter as Piemonte computes them [C1][C2].
public struct Availability: Hashable, Sendable {
  /// The places of one counter.
  public enum Places: Hashable, Sendable {
    /// The registry returned no counters: unknown is not free.
    case unknown
    /// There is no ceiling.
    case unlimited
    /// How many are left; zero or less when the list is full.
    case free(Int)

    /// Whether one more is admitted; never while unknown.
    public var isFree: Bool {
      switch self {
      case .unknown: false
      case .unlimited: true
      case .free(let places): places > 0
      }
    }
  }

  /// Places for unlimited scelte.
  public let permanent: Places
  /// Places for reunion with the family; those of ``permanent`` if the medico limited the list.
  public let reunion: Places
  /// Places for temporary scelte.
  public let temporary: Places
  /// Places of a PLS for children under six.
  public let zeroToSix: Places
  /// Whether the medico works on the day asked about.
  public let isWorking: Bool
  private let kind: Medico.Kind

  /// Counts the free places.
  ///
  /// - Parameters:
  ///   - medico: With the load as the registry knows it.
  ///   - day: The day on which the scelta would begin.
  ///   - temporaryCounts: Whether temporary scelte take up permanent places.
  public init(of medico: Medico, on day: CivilDate, temporaryCounts: Bool = false) {
    kind = medico.kind
    isWorking = medico.engagement.isValid(on: day)
    guard let load = medico.load else {
      permanent = .unknown
      reunion = .unknown
      temporary = .unknown
      zeroToSix = .unknown
      return
    }
    let taken = load.permanent + (temporaryCounts ? load.temporary : 0)
    permanent = Self.places(medico.ceilings.permanent, taken)
    reunion = medico.selfLimited ? permanent : Self.places(medico.ceilings.reunion, taken)
    temporary = Self.places(medico.ceilings.temporary, load.temporary)
    zeroToSix = Self.places(medico.ceilings.zeroToSix, load.zeroToSix)
  }

  private static func places(_ ceiling: Int?, _ taken: Int) -> Places {
    ceiling.map { .free($0 - taken) } ?? .unlimited
  }

  /// Whether the load is unknown.
  public var isUnknown: Bool { permanent == .unknown }

  /// The places of `counter`.
  public func places(_ counter: PlaceCounter) -> Places {
    switch counter {
    case .permanent: permanent
    case .reunion: reunion
    case .temporary: temporary
    case .zeroToSix: zeroToSix.isFree ? permanent : zeroToSix
    }
  }

  /// Whether one more scelta is admitted on `counter`.
  public func isFree(_ counter: PlaceCounter) -> Bool { isWorking && places(counter).isFree }

  /// Whether the citizen may ask to be told of a free place.
  public var isWatchable: Bool { !isFree(.permanent) }

  /// The key of the phrase that the operator sees.
  ///
  /// `posti.` and one digit for each of permanent, reunion, temporary and, of a PLS with places for
  /// those alone who are already six, `.daSei`; else `posti.sconosciuto` or `posti.nonInServizio`.
  public var phraseKey: String {
    if !isWorking { return "posti.nonInServizio" }
    if isUnknown { return "posti.sconosciuto" }
    let digits = [permanent, reunion, temporary].map { $0.isFree ? "1" : "0" }.joined()
    let onlyFromSix = kind == .pls && permanent.isFree && !zeroToSix.isFree
    return onlyFromSix ? "posti.\(digits).daSei" : "posti.\(digits)"
  }

  /// Every key that ``phraseKey`` may give.
  public static var phraseKeys: [String] {
    let digits = ["111", "110", "101", "100", "011", "010", "001", "000"]
    let fromSix = digits.filter { $0.hasPrefix("1") }.map { "posti.\($0).daSei" }
    return digits.map { "posti.\($0)" } + fromSix + ["posti.sconosciuto", "posti.nonInServizio"]
  }
}

extension Medico.Load {
  /// The load with one more scelta on `counter`; reunion and 0-6 also take a permanent place.
  public func adding(_ counter: PlaceCounter) -> Self { changed(counter, by: 1) }

  /// The load with one scelta less on `counter`.
  public func removing(_ counter: PlaceCounter) -> Self { changed(counter, by: -1) }

  private func changed(_ counter: PlaceCounter, by difference: Int) -> Self {
    var next = self
    switch counter {
    case .permanent, .reunion: next.permanent += difference
    case .temporary: next.temporary += difference
    case .zeroToSix:
      next.permanent += difference
      next.zeroToSix += difference
    }
    return next
  }
}
