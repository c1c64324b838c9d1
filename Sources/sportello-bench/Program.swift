import Glibc

@main struct Program {
  static func main() async {
    if CommandLine.arguments.dropFirst().first == "simulate" {
      guard let command = SimulateCommand(CommandLine.arguments.dropFirst(2)) else {
        print(SimulateCommand.help)
        exit(64)
      }
      exit(await command.run())
    }
    if CommandLine.arguments.dropFirst().first == "pull" {
      guard let command = PullCommand(CommandLine.arguments.dropFirst(2)) else {
        print(PullCommand.help)
        exit(64)
      }
      exit(await command.run())
    }
    if CommandLine.arguments.dropFirst().first == "reopening" {
      guard let command = ReopeningCommand(CommandLine.arguments.dropFirst(2)) else {
        print(ReopeningCommand.help)
        exit(64)
      }
      exit(await command.run())
    }
    switch Options.parse(Array(CommandLine.arguments.dropFirst())) {
    case .failure(let unknown):
      complain("sportello-bench: \(unknown.word): not understood; see --help")
      exit(64)
    case .success(let options):
      if options.isHelp { return print(Options.help) }
      guard access(options.program, X_OK) == 0 else {
        complain("sportello-bench: \(options.program): not found; build it first or name it with --program")
        exit(70)
      }
      exit(await run(options))
    }
  }

  /// Runs the chosen benchmarks and prints each figure as soon as it is known.
  private static func run(_ options: Options) async -> Int32 {
    let demo = Demo(
      program: options.program, isQuick: options.isQuick, database: options.database,
      people: options.people ?? (options.isQuick ? 100_000 : 1_000_000))
    var code: Int32 = 0
    for benchmark in options.benchmarks {
      if !options.isJSON { print("\(benchmark.name): \(benchmark.summary)") }
      do throws(BenchError) {
        for measurement in try await benchmark.run(demo) {
          print(options.isJSON ? measurement.json : measurement.row)
          if !measurement.isMet { code = max(code, 1) }
        }
      } catch {
        complain("sportello-bench: \(benchmark.name): \(error.message)")
        code = 70
      }
      fflush(nil)
    }
    return code
  }

  private static func complain(_ text: String) {
    let line = text + "\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
  }
}
