public import Domain
public import FHIR

/// How long a registry asks to be left alone.
///
/// Source: registry-sync §2.1: `Retry-After` as seconds or as a date, `X-RateLimit-Reset` as seconds or as a moment.
public enum Waiting {
  /// The longest that is believed, in milliseconds: a day.
  public static let limit = 86_400_000

  /// Reads the fields of an answer.
  ///
  /// A date counts from the answer's own `Date`: the desk's clock may be wrong.
  ///
  /// - Parameters:
  ///   - headers: The fields of the answer.
  ///   - receivedAt: The desk's clock, used where the answer carries no date.
  /// - Returns: Milliseconds from 0 to ``limit``; `nil` if it asks for nothing.
  public static func milliseconds(_ headers: HeaderFields, receivedAt: Instant) -> Int? {
    let date = headers["Date"].flatMap { HTTPDate.instant($0) } ?? receivedAt
    if let text = headers["Retry-After"] {
      if let seconds = seconds(text) { return bounded(seconds) }
      if let until = HTTPDate.instant(text) { return bounded(until, since: date) }
    }
    for name in ["X-RateLimit-Reset", "RateLimit-Reset"] {
      guard let number = headers[name].flatMap({ seconds($0) }) else { continue }
      // Nobody waits thirty years: such a number is a moment.
      return number < 1_000_000_000
        ? bounded(number) : bounded(Instant(milliseconds: min(number, 1 << 40) * 1_000), since: date)
    }
    return nil
  }

  private static func seconds(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    // Some gateways write a fraction: it is rounded up.
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count <= 18, let whole = Int(digits) else { return nil }
    if rest.isEmpty { return whole }
    guard rest.first == ".", rest.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return whole + 1
  }

  private static func bounded(_ seconds: Int) -> Int { min(seconds, limit / 1_000) * 1_000 }

  private static func bounded(_ until: Instant, since date: Instant) -> Int {
    min(max(until.milliseconds - date.milliseconds, 0), limit)
  }
}
