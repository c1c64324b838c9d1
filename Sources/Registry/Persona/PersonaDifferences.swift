import Domain

/// What a client can observe of a registry that is not as the standard, or this registry, would have it.
///
/// Times are in milliseconds. Source: registry-sync §9.5 and §10.
struct PersonaDifferences: Hashable {
  /// Whether there is a CapabilityStatement.
  var hasMetadata = true
  /// Whether `X-Request-ID` must stand in every request.
  var needsRequestID = false
  /// Whether only `GET` and `POST` are known, and no search by form.
  var knowsOnlyGetAndPost = false
  /// The answer to a change of a version that is not the present one; `nil` if changes are not served at all.
  var staleStatus: Int?
  /// The answer to a change without the version that is changed; `nil` if changes are not served at all.
  var missingVersionStatus: Int?
  /// Whether writing what is there already succeeds and makes no new version.
  var acceptsIdenticalPut = false
  /// The answer to a change of something that is not there, under an id that the client chose.
  var clientIDStatus: Int?
  /// The answer to a creation.
  var createdStatus = 201
  /// The answer to a creation whose match was there before.
  var matchedStatus = 200
  /// Whether answers say where a created resource lies.
  var tellsLocation = true
  /// Whether answers tell the version in an entity tag.
  var tellsEntityTag = true
  /// Whether versions are numbers of the whole store instead of the resource.
  var hasGlobalVersions = false
  /// Whether errors are told in a form of its own instead of an OperationOutcome.
  var hasGenericErrors = false
  /// Whether a search by form reads its parameters from the address alone.
  var ignoresForms = false
  /// What differs inside: in the order of things, not in their form.
  var timing = Timing()

  /// What depends on when things happened.
  struct Timing: Hashable {
    /// How long a conditional creation does not see another one of the same operation.
    var raceWindow = 0
    /// How long links to next pages work; `nil` for ever.
    var pageLife: Int?
    /// The answer to a link that works no longer.
    var pageGoneStatus = 410
    /// How long a search does not find what was written.
    var searchLag = 0

    /// Whether what was written at a moment is not seen yet by a conditional creation.
    func races(with written: Instant, at now: Instant) -> Bool {
      raceWindow > 0 && now.milliseconds - written.milliseconds < raceWindow
    }
  }
}

extension Persona {
  /// The one table of what differs.
  var differences: PersonaDifferences {
    switch self {
    case .nhs:
      PersonaDifferences(
        hasMetadata: false, needsRequestID: true, staleStatus: 409, missingVersionStatus: 412)
    case .azure: PersonaDifferences(staleStatus: 412, missingVersionStatus: 412)
    case .healthlake:
      PersonaDifferences(matchedStatus: 409, timing: PersonaDifferences.Timing(searchLag: 2_000))
    case .blaze:
      PersonaDifferences(
        staleStatus: 412, acceptsIdenticalPut: true, hasGlobalVersions: true,
        timing: PersonaDifferences.Timing(pageLife: 3_600_000, pageGoneStatus: 404))
    case .hapi:
      PersonaDifferences(
        staleStatus: 409, timing: PersonaDifferences.Timing(raceWindow: 50, pageLife: 60_000))
    case .google:
      PersonaDifferences(staleStatus: 412, hasGenericErrors: true, ignoresForms: true)
    case .lombardia:
      PersonaDifferences(
        knowsOnlyGetAndPost: true, createdStatus: 200, tellsLocation: false, tellsEntityTag: false)
    case .medplum: PersonaDifferences(staleStatus: 412, clientIDStatus: 404)
    }
  }
}
