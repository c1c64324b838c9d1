/// The options of a sub-command: `--name value`, `--flag`, and the words that are neither.
struct Options {
  private(set) var values: [String: String] = [:]
  private(set) var flags: Set<String> = []
  private(set) var words: [String] = []

  /// What is wrong with a command line.
  enum Fault: Error {
    case unknown(String)
    case valueMissing(String)
  }

  /// Reads a command line.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind the sub-command.
  ///   - valued: The options that take a value, without their dashes.
  ///   - plain: The options that take none.
  /// - Throws: ``Fault``, naming the option.
  init(_ arguments: [String], valued: Set<String>, plain: Set<String> = []) throws(Fault) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "-h" {
        flags.insert("help")
        continue
      }
      guard argument.hasPrefix("-") else {
        words.append(argument)
        continue
      }
      guard argument.hasPrefix("--") else { throw .unknown(argument) }
      let name = String(argument.dropFirst(2))
      if plain.contains(name) || name == "help" {
        flags.insert(name)
      } else if valued.contains(name) {
        guard let value = rest.popFirst() else { throw .valueMissing(argument) }
        values[name] = value
      } else {
        throw .unknown(argument)
      }
    }
  }

  subscript(_ name: String) -> String? { values[name] }
}
