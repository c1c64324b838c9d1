import Glibc

#if DEBUG
  import CCanaries
  import Domain
  import Terminal
  import TerminalCurses

  @testable import Counter
  @testable import Workflow

  /// Hands codes over on its terminal, and reports where canaries were found: `code-memory-probe FOLDER KEY ROUNDS`.
  ///
  /// The report is a file beside the folders of desk and registry. A build for release knows none of their inner parts
  /// and so does nothing.
  @main struct Program {
    @MainActor static func main() async {
      let arguments = Swift.CommandLine.arguments
      guard arguments.count == 4, let key = UInt64(arguments[2]), let rounds = Int(arguments[3]) else {
        exit(64)
      }
      let report = Report("\(arguments[1])/rapporto")
      do {
        try await HandOvers(folder: arguments[1], keys: CanaryKeys(first: key), rounds: rounds, report).run()
      } catch {
        report.say("failed \(error)")
        exit(70)
      }
    }
  }

  /// The lines that the probe writes for the test.
  struct Report {
    let descriptor: Int32

    init(_ path: String) {
      descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      if descriptor < 0 { exit(73) }
    }

    /// One line: what was searched, how many pieces were found, and in how many bytes.
    func say(_ name: String, _ found: Int, _ scanned: Int) { say("\(name) \(found) \(scanned)") }

    func say(_ text: String) {
      let line = text + "\n"
      guard write(descriptor, line, line.utf8.count) == line.utf8.count else { exit(74) }
    }
  }

  /// So many hand-overs of codes, each shown or printed and blanked again.
  @MainActor struct HandOvers {
    private let folder: String
    private let keys: CanaryKeys
    private let rounds: Int
    private let report: Report
    private let site: ProbeSite
    private let every: Search

    /// What becomes of a hand-over; the last one is shown and finished.
    private enum Course: CaseIterable { case shown, printed, shownAgain, abandoned }

    init(folder: String, keys: CanaryKeys, rounds: Int, _ report: Report) async throws {
      self.folder = folder
      self.keys = keys
      self.rounds = rounds
      self.report = report
      site = try await ProbeSite(folder: folder, issuer: CanaryIssuer(keys))
      every = Search([keys.first, keys.second, keys.kept], count: rounds * 2, report)
    }

    func run() async throws {
      let device = try TerminalDevice.open(theme: .mono)
      let curtain = Curtain(device: device, half: site.clerk.half)
      every.memory("before")
      try control()
      for round in 0..<rounds {
        let isLast = round == rounds - 1
        let course = isLast ? .shown : Course.allCases[round % Course.allCases.count]
        try await prepare(round)
        if course == .printed {
          guard case .printed = site.clerk.printHalf(site.clerk.half.take()) else {
            throw ProbeSite.Unfit(why: "not printed")
          }
        } else {
          try show(on: curtain, isSearched: isLast)
        }
        every.memory("blanked", isThorough: isLast)
        guard course != .abandoned else { continue }
        try await finish()
        if round % 10 == 0 { every.memory("finished") }
      }
      every.memory("after")
      device.close()
      every.memory("closed")
      every.files("files", in: folder)
      await site.end()
      report.say("done", 0, 0)
    }

    private func prepare(_ round: Int) async throws {
      var content = site.content
      if round > 0 { content.trouble = .firstHalfLost }
      await site.clerk.keepDraft(DraftKey(of: .rilascioPin(content)), ["nota": "\(round)"])
      let answer = try await site.clerk.codes(.prepare(content))
      guard case .codes(.standing(let standing)) = answer,
        standing.held == [.pin: CANARY_LENGTH, .puk: CANARY_LENGTH]
      else { throw ProbeSite.Unfit(why: "round \(round): \(answer)") }
    }

    /// Shows the first half as the loop does, and blanks it.
    private func show(on curtain: Curtain, isSearched: Bool) throws {
      let places = [(CodePart.pin, 5), (.puk, 7)].map { part, row in
        CodePlace(part: part, position: Position(row: row, column: 20), count: CANARY_LENGTH)
      }
      var grid = Grid(size: Size(rows: 24, columns: 80))
      grid.put("PIN", row: 5, column: 4)
      grid.put("PUK", row: 7, column: 4)
      guard !curtain.paint(grid, codes: places), curtain.isOpen, site.clerk.half.isHeld else {
        throw ProbeSite.Unfit(why: "not shown")
      }
      if isSearched {
        every.memory("shown")
        every.files("files-shown", in: folder)
      }
      grid.put("--", row: 5, column: 20)
      guard curtain.paint(grid, codes: []), !curtain.isOpen, !site.clerk.half.isHeld else {
        throw ProbeSite.Unfit(why: "not blanked")
      }
    }

    private func finish() async throws {
      let person = site.content.assistito.id
      guard case .codes(.standing(let done)) = try await site.clerk.codes(.acknowledge(person)),
        done.handOver?.next == .record, case .submitted = try await site.clerk.codes(.record(person))
      else { throw ProbeSite.Unfit(why: "not finished") }
    }

    /// What is there is found, in memory in each of the ways in which a text can lie there, and in a file.
    private func control() throws {
      let count = CANARY_LENGTH
      for (name, stride) in [("kept-bytes", 1), ("kept-wide", 4), ("kept-cells", 28)] {
        let place = UnsafeMutableRawBufferPointer.allocate(byteCount: count * stride, alignment: 16)
        place.initializeMemory(as: UInt8.self, repeating: 0)
        canary_draw(keys.kept, 0, place.baseAddress)
        // From the last character on, none is overwritten before it was moved.
        if stride > 1 {
          for index in (1..<count).reversed() { swap(&place[index], &place[index * stride]) }
        }
        every.memory(name)
        if stride == 1 {
          let path = "\(folder)/scrivania/controllo"
          let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
          _ = write(file, place.baseAddress, count)
          close(file)
          every.files("kept-file", in: folder)
          unlink(path)
        }
        place.initializeMemory(as: UInt8.self, repeating: 0)
        every.memory("wiped")
        place.deallocate()
      }
    }
  }
#else
  /// Nothing without the doors that a build for tests opens.
  @main struct Program {
    static func main() { exit(69) }
  }
#endif
