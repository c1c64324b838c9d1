import Catalogs
import Command
import Domain
import Glibc

/// `sportello cf verify|describe`: codes by standard input, one a line, never as arguments.
enum CodiceFiscaleCommand {
  /// What the arguments ask for.
  private struct Request {
    var depth = PersonCodeReport.Depth.verify
    var format = PersonCodeReport.Format.tsv
    var today: CivilDate?
    var resources: String?
  }

  private enum Parsed {
    case help
    case request(Request)
    case misuse
  }

  /// Runs the command with what follows `cf`.
  ///
  /// - Parameter arguments: Without the name of the program and without `cf`.
  /// - Returns: An exit code of `sysexits.h`: 0 if every code is right, 65 if some is wrong, 64 for
  ///   a wrong call, 72 or 78 if the table of places is missing or wrong, 74 if input or output fail.
  static func run(arguments: [String]) -> Int32 {
    switch parse(arguments) {
    case .help:
      return FileOutput(STDOUT_FILENO).write(Array((help + "\n").utf8)) ? EX_OK : EX_IOERR
    case .misuse:
      Output.error(help)
      return EX_USAGE
    case .request(let request):
      return Running.reported {
        let places = try table(for: request)
        let today = request.today ?? Instant(milliseconds: time(nil) * 1_000).romeDate
        return copy(
          through: PersonCodeReport(
            depth: request.depth, format: request.format, places: places, today: today))
      }
    }
  }

  private static func table(for request: Request) throws -> PlaceTable {
    guard request.depth == .describe else { return .empty }
    return try ProgramFiles.places(demo: true, try ProgramFiles.resources(request.resources))
  }

  private static func parse(_ arguments: [String]) -> Parsed {
    var request = Request()
    var rest = arguments[...]
    switch rest.popFirst() {
    case "verify": request.depth = .verify
    case "describe": request.depth = .describe
    case "--help", "-h": return .help
    default: return .misuse
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": request.format = .jsonLines
      case "--help", "-h": return .help
      case "--at":
        guard let day = rest.popFirst().flatMap(CivilDate.init(iso:)) else { return .misuse }
        request.today = day
      case "--resources":
        guard let folder = rest.popFirst() else { return .misuse }
        request.resources = folder
      default: return .misuse
      }
    }
    return .request(request)
  }

  /// Reports on every line of standard input, a block at a time.
  private static func copy(through report: PersonCodeReport) -> Int32 {
    var isAllRight = true
    var output: [UInt8] = []
    var pending: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let target = FileOutput(STDOUT_FILENO)
    while true {
      let got = read(STDIN_FILENO, &block, block.count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return EX_IOERR }
      if got == 0 { break }
      var start = 0
      while let end = block[start..<got].firstIndex(of: 0x0A) {
        if pending.isEmpty {
          isAllRight = report.append(withoutReturn(block[start..<end]), to: &output) && isAllRight
        } else {
          pending += block[start..<end]
          isAllRight = report.append(withoutReturn(pending[...]), to: &output) && isAllRight
          pending.removeAll(keepingCapacity: true)
        }
        start = end + 1
      }
      pending += block[start..<got]
      guard target.write(output) else { return EX_IOERR }
      output.removeAll(keepingCapacity: true)
    }
    if !pending.isEmpty {
      isAllRight = report.append(withoutReturn(pending[...]), to: &output) && isAllRight
    }
    guard target.write(output) else { return EX_IOERR }
    return isAllRight ? EX_OK : EX_DATAERR
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 0x0D ? line.dropLast() : line
  }

  private static let help = """
    sportello cf verify|describe [--json] [--at YYYY-MM-DD] [--resources DIR]

    Reads one code a line from standard input (codice fiscale, provisional code, STP, ENI) and writes one line
    for each, in the same order. Codes are never arguments.

      verify              columns: \(PersonCodeReport.columns(depth: .verify).joined(separator: ", "))
      describe            columns: \(PersonCodeReport.columns(depth: .describe).joined(separator: ", "))
      --json              one JSON object a line instead of columns between tabs
      --at YYYY-MM-DD     the day that decides the century of a birth (default today)
      --resources DIR     where Localization/ and the tables of places are

    verdict is ok or the key of the error; detail carries its position or number.
    Exit: 0 all right, 64 wrong call, 65 at least one code wrong, 72 program files missing, 74 input or output
    failed, 78 wrong files of the program.
    """
}

/// A file descriptor that is written in whole blocks.
struct FileOutput {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Writes everything, or returns false, as when the reader of a pipe has gone.
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let got = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { return false }
        done += got
      }
      return true
    }
  }
}
