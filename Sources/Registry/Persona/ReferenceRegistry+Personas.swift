import Cases
import Domain
public import FHIR

extension ReferenceRegistry {
  /// Answers as ``exchange(_:)``, in the ways of another registry.
  ///
  /// What is written is the same; a Task that another one doubles is cancelled as soon as it has been answered.
  public func exchange(_ request: Request, as persona: Persona) async -> Response {
    if let delay { await delay() }
    let differences = persona.differences
    if let refusal = differences.refusal(of: request) { return differences.disguised(refusal, request) }
    var request = request
    if differences.ignoresForms, request.method == .post, request.path.hasSuffix("/_search") {
      request.body = []
    }
    let response: Response
    if let changed = change(request, differences) {
      response = changed
    } else if differences.hasGlobalVersions {
      response = globalVersion(of: request, differences.timing)
    } else {
      response = await finished(exchange(request, differences.timing))
    }
    if differences.timing.raceWindow > 0 { _ = try? decideWaiting() }
    return differences.disguised(response, request)
  }

  /// What a registry says to a change of a resource, which this one never serves; `nil` if it is none.
  private func change(_ request: Request, _ differences: PersonaDifferences) -> Response? {
    guard request.method == .put || request.method == .patch else { return nil }
    var question = request
    question.method = .get
    question.body = []
    question.headers["If-Match"] = nil
    question.headers["Content-Type"] = nil
    let present = exchange(question, differences.timing)
    if present.status == 404, let status = differences.clientIDStatus {
      return Response(
        WireFault(status, "not-found", "there is nothing under this id, and it is not taken over"))
    }
    guard present.status == 200, let tag = present.headers["ETag"] else { return nil }
    if differences.acceptsIdenticalPut, request.method == .put, Self.isSame(request.body, present.body) {
      return present
    }
    guard let match = request.headers["If-Match"] else {
      return differences.missingVersionStatus.map {
        Response(WireFault($0, "required", "If-Match is needed"))
      }
    }
    guard match != tag, let status = differences.staleStatus else { return nil }
    return Response(WireFault(status, "conflict", "the version is not the present one"))
  }

  /// Whether two bodies say the same but for what the registry writes itself.
  private static func isSame(_ sent: [UInt8], _ own: [UInt8]) -> Bool {
    func members(_ bytes: [UInt8]) -> Set<JSONObject.Member>? {
      (try? JSONParser.parse(bytes))?.object.map { Set($0.members.filter { $0.key != "meta" }) }
    }
    guard let sent = members(sent) else { return false }
    return sent == members(own)
  }

  // MARK: Versions of the whole store

  /// Answers with the time of each version as its number, which is one for the whole store.
  private func globalVersion(of request: Request, _ timing: PersonaDifferences.Timing) -> Response {
    var question = request
    let condition = request.headers["If-None-Match"]
    question.headers["If-None-Match"] = nil
    var parts = request.path.split(separator: "/").map(String.init)
    let wanted = parts.count == 4 && parts[2] == "_history" ? parts[3] : nil
    if let wanted {
      guard let version = localVersion(of: parts, global: wanted) else { return Response(.notFound) }
      parts[3] = version
      question.path = parts.joined(separator: "/")
    }
    var response = exchange(question, timing)
    guard response.status < 300, let json = try? JSONParser.parse(response.body) else { return response }
    var writer = JSONWriter(capacity: response.body.count)
    writer.value(GlobalVersions.rewritten(json))
    response.body = writer.bytes
    if let version = GlobalVersions.version(of: json), response.headers["ETag"] != nil {
      response.headers["ETag"] = "W/\"\(version)\""
      if let location = response.headers["Location"], let end = location.lastIndex(of: "/") {
        response.headers["Location"] = location[...end] + version
      }
      if let condition, condition.contains("\"\(version)\"") {
        response.status = 304
        response.body = []
      }
    }
    return response
  }

  private func localVersion(of parts: [String], global: String) -> String? {
    guard let type = ServedType(name: parts[0]), let versions = try? versions(type, id: parts[1]) else {
      return nil
    }
    return versions.first { String($0.lastUpdated.milliseconds) == global }.map { String($0.version) }
  }
}

/// Versions as numbers of the whole store: the time at which each was written.
private enum GlobalVersions {
  static func version(of resource: JSONValue) -> String? {
    resource.object?["meta"]?.object?["lastUpdated"]?.string.flatMap { FHIRInstant.instant($0) }.map {
      String($0.milliseconds)
    }
  }

  /// A resource, or a page with all of its own.
  static func rewritten(_ json: JSONValue) -> JSONValue {
    guard let object = json.object else { return json }
    let version = version(of: json)
    return .object(
      JSONObject(
        object.members.map { member in
          switch member.key {
          case "entry":
            .init(member.key, .array((member.value.array ?? []).map(entry)))
          case "meta":
            .init(member.key, version.map { meta(member.value, $0) } ?? member.value)
          default: member
          }
        }))
  }

  private static func entry(_ json: JSONValue) -> JSONValue {
    .object(
      JSONObject(
        (json.object?.members ?? []).map { member in
          member.key == "resource" ? .init(member.key, rewritten(member.value)) : member
        }))
  }

  private static func meta(_ json: JSONValue, _ version: String) -> JSONValue {
    .object(
      JSONObject(
        (json.object?.members ?? []).map { member in
          member.key == "versionId" ? .init(member.key, .string(version)) : member
        }))
  }
}

extension PersonaDifferences {
  /// What is refused before it is looked at.
  fileprivate func refusal(of request: Request) -> Response? {
    if !hasMetadata, request.path == "metadata" { return Response(.unknownType) }
    if needsRequestID, request.path != "status", request.headers["X-Request-ID"] == nil {
      return Response(WireFault(400, "required", "X-Request-ID is needed"))
    }
    guard knowsOnlyGetAndPost else { return nil }
    guard request.method == .get || request.method == .post else {
      return Response(.methodNotAllowed("GET, POST"))
    }
    return request.path.hasSuffix("/_search") ? Response(.unknownType) : nil
  }

  /// The answer in the form that this registry would give it.
  fileprivate func disguised(_ response: Response, _ request: Request) -> Response {
    var response = response
    if request.method == .post, !request.path.contains("/") {
      if response.status == 201 {
        response.status = createdStatus
      } else if response.status == 200 {
        response.status = matchedStatus
      }
    }
    if !tellsLocation { response.headers["Location"] = nil }
    if !tellsEntityTag { response.headers["ETag"] = nil }
    if hasGenericErrors, response.status >= 400 {
      response.body = Array("{\"error\":{\"code\":\(response.status),\"message\":\"request failed\"}}".utf8)
      response.headers["Content-Type"] = "application/json; charset=UTF-8"
    }
    return response
  }
}

extension Response {
  /// A fault as it is told.
  init(_ fault: WireFault) {
    self.init(status: fault.status, headers: fault.headers, body: fault.body)
    headers["Content-Type"] = "application/fhir+json;charset=utf-8"
  }
}
