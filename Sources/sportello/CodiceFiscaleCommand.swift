import Catalogs
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
  ///   a wrong call, 72 if the table of places is missing, 74 if input or output fail.
  static func run(arguments: [String]) -> Int32 {
    switch parse(arguments) {
    case .help:
      return FileOutput(STDOUT_FILENO).write(Array(help.utf8)) ? EX_OK : EX_IOERR
    case .misuse:
      _ = FileOutput(STDERR_FILENO).write(Array(help.utf8))
      return EX_USAGE
    case .request(let request):
      let places: PlaceTable
      do {
        places = try table(for: request)
      } catch {
        let words = "sportello: \(error.messageKey) \(error.messageArguments.joined(separator: " "))\n"
        _ = FileOutput(STDERR_FILENO).write(Array(words.utf8))
        return EX_OSFILE
      }
      let today = request.today ?? Instant(milliseconds: time(nil) * 1_000).romeDate
      return copy(
        through: PersonCodeReport(depth: request.depth, format: request.format, places: places, today: today))
    }
  }

  private static func table(for request: Request) throws(MissingData) -> PlaceTable {
    guard request.depth == .describe else { return .empty }
    do {
      return try PlaceCatalog.load(
        directory: ResourceDirectory.located(chosen: request.resources).data, demo: true)
    } catch let error as any OperatorMessage {
      throw MissingData(messageKey: error.messageKey, messageArguments: error.messageArguments)
    } catch {
      throw MissingData(messageKey: "errore.dati.mancanti", messageArguments: [])
    }
  }

  private struct MissingData: Error {
    let messageKey: String
    let messageArguments: [String]
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
    Uso: sportello cf verify|describe [--json] [--at AAAA-MM-GG] [--resources CARTELLA]

    Legge da standard input un codice per riga (codice fiscale, codice provvisorio, STP, ENI) e
    scrive per ciascuno una riga, nello stesso ordine. I codici non si passano mai come argomenti.

      verify      colonne: \(PersonCodeReport.columns(depth: .verify).joined(separator: ", "))
      describe    colonne: \(PersonCodeReport.columns(depth: .describe).joined(separator: ", "))
      --json      un oggetto JSON per riga al posto delle colonne separate da tabulazioni
      --at        il giorno che decide il secolo di nascita; senza, oggi
      --resources la cartella dei dati; senza, quella che si trova a partire dal programma

    verdict vale ok oppure la chiave dell'errore; detail ne porta la posizione o il numero.
    Uscita: 0 tutti giusti, 65 almeno uno sbagliato, 64 chiamata errata, 72 dati mancanti, 74 lettura
    o scrittura non riuscita.

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
