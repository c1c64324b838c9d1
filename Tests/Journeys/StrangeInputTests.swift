import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct StrangeInputTests {
  /// What no terminal of a desk should send: unknown sequences, reports of a mouse, NUL.
  static let sequences = [
    "1b 5b 39 39 3b 39 7a", "00 01 02", "1b 5b 32 30 31 7e", "1b 5b 3c 30 3b 31 3b 31 4d", "1b 4f 7a",
  ]

  @Test("strange bytes neither reach a field nor end the program", arguments: sequences)
  func strange(bytes: String) throws {
    let job = Job()
    try #require(job.start())
    try job.window.sees("dati")
    let before = job.window.settled[3]
    job.window.send(bytes: bytes)
    _ = job.window.settled
    job.window.type("ro")
    let screen = try job.window.sees("RO___")
    let field = try #require(screen.first { $0.contains("RO___") })
    for leak in ["[", "~", ";", "Z", "\u{FFFD}", "?"] { #expect(!field.contains(leak), "\(field)") }
    #expect(job.window.settled[3] == before)
  }

  @Test("a paste of ten thousand characters with control characters stays in its field")
  func paste() throws {
    let job = Job()
    let file = "\(job.folder)/paste"
    _ = output(
      of: "yes | head -n 2500 | tr 'y\\n' 'A\\033' | sed 's/A/A[31m\\a/g' | head -c 10000 > '\(file)'")
    try #require(job.start())
    for line in ["SM PRVNNA80A41Y000J", "ME", ""] {
      if !line.isEmpty {
        job.enter(line)
        try #require(eventually { !job.window.lines.contains { $0.contains("US   ") } })
      }
      let before = job.window.settled
      job.window.paste(fileAt: file)
      let after = job.window.settled
      #expect(after[0] == before[0])
      #expect(!after.contains { $0.contains("\u{1B}") || $0.contains("^[") })
      #expect(job.window.value("alternate_on") == "1")
      job.window.press("F3")
      try job.window.sees("US   ")
    }
  }
}
