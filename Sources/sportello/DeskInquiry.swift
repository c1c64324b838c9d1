import Catalogs
import Command
import Counter
import Domain
import Glibc
import Store
import Synchronization
import Terminal
import Vault

/// A question of a sub-command about the data of a desk: to the running counter, or to the store itself.
struct DeskInquiry {
  let folder: String
  let words: Words

  /// - Throws: ``StartFault`` when there is no desk in the folder.
  init(folder: String, words: Words) throws {
    guard access(folder + "/sportello.sqlite", F_OK) == 0 else {
      throw StartFault(words.text("errore.coda.cartella"), code: Exit.noInput)
    }
    self.folder = folder
    self.words = words
  }

  /// Asks the running counter; without one takes the lock and has `alone` answer from the store.
  ///
  /// - Throws: ``StartFault``: 75 names the program that holds the folder and does not answer.
  func answer(
    _ question: QueueInquiry.Question, seconds: Int = 10,
    alone: @escaping @Sendable (DeskStore, Instant) async -> String
  ) throws -> String {
    do {
      switch try ControlSocket.reach(folder: folder, request: question.line, seconds: seconds) {
      case .answered(let line): return line
      case .alone(let lock):
        let key: DataKey
        do { key = try KeyFile.read(path: folder + "/key") } catch { throw StoreError.vault(error) }
        let now = Instant(milliseconds: time(nil) * 1_000)
        let store = try DeskStore(folder: folder, key: key, now: now, lock: lock)
        return Self.waited { await alone(store, now) }
      }
    } catch let error as ControlError {
      let isBusy = if case .silent = error { true } else { false }
      throw StartFault(
        words.text(error.messageKey, error.messageArguments),
        code: isBusy ? Exit.temporary : Exit.software)
    } catch let error as StoreError {
      throw StartFault(words.text(error.messageKey, error.messageArguments), code: error.exitCode)
    }
  }

  /// The answer in a line; an error in it becomes a sentence and an exit code.
  func read(_ line: String) throws -> QueueInquiry.Answer {
    guard let answer = QueueInquiry.Answer(line: line) else {
      throw StartFault(words.text("errore.controllo.domanda"), code: Exit.software)
    }
    if let error = answer.error {
      let code =
        switch error {
        case "errore.archivio.assente", "errore.coda.non_consegnata", "errore.trasferimento.file",
          "errore.trasferimento.nulla":
          Exit.noInput
        case "errore.coda.ambiguo": Exit.usage
        case "errore.trasferimento.esiste": Exit.cannotCreate
        case _ where error.hasPrefix("errore.trasferimento."): Exit.badData
        default: Exit.software
        }
      throw StartFault(words.text(error, answer.arguments ?? []), code: code)
    }
    return answer
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
    while Glibc.read(ends[0], &byte, 1) < 0, errno == EINTR {}
    close(ends[0])
    return slot.text.withLock { $0 }
  }
}
