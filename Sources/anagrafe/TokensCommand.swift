import Command
import Domain
import Population
import Registry

/// `anagrafe tokens add|list|revoke`: which desks and roles may ask the registry.
enum TokensCommand {
  static let help = """
    anagrafe tokens add --desk ID --role ROLE [--kind KIND] [--asl CODE] [--distretto ID] [--hours N]
    anagrafe tokens list
    anagrafe tokens revoke ID

    A token opens the registry to one role at one desk until it ends. Its text is written once, by add; only a
    keyed hash is kept. While the registry is served, the serving process does the work. The registry has to be there
    already: populate or serve make it. Desks of formazione and the role formatore have rights only where the registry
    is served with --training.

      --desk ID         name of the desk, as printed on receipts
      --role ROLE       sportello, responsabile, farmacista, formatore, amministratore, consultazione
      --kind KIND       asl, farmacia, comune, formazione (default asl)
      --asl CODE        six figures of the asl (default \(Region.homeAsl.rawValue))
      --distretto ID    distretto of the desk
      --hours N         how long it lives, 1 to 720 (default 12)
      --data DIR        folder of the registry (default \(DataFolder.standardText))

    Exit: 0 done, 64 wrong call, 65 no such token, 66 no registry there, 70 internal error, 72 program files missing, 73 folder not
    writable, 74 file not usable, 75 another process holds the folder, 77 written by a newer version.
    """

  /// What a command writes and ends with.
  struct Reply: Sendable {
    let code: Int32
    let text: String
  }

  /// One of the three, read from a command line.
  enum Command: Sendable {
    case add(Desk, Role, seconds: Int)
    case list
    case revoke(String)
  }

  static func run(_ arguments: [String]) async throws -> Int32 {
    let options = try Command.options(arguments)
    if options.flags.contains("help") {
      Output.line(help)
      return 0
    }
    let command = try Command(arguments)
    let folder = try DataFolder.existing(options["data"])
    let profile = try ProfileFile.load(nil, resources: options["resources"])
    let reply: Reply
    if let registry = try folder.registry(profile: profile) {
      reply = await command.carryOut(in: registry)
    } else if let answer = ControlDoor.ask(folder, arguments) {
      reply = answer
    } else {
      throw folder.busy
    }
    if reply.code != 0 { throw StartFault(reply.text, code: reply.code) }
    if !reply.text.isEmpty { Output.line(reply.text) }
    if case .add(let desk, let role, _) = command, desk.kind == .formazione || role == .formatore {
      Output.error("anagrafe: this token has rights only while the registry is served with --training")
    }
    return 0
  }
}

extension TokensCommand.Command {
  static func options(_ arguments: [String]) throws(StartFault) -> Options {
    try Options(
      arguments, valued: ["desk", "role", "kind", "asl", "distretto", "hours", "data", "resources"],
      help: TokensCommand.help)
  }

  /// Reads a command line.
  ///
  /// - Throws: ``StartFault`` with the help.
  init(_ arguments: [String]) throws(StartFault) {
    let options = try Self.options(arguments)
    switch (options.words.first, options.words.count) {
    case ("add", 1): self = try Self.adding(options)
    case ("list", 1): self = .list
    case ("revoke", 2): self = .revoke(options.words[1])
    case (nil, _): throw StartFault(TokensCommand.help, code: Exit.usage)
    default: throw Self.misuse("\(options.words.joined(separator: " "))?")
    }
  }

  private static func adding(_ options: Options) throws(StartFault) -> Self {
    guard let id = options["desk"].flatMap({ Identifier<Desk>($0) }) else {
      throw misuse("--desk is missing")
    }
    guard let role = options["role"].flatMap({ Role(rawValue: $0) }) else {
      throw misuse("--role is missing or unknown")
    }
    guard let kind = DeskKind(rawValue: options["kind"] ?? "asl") else { throw misuse("--kind is unknown") }
    guard let asl = CodiceAsl(options["asl"] ?? Region.homeAsl.rawValue) else {
      throw misuse("--asl is six figures")
    }
    var distretto: Identifier<Distretto>?
    if let text = options["distretto"] {
      guard let id = Identifier<Distretto>(text) else { throw misuse("--distretto is none") }
      distretto = id
    }
    let hours = try options.number("hours", in: 1...720, or: 12, help: TokensCommand.help)
    return .add(Desk(id: id, kind: kind, asl: asl, distretto: distretto), role, seconds: hours * 3_600)
  }

  private static func misuse(_ text: String) -> StartFault {
    StartFault("anagrafe tokens: \(text)\n\n\(TokensCommand.help)", code: Exit.usage)
  }

  /// Does it.
  func carryOut(in registry: ReferenceRegistry) async -> TokensCommand.Reply {
    do throws(RegistryFailure) {
      switch self {
      case .add(let desk, let role, let seconds):
        let text = try await registry.issueToken(desk: desk, role: role, validFor: seconds)
        return TokensCommand.Reply(code: 0, text: text)
      case .list:
        let tokens = try await registry.tokens()
        return TokensCommand.Reply(code: 0, text: tokens.map(Self.line).joined(separator: "\n"))
      case .revoke(let id):
        guard try await registry.revokeToken(id) else {
          return TokensCommand.Reply(code: Exit.badData, text: "anagrafe: no such token")
        }
        return TokensCommand.Reply(code: 0, text: "")
      }
    } catch {
      return TokensCommand.Reply(
        code: Exit.ioError, text: "anagrafe: the disk is full or fails; nothing was changed")
    }
  }

  /// A token in a line: what it opens, never its text.
  private static func line(_ token: RegistryToken) -> String {
    let state = token.isRevoked ? "revoked" : token.isValid(at: SystemClock.now) ? "valid" : "ended"
    return [
      token.id, state, token.role.rawValue, token.desk.kind.rawValue, token.desk.asl.rawValue,
      token.desk.id.rawValue, "until \(token.expires.iso)",
    ].joined(separator: "  ")
  }
}
