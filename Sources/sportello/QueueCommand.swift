import Catalogs
import Counter
import Domain
import Glibc
import Store
import Synchronization
import Terminal
import Vault

/// `sportello queue list|show|verify`: the operations of this desk that are not done, without the people.
enum QueueCommand {
  private struct Request {
    var question: QueueInquiry.Question
    var folder: String
    var isJSON: Bool
    var language: Language
    var resources: String?
  }

  private enum Parsed {
    case help
    case request(Request)
    case misuse
  }

  /// Runs the command with what follows `queue`.
  ///
  /// - Parameter arguments: Without the name of the program and without `queue`.
  /// - Returns: An exit code of `sysexits.h`: 0 if it was done and, for `verify`, all is whole; 65 if something
  ///   stored was changed; 64 for a wrong call; 66 if there are no data or no such operation; 75 if a program
  ///   holds the folder and does not answer; 70, 72, 74 and 78 as usual.
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
    guard access(request.folder + "/sportello.sqlite", F_OK) == 0 else {
      return fail(words.text("errore.coda.cartella") + "\n", EX_NOINPUT)
    }
    do {
      let line = try ask(request)
      guard let answer = QueueInquiry.Answer(line: line) else {
        return fail(words.text("errore.controllo.domanda") + "\n", EX_SOFTWARE)
      }
      if let error = answer.error {
        return fail(words.text(error) + "\n", error == "errore.archivio.assente" ? EX_NOINPUT : EX_SOFTWARE)
      }
      let text = request.isJSON ? line + "\n" : tabbed(answer)
      guard FileOutput(STDOUT_FILENO).write(Array(text.utf8)) else { return EX_IOERR }
      return answer.isSound == false ? EX_DATAERR : EX_OK
    } catch let error as any (Error & OperatorMessage) {
      let isBusy = if case .silent = error as? ControlError { true } else { false }
      let text = words.text(error.messageKey, error.messageArguments) + "\n"
      return fail(text, isBusy ? EX_TEMPFAIL : EX_SOFTWARE)
    } catch {
      return fail("sportello\n", EX_SOFTWARE)
    }
  }

  /// Asks the running counter, or opens the store itself when there is none.
  private static func ask(_ request: Request) throws -> String {
    switch try ControlSocket.reach(folder: request.folder, request: request.question.line) {
    case .answered(let line): return line
    case .alone(let lock):
      let key: DataKey
      do { key = try KeyFile.read(path: request.folder + "/key") } catch { throw StoreError.vault(error) }
      let now = Instant(milliseconds: time(nil) * 1_000)
      let store = try DeskStore(folder: request.folder, key: key, now: now, lock: lock)
      return waited { await QueueInquiry.answer(request.question.line, store: store) }
    }
  }

  /// Waits for a task of another thread: this program has no other work meanwhile.
  private static func waited(_ body: @escaping @Sendable () async -> String) -> String {
    final class Slot: Sendable {
      let text = Mutex("")
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return "" }
    let (slot, done) = (Slot(), ends[1])
    Task.detached {
      let text = await body()
      slot.text.withLock { $0 = text }
      close(done)
    }
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) < 0, errno == EINTR {}
    close(ends[0])
    return slot.text.withLock { $0 }
  }

  private static func tabbed(_ answer: QueueInquiry.Answer) -> String {
    var rows: [[String]] = []
    for line in answer.practices ?? [] {
      rows.append([
        "\(line.sequence)", "\(line.number)", line.state, line.kind, line.submittedAt, line.operatorName,
        line.desk, line.operation,
      ])
    }
    for step in answer.steps ?? [] {
      rows.append([step.at, step.what, step.state ?? "", step.operatorName ?? ""])
    }
    if let isSound = answer.isSound { rows.append([isSound ? "ok" : "-"]) }
    for operation in answer.altered ?? [] { rows.append(["-", operation]) }
    if let link = answer.brokenLink { rows.append(["-", "\(link)"]) }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func fail(_ text: String, _ code: Int32) -> Int32 {
    _ = FileOutput(STDERR_FILENO).write(Array(text.utf8))
    return code
  }

  private static func parse(_ arguments: [String]) -> Parsed {
    var words: [String] = []
    var values: [String: String] = [:]
    var isJSON = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": return .help
      case "--json": isJSON = true
      case "--data", "--language", "--resources":
        guard let value = rest.popFirst() else { return .misuse }
        values[argument] = value
      case _ where argument.hasPrefix("-"): return .misuse
      default: words.append(argument)
      }
    }
    let question: QueueInquiry.Question
    switch (words.first, words.count) {
    case ("list", 1): question = .list
    case ("verify", 1): question = .verify
    case ("show", 2): question = .show(operation: words[1])
    default: return .misuse
    }
    guard let folder = values["--data"], let language = Language(rawValue: values["--language"] ?? "it")
    else { return .misuse }
    return .request(
      Request(
        question: question, folder: folder, isJSON: isJSON, language: language,
        resources: values["--resources"]))
  }

  private static let help = """
    Uso: sportello queue list --data CARTELLA [--json]
         sportello queue show OPERAZIONE --data CARTELLA [--json]
         sportello queue verify --data CARTELLA [--json]

    Le operazioni di questa postazione che non sono concluse, i passi di una, e se l'archivio è integro.
    Risponde il programma dello sportello in funzione; se non c'è, il comando apre l'archivio da sé.

      list         una riga per operazione: posto, ricevuta, stato, tipo, quando, operatore, postazione, id
      show         una riga per passo: quando, che cosa, stato, operatore
      verify       controlla ogni riga dell'archivio
      --data       la cartella dei dati della postazione
      --json       la risposta come un oggetto JSON
      --language   la lingua dei messaggi: it, de, fr, sl, en; senza, it
      --resources  la cartella dei dati del programma; senza, quella che si trova a partire dal programma

    Uscita: 0 fatto e integro, 64 chiamata errata, 65 archivio alterato, 66 archivio o operazione assente,
    70 errore, 72 dati del programma mancanti, 75 cartella in uso da un programma che non risponde,
    78 dati del programma errati.

    """
}
