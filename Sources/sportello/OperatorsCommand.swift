import Catalogs
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

  private struct Request {
    var task: Task
    var folder: String
    var isJSON = false
    var language = Language.italian
    var resources: String?
  }

  private enum Parsed {
    case help
    case request(Request)
    case misuse
  }

  /// Runs the command with what follows `operators`.
  ///
  /// - Parameter arguments: Without the name of the program and without `operators`.
  /// - Returns: An exit code of `sysexits.h`: 0 if it was done, 64 for a wrong call, 65 for a name or
  ///   passphrase that is not allowed, 72 and 78 for missing or wrong data of the program, 73 if the folder
  ///   cannot be written, 75 if a counter runs on it, 77 if files there are not what they should be.
  static func run(arguments: [String]) -> Int32 {
    switch parse(arguments) {
    case .help: FileOutput(STDOUT_FILENO).write(Array(help.utf8)) ? EX_OK : EX_IOERR
    case .misuse: fail(help, EX_USAGE)
    case .request(let request): run(request)
    }
  }

  private static func run(_ request: Request) -> Int32 {
    let words: Words
    do {
      let directory = try ResourceDirectory.located(chosen: request.resources)
      do { words = try WordCatalog.words(request.language, in: directory) } catch {
        return fail("sportello: \(error.place)\n", EX_CONFIG)
      }
    } catch { return fail("sportello: \(error.messageKey)\n", EX_OSFILE) }
    do {
      // Held until the end: no counter and no second command works on the folder meanwhile.
      let lock = try FolderLock(folder: request.folder)
      defer { withExtendedLifetime(lock) {} }
      return try carryOut(request, words)
    } catch let error as StoreError {
      return fail(words.text(error.messageKey, error.messageArguments) + "\n", exitCode(error))
    } catch let error as OperatorError {
      return fail(words.text(error.messageKey, error.messageArguments) + "\n", EX_DATAERR)
    } catch let error as PassphraseInput.Failure {
      return fail(words.text(messageKey(error)) + "\n", EX_DATAERR)
    } catch {
      return fail("sportello\n", EX_SOFTWARE)
    }
  }

  private static func carryOut(_ request: Request, _ words: Words) throws -> Int32 {
    let file = OperatorFile(folder: request.folder)
    var operators = try file.read()
    let now = Instant(milliseconds: time(nil) * 1_000)
    switch request.task {
    case .list: return list(operators, isJSON: request.isJSON)
    case .add(let name, let role, let desks):
      let passphrase = try newPassphrase(words)
      let key = try key(of: request.folder)
      try operators.add(name, role: role, deskKinds: desks, passphrase: passphrase, key: key, at: now)
    case .disable(let name): try operators.disable(name)
    case .passphrase(let name):
      let passphrase = try newPassphrase(words)
      try operators.setPassphrase(of: name, to: passphrase, key: key(of: request.folder), at: now)
    }
    try file.write(operators)
    return EX_OK
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

  private static func exitCode(_ error: StoreError) -> Int32 {
    switch error {
    case .locked: EX_TEMPFAIL
    case .folder: EX_CANTCREAT
    case .malformed, .vault, .wrongKey: EX_NOPERM
    case .database, .altered, .notFound, .duplicate, .impossible: EX_SOFTWARE
    }
  }

  private static func fail(_ text: String, _ code: Int32) -> Int32 {
    _ = FileOutput(STDERR_FILENO).write(Array(text.utf8))
    return code
  }

  // MARK: Arguments

  private static func parse(_ arguments: [String]) -> Parsed {
    var words: [String] = []
    var values: [String: String] = [:]
    var isJSON = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": return .help
      case "--json": isJSON = true
      case "--data", "--role", "--desk", "--language", "--resources":
        guard let value = rest.popFirst() else { return .misuse }
        values[argument] = value
      case _ where argument.hasPrefix("-"): return .misuse
      default: words.append(argument)
      }
    }
    guard let folder = values["--data"], !folder.isEmpty, let task = task(words, values) else {
      return .misuse
    }
    guard let language = Language(rawValue: values["--language"] ?? "it") else { return .misuse }
    return .request(
      Request(
        task: task, folder: folder, isJSON: isJSON, language: language, resources: values["--resources"]))
  }

  private static func task(_ words: [String], _ values: [String: String]) -> Task? {
    switch (words.first, words.count) {
    case ("list", 1): return .list
    case ("disable", 2): return .disable(words[1])
    case ("passphrase", 2): return .passphrase(words[1])
    case ("add", 2):
      let names = (values["--desk"] ?? "asl").split(separator: ",")
      let desks = names.compactMap { DeskKind(rawValue: String($0)) }
      guard let role = Role(rawValue: values["--role"] ?? "sportello"), desks.count == names.count else {
        return nil
      }
      return .add(words[1], role, Set(desks))
    default: return nil
    }
  }

  private static let help = """
    Uso: sportello operators add NOME --data CARTELLA [--role RUOLO] [--desk TIPO[,TIPO]]
         sportello operators list --data CARTELLA [--json]
         sportello operators disable NOME --data CARTELLA
         sportello operators passphrase NOME --data CARTELLA

    Gli operatori di questa postazione: chi può entrare, con quale ruolo e a quale tipo di postazione.
    La password si scrive al terminale, dove non si vede, o arriva da standard input: mai come argomento.

      --data       la cartella dei dati della postazione
      --role       sportello, responsabile, farmacista, formatore, amministratore, consultazione
      --desk       asl, farmacia, comune, formazione; senza, asl
      --json       un operatore per riga come oggetto JSON
      --language   la lingua dei messaggi: it, de, fr, sl, en; senza, it
      --resources  la cartella dei dati del programma; senza, quella che si trova a partire dal programma

    Uscita: 0 fatto, 64 chiamata errata, 65 nome o password non ammessi, 72 dati del programma mancanti,
    73 cartella non scrivibile, 75 cartella in uso da un altro programma, 77 file con permessi o forma
    sbagliati, 78 dati del programma errati.

    """
}
