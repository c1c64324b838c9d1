import Command

/// Why a command does not start or go on: the sentence for the administrator and the exit code.
struct StartFault: Error {
  let text: String
  let code: Int32

  init(_ text: String, code: Int32) {
    self.text = text
    self.code = code
  }
}

/// How every sub-command ends.
enum Running {
  /// Runs a command; what escapes it is told by its type only, because values may hold personal data.
  static func reported(_ body: () async throws -> Int32) async -> Int32 {
    do {
      return try await body()
    } catch let fault as StartFault {
      Output.error(fault.text)
      return fault.code
    } catch {
      Output.error("anagrafe: \(type(of: error))")
      return Exit.software
    }
  }
}
