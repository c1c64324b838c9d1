import Glibc
import TestThreads
import Testing

@Suite("Clients that others wrote read our registry", .onOwnThreads) struct OurRegistryTests {
  /// The program beside the test bundle.
  static var anagrafe: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(0, readlink("/proc/self/exe", &path, path.count))
    let executable = String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return executable.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/anagrafe"
  }

  private static let people = 211

  @Test("fhirpy and fhirclient read, search and page it, and what it serves passes the validators")
  func reading() throws {
    let data = try ResourceFolder()
    let served = try ResourceFolder()
    defer {
      for folder in [data, served] { _ = try? output("rm -rf '\(folder.path)'") }
    }
    let program = "'\(Self.anagrafe)'"
    _ = try output("\(program) populate --people \(Self.people) --seed 5 --data '\(data.path)'")
    let token = try output("\(program) tokens add --desk sportello-1 --role sportello --data '\(data.path)'")
    let server = try RunningServer("\(program) serve --listen 127.0.0.1:0 --data '\(data.path)'")
    for client in ["read_with_fhirpy.py", "read_with_fhirclient.py"] {
      let words = try PeerProgram(environment: .models, program: client)
        .run(server.base, token, String(Self.people), served.path)
      #expect(words == "good\n", "\(client)")
    }
    for validator in Validator.allCases {
      let verdicts = try validator.verdicts(on: served.path)
      #expect(verdicts.good.count > 100)
      for (name, reason) in verdicts.bad.sorted(by: { $0.key < $1.key }) {
        Issue.record("\(validator) \(name): \(reason)")
      }
    }
  }

  /// What a command writes, without the end of its last line.
  private func output(_ command: String) throws -> String {
    let pipe = try #require(popen("{ \(command); } 2>&1", "r"))
    let output = PeerProgram.read(pipe)
    try #require(pclose(pipe) == 0, "\(output)")
    return output.hasSuffix("\n") ? String(output.dropLast()) : output
  }
}
