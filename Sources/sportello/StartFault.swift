import Catalogs
import Domain

/// Why the program does not start: the sentence for the administrator and the exit code.
struct StartFault: Error {
  let text: String
  let code: Int32

  init(_ text: String, code: Int32) {
    self.text = text
    self.code = code
  }
}
