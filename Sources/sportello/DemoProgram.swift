import Catalogs
import Command
import Counter
import Domain
import Population
import Terminal
import Workflow

/// Puts the demo together from its options.
struct DemoProgram {
  private let options: Options
  private let resources: ResourceDirectory

  init(_ options: Options) throws {
    self.options = options
    resources = try ProgramFiles.resources(options["resources"])
  }

  func run() throws -> Int32 {
    let temporary = options["data"] == nil ? try TemporaryFolder() : nil
    defer { temporary?.remove() }
    let folder = options["data"] ?? temporary?.path ?? ""
    let author = try author()
    return try CounterStart(
      resources: resources, profile: try ProgramFiles.profile(options["profile"], resources),
      places: try ProgramFiles.places(demo: true, resources), author: author, clock: try clock(),
      language: try ProgramFiles.language(options["language"]),
      theme: try ProgramFiles.theme(options["theme"]),
      printer: PrinterConfiguration(name: options["printer"], device: options["printer-device"]),
      // Invented, as everything in the demo: papers show where a number stands.
      contact: DeskContact(telephone: "000 0000000", hours: "8.30-13.00"), folder: folder,
      drills: options["drills"], isDemo: true,
      isLinear: options.flags.contains("linear"), idleMinutes: nil,
      admitsSuspension: true,
      registry: try registry(folder),
      access: OperatorAccess { _, _ throws(Failure) in author }
    ).run()
  }

  private func registry(_ folder: String) throws -> RegistrySource {
    if let url = options["registry"] { return .remote(try RegistryOption.configuration(url, options)) }
    if let name = ["token", "registry-socket"].first(where: { options[$0] != nil }) {
      throw StartFault(
        "sportello demo: --\(name) goes with --registry\n\n\(DemoCommand.help)", code: Exit.usage)
    }
    return .embedded(
      path: folder + "/registry.sqlite",
      region: (try number("seed", or: 1), Int(try number("people", or: 20_000))),
      isCut: options.flags.contains("offline"))
  }

  private func author() throws -> Author {
    guard let kind = DeskKind(rawValue: options["desk"] ?? "asl") else { throw misuse("desk") }
    guard let role = Role(rawValue: options["role"] ?? "responsabile") else { throw misuse("role") }
    return Author(
      operatorName: "demo", role: role,
      desk: Desk(id: try deskID(), kind: kind, asl: Region.homeAsl, distretto: Region.homeDistretto))
  }

  private func deskID() throws -> Identifier<Desk> {
    guard let id = Identifier<Desk>(options["desk-id"] ?? "SPORTELLO-1") else { throw misuse("desk-id") }
    return id
  }

  private func clock() throws -> DeskClock {
    guard let at = options["at"] else { return DeskClock() }
    guard let instant = StartTime.parse(at) else { throw misuse("at") }
    return DeskClock(startingAt: instant)
  }

  private func number(_ name: String, or standard: UInt64) throws -> UInt64 {
    guard let text = options[name] else { return standard }
    guard let number = UInt64(text), number <= 5_000_000 else { throw misuse(name) }
    return number
  }

  private func misuse(_ option: String) -> StartFault {
    StartFault("sportello demo: wrong value of --\(option)\n\n\(DemoCommand.help)", code: Exit.usage)
  }
}
