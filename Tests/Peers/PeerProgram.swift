import Glibc
import Testing

/// A program of one of the two environments of peers, which are made on first use under `.build`.
struct PeerProgram {
  /// The environments: what cannot live together stands apart.
  enum Environment: String {
    /// google-fhir-r4 with its protobuf, and fhirstarter.
    case strict
    /// fhir.resources of exact R4 with its old pydantic, fhirpathpy, fhirpy and fhirclient.
    case models
  }

  let environment: Environment
  let program: String

  static let folder = String(#filePath.dropLast("/PeerProgram.swift".utf8.count)) + "/Python"
  /// Where environments and resources lie, ignored by version control.
  static let root = String(#filePath.dropLast("/Tests/Peers/PeerProgram.swift".utf8.count)) + "/.build/peers"

  /// The command for a shell; arguments are paths and addresses without quotes.
  func command(_ arguments: [String]) -> String {
    let words = ["\(Self.folder)/run", Self.root, environment.rawValue, program] + arguments
    return words.map { "'\($0)'" }.joined(separator: " ")
  }

  /// Runs it to its end.
  ///
  /// - Returns: What it wrote; a peer that is not there, or fails, fails the test with its words.
  func run(_ arguments: String...) throws -> String {
    let pipe = try #require(popen("{ \(command(arguments)); } 2>&1", "r"))
    let output = Self.read(pipe)
    let status = pclose(pipe)
    try #require(status == 0, "\(program) ended with \(status >> 8): \(output.suffix(2_000))")
    return output
  }

  /// Everything that comes out of a pipe.
  static func read(_ pipe: UnsafeMutablePointer<FILE>) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What a validator says of the resources of a folder.
struct Verdicts {
  /// The names of those that it admits.
  let good: Set<String>
  /// The reasons by the names of those that it refuses.
  let bad: [String: String]

  /// Reads the lines that a validator writes.
  init(_ output: String) {
    var good: Set<String> = []
    var bad: [String: String] = [:]
    for line in output.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3 else { continue }
      if fields[1] == "good" { good.insert(fields[0]) } else { bad[fields[0]] = fields[2] }
    }
    self.good = good
    self.bad = bad
  }
}

/// The validators, each with a way of its own to see a resource.
enum Validator: String, CaseIterable {
  case strict, models, client, invariants

  /// What it says of every resource of a folder.
  func verdicts(on folder: String) throws -> Verdicts {
    switch self {
    case .strict: Verdicts(try PeerProgram(environment: .strict, program: "validate_strict.py").run(folder))
    case .models, .client:
      Verdicts(
        try PeerProgram(environment: .models, program: "validate_models.py").run(rawValue, folder))
    case .invariants:
      Verdicts(try PeerProgram(environment: .models, program: "validate_invariants.py").run(folder))
    }
  }
}
