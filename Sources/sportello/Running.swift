import Command
import Glibc

/// How every sub-command begins and ends: its options, its help, and faults as a sentence and an exit code.
enum Running {
  /// The options of a command line; `nil` when the help was asked for, which is then written.
  ///
  /// - Throws: ``StartFault`` with the option that is wrong and the help.
  static func options(
    _ arguments: [String], valued: Set<String>, plain: Set<String> = [], help: String
  ) throws -> Options? {
    let options: Options
    do {
      options = try Options(arguments, valued: valued, plain: plain)
    } catch {
      switch error {
      case .unknown(let option):
        throw StartFault("sportello: unknown option \(option)\n\n\(help)", code: Exit.usage)
      case .valueMissing(let option):
        throw StartFault("sportello: \(option) needs a value\n\n\(help)", code: Exit.usage)
      }
    }
    guard !options.flags.contains("help") else {
      Output.line(help)
      return nil
    }
    return options
  }

  /// Runs a command; what escapes it is told by its type only, because values may hold personal data.
  static func reported(_ body: () throws -> Int32) -> Int32 {
    do {
      return try body()
    } catch let fault as StartFault {
      Output.error(fault.text)
      return fault.code
    } catch {
      Output.error("sportello: \(type(of: error))")
      return Exit.software
    }
  }
}
