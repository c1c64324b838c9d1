import Catalogs
import Command
import Counter
import Domain
import Glibc
import Store
import Terminal
import Vault

/// `sportello queue …`: the operations of this desk that are not done, without the people.
enum QueueCommand {
  /// Runs the command with what follows `queue`.
  ///
  /// - Parameter arguments: Without the name of the program and without `queue`.
  /// - Returns: An exit code of `sysexits.h`, as the help lists them.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: ["data", "config", "language", "resources", "to", "for", "from", "signer", "as"],
        plain: ["json", "all", "handover", "passphrase"], help: help)
      guard let options else { return 0 }
      let command = try command(options)
      let resources = try ProgramFiles.resources(options["resources"])
      let words = try ProgramFiles.words(try ProgramFiles.language(options["language"]), resources)
      let inquiry = try DeskInquiry(folder: try ProgramFiles.folder(options, resources), words: words)
      do { try VaultLibrary.start() } catch { throw StartFault("sportello: libsodium", code: Exit.software) }
      let question = try question(command, options, words)
      // A passphrase is made dear on purpose, and this machine may be busy.
      let line = try inquiry.answer(question, seconds: 30) { store, now in
        await QueueInquiry.answer(question.line, store: store, now: now)
      }
      return try tell(line, isJSON: options.flags.contains("json"), inquiry)
    }
  }

  private static func tell(_ line: String, isJSON: Bool, _ inquiry: DeskInquiry) throws -> Int32 {
    let answer = try inquiry.read(line)
    let text = isJSON ? line + "\n" : tabbed(answer)
    guard FileOutput(STDOUT_FILENO).write(Array(text.utf8)) else { return Exit.ioError }
    return answer.isSound == false ? Exit.badData : 0
  }

  private static func tabbed(_ answer: QueueInquiry.Answer) -> String {
    var rows: [[String]] = []
    for line in answer.practices ?? [] {
      rows.append([
        "\(line.number)", line.kind, line.state, line.submittedAt, line.desk, line.operation,
      ])
    }
    for step in answer.steps ?? [] {
      rows.append([step.at, step.what, step.state ?? ""])
    }
    if let isSound = answer.isSound { rows.append([isSound ? "ok" : "-"]) }
    for operation in answer.altered ?? [] { rows.append(["-", operation]) }
    if let link = answer.brokenLink { rows.append(["-", "\(link)"]) }
    if let transfer = answer.transfer {
      if transfer.address == nil { rows.append(["practices", "\(transfer.count)"]) }
      if let known = transfer.known { rows.append(["known", "\(known)"]) }
      if let takenBack = transfer.takenBack { rows.append(["taken-back", "\(takenBack)"]) }
      if let unreadable = transfer.unreadable { rows.append(["unreadable", "\(unreadable)"]) }
      if let signer = transfer.signer { rows.append(["signer", signer]) }
      if let address = transfer.address { rows.append(["address", address]) }
    }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  // MARK: Questions

  private enum Command {
    case list(isAll: Bool)
    case verify, keys
    case show(String)
    case export(to: String)
    case `import`(from: String)
    case takeBack(String)
    case recover
  }

  private static func command(_ options: Options) throws -> Command {
    switch (options.words.first, options.words.count) {
    case ("list", 1): return .list(isAll: options.flags.contains("all"))
    case ("verify", 1): return .verify
    case ("keys", 1): return .keys
    case ("show", 2): return .show(options.words[1])
    case ("export", 1):
      guard let path = options["to"] else { break }
      return .export(to: absolute(path))
    case ("take-back", 2): return .takeBack(options.words[1])
    case ("recover", 1): return .recover
    case ("import", 2) where options["signer"] != nil: return .import(from: absolute(options.words[1]))
    default: break
    }
    throw StartFault(
      "sportello queue: list, show NUMBER, verify, keys, export --to FILE, import FILE --signer KEY, take-back NUMBER or recover?\n\n\(help)",
      code: Exit.usage)
  }

  private static func question(
    _ command: Command, _ options: Options, _ words: Words
  ) throws -> QueueInquiry.Question {
    switch command {
    case .list(let isAll): return .list(isAll: isAll)
    case .verify: return .verify
    case .keys: return .keys
    case .show(let operation): return .show(operation: operation)
    case .takeBack(let practice):
      return .takeBack(QueueTransfer.Order(practice, signature: signature(options)))
    case .recover:
      guard let folder = options["from"].map(absolute) ?? configuration(options)?.spool else {
        throw StartFault(words.text("errore.coda.copie"), code: Exit.usage)
      }
      return .recover(QueueTransfer.Order(folder, signature: signature(options)))
    case .export(let path):
      let address = options["for"]
      return .export(
        QueueTransfer.Export(
          path: path, passphrase: address == nil ? try passphrase(words) : nil, address: address,
          isHandover: options.flags.contains("handover"), signature: signature(options)))
    case .import(let path):
      return .import(
        QueueTransfer.Import(
          path: path, passphrase: options.flags.contains("passphrase") ? try passphrase(words) : nil,
          signer: options["signer"] ?? "", signature: signature(options)))
    }
  }

  /// Who does it: an administrator at the command line, under the account of the system.
  ///
  /// A name that was given stands before the account and never in its place: the journal is signed, the name is not
  /// proved.
  private static func signature(_ options: Options) -> Signature {
    let account = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "-"
    return Signature(
      operatorName: options["as"].map { "\($0) (\(account))" } ?? account,
      role: Role.amministratore.rawValue, desk: configuration(options)?.desk.id.rawValue ?? "-")
  }

  private static func configuration(_ options: Options) -> DeskConfiguration? {
    try? DeskConfiguration.load(path: options["config"] ?? DeskConfiguration.standardPath)
  }

  private static func passphrase(_ words: Words) throws -> String {
    do {
      let secret = try PassphraseInput.read(prompt: words.text("operatori.password") + " ")
      return secret.withBytes { String(decoding: $0, as: UTF8.self) }
    } catch {
      throw StartFault(words.text("errore.trasferimento.frase", ["16"]), code: Exit.noInput)
    }
  }

  /// The running counter stands in another folder than this command.
  private static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  private static let help = """
    sportello queue list [--all] [--json]
    sportello queue show NUMBER [--json]
    sportello queue verify [--json]
    sportello queue keys [--json]
    sportello queue export --to FILE [--for ADDRESS] [--handover] [--as NAME] [--json]
    sportello queue import FILE --signer KEY [--passphrase] [--as NAME] [--json]
    sportello queue take-back NUMBER [--as NAME] [--json]
    sportello queue recover [--from DIR] [--as NAME] [--json]

    What this desk has not finished, the steps of one practice, whether the store is whole, and files of waiting
    practices for another desk. The running counter answers; without one the command opens the store itself.
    Nothing here names a citizen, and a file is sealed and signed.

      list                one practice a line: number, kind, state, time, desk, operation
        --all             those that are done, too
      show NUMBER         one step a line: time, what happened, state after it; NUMBER is that of the receipt,
                          or the operation where two desks have printed the same number
      verify              checks every row of the store
      keys                the key by which other desks know the files of this one, and the address for which they
                          seal a file to this desk: to be told by another way than the files
      export              writes all that is not settled; without --for a passphrase of 16 characters or more is
                          read from the terminal or from standard input; whoever imports the file sends its
                          practices, and without --handover so does this desk: the registry takes each one once
        --for ADDRESS     seal the file to the desk with this address instead
        --to FILE         the file, which must not be there yet
        --handover        give the practices away: this desk only asks about them from then on; what the
                          registry refused or reversed stays here to be put right
      import FILE         stores them here; what is here already is left alone, so that twice does no harm
        --signer KEY      the key of the desk that wrote the file, as its administrator tells it
        --passphrase      read the passphrase; without it the file is sealed to this desk
      take-back NUMBER    takes a practice back that was given away, when the file was lost or the other desk did not
                          send it: this desk asks about it, and sends it if the registry does not have it
      recover             takes in the copies of the second folder that are not stored here, after a damaged
                          database was moved aside; twice does no harm
        --from DIR        the folder (default: `spool` of the configuration)
      --as NAME           who does it, for the journal, which always keeps the account of the system as well
      --json              the answer as one JSON object, with the operators
      --data DIR          data folder of the desk; without it the one that the configuration names
      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
      --language CODE     language of the messages: it, de, fr, sl, en (default it)
      --resources DIR     where Screens/ and Localization/ are

    Exit: 0 done and whole, 64 wrong call or a number of several practices, 65 the store or the file was changed, or does not open, 66 no store, no
    such practice, nothing to export, no file to read or no passphrase of that length, 70 internal error, 72 program files missing, 73 file already there or folder not writable, 75 a program holds the data and does not answer,
    77 files there are not what they should be, 78 wrong configuration.
    """
}
