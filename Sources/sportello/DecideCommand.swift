import Cases
import Catalogs
import Domain
import Glibc
import Terminal

/// `sportello decide KIND`: cases as JSON Lines by standard input, one decision a line out.
enum DecideCommand {
  /// What the arguments ask for.
  private struct Request {
    var subject: DecideSubject
    var profile = ProfileCatalog.baseID
    var now: Instant?
    var language = Language.italian
    var resources: String?
    var showsSchema = false
  }

  private enum Parsed {
    case help
    case request(Request)
    case misuse
  }

  /// Runs the command with what follows `decide`.
  ///
  /// - Parameter arguments: Without the name of the program and without `decide`.
  /// - Returns: An exit code of `sysexits.h`: 0 if every line was a case, 65 if some was not, 64 for a
  ///   wrong call, 72 if the data of the program are missing, 78 if they are wrong, 74 if input or output
  ///   fail.
  static func run(arguments: [String]) -> Int32 {
    switch parse(arguments) {
    case .help: FileOutput(STDOUT_FILENO).write(Array(help.utf8)) ? EX_OK : EX_IOERR
    case .misuse: fail(help, EX_USAGE)
    case .request(let request):
      if request.showsSchema {
        FileOutput(STDOUT_FILENO).write(DecideRequest.schema(of: request.subject)) ? EX_OK : EX_IOERR
      } else {
        decide(request)
      }
    }
  }

  private static func decide(_ request: Request) -> Int32 {
    let directory: ResourceDirectory
    do {
      directory = try ResourceDirectory.located(chosen: request.resources)
    } catch {
      return fail(error, EX_OSFILE)
    }
    let words: Words
    do {
      words = try WordCatalog.words(request.language, in: directory)
    } catch {
      return fail(error, EX_CONFIG)
    }
    var profile: Profile
    do {
      profile = try ProfileCatalog.load(request.profile, directory: directory.data)
    } catch {
      return fail(words.text(error.messageKey, error.messageArguments) + "\n", EX_CONFIG)
    }
    do {
      profile.esenzioni.catalog = try EsenzioniCatalog.load(directory: directory.data)
    } catch {
      return fail(words.text(error.messageKey, error.messageArguments) + "\n", EX_CONFIG)
    }
    let others = ProfileCatalog.ids(directory: directory.data).compactMap { id -> (String, Profile)? in
      guard var other = try? ProfileCatalog.load(id, directory: directory.data) else { return nil }
      other.esenzioni.catalog = profile.esenzioni.catalog
      return (id, other)
    }
    let profiles = Dictionary(others, uniquingKeysWith: { first, _ in first })
    let report = DecideReport(
      subject: request.subject, now: request.now ?? Instant(milliseconds: time(nil) * 1_000),
      profile: profile, profileNamed: { profiles[$0] }, sentence: { words.text($0, $1) })
    return copy(through: report)
  }

