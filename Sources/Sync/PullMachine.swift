/// Reads what changed, or everything, page by page; one value for each kind of resource.
///
/// Pure: the driver fetches and stores and tells what came of it. Times are milliseconds of the registry's clock,
/// except `deskTime`. Source: registry-sync §5.4.
public struct PullMachine: Hashable, Sendable {
  /// Up to where everything was read, by the registry's clock; `nil` if nothing ever was.
  public private(set) var watermark: Int?
  private var run: Run?
  private let rules: SyncRules

  /// How far before the watermark a pull begins: a transaction of 120 s and clocks 10 s apart.
  public static let overlap = 130_000
  /// How often one run may begin anew when its pages expire.
  public static let toleratedRestarts = 3

  private struct Run: Hashable {
    var kind: PullKind
    var since: Int?
    var firstPageDate: Int?
    var latestSeen: Int?
    var hasNext = true
    var restarts = 0
    var deskTime: Int
  }

  /// Takes the stored watermark, `nil` if there is none.
  public init(watermark: Int?, rules: SyncRules = .sound) {
    self.watermark = watermark
    self.rules = rules
  }

  /// Whether a run is under way.
  public var isRunning: Bool { run != nil }

  /// Whether a resource that was read takes the place of the stored one: it is not older.
  ///
  /// Reading the same version again changes nothing.
  public static func replaces(stored: Int?, read: Int) -> Bool { stored.map { read >= $0 } ?? true }

  /// What a page tells beside its resources.
  public struct Page: Hashable, Sendable {
    /// The registry's clock when it answered.
    public var registryTime: Int
    /// The latest change among its resources; `nil` for an empty page.
    public var latestChange: Int?
    /// Whether another page follows.
    public var hasNext: Bool

    /// Gathers the parts; nothing is checked.
    public init(registryTime: Int, latestChange: Int?, hasNext: Bool) {
      self.registryTime = registryTime
      self.latestChange = latestChange
      self.hasNext = hasNext
    }
  }

  /// What the machine is told.
  public enum Event: Hashable, Sendable {
    /// Begin; ignored while a run is under way. `deskTime` is the desk's clock.
    case start(PullKind, deskTime: Int)
    /// A page came.
    case page(Page)
    /// The last ``PullMachine/Effect/store(_:)`` is durable.
    case stored
    /// The pages expired (404, 410).
    case expired
    /// No page came, or it was not stored.
    case failed
  }

  /// How a page is stored, in one transaction.
  public struct Storing: Hashable, Sendable {
    /// Whether the page goes into the shadow instead of what is shown.
    public var isShadow: Bool
    /// With the last page: the watermark that is stored with it; the shadow takes the place of what was shown.
    public var watermark: Int?
  }

  /// What the machine wants done, one at a time.
  public enum Effect: Hashable, Sendable {
    /// Fetch the first page of what changed since a time of the registry, or of everything; a shadow is emptied.
    case fetchFirst(since: Int?)
    /// Fetch the page that follows.
    case fetchNext
    /// Store the page that came.
    case store(Storing)
    /// The run ended; `isComplete` if everything is stored with its watermark.
    case finished(PullKind, isComplete: Bool)
  }

  /// Takes an event in and returns what to do next, `nil` when nothing.
  public mutating func handle(_ event: Event) -> Effect? {
    guard var run else {
      guard case .start(let kind, let deskTime) = event else { return nil }
      return begin(kind, deskTime: deskTime, restarts: 0)
    }
    switch event {
    case .start: return nil
    case .failed: return end(run, isComplete: false)
    case .expired:
      if !rules.restartsExpiredPages {
        watermark = max(watermark ?? 0, run.firstPageDate ?? 0)
        return end(run, isComplete: true)
      }
      guard run.restarts < Self.toleratedRestarts else { return end(run, isComplete: false) }
      return begin(run.kind, deskTime: run.deskTime, restarts: run.restarts + 1)
    case .page(let page):
      run.firstPageDate = run.firstPageDate ?? page.registryTime
      if let change = page.latestChange { run.latestSeen = max(run.latestSeen ?? change, change) }
      run.hasNext = page.hasNext
      self.run = run
      if !rules.storesBeforeAdvancing, let latest = run.latestSeen {
        watermark = max(watermark ?? 0, latest + Self.overlap)
      }
      let final = page.hasNext ? nil : finalWatermark(of: run)
      return .store(Storing(isShadow: run.kind == .rebaseline, watermark: final))
    case .stored:
      if run.hasNext { return .fetchNext }
      watermark = finalWatermark(of: run)
      return end(run, isComplete: true)
    }
  }

  private mutating func begin(_ kind: PullKind, deskTime: Int, restarts: Int) -> Effect {
    let since: Int? =
      switch kind {
      case .changes: watermark.map { $0 - (rules.overlapsPulls ? Self.overlap : 0) }
      case .rebaseline: nil
      }
    run = Run(kind: kind, since: since, restarts: restarts, deskTime: deskTime)
    return .fetchFirst(since: since)
  }

  private mutating func end(_ run: Run, isComplete: Bool) -> Effect {
    self.run = nil
    return .finished(run.kind, isComplete: isComplete)
  }

  /// Never after the registry's clock at the first page: what changed during the run is read again.
  private func finalWatermark(of run: Run) -> Int {
    let before = watermark ?? 0
    guard rules.trustsRegistryClock else { return run.deskTime }
    guard rules.storesBeforeAdvancing else { return before }
    guard let latest = run.latestSeen, let first = run.firstPageDate else { return before }
    return max(before, min(latest, first))
  }
}
