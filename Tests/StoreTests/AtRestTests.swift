import Domain
import FoundationEssentials
import Glibc
import Store
import Sync
import Testing
import Vault

/// Texts that must not be found in any file, and all the forms in which they could be.
private struct Needles {
  private(set) var forms: [(name: String, bytes: [UInt8])] = []

  mutating func add(_ text: String) {
    let plain = Array(text.utf8)
    forms.append((text, plain))
    forms.append((text + " in lower case", Array(text.lowercased().utf8)))
    forms.append((text + " as UTF-16LE", text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
    forms.append((text + " as UTF-16BE", text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }))
    let digits = plain.map { String(UInt32($0) | 0x100, radix: 16).dropFirst() }.joined()
    forms.append((text + " as hexadecimal", Array(digits.utf8)))
    for shift in 0..<3 {
      // What stands around it changes the first and the last characters of its base64 form: they are left out.
      let encoded = [UInt8](Data([UInt8](repeating: 0, count: shift) + plain).base64EncodedData())
      let first = shift == 0 ? 0 : shift + 1
      let whole = (shift + plain.count) * 8 / 6
      forms.append((text + " as base64", Array(encoded[first..<whole])))
    }
  }

  /// The names of those that stand in `bytes`.
  func found(in bytes: [UInt8]) -> [String] {
    var starts: [UInt16: [Int]] = [:]
    var isStart = [Bool](repeating: false, count: 65_536)
    for (index, form) in forms.enumerated() {
      let start = UInt16(form.bytes[0]) << 8 | UInt16(form.bytes[1])
      starts[start, default: []].append(index)
      isStart[Int(start)] = true
    }
    var names: Set<String> = []
    guard bytes.count > 1 else { return [] }
    bytes.withUnsafeBufferPointer { bytes in
      isStart.withUnsafeBufferPointer { isStart in
        var place = 0
        while place < bytes.count - 1 {
          let start = Int(bytes[place]) << 8 | Int(bytes[place + 1])
          if isStart[start] {
            for index in starts[UInt16(start)] ?? [] where stands(forms[index].bytes, in: bytes, at: place) {
              names.insert(forms[index].name)
            }
          }
          place += 1
        }
      }
    }
    return names.sorted()
  }

  private func stands(_ form: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard let start = bytes.baseAddress, bytes.count - place >= form.count else { return false }
    return memcmp(start + place, form, form.count) == 0
  }
}

/// Draws marks of 24 characters, each for one field.
private struct Marks {
  private(set) var needles = Needles()
  private(set) var count = 0

  mutating func mark() -> String {
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
    let text = String(decoding: Randomness.bytes(24).map { letters[Int($0) % letters.count] }, as: UTF8.self)
    needles.add(text)
    count += 1
    return text
  }

  mutating func bytes() -> [UInt8] { Array("…\(mark())…".utf8) }

  mutating func know(_ texts: [String]) { for text in texts { needles.add(text) } }
}

@Suite("What lies on disk")
struct AtRestTests {
  private static let code = "PRVNNA80A41Y000J"
  private static let words = [
    code, "PRVGNI65T10Y001V", "Provolone", "Gianni Provola", "3470000000", "anna@example.invalid",
    "CA00000YY",
    "80380000000000000001",
    // Codes of exemption and the word of a diagnosis.
    "020.042", "0A02.414", "sindrome-canarino",
  ]

  @Test("of a whole day nothing personal and no sealed field is found in any file, in whatever form")
  func day() async throws {
    let folder = try TemporaryFolder()
    let second = try TemporaryFolder()
    var marks = Marks()
    marks.know(Self.words)
    let key = try DataKey.random()
    let words = Self.words.joined(separator: " ")
    do {
      let store = try DeskStore(folder: folder.path, key: key, now: now)
      try await store.keepSpool(in: second.path, desk: "D1", at: now)
      try await practices(store, &marks, words: words)
      try await work(store, &marks, words: words)
      try await copies(store, &marks, words: words)
      _ = try await store.exportQueue(
        to: second.path + "/copia", for: .folder, isHandover: false, by: anna, at: now)
      var passphrase = Array(marks.mark().utf8)
      _ = try await store.exportQueue(
        to: second.path + "/consegna",
        for: .passphrase(try SecretBytes(wiping: &passphrase), cost: .least), isHandover: true, by: anna,
        at: now)
      #expect(marks.count >= 45)
      try scan(folder, second, marks.needles)
    }
    try scan(folder, second, marks.needles)
    // The same day is all there for whoever has the key.
    let store = try DeskStore(folder: folder.path, key: key, now: now)
    #expect(store.startUp.isClean)
    #expect(try await store.verify().isClean)
    #expect(try await store.verifyCopy(of: "Patient").isEmpty)
  }

  private func scan(_ folder: TemporaryFolder, _ second: TemporaryFolder, _ needles: Needles) throws {
    #expect(folder.names.contains("sportello.sqlite"))
    #expect(second.names.count >= 4)
    for place in [folder, second] {
      for name in place.names {
        let content = bytes(of: place.path + "/" + name)
        #expect(needles.found(in: content) == [], "\(name)")
        #expect(needles.found(in: Array(name.utf8)) == [])
      }
    }
  }