  /// Answers every line that is not blank; output follows input block by block.
  private static func copy(through report: DecideReport) -> Int32 {
    var answers = Answers(report: report)
    let target = FileOutput(STDOUT_FILENO)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = read(STDIN_FILENO, &block, block.count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return EX_IOERR }
      if got == 0 { answers.finish() } else { answers.take(block[..<got]) }
      guard target.write(answers.output) else { return EX_IOERR }
      if got == 0 { return answers.isAllRight ? EX_OK : EX_DATAERR }
      answers.output.removeAll(keepingCapacity: true)
    }
  }

  /// The answers to a stream of bytes that is cut anywhere.
  private struct Answers {
    let report: DecideReport
    var output: [UInt8] = []
    private(set) var isAllRight = true
    private var line: [UInt8] = []
    private var number = 0

    init(report: DecideReport) { self.report = report }

    mutating func take(_ bytes: ArraySlice<UInt8>) {
      var rest = bytes
      while let end = rest.firstIndex(of: 0x0A) {
        append(rest[..<end])
        endLine()
        rest = rest[(end + 1)...]
      }
      append(rest)
    }

    mutating func finish() { if !line.isEmpty { endLine() } }

    /// Keeps one byte more than a case may have: enough to see that the line is too long.
    private mutating func append(_ bytes: ArraySlice<UInt8>) {
      line += bytes.prefix(max(0, DecideRequest.sizeLimit + 1 - line.count))
    }

    private mutating func endLine() {
      number += 1
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        isAllRight = report.answer(line, number: number, to: &output) && isAllRight
      }
      line.removeAll(keepingCapacity: true)
    }
  }

  private static func parse(_ arguments: [String]) -> Parsed {
    guard let first = arguments.first else { return .misuse }
    if first == "--help" || first == "-h" { return .help }
    guard let subject = DecideSubject(rawValue: first) else { return .misuse }
    var request = Request(subject: subject)
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      switch option {
      case "--help", "-h": return .help
      case "--schema": request.showsSchema = true
      case "--profile":
        guard let id = rest.popFirst() else { return .misuse }
        request.profile = id
      case "--at":
        guard let now = rest.popFirst().flatMap(moment) else { return .misuse }
        request.now = now
      case "--language":
        guard let language = rest.popFirst().flatMap(Language.init(rawValue:)) else { return .misuse }
        request.language = language
      case "--resources":
        guard let folder = rest.popFirst() else { return .misuse }
        request.resources = folder
      default: return .misuse
      }
    }
    return .request(request)
  }

  /// A moment with its offset, or a day, which means its noon in Italy.
  private static func moment(_ text: String) -> Instant? {
    if let instant = Instant(iso: text) { return instant }
    guard let date = CivilDate(iso: text), let noon = CivilTime(hour: 12, minute: 0) else { return nil }
    return RomeTime(date: date, time: noon).instant
  }

  private static func fail(_ text: String, _ code: Int32) -> Int32 {
    _ = FileOutput(STDERR_FILENO).write(Array(text.utf8))
    return code
  }

  /// Without words, the key and the facts of an error.
  private static func fail(_ error: some OperatorMessage, _ code: Int32) -> Int32 {
    fail("sportello: \(error.messageKey) \(error.messageArguments.joined(separator: " "))\n", code)
  }

  private static let help = """
    sportello decide scelta|revoca|ricusazione|esenzione|pin [options]

    Reads one case a line (JSON Lines) from standard input and writes its decision on one line: outcome,
    findings with rule, severity, source and confidence, documents, dates, places, kind of receipt.
    A line may name moment and profile too: {"now": "...", "profile": "...", "case": {...}}.

      --schema            write the JSON schema (draft 2020-12) of a line and end
    \(ProfileOption.help)
      --at ISO-8601       moment of the decision, 2026-02-27T14:00:00+01:00, or a day (default now)
      --language CODE     language of the messages: it, de, fr, sl, en (default it)
      --resources DIR     where Localization/ and the profiles are

    Example, on one line:
      {"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}},
       "medico": {"kind": "mmg", "ceilings": {"permanent": 1500}, "load": {"permanent": 1499}},
       "effectiveDate": "2026-03-16"}

    A case of esenzione is one of issuing, unless it says "practice": "esenzione-revoca":
      {"assistito": {"birthDate": "1960-03-01", "residence": {"asl": "990101"},
        "assistenza": {"asl": "990101", "start": "2000-01-01"}}, "code": "E02",
       "effectiveDate": "2026-04-10", "evidence": {"kind": "income", "signedOn": "2026-04-10",
        "condition": "unemployed", "income": "below"}}

    A case of pin is one of codes, unless it says "practice": "tessera"; nothing in it is ever a code:
      {"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "030321"},
        "assistenza": {"asl": "030321", "start": "2000-01-01"},
        "tessera": {"number": "80380000300000000011", "issued": "2024-01-10", "expires": "2030-01-09"}},
       "representative": {"fullName": "PROVA ADA"},
       "applicant": {"kind": "delegate", "relative": "child", "hasSpouse": true, "declaresImpediment": true}}

    A bad line gives {"error": {"path": ..., "reason": ...}, "line": ...}, without personal data.
    Exit: 0 all decided, 64 wrong call, 65 at least one bad line, 72 program files missing, 74 input or output
    failed, 78 wrong files of the program.

    """
}
