import Counter
import Domain
import Store
import Vault
import Workflow

/// Asks the operators of a data folder who somebody is.
///
/// The file is read at each log-in, so that an account added or disabled meanwhile counts from the next one on.
struct DeskLogIn: Sendable {
  let folder: String
  let desk: Desk

  /// The check for the counter.
  var access: OperatorAccess {
    OperatorAccess { name, passphrase throws(Failure) in try logIn(name, passphrase) }
  }

  private func logIn(_ name: String, _ passphrase: SecretText) throws(Failure) -> Author? {
    let operators: Operators
    do {
      operators = try OperatorFile(folder: folder).read()
    } catch {
      throw Failure.store(messageKey: error.messageKey, arguments: error.messageArguments)
    }
    let account: OperatorAccount
    do throws(OperatorError) {
      account = try operators.logIn(name, passphrase: secret(passphrase)).account
    } catch {
      switch error {
      case .refused: return nil
      case .disabled, .name, .nameTaken, .unknownName, .passphraseTooShort, .noDesk, .vault:
        throw Failure.denied(reasonKey: error.messageKey)
      }
    }
    guard account.deskKinds.contains(desk.kind) else {
      throw Failure.denied(reasonKey: "errore.operatore.altra_postazione")
    }
    return Author(operatorName: account.name, role: account.role, desk: desk)
  }

  private func secret(_ text: SecretText) throws(OperatorError) -> SecretBytes {
    var bytes = Array(text.characters.utf8)
    do { return try SecretBytes(wiping: &bytes) } catch { throw .vault(error) }
  }
}
