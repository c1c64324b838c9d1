public import Domain
import FoundationEssentials

/// The profiles of regions and asl, one JSON file each; `italia` holds every default.
///
/// Nothing in a file is ignored: an unknown name, a wrong type or a parameter without its reason
/// refuses the file with the place.
public enum ProfileCatalog {
  /// The profile that all others extend.
  public static let baseID = "italia"

  /// Reads one profile.
  ///
  /// - Parameters:
  ///   - id: The name of the file without its ending, for example `toscana`.
  ///   - directory: The folder of the code tables, which holds `profiles/`; without a slash at its end.
  /// - Returns: The defaults of `italia` with what the profile overrides.
  /// - Throws: ``ProfileCatalogError``, naming the file and the first wrong place in it.
  public static func load(_ id: String, directory: String) throws(ProfileCatalogError) -> Profile {
    let base = try decode(
      try bytes(baseID, directory), id: baseID, over: Profile(id: baseID, scelta: SceltaParameters()))
    return id == baseID ? base : try decode(try bytes(id, directory), id: id, over: base)
  }

  /// The ids of the profiles in a folder of code tables, in order; none if it cannot be read.
  public static func ids(directory: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/profiles")) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static func bytes(_ id: String, _ directory: String) throws(ProfileCatalogError) -> [UInt8] {
    let file = "\(id).json"
    let isName = !id.isEmpty && id.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
    guard isName, let bytes = bytesOfFile("\(directory)/profiles/\(file)") else {
      throw ProfileCatalogError(file: file, keyPath: "", .unreadable)
    }
    return bytes
  }

  /// Reads one file over the values it extends.
  package static func decode(
    _ bytes: [UInt8], id: String, over base: Profile
  ) throws(ProfileCatalogError) -> Profile {
    let file = "\(id).json"
    guard let json = try? StrictJSON(bytes, file: file) else {
      throw ProfileCatalogError(file: file, keyPath: "", .syntax)
    }
    let isBase = id == baseID
    let root = try ProfileValue(json: json, file: file, keyPath: "").object(
      required: isBase ? ["id", "parameters"] : ["id", "extends", "parameters"], optional: ["outages"])
    guard try root["id"].string() == id else { throw try root["id"].error(.wrongName) }
    if !isBase, try root["extends"].string() != baseID { throw try root["extends"].error(.wrongName) }
    var profile = Profile(
      id: id, scelta: base.scelta, nationalRegistryStart: base.nationalRegistryStart,
      suspensions: base.suspensions, notes: base.notes, esenzioni: base.esenzioni,
      tessera: base.tessera)
    let parameters = try root["parameters"]
    for (name, entry) in try parameters.members() {
      guard ProfileParameters.names.contains(name) else { throw entry.error(.unknownKey) }
      let object = try entry.object(required: ["value", "why", "source", "confidence"], optional: ["other"])
      try ProfileParameters.set(name, try object["value"], in: &profile)
      profile.notes[name] = try note(object)
    }
    if isBase, let missing = ProfileParameters.names.filter({ profile.notes[$0] == nil }).min() {
      throw ProfileCatalogError(file: file, keyPath: "parameters.\(missing)", .missingKey)
    }
    for outage in try root.optional("outages")?.elements() ?? [] {
      profile.suspensions.append(try suspension(outage))
    }
    return profile
  }

  private static func note(_ object: ProfileObject) throws(ProfileCatalogError) -> ParameterNote {
    ParameterNote(
      why: try object["why"].string(), source: try object["source"].string(),
      confidence: try object["confidence"].word(), otherValue: try object.optional("other")?.string())
  }

  private static func suspension(_ value: ProfileValue) throws(ProfileCatalogError) -> Suspension {
    let object = try value.object(required: ["start", "announced_ends", "policy", "kinds", "source"])
    let start = try object["start"].parsed { Instant(iso: $0) }
    var ends: [Instant] = []
    for end in try object["announced_ends"].elements() {
      let instant = try end.parsed { Instant(iso: $0) }
      guard instant > start else { throw end.error(.badValue) }
      ends.append(instant)
    }
    return Suspension(
      start: start, announcedEnds: ends, policy: try object["policy"].word(),
      kinds: try object["kinds"].words(), source: try object["source"].string())
  }
}
