#if DEBUG
  import CCanaries
  import FoundationEssentials
  import Terminal

  /// Seeks canaries in the memory of this process and in every file of its folder.
  struct Search {
    /// How far apart the characters of a text lie: bytes, UTF-16, wide characters, cells of ncurses, characters of
    /// Swift, cells of a grid.
    private static let strides = [
      1, 2, 4, 28, MemoryLayout<Character>.stride, MemoryLayout<Cell>.stride,
    ].reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }

    private let set: OpaquePointer
    private let report: Report

    /// Seeks the canaries that follow from these keys, with numbers below `count`.
    init(_ keys: [UInt64], count: Int, _ report: Report) {
      guard let set = canaries_make(count * keys.count) else { fatalError("no memory") }
      for key in keys { for number in 0..<count { canaries_add(set, key, UInt64(number)) } }
      self.set = set
      self.report = report
    }

    /// Seeks in memory, as bytes alone or in every way.
    func memory(_ name: String, isThorough: Bool = true) {
      var scanned = 0
      let strides = isThorough ? Self.strides : [1]
      let found = canaries_in_process(set, strides, strides.count, report.descriptor, &scanned)
      report.say(name, found, scanned)
    }

    /// Seeks in every file below a folder.
    func files(_ name: String, in folder: String) {
      var (found, read, scanned) = (0, 0, 0)
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
      for path in paths where isFile("\(folder)/\(path)") {
        let here = canaries_in_file(set, "\(folder)/\(path)", Self.strides, Self.strides.count, &scanned)
        guard here >= 0 else { return report.say(name, -1, 0) }
        found += here
        read += scanned
      }
      report.say(name, found, read)
    }

    private func isFile(_ path: String) -> Bool {
      let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      return kind == .typeRegular
    }
  }
#endif
