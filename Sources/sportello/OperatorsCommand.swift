import Catalogs
import Command
import Counter
import Domain
import FoundationEssentials
import Glibc
import Store
import Terminal
import Vault

/// `sportello operators add|list|disable|passphrase`: who may log in at this desk.
enum OperatorsCommand {
  private enum Task {
    case add(String, Role, Set<DeskKind>)
    case list
    case disable(String)
    case passphrase(String)
  }

  /// Runs the command with what follows `operators`.
  ///
  /// - Parameter arguments: Without the name of the program and without `operators`.
  /// - Returns: An exit code of `sysexits.h`, as the help lists them.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: ["data", "config", "role", "desk", "language", "resources"], plain: ["json"],
        help: help)
      guard let options else { return 0 }
      let task = try task(options)
      let resources = try ProgramFiles.resources(options["resources"])
      let words = try ProgramFiles.words(try ProgramFiles.language(options["language"]), resources)
      let folder = try ProgramFiles.folder(options, resources)
      do {
        return try run(task, folder: folder, isJSON: options.flags.contains("json"), words)
      } catch let error as StoreError {
        throw StartFault(words.text(error.messageKey, error.messageArguments), code: error.exitCode)
      } catch let error as OperatorError {
        throw StartFault(words.text(error.messageKey, error.messageArguments), code: Exit.badData)
      } catch let error as PassphraseInput.Failure {
        throw StartFault(words.text(messageKey(error)), code: Exit.badData)
      }
    }
  }

  private static func run(_ task: Task, folder: String, isJSON: Bool, _ words: Words) throws -> Int32 {
    // A lock of its own: a counter may run meanwhile, which reads the file anew at each log-in.
    let lock = try FolderLock(folder: folder, name: "operators.lock")
    defer { withExtendedLifetime(lock) {} }
    let code = try carryOut(task, folder: folder, isJSON: isJSON, words)
    if case .list = task { return code }
    if isCounterRunning(folder) { Output.error(words.text("operatori.da_prossimo_accesso")) }
    return code
  }

  private static func isCounterRunning(_ folder: String) -> Bool {
    do {
      _ = try FolderLock(folder: folder)
      return false
    } catch {
      if case .locked = error { return true }
      return false
    }
  }

  private static func carryOut(
    _ task: Task, folder: String, isJSON: Bool, _ words: Words
  ) throws -> Int32 {
    let file = OperatorFile(folder: folder)
    var operators = try file.read()
    let now = Instant(milliseconds: time(nil) * 1_000)
    switch task {
    case .list: return list(operators, isJSON: isJSON)
    case .add(let name, let role, let desks):
      let passphrase = try newPassphrase(words)
      let key = try key(of: folder)
      try operators.add(name, role: role, deskKinds: desks, passphrase: passphrase, key: key, at: now)
    case .disable(let name): try operators.disable(name)
    case .passphrase(let name):
      let passphrase = try newPassphrase(words)
      try operators.setPassphrase(of: name, to: passphrase, key: key(of: folder), at: now)
    }
    try file.write(operators)
    return 0
  }

  private static func key(of folder: String) throws(StoreError) -> DataKey {
    do { return try KeyFile.readOrCreate(path: folder + "/key") } catch { throw .vault(error) }
  }

  /// Asks once from a pipe and twice at a terminal, where nobody sees what is typed.
  private static func newPassphrase(_ words: Words) throws(PassphraseInput.Failure) -> SecretBytes {
    let first = try PassphraseInput.read(prompt: words.text("operatori.password") + " ")
    guard isatty(STDIN_FILENO) == 1 else { return first }
    let second = try PassphraseInput.read(prompt: words.text("operatori.password_ripeti") + " ")
    let isSame = first.withBytes { left in second.withBytes { left.elementsEqual($0) } }
    guard isSame else { throw .missing }
    return first
  }

  private static func list(_ operators: Operators, isJSON: Bool) -> Int32 {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var output: [UInt8] = []
    for account in operators.accounts {
      let line = Line(account)
      if isJSON {
        output += (try? encoder.encode(line)).map { [UInt8]($0) } ?? []
      } else {
        let state = line.enabled ? "+" : "-"
        output += Array("\(state)\t\(line.name)\t\(line.role)\t\(line.desks.joined(separator: ","))".utf8)
      }
      output.append(UInt8(ascii: "\n"))
    }
    return FileOutput(STDOUT_FILENO).write(output) ? EX_OK : EX_IOERR
  }

  private struct Line: Encodable {
    let name: String
    let role: String
    let desks: [String]
    let enabled: Bool
    let createdAt: String

    init(_ account: OperatorAccount) {
      name = account.name.rawValue
      role = account.role.rawValue
      desks = account.deskKinds.map(\.rawValue).sorted()
      enabled = account.isEnabled
      createdAt = account.createdAt.iso
    }
  }

  private static func messageKey(_ failure: PassphraseInput.Failure) -> String {
    switch failure {
    case .missing: "errore.operatore.password_manca"
    case .tooLong: "errore.operatore.password_lunga"
    case .cancelled: "errore.operatore.annullato"
    case .vault: "errore.archivio.cifratura"
    }
  }

  // MARK: Arguments

  private static func task(_ options: Options) throws -> Task {
    let words = options.words
    switch (words.first, words.count) {
    case ("list", 1): return .list
    case ("disable", 2): return .disable(words[1])
    case ("passphrase", 2): return .passphrase(words[1])
    case ("add", 2):
      guard let role = Role(rawValue: options["role"] ?? "sportello") else { throw misuse("unknown --role") }
      let names = (options["desk"] ?? "asl").split(separator: ",")
      let desks = names.compactMap { DeskKind(rawValue: String($0)) }
      guard desks.count == names.count else { throw misuse("unknown --desk") }
      return .add(words[1], role, Set(desks))
    default: throw misuse("add NAME, list, disable NAME or passphrase NAME?")
    }
  }

  private static func misuse(_ text: String) -> StartFault {
    StartFault("sportello operators: \(text)\n\n\(help)", code: Exit.usage)
  }

  private static let help = """
    sportello operators add NAME [--role ROLE] [--desk KIND[,KIND]]
    sportello operators list [--json]
    sportello operators disable NAME
    sportello operators passphrase NAME

    The operators of this desk: who may log in, in which role, at which kind of desk. A passphrase has at least
    \(Operators.leastPassphrase) characters; it is asked for twice at the terminal, where it is not shown, or read
    as one line from standard input: never an argument.
    While a counter runs, a change counts from the next log-in; who is logged in stays so until the lock.

      --role ROLE         sportello, responsabile, farmacista, formatore, amministratore, consultazione
                          (default sportello)
      --desk KIND,...     asl, farmacia, comune, formazione (default asl)
      --data DIR          data folder of the desk; without it the one that the configuration names
      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
      --json              one operator a line as a JSON object; otherwise + or - (disabled), name, role, desks
      --language CODE     language of the messages: it, de, fr, sl, en (default it)
      --resources DIR     where Screens/ and Localization/ are

    Exit: 0 done, 64 wrong call, 65 name or passphrase not allowed, 70 internal error, 72 program files
    missing, 73 folder not writable, 75 another such command is at work, 77 files there are not what they
    should be, 78 wrong configuration.
    """
}
