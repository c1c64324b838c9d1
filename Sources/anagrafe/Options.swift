import Command

/// The options of a sub-command: `--name value`, `--flag`, and the words that are neither.
struct Options {
  private(set) var values: [String: String] = [:]
  private(set) var flags: Set<String> = []
  private(set) var words: [String] = []

  /// Reads a command line.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind the sub-command.
  ///   - valued: The options that take a value, without their dashes.
  ///   - plain: The options that take none; `--help` is always one.
  ///   - help: What is shown when the line is wrong.
  /// - Throws: ``StartFault``, naming the option.
  init(_ arguments: [String], valued: Set<String>, plain: Set<String> = [], help: String) throws(StartFault) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        words.append(argument)
        continue
      }
      let name = argument == "-h" ? "help" : String(argument.dropFirst(2))
      if plain.contains(name) || name == "help" {
        flags.insert(name)
      } else if argument.hasPrefix("--"), valued.contains(name) {
        guard let value = rest.popFirst() else {
          throw StartFault("anagrafe: \(argument) needs a value\n\n\(help)", code: Exit.usage)
        }
        values[name] = value
      } else {
        throw StartFault("anagrafe: unknown option \(argument)\n\n\(help)", code: Exit.usage)
      }
    }
  }

  subscript(_ name: String) -> String? { values[name] }

  /// A number of an option.
  ///
  /// - Throws: ``StartFault`` for anything but a number in the range.
  func number(
    _ name: String, in range: ClosedRange<Int>, or standard: Int, help: String
  ) throws(StartFault) -> Int {
    guard let text = self[name] else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw StartFault(
        "anagrafe: --\(name) is a number from \(range.lowerBound) to \(range.upperBound)\n\n\(help)",
        code: Exit.usage)
    }
    return number
  }
}
