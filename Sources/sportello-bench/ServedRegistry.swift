import Counter
import Domain
import Glibc
import Population
import RegistryClient
import RegistryHTTP
import Vault

/// The real `anagrafe` on a folder of its own, served on loopback.
struct ServedRegistry {
  /// The program, which lies beside this one.
  private let program: String
  private let server: Companion
  /// Where it answers.
  let base: String
  /// What opens it to the desk of the bench.
  let token: String

  static let desk = Desk(id: "BANCO-1", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)

  /// Fills the folder with a region.
  ///
  /// - Returns: The seconds that it took.
  static func populate(_ folder: String, people: Int, seed: Int) throws(BenchError) -> Double {
    let start = PseudoTerminal.nanoseconds
    try Companion.run(
      Options.beside("anagrafe"),
      ["populate", "--people", "\(people)", "--seed", "\(seed)", "--data", folder])
    return milliseconds(from: start, to: PseudoTerminal.nanoseconds) / 1_000
  }

  /// Starts the program on a folder that has been filled.
  init(_ folder: String) throws(BenchError) {
    program = Options.beside("anagrafe")
    token = try Companion.run(
      program, ["tokens", "add", "--desk", Self.desk.id.rawValue, "--role", "sportello", "--data", folder])
    guard let server = Companion(program, ["serve", "--listen", "127.0.0.1:0", "--data", folder]) else {
      throw .network("anagrafe does not start")
    }
    guard let line = server.line(), line.hasPrefix("anagrafe: ") else {
      server.stop()
      throw .network("anagrafe does not serve")
    }
    base = String(line.dropFirst("anagrafe: ".count))
    self.server = server
  }

  /// The process of the registry.
  var process: pid_t { server.process }

  func stop() { server.stop() }

  /// What the process of the registry holds of memory, in MB.
  var resident: Double { Double(ProcessFile.status("VmRSS", of: server.process)) / 1_024 }

  /// The registry's file, in MB.
  static func megabytes(_ folder: String) -> Double {
    var found = stat()
    stat(folder + "/registry.sqlite", &found)
    return Double(found.st_size) / 1_048_576
  }

  /// The client of the desk over libcurl.
  func link() throws(BenchError) -> RegistryLink {
    let token = token
    return RegistryLink(
      RegistryClient(
        transport: try transport(threads: 4).transport, tokens: { _, _ in token }, base: base,
        settings: RegistrySettings(), now: { DeskClock().now }, randomUUID: { Randomness.uuid() }))
  }

  /// The network alone.
  func transport(threads: Int) throws(BenchError) -> CurlTransport {
    do {
      return CurlTransport(settings: try ConnectionSettings(base: base), threads: threads)
    } catch { throw .network("the address of anagrafe cannot be used") }
  }
}
