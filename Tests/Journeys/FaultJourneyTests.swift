import Glibc
import TestThreads
import Testing

@Suite(.serialized, .onOwnThreads)
struct FaultJourneyTests {
  @Test("a data folder that cannot be written is told with its reason, and nothing is painted")
  func readOnly() throws {
    let job = Job(rows: 43, columns: 132)
    chmod(job.folder, 0o500)
    // Root may write everywhere unless it gives up just that.
    let prefix = getuid() == 0 ? "setpriv --bounding-set -dac_override,-dac_read_search" : ""
    job.command("clear; \(prefix) \(job.program()); echo \"code $?\"")
    try job.window.sees("controllare i permessi")
    try job.window.sees("code 73")
    #expect(job.isSane)
  }

  @Test("when the disk takes no more nothing is lost: the practice waits in its form")
  func fullDisk() throws {
    let job = Job()
    try #require(job.start())
    try job.fillScelta()
    let worker = try #require(job.worker)
    _ = output(of: "prlimit --pid \(worker) --fsize=4096:")
    job.window.press("F10")
    try job.window.sees("nulla è stato registrato")
    _ = output(of: "prlimit --pid \(worker) --fsize=unlimited:")
    job.window.press("F10")
    try job.window.sees("DEFINITIVA n. 1")
  }

  @Test("a damaged database is put aside under a name that is told, and work goes on")
  func damaged() throws {
    let job = Job()
    try #require(job.start())
    try job.quit()
    for offset in [0, 40, 100, 4096, 8192] {
      _ = output(
        of: "printf '\\252\\125\\252\\125\\252\\125\\252\\125' "
          + "| dd of='\(job.folder)/sportello.sqlite' bs=1 seek=\(offset) conv=notrunc")
    }
    try #require(job.start())
    try job.window.sees(".corrupt-2026")
    #expect(job.files(in: ".").contains { $0.hasPrefix("sportello.sqlite.corrupt-") })
    try job.makeScelta(number: 1)
  }

  @Test("a second counter on the same data names the first one and leaves")
  func second() throws {
    let job = Job()
    try #require(job.start())
    let worker = try #require(job.worker)
    let other = Tmux()
    other.type("clear; \(job.program()); echo \"code $?\"")
    other.press("Enter")
    try other.sees("già aperto dal programma numero \(worker)")
    try other.sees("code 75")
    #expect(isAlive(worker))
    try job.makeScelta(number: 1)
  }

  /// A file of the resources, what to replace in it by what, and what the refusal names.
  static let slips: [(file: String, old: String, new: String, named: [String])] = [
    ("Screens/scelta.json", "\"format\": 1,", "\"format\": 1, \"colour\": 2,", ["scelta.json", "colour"]),
    ("Screens/scelta.json", "\"startsAt\": 2", "\"startsAt\": 2, \"widht\": 3", ["scelta.json", "widht"]),
    ("Localization/de.json", "\"comando.SM\":", "\"comando.SMM\":", ["de.json", "comando.SM"]),
    (
      "Data/profiles/italia.json", "\"parameters\": {", "\"parametri\": {}, \"parameters\": {",
      ["italia.json", "parametri"]
    ),
  ]

  @Test(
    "a slip in a file of the resources is refused at the start with file and key", arguments: slips.indices)
  func slip(row: Int) throws {
    let (file, old, new, named) = Self.slips[row]
    let job = Job(rows: 43, columns: 132)
    let tree = "\(job.folder)/resources"
    let here = output(
      of:
        "d=$(readlink -f '\(productFolder)/sportello'); while [ ! -d \"$d/Screens\" ]; do d=$(dirname \"$d\"); done; printf %s \"$d\""
    )
    _ = output(
      of: "mkdir '\(tree)' && cd '\(here)' && cp -r Screens Localization Sources/Catalogs/Data '\(tree)'")
    _ = output(of: "sed -i 's/\(old)/\(new)/' '\(tree)/\(file)'")
    job.command("clear; \(job.program("--language de --resources '\(tree)'")); echo \"code $?\"")
    let text = try job.window.sees("code 78").joined()
    for word in named { #expect(text.contains(word), "\(text)") }
    #expect(job.isSane)
  }
}
