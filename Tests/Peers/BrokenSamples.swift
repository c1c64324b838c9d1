import Cases
import Testing

/// Resources with one fault each, made from good ones: a check that admits them all checks nothing.
enum BrokenSamples {
  /// One fault.
  struct Fault {
    let name: String
    /// The good resource that it is done to.
    let of: String
    let change: Change

    init(_ name: String, of resource: String, _ change: Change) {
      self.name = name
      of = resource
      self.change = change
    }
  }

  /// What is done to a text of JSON.
  enum Change {
    /// A member of the outermost object goes.
    case without(String)
    /// A piece, which must occur, is replaced.
    case replacing(String, by: String)
  }

  static let faults = [
    Fault("no-intent", of: "task-scelta", .without("intent")),
    Fault("unknown-status", of: "task-scelta", .replacing(#""requested""#, by: #""done""#)),
    Fault("two-statuses", of: "task-revoca", .replacing(#""requested""#, by: #"["requested"]"#)),
    Fault(
      "restriction", of: "task-ricusazione",
      .replacing(#""status":"#, by: #""restriction":{"period":{"start":"2026-02-27"}},"status":"#)),
    Fault(
      "modified-before", of: "task-scelta", .replacing(#""lastModified":"2026"#, by: #""lastModified":"2025"#)
    ),
    Fault("input-without-value", of: "task-scelta", .replacing(#""valueInteger":2"#, by: #""id":"x""#)),
    Fault("unknown-member", of: "patient-1", .replacing(#""active":"#, by: #""cognome":"x","active":"#)),
    Fault("no-such-month", of: "patient-1", .replacing(#""birthDate":""#, by: #""birthDate":"1980-13-01x"#)),
    Fault("gender", of: "patient-1", .replacing(#""gender":""#, by: #""gender":"x"#)),
    Fault("active-as-text", of: "patient-1", .replacing(#""active":true"#, by: #""active":"true""#)),
    Fault("no-offset", of: "patient-1", .replacing(#":22:00.000+01:00""#, by: #":22:00""#)),
    Fault(
      "value-and-parts", of: "patient-1",
      .replacing(
        #""valueAttachment":{"#, by: #""extension":[{"url":"x","valueString":"y"}],"valueAttachment":{"#)),
    Fault("not-base64", of: "patient-1", .replacing(#""data":""#, by: #""data":"*"#)),
    Fault("data-without-type", of: "patient-1", .replacing(#""contentType":"application/json","#, by: "")),
    Fault("no-patient", of: "episode-0-0", .without("patient")),
    Fault("managed-by-patient", of: "episode-0-0", .replacing(#""PractitionerRole/"#, by: #""Patient/"#)),
    Fault(
      "end-before-start", of: "coverage-valid-core-nazionale",
      .replacing(#""end":"2027"#, by: #""end":"2020"#)),
    Fault("no-payor", of: "coverage-valid-core-nazionale", .without("payor")),
    Fault("no-policy", of: "consent-true", .without("policyRule")),
    Fault(
      "quantity-as-text", of: "panel-mmg-001", .replacing(#""quantity":"#, by: #""quantity":"x","id2":"#)),
    Fault("total-of-collection", of: "bundle-search", .replacing(#""searchset""#, by: #""collection""#)),
    Fault("same-address-twice", of: "bundle-search", .replacing("/p-0000002\"", by: "/p-0000001\"")),
    Fault("no-issue", of: "outcome", .without("issue")),
    Fault("instance-of-nothing", of: "capability", .without("implementation")),
    Fault("no-fhir-version", of: "capability", .without("fhirVersion")),
  ]

  /// The broken resource of a fault.
  static func bytes(_ fault: Fault, _ good: [String: [UInt8]]) throws -> [UInt8] {
    let resource = try #require(good[fault.of], "\(fault.of)")
    switch fault.change {
    case .without(let key):
      guard case .object(let object) = try JSONParser.parse(resource) else { return [] }
      let rest = object.members.filter { $0.key != key }
      try #require(rest.count < object.members.count, "\(fault.name) finds nothing to break")
      var writer = JSONWriter()
      writer.value(.object(JSONObject(rest)))
      return writer.bytes
    case .replacing(let piece, let other):
      let parts = String(decoding: resource, as: UTF8.self)
        .split(separator: piece, omittingEmptySubsequences: false)
      try #require(parts.count > 1, "\(fault.name) finds nothing to break")
      return Array(parts.joined(separator: other).utf8)
    }
  }
}