  private func practices(_ store: DeskStore, _ marks: inout Marks, words: String) async throws {
    for number in 1...6 {
      let author = Signature(operatorName: marks.mark(), role: marks.mark(), desk: "D1")
      let practice = Submission(
        operation: Identifier(unchecked: "op-\(number)"), kind: .scelta,
        codes: [Self.code, marks.mark()], signature: author, body: marks.bytes() + Array(words.utf8),
        contact: marks.mark() + " 3470000000")
      _ = try await store.submit(practice, at: now)
      _ = try await store.beginPrint(
        of: practice.operation, by: author, at: now)
    }
    for number in 2...5 {
      try await store.apply(.sendingStarted, to: Identifier(unchecked: "op-\(number)"), at: now)
    }
    try await store.apply(
      .rejected([RejectionReason(code: marks.mark(), arguments: [marks.mark(), "Provolone"])]), to: "op-2",
      at: now)
    let confirmation = Confirmation(reference: marks.mark(), effectiveDate: CivilDate(iso: "2026-03-02")!)
    try await store.apply(.confirmed(confirmation), to: "op-3", at: now)
    try await store.apply(
      .reversed(RejectionReason(code: marks.mark(), arguments: [words])), to: "op-3", at: now)
    try await store.apply(.held([RejectionReason(code: marks.mark())]), to: "op-6", at: now)
    try await store.note(marks.mark(), note: marks.mark() + words, by: anna, at: now)
    for person in [Self.code, "B"] {
      try await store.saveDraft(
        screen: marks.mark(), person: person, body: marks.bytes() + Array(words.utf8), at: now)
    }
    try await store.deleteDraft(screen: "scelta", person: Self.code)
  }

  private func work(_ store: DeskStore, _ marks: inout Marks, words: String) async throws {
    try await store.openWork(
      .personChanged, codes: [Self.code, marks.mark()],
      reasons: [WorkReason(code: marks.mark(), arguments: [marks.mark(), words])], body: marks.bytes(),
      at: now)
    let item = try #require(try await store.openWork().first)
    let attempt = ContactAttempt(
      at: now, signature: Signature(operatorName: marks.mark(), role: "sportello", desk: "D1"),
      channel: marks.mark(), isReached: true, note: marks.mark() + words)
    try await store.addContactAttempt(attempt, to: item.id, at: now)
    try await store.closeWork(item.id, note: marks.mark() + words, by: anna, at: now)
    try await store.setFact(marks.bytes(), for: "capability")
    let stop = Suspension(
      start: now, announcedEnds: [now], policy: .blocco, kinds: [.scelta], source: marks.mark())
    try await store.saveLearnedSuspensions([LearnedSuspension(stop, isMigration: false)])
  }

  private func copies(_ store: DeskStore, _ marks: inout Marks, words: String) async throws {
    for round in 1...2 {
      let page = (1...10).map { number in
        PulledResource(
          id: "\(marks.mark())-\(number)", version: "\(round)", lastUpdated: now,
          codes: [Self.code, marks.mark()],
          line: RosterLine(
            surname: "Provolone" + marks.mark(), name: marks.mark(), birthDate: CivilDate(iso: "1980-01-01")!,
            code: marks.mark(), municipality: marks.mark()), body: marks.bytes() + Array(words.utf8))
      }
      try await store.beginRebaseline(of: "Patient")
      try await store.absorbForRebaseline(page, of: "Patient", source: marks.mark(), at: now)
      try await store.completeRebaseline(of: "Patient", watermark: now, baseline: marks.mark(), at: now)
      try await store.absorb(Array(page.prefix(3)), of: "Patient", source: "registro", at: now)
    }
    _ = try await store.purgeRetiredCopies(limit: 10)
    let person = CachedPerson(
      codes: [Self.code, marks.mark()], body: marks.bytes() + Array(words.utf8), fetchedAt: now,
      source: marks.mark())
    try await store.cache(person, at: now)
  }

  @Test("the search finds what is not sealed, in each form and at each place")
  func control() throws {
    var marks = Marks()
    let mark = marks.mark()
    let around = Randomness.bytes(999)
    func check(_ form: [UInt8]) { #expect(!marks.needles.found(in: around + form + around).isEmpty) }
    check(Array(mark.utf8))
    check(Array(mark.lowercased().utf8))
    check(mark.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    check(mark.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    for shift in 0..<3 {
      let text = Array("abc".prefix(shift).utf8) + Array(mark.utf8) + Array("xyz".utf8)
      check([UInt8](Data(text).base64EncodedData()))
    }
    #expect(marks.needles.found(in: around).isEmpty)
  }

  @Test("a mark outside an envelope in a real database is found")
  func realControl() async throws {
    let folder = try TemporaryFolder()
    var marks = Marks()
    let mark = marks.mark()
    do {
      let store = try DeskStore(folder: folder.path, key: .random(), now: now)
      try await store.absorb(
        [PulledResource(id: "p", version: mark, lastUpdated: now, body: [1])], of: "Patient",
        source: "registro", at: now)
    }
    #expect(!marks.needles.found(in: bytes(of: folder.path + "/sportello.sqlite")).isEmpty)
  }
}
