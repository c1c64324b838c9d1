import Glibc

/// What the command line asks for.
struct Options {
  static let help = """
    Usage: sportello-bench [OPTION...] [BENCHMARK...]

    Drives "sportello demo" through a pseudo-terminal, as a person at a keyboard would, and compares the figures
    with what is promised. Use a release build on a quiet machine: swift run -c release sportello-bench.

    Benchmarks (all of them when none is named):
    \(Benchmark.all.map { "  " + Measurement.padded($0.name, to: 10) + $0.summary }.joined(separator: "\n"))

    Without a screen, each with its own options:
      simulate [--help]  schedules of faults over the machines of a desk
      pull [--help]      1,000,000 people of a served registry into the desk's copy, over a socket
      reopening [--help] 200 desks come back to a registry that serves 5 requests a second

    Options:
      --program FILE  the sportello to measure (default: the one beside this program)
      --quick         a tenth of the tries, and 100,000 people instead of 1,000,000
      --database DIR  for registry: a folder of anagrafe, filled if it is empty, and kept
      --people N      for registry: how many people (as the folder holds, if it is filled already)
      --json          one JSON object a line instead of a table
      --help          this text

    Exit code: 0 when all promises are kept, 1 when one is not, 64 for a wrong command line,
    70 when a benchmark could not be run.
    """

  var program: String
  var benchmarks: [Benchmark] = []
  var isQuick = false
  var isJSON = false
  var isHelp = false
  var database: String?
  var people: Int?

  /// Reads the command line, or returns the word that it does not know.
  static func parse(_ words: [String]) -> Result<Options, UnknownWord> {
    var options = Options(program: beside("sportello"))
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--help", "-h": options.isHelp = true
      case "--json": options.isJSON = true
      case "--quick": options.isQuick = true
      case "--database":
        guard let folder = rest.popFirst() else { return .failure(UnknownWord(word: word)) }
        options.database = folder
      case "--people":
        guard let people = rest.popFirst().flatMap({ Int($0) }), people >= 200 else {
          return .failure(UnknownWord(word: word))
        }
        options.people = people
      case "--program":
        guard let path = rest.popFirst() else { return .failure(UnknownWord(word: word)) }
        options.program = path
      default:
        guard let benchmark = Benchmark.all.first(where: { $0.name == word }) else {
          return .failure(UnknownWord(word: word))
        }
        options.benchmarks.append(benchmark)
      }
    }
    if options.benchmarks.isEmpty { options.benchmarks = Benchmark.all }
    return .success(options)
  }

  /// The path of a program that lies in the folder of this one.
  static func beside(_ name: String) -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0 else { return name }
    let own = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (own.lastIndex(of: "/").map { own[...$0] } ?? "") + name
  }
}

/// A word of the command line that means nothing.
struct UnknownWord: Error {
  var word: String
}
