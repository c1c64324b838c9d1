import Domain
import FHIR
import RegistryClient
import Testing

@Suite("The registry's clock") struct ClockTests {
  @Test(
    "the three forms of a date in a header are read",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
      "Sun, 06 Nov 1994 08:49:37 UTC",
    ])
  func forms(text: String) {
    #expect(HTTPDate.instant(text) == Instant(iso: "1994-11-06T08:49:37Z"))
  }

  @Test("two digits of a year are of the century that is near")
  func century() {
    #expect(HTTPDate.instant("Monday, 01-Jan-69 00:00:00 GMT") == Instant(iso: "2069-01-01T00:00:00Z"))
    #expect(HTTPDate.instant("Thursday, 01-Jan-70 00:00:00 GMT") == Instant(iso: "1970-01-01T00:00:00Z"))
  }

  @Test("a date beyond 2038 and a leap second are read")
  func edges() {
    #expect(HTTPDate.instant("Fri, 01 Jan 2038 00:00:00 GMT") == Instant(iso: "2038-01-01T00:00:00Z"))
    #expect(HTTPDate.instant("Sat, 19 Jun 2060 10:00:00 GMT") == Instant(iso: "2060-06-19T10:00:00Z"))
    #expect(HTTPDate.instant("Sat, 31 Dec 2016 23:59:60 GMT") == Instant(iso: "2016-12-31T23:59:59Z"))
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "0", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
      "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49:37 CET", "Sunday, 06-Nov-1994 08:49:37 GMT", "a b c d e", "a b c d e GMT",
    ])
  func noDate(text: String) { #expect(HTTPDate.instant(text) == nil) }

  private static let date: HeaderFields = ["Date": "Sat, 21 Nov 2026 09:00:00 GMT"]

  @Test(
    "how long to wait, by seconds or by the registry's own clock",
    arguments: [
      ("Retry-After", "0", 0), ("Retry-After", "120", 120_000), ("Retry-After", "1.2", 2_000),
      ("Retry-After", "Sat, 21 Nov 2026 09:02:00 GMT", 120_000),
      ("Retry-After", "Saturday, 21-Nov-26 09:02:00 GMT", 120_000),
      ("Retry-After", "Sat Nov 21 09:02:00 2026", 120_000),
      ("Retry-After", "Sat, 21 Nov 2026 08:00:00 GMT", 0), ("Retry-After", "999999999", 86_400_000),
      ("X-RateLimit-Reset", "30", 30_000), ("X-RateLimit-Reset", "1795251660", 60_000),
      ("X-RateLimit-Reset", "1795251000", 0), ("RateLimit-Reset", "5", 5_000),
      ("X-RateLimit-Reset", "999999999999999999", 86_400_000),
    ])
  func waiting(name: String, value: String, milliseconds: Int) {
    var headers = Self.date
    headers.append(name, value)
    // The desk's clock is an hour ahead: only the registry's counts.
    #expect(Waiting.milliseconds(headers, receivedAt: sampleNow) == milliseconds)
  }

  @Test("without the registry's clock the desk's has to do")
  func withoutDate() {
    let headers: HeaderFields = ["Retry-After": "Sat, 21 Nov 2026 10:00:30 GMT"]
    #expect(Waiting.milliseconds(headers, receivedAt: sampleNow) == 30_000)
  }

  @Test(
    "what says nothing asks for nothing",
    arguments: ["", "-1", "presto", "1e3", "1.x", "99999999999999999999"])
  func noWaiting(value: String) {
    #expect(Waiting.milliseconds(["Retry-After": value], receivedAt: sampleNow) == nil)
    #expect(Waiting.milliseconds(["X-RateLimit-Reset": value], receivedAt: sampleNow) == nil)
  }

  @Test("a wait that cannot be read does not hide the other one")
  func secondField() {
    let headers: HeaderFields = ["Retry-After": "presto", "X-RateLimit-Reset": "7"]
    #expect(Waiting.milliseconds(headers, receivedAt: sampleNow) == 7_000)
  }

  // MARK: Samples and estimate

  private static func sample(_ offset: Int, roundTrip: Int = 100, at: Int = 0) -> ClockSample {
    let sent = sampleNow.milliseconds + at
    return ClockSample(
      serverDate: Instant(milliseconds: sent + roundTrip / 2 + offset - 500),
      sentAt: Instant(milliseconds: sent), receivedAt: Instant(milliseconds: sent + roundTrip))!
  }

  @Test("a sample is as uncertain as half its round trip and half the second of the header")
  func sample() {
    for (roundTrip, uncertainty) in [(0, 500), (1, 501), (100, 550), (15_000, 8_000)] {
      #expect(Self.sample(90_000, roundTrip: roundTrip).uncertainty == uncertainty)
      #expect(Self.sample(90_000, roundTrip: roundTrip).offset == 90_000)
    }
    let late = Instant(milliseconds: sampleNow.milliseconds - 1)
    #expect(ClockSample(serverDate: sampleNow, sentAt: sampleNow, receivedAt: late) == nil)
  }

  @Test("the truth lies within the uncertainty, wherever in its second the registry answered")
  func within() {
    for phase in stride(from: 0, to: 1_000, by: 37) {
      for roundTrip in [0, 40, 900, 4_000] {
        for delay in [0, roundTrip / 3, roundTrip] {
          // The registry's clock is 12,345 ms ahead and its header drops the milliseconds.
          let sent = sampleNow.milliseconds + phase
          let server = sent + delay + 12_345
          let sample = ClockSample(
            serverDate: Instant(milliseconds: server / 1_000 * 1_000), sentAt: Instant(milliseconds: sent),
            receivedAt: Instant(milliseconds: sent + roundTrip))!
          #expect(abs(sample.offset - 12_345) <= sample.uncertainty)
        }
      }
    }
  }

  @Test("without samples nothing is known and nobody warns")
  func empty() {
    let estimate = ClockEstimate()
    #expect(estimate.offset == nil && estimate.uncertainty == nil && !estimate.isWarning)
    #expect(estimate.serverTime(at: sampleNow) == sampleNow)
  }

  @Test(
    "a minute warns, in both directions",
    arguments: [
      (0, false), (59_999, false), (60_000, true), (-59_999, false), (-60_000, true), (90_000, true),
      (150_000, true), (-180_000, true), (390_000, true), (-480_000, true), (3_600_000, true),
      (-86_400_000, true), (86_400_000, true),
    ])
  func warning(offset: Int, isWarning: Bool) {
    let estimate = ClockEstimate().adding(Self.sample(offset))
    #expect(estimate.offset == offset)
    #expect(estimate.isWarning == isWarning)
    #expect(estimate.serverTime(at: sampleNow).milliseconds == sampleNow.milliseconds + offset)
  }

  @Test("the most certain samples decide, and one that lies does not")
  func median() {
    var estimate = ClockEstimate()
    for (offset, roundTrip) in [
      (900, 9_000), (10, 20), (20, 30), (700_000, 25), (15, 40), (5, 50), (4_000, 8_000),
    ] {
      estimate = estimate.adding(Self.sample(offset, roundTrip: roundTrip))
    }
    #expect(estimate.offset == 15)
    #expect(!estimate.isWarning)
    #expect(estimate.uncertainty! >= 500)
  }

  @Test("a clock that was set is believed after three samples, not after one or two")
  func steps() {
    var estimate = ClockEstimate()
    for index in 0..<10 { estimate = estimate.adding(Self.sample(index)) }
    estimate = estimate.adding(Self.sample(120_000)).adding(Self.sample(120_001))
    #expect(!estimate.isWarning)
    estimate = estimate.adding(Self.sample(120_002))
    #expect(estimate.offset == 120_001)
    #expect(estimate.samples.count == 3)
  }

  @Test("no more samples are kept than needed")
  func capacity() {
    var estimate = ClockEstimate()
    for index in 0..<100 { estimate = estimate.adding(Self.sample(index % 7, at: index)) }
    #expect(estimate.samples.count == ClockEstimate.capacity)
  }

  @Test("an answer from a cache tells no time")
  func cached() {
    var headers = Self.date
    let fresh = ExchangeResult(
      .success(Response(status: 200, headers: headers)), sentAt: sampleNow, receivedAt: sampleNow)
    #expect(fresh.clock?.offset == -3_600_000 + 500)
    headers.append("Age", "30")
    let cached = ExchangeResult(
      .success(Response(status: 200, headers: headers)), sentAt: sampleNow, receivedAt: sampleNow)
    #expect(cached.clock == nil && cached.serverDate == nil)
  }
}
