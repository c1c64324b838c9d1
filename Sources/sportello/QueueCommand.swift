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
  /// Runs the command with what follows `queue`.
  ///
  /// - Parameter arguments: Without the name of the program and without `queue`.
  /// - Returns: An exit code of `sysexits.h`, as the help lists them.
  static func run(arguments: [String]) -> Int32 {
    Running.reported {
      let options = try Running.options(
        arguments, valued: ["data", "config", "language", "resources"], plain: ["json"], help: help)
      guard let options else { return 0 }
      let question = try question(options)
      let resources = try ProgramFiles.resources(options["resources"])
      let words = try ProgramFiles.words(try ProgramFiles.language(options["language"]), resources)
      let folder = try ProgramFiles.folder(options, resources)
      guard access(folder + "/sportello.sqlite", F_OK) == 0 else {
        throw StartFault(words.text("errore.coda.cartella"), code: Exit.noInput)
      }
      do {
        return try tell(ask(question, folder), isJSON: options.flags.contains("json"), words)
      } catch let error as ControlError {
        let isBusy = if case .silent = error { true } else { false }
        throw StartFault(
          words.text(error.messageKey, error.messageArguments),
          code: isBusy ? Exit.temporary : Exit.software)
      } catch let error as StoreError {
        throw StartFault(words.text(error.messageKey, error.messageArguments), code: error.exitCode)
      }
    }
  }

  private static func tell(_ line: String, isJSON: Bool, _ words: Words) throws -> Int32 {
    guard let answer = QueueInquiry.Answer(line: line) else {
      throw StartFault(words.text("errore.controllo.domanda"), code: Exit.software)
    }
    if let error = answer.error {
      throw StartFault(
        words.text(error), code: error == "errore.archivio.assente" ? Exit.noInput : Exit.software)
    }
    let text = isJSON ? line + "\n" : tabbed(answer)
    guard FileOutput(STDOUT_FILENO).write(Array(text.utf8)) else { return Exit.ioError }
    return answer.isSound == false ? Exit.badData : 0
  }

  /// Asks the running counter, or opens the store itself when there is none.
  private static func ask(_ question: QueueInquiry.Question, _ folder: String) throws -> String {
    switch try ControlSocket.reach(folder: folder, request: question.line) {
    case .answered(let line): return line
    case .alone(let lock):
      let key: DataKey
      do { key = try KeyFile.read(path: folder + "/key") } catch { throw StoreError.vault(error) }
      let now = Instant(milliseconds: time(nil) * 1_000)
      let store = try DeskStore(folder: folder, key: key, now: now, lock: lock)
      return waited { await QueueInquiry.answer(question.line, store: store) }
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
        "\(line.number)", line.kind, line.state, line.submittedAt, line.desk, line.operation,
      ])
    }
    for step in answer.steps ?? [] {
      rows.append([step.at, step.what, step.state ?? ""])
    }
    if let isSound = answer.isSound { rows.append([isSound ? "ok" : "-"]) }
    for operation in answer.altered ?? [] { rows.append(["-", operation]) }
    if let link = answer.brokenLink { rows.append(["-", "\(link)"]) }
    return rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func question(_ options: Options) throws -> QueueInquiry.Question {
    switch (options.words.first, options.words.count) {
    case ("list", 1): return .list
    case ("verify", 1): return .verify
    case ("show", 2): return .show(operation: options.words[1])
    default:
      throw StartFault("sportello queue: list, show NUMBER or verify?\n\n\(help)", code: Exit.usage)
    }
  }

  private static let help = """
    sportello queue list [--json]
    sportello queue show NUMBER [--json]
    sportello queue verify [--json]

    What this desk has not finished, the steps of one practice, and whether the store is whole. The running
    counter answers; without one the command opens the store itself. Nothing here names a citizen.

      list                one practice a line: number, kind, state, time, desk, operation
      show NUMBER         one step a line: time, what happened, state after it; NUMBER is that of the receipt,
                          or the operation
      verify              checks every row of the store
      --json              the answer as one JSON object, with the operators
      --data DIR          data folder of the desk; without it the one that the configuration names
      --config FILE       configuration of the desk (default \(DeskConfiguration.standardPath))
      --language CODE     language of the messages: it, de, fr, sl, en (default it)
      --resources DIR     where Screens/ and Localization/ are

    Exit: 0 done and whole, 64 wrong call, 65 the store was changed, 66 no store or no such practice,
    70 internal error, 72 program files missing, 75 a program holds the data and does not answer, 77 files
    there are not what they should be, 78 wrong configuration.
    """
}
