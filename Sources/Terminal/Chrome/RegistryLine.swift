/// The line that says how the desk stands with the registry, in parts that give way by priority.
public struct RegistryLine: Hashable, Sendable {
  /// One part of the line.
  public struct Part: Hashable, Sendable {
    /// The words.
    public let text: String
    /// 0 stays longest; the part with the greatest number goes first.
    public let priority: Int
    /// Whether it asks for attention.
    public let isWarning: Bool
    /// Whether it says that all is well.
    public let isGood: Bool

    /// The words as they are drawn: a warning begins with a mark, so that it is seen without colours.
    public var shown: String { isWarning ? "! " + text : text }

    /// Makes a part.
    public init(_ text: String, priority: Int, isWarning: Bool = false, isGood: Bool = false) {
      self.text = text
      self.priority = priority
      self.isWarning = isWarning
      self.isGood = isGood
    }
  }

  /// All parts from left to right.
  public let parts: [Part]

  /// Makes a line.
  public init(_ parts: [Part]) { self.parts = parts }

  /// The parts that fit into `width` cells, in their order.
  public func fitting(width: Int) -> [Part] {
    var kept = parts
    while kept.count > 1, cells(kept) > width,
      let last = kept.indices.max(by: { kept[$0].priority < kept[$1].priority })
    {
      kept.remove(at: last)
    }
    return kept
  }

  /// All parts as one text, for the help.
  public var whole: String { parts.map(\.shown).joined(separator: Self.separator) }

  static let separator = " · "

  /// Cells of parts drawn one beside the other.
  private func cells(_ parts: [Part]) -> Int {
    parts.reduce(1) { $0 + $1.shown.count } + Self.separator.count * max(0, parts.count - 1)
  }
}

extension RegistryLine.Part {
  /// How the part is drawn.
  var style: Style { isWarning ? .registryWarning : isGood ? .success : .registry }
}
