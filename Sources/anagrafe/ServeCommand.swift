import Command
import Domain
import FHIR
import Registry
import RegistryServer

/// `anagrafe serve`: answers desks until it is stopped.
enum ServeCommand {
  static let help = """
    anagrafe serve [--listen ADDRESS | --socket PATH] [options]

    Answers FHIR R4 over plain HTTP to this machine only; a proxy has to carry it further. SIGTERM or Ctrl-C
    let the exchanges under way end and close the registry.

      --listen ADDRESS  host:port in figures (default 127.0.0.1:8043; port 0 takes a free one)
      --socket PATH     a Unix socket instead, for its owner only
      --base URL        where desks reach it, as links name it (default http://ADDRESS/fhir); its path is the
                        one that is served
      --behind-proxy    admit an address that other machines can reach: a proxy protects it
      --training        the people are invented: desks of courses and the role formatore have rights
      --persona NAME    take on the ways of another registry:
                        \(personas)
      --suspend FROM/TO[:PRACTICE+PRACTICE][:POLICY]
                        announce a stop and keep it: two times such as 2026-12-01T18:00:00Z, the practices that stop
                        (default all, and nothing is served), such as scelta+revoca, and blocco (default) or
                        presa-in-carico; several with commas between them. The practices:
                        \(AnnouncedStops.practices)
      --decide-every SECONDS
                        let practices wait and decide them together, instead of each when it comes
      --mail-server HOST:PORT, --mail-from ADDRESS
                        hand codes of cards over, with simulated codes: the second half leaves by e-mail, over SMTP
                        with STARTTLS; --mail-login FILE (mode 0600) holds name and password on two lines,
                        --mail-authorities FILE the certificates to trust in place of the system's
      --sms-gateway URL the same by message to a telephone, POST of {"to", "text"}; --sms-token FILE (mode 0600)
      --message-language CODE
                        language of these messages: it, de, fr, sl, en (default it)
      --data DIR        folder of the registry (default \(DataFolder.standardText))
      --profile ID      parameters of the region (default italia)
      --resources DIR   where the profiles are

    When it answers, one line tells the address. Nothing is logged.

    Exit: 0 stopped, 64 wrong call, 69 address not usable, 70 internal error, 72 program files missing,
    73 folder not writable, 74 file not usable, 75 another process holds the folder or the address, 77 written
    by a newer version or address not of this machine only, 78 wrong profile.
    """

  private static var personas: String { Persona.allCases.map(\.rawValue).joined(separator: ", ") }

  static func run(_ arguments: [String]) async throws -> Int32 {
    let options = try Options(
      arguments,
      valued: SecondHalves.options.union([
        "listen", "socket", "base", "persona", "suspend", "decide-every", "data", "profile", "resources",
      ]),
      plain: ["behind-proxy", "training"], help: help)
    if options.flags.contains("help") {
      Output.line(help)
      return 0
    }
    if let word = options.words.first { throw misuse("\(word)?") }
    let persona = try persona(options["persona"])
    let stops = try AnnouncedStops(options["suspend"])
    let pause = try options["decide-every"].map { _ throws(StartFault) in
      try options.number("decide-every", in: 1...86_400, or: 1, help: help)
    }
    let secondHalves = try SecondHalves(options)
    var place = try ServedPlace(options)
    let profile = try ProfileFile.load(options["profile"], resources: options["resources"])
    // Before anything is made: a call that is refused leaves no registry behind.
    guard options.flags.contains("behind-proxy") || place.address.isLocal else { throw notLocal(place) }
    let folder = try DataFolder(options["data"])
    try place.chooseFreePort()
    let opened = try folder.registry(
      profile: profile, base: place.base, isTraining: options.flags.contains("training"))
    guard let registry = opened else { throw folder.busy }
    for stop in stops.suspensions { await registry.suspend(stop) }
    if let secondHalves {
      await registry.issueCodes(from: SimulatedIssuer(), sendingBy: secondHalves.courier)
    }
    let decisions = await DelayedDecisions(registry, every: pause)
    let listener = RegistryListener(
      address: place.address, prefix: place.prefix, isBehindProxy: options.flags.contains("behind-proxy"),
      answer: { request in
        if let persona {
          await registry.exchange(request, as: persona)
        } else {
          await registry.exchange(request)
        }
      }, afterwards: { await registry.settleFile() })
    try start(listener, place)
    let control = ControlDoor(folder, registry)
    control.open()
    Output.line("anagrafe: \(place.base)")
    await StopSignals.wait()
    await listener.stop()
    decisions.stop()
    await control.close()
    return 0
  }

  private static func start(_ listener: RegistryListener, _ place: ServedPlace) throws(StartFault) {
    do {
      try listener.start()
    } catch {
      switch error {
      case .notLocal: throw notLocal(place)
      case .badAddress: throw StartFault("anagrafe: \(place.name) is no address here", code: Exit.unavailable)
      case .inUse: throw StartFault("anagrafe: \(place.name) is in use", code: Exit.temporary)
      case .system(let code):
        throw StartFault("anagrafe: \(place.name) cannot be listened on (\(code))", code: Exit.unavailable)
      case .library, .notNew:
        throw StartFault("anagrafe: \(place.name) cannot be listened on", code: Exit.unavailable)
      }
    }
  }

  private static func notLocal(_ place: ServedPlace) -> StartFault {
    StartFault(
      "anagrafe: \(place.name) can be reached from other machines; put a proxy before it and say --behind-proxy",
      code: Exit.noPermission)
  }

  private static func persona(_ name: String?) throws(StartFault) -> Persona? {
    guard let name else { return nil }
    guard let persona = Persona(rawValue: name) else { throw misuse("--persona is one of \(personas)") }
    return persona
  }

  static func misuse(_ text: String) -> StartFault {
    StartFault("anagrafe serve: \(text)\n\n\(help)", code: Exit.usage)
  }
}
