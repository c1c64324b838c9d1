import Domain
import Testing

@testable import FHIR

@Suite("Searches are read strictly and written so that they can be read") struct SearchParametersTests {
  private static let written: [(SearchParameters, String)] = [
    (SearchParameters(), ""),
    (
      SearchParameters(.identifier([SearchToken(system: "urn:ietf:rfc:3986", value: "urn:uuid:a")])),
      "identifier=urn:ietf:rfc:3986%7Curn:uuid:a"
    ),
    (
      SearchParameters(.identifier([SearchToken(value: "A"), SearchToken(system: "", value: "B")])),
      "identifier=A,%7CB"
    ),
    (SearchParameters(.identifier([SearchToken(system: "s", value: nil)])), "identifier=s%7C"),
    (
      SearchParameters(
        .lastUpdated(SearchDate(.greaterOrEqual, Samples.now)), .sort([.lastUpdated]), .count(200)),
      "_lastUpdated=ge2026-02-27T15:22:00.000%2B01:00&_sort=_lastUpdated&_count=200"
    ),
    (SearchParameters(.birthDate(SearchDate(.equal, Samples.today))), "birthdate=2026-02-27"),
    (SearchParameters(.expiry(SearchDate(.lessOrEqual, Samples.today))), "scadenza=le2026-02-27"),
    (
      SearchParameters(.family([SearchText("D'Orò & figli, \\")]), .given([SearchText("Anna", .exact)])),
      "family=D%27Or%C3%B2%20%26%20figli%5C,%20%5C%5C&given:exact=Anna"
    ),
    (
      SearchParameters(.name([SearchText("a", .contains), SearchText("b", .contains)]), .active(true)),
      "name:contains=a,b&active=true"
    ),
    (
      SearchParameters(
        .patient(["p-1"]), .medico(["m-1", "m-2"]), .status([SearchToken(value: "requested")])),
      "patient=Patient%2Fp-1&practitioner-role=PractitionerRole%2Fm-1,PractitionerRole%2Fm-2&status=requested"
    ),
    (
      SearchParameters(.id(["a", "b"]), .sort([SearchSort("_lastUpdated", isDescending: true)])),
      "_id=a,b&_sort=-_lastUpdated"
    ),
    (SearchParameters(.unknown("_format", "json"), .unknown("x:y", "")), "_format=json&x:y="),
    (SearchParameters(.code([SearchToken(value: "scelta-medico")])), "code=scelta-medico"),
  ]

  @Test("what is written is read again as query and as form", arguments: written.indices)
  func roundTrip(index: Int) throws {
    let (parameters, query) = Self.written[index]
    #expect(parameters.query == query)
    #expect(try SearchParameters(query: query) == parameters)
    #expect(try SearchParameters(form: Array(query.utf8)) == parameters)
  }

  @Test("no query holds no parameter, and blanks may be written as a plus")
  func leniency() throws {
    #expect(try SearchParameters(query: nil) == SearchParameters())
    #expect(try SearchParameters(query: "&&") == SearchParameters())
    #expect(
      try SearchParameters(query: "family=De+Prova") == SearchParameters(.family([SearchText("De Prova")])))
    #expect(try SearchParameters(query: "patient:Patient=p-1") == SearchParameters(.patient(["p-1"])))
    #expect(
      try SearchParameters(query: "patient=https://r.example/fhir/Patient/p-1")
        == SearchParameters(.patient(["p-1"])))
  }

  private static let refused: [(String, String, SearchError.Reason)] = [
    ("family=%", "", .encoding), ("family=%4", "", .encoding), ("family=%GG", "", .encoding),
    ("family=%C3", "", .encoding), ("family=%00", "", .encoding), ("fam%0Aily=x", "", .encoding),
    ("family=a\u{7F}", "", .encoding),
    ("_count=-1", "_count", .value), ("_count=", "_count", .value), ("_count=1e3", "_count", .value),
    ("_count=99999999999999999999", "_count", .value), ("_count=1&_count=2", "_count", .repeated),
    ("_sort=a&_sort=b", "_sort", .repeated), ("_sort=", "_sort", .value),
    ("_lastUpdated=yesterday", "_lastUpdated", .value), ("_lastUpdated=ge", "_lastUpdated", .value),
    ("_lastUpdated=xx2026-02-27", "_lastUpdated", .value),
    ("_lastUpdated=2026-02-27T10:00:00", "_lastUpdated", .value),
    ("birthdate=2026-02-30", "birthdate", .value), ("birthdate=26", "birthdate", .value),
    ("identifier=", "identifier", .value), ("identifier=|", "identifier", .value),
    ("identifier=a,,b", "identifier", .value), ("identifier=a\\", "identifier", .value),
    ("family:soundex=x", "family", .modifier), ("birthdate:missing=true", "birthdate", .modifier),
    ("patient=Group/1", "patient", .value), ("active=yes", "active", .value),
    (Array(repeating: "a=b", count: 101).joined(separator: "&"), "", .tooMany),
    ("_id=" + Array(repeating: "a", count: 101).joined(separator: ","), "_id", .tooMany),
  ]

  @Test("what cannot be read names the parameter and never the value", arguments: refused.indices)
  func refusal(index: Int) {
    let (query, parameter, reason) = Self.refused[index]
    let error = #expect(throws: SearchError.self, "\(query)") { try SearchParameters(query: query) }
    #expect(error == SearchError(parameter: parameter, reason: reason), "\(query)")
  }

  /// A day, a second and a millisecond against each prefix: before, the first, the last, and after.
  private static let comparisons: [(SearchPrefix, [Bool])] = [
    (.equal, [false, true, true, false]), (.approximate, [false, true, true, false]),
    (.notEqual, [true, false, false, true]), (.greater, [false, false, false, true]),
    (.startsAfter, [false, false, false, true]), (.less, [true, false, false, false]),
    (.endsBefore, [true, false, false, false]), (.greaterOrEqual, [false, true, true, true]),
    (.lessOrEqual, [true, true, true, false]),
  ]

  @Test("dates compare with all that they cover", arguments: comparisons.indices)
  func comparison(index: Int) throws {
    let (prefix, expected) = Self.comparisons[index]
    for text in ["2026-02-27", "2026-02", "2026", "2026-02-27T15:22:00+01:00", "2026-02-27T14:22:00.000Z"] {
      let parameters = try SearchParameters(query: "_lastUpdated=\(prefix.rawValue)\(text)")
      guard case .lastUpdated(let date) = parameters.parameters.first else {
        Issue.record("not a date")
        continue
      }
      let range = date.range
      let points = [
        range.lowerBound - .milliseconds(1), range.lowerBound, range.upperBound - .milliseconds(1),
        range.upperBound,
      ]
      #expect(points.map(date.holds) == expected, "\(text)")
    }
    let day = SearchDate(prefix, Samples.today)
    let days = [Samples.today.adding(days: -1), Samples.today, Samples.today, Samples.today.adding(days: 1)]
    #expect(days.map(day.holds) == expected)
  }

  @Test("a token asks for a code of either generation")
  func tokens() {
    #expect(SearchToken(system: "http://hl7.it/sid/codiceFiscale", value: "x").matches(Systems.codiceFiscale))
    #expect(
      SearchToken(system: "urn:oid:2.16.840.1.113883.2.9.4.3.2", value: "x").matches(Systems.codiceFiscale))
    #expect(SearchToken(value: "x").matches(Systems.codiceFiscale))
    #expect(!SearchToken(system: "", value: "x").matches(Systems.codiceFiscale))
  }
}
