import Domain
import FHIR

/// The stops that the administrator announces for a run: `FROM/TO[:PRACTICE+PRACTICE][:POLICY]`, with commas between
/// several; without practices everything stops.
struct AnnouncedStops {
  /// The stops, in the order in which they are told.
  let suspensions: [AnnouncedSuspension]

  /// Reads the option.
  ///
  /// - Throws: ``StartFault`` for anything but two times in order and a policy.
  init(_ text: String?) throws(StartFault) {
    var read: [AnnouncedSuspension] = []
    for part in (text ?? "").split(separator: ",", omittingEmptySubsequences: text == nil) {
      guard let stop = Self.stop(String(part)) else {
        throw ServeCommand.misuse(
          """
          --suspend is FROM/TO[:PRACTICE+PRACTICE][:POLICY], such as 2026-12-01T18:00:00Z/2026-12-02T08:00:00Z
            practices: \(Self.practices)
            policies: \(Self.policies)
          """)
      }
      read.append(AnnouncedSuspension(stop))
    }
    suspensions = read
  }

  /// The names of the practices that can stop.
  static var practices: String { PracticeKind.allCases.map(\.rawValue).joined(separator: ", ") }

  /// The names of what desks may do meanwhile.
  static var policies: String { Suspension.Policy.allCases.map(\.rawValue).joined(separator: ", ") }

  private static func stop(_ text: String) -> Suspension? {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2, let start = Instant(iso: ends[0]) else { return nil }
    var last = ends[1]
    var policy = Suspension.Policy.blocco
    if let named = Suspension.Policy.allCases.first(where: { last.hasSuffix(":\($0.rawValue)") }) {
      policy = named
      last = String(last.dropLast(named.rawValue.count + 1))
    }
    var kinds = Set(PracticeKind.allCases)
    if let colon = last.lastIndex(of: ":") {
      let words = last[last.index(after: colon)...].split(separator: "+", omittingEmptySubsequences: false)
      let named = words.compactMap { PracticeKind(rawValue: String($0)) }
      if named.count == words.count {
        kinds = Set(named)
        last = String(last[..<colon])
      }
    }
    guard let end = Instant(iso: last), start < end else { return nil }
    return Suspension(
      start: start, announcedEnds: [end], policy: policy, kinds: kinds,
      source: "anagrafe serve --suspend")
  }
}
