import Domain
import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import TestThreads
import Testing
import Vault

@Suite("The program anagrafe", .onOwnThreads) struct AnagrafeProgramTests {
  /// A data folder that is gone with its last owner.
  private final class Folder: Sendable {
    let path: String

    init() throws {
      var template = Array("/tmp/sportello-anagrafe-XXXXXX".utf8CString)
      path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { if let pipe = popen("rm -r '\(path)'", "r") { pclose(pipe) } }
  }

  /// The program, beside the test bundle.
  private static var program: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(0, readlink("/proc/self/exe", &path, path.count))
    let executable = String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return executable.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/anagrafe"
  }

  /// Runs it to its end: what it wrote, both channels together, and its exit code.
  private static func run(_ arguments: String) async throws -> (text: String, code: Int32) {
    let command = "'\(program)' \(arguments) 2>&1 </dev/null"
    return try await onThread {
      let pipe = try #require(popen(command, "r"))
      let text = read(pipe)
      return (text, (pclose(pipe) >> 8) & 0xFF)
    }
  }

  private static func read(_ pipe: UnsafeMutablePointer<FILE>) -> String {
    var bytes: [UInt8] = []
    while true {
      let character = fgetc(pipe)
      if character == EOF { break }
      bytes.append(UInt8(truncatingIfNeeded: character))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "says what is wrong with a call",
    arguments: [
      ("", 64), ("nonsense", 64), ("--help", 0), ("--version", 0), ("serve --help", 0),
      ("populate --help", 0),
      ("tokens --help", 0), ("serve --nonsense", 64), ("serve --listen", 64), ("serve word", 64),
      ("serve --listen registry.example:80", 64), ("serve --listen 127.0.0.1:1 --socket /tmp/x", 64),
      ("serve --base ftp://registry", 64), ("serve --base 'http://registry/a?b'", 64),
      ("serve --listen 0.0.0.0:0 --data DIR", 77),
      ("serve --listen 192.0.2.1:8043 --behind-proxy --data DIR", 69),
      ("serve --profile nonsense --data DIR", 78), ("serve --resources /nonexistent --data DIR", 72),
      ("serve --data /proc/nonsense", 73), ("serve --data /dev/null", 73), ("serve --persona nonsense", 64),
      ("serve --mail-server posta", 64), ("serve --mail-server posta:x --mail-from a@asl.example", 64),
      ("serve --mail-server posta:587", 64), ("serve --mail-server posta:587 --mail-from nobody", 64),
      ("serve --mail-from a@asl.example", 64), ("serve --sms-token DIR/token", 64),
      ("serve --sms-gateway http://gateway.example/sms", 64),
      ("serve --sms-gateway http://127.0.0.1:1/ --message-language xx", 64),
      ("serve --mail-server posta:587 --mail-from a@asl.example --mail-login DIR/nothing", 66),
      ("populate --people 0", 64), ("populate --people many", 64), ("populate --people 5000001", 64),
      ("populate --seed -1", 64), ("populate word", 64), ("tokens", 64), ("tokens nonsense", 64),
      ("tokens add", 64), ("tokens add --desk S1", 64), ("tokens add --desk S1 --role nobody", 64),
      ("tokens add --desk S1 --role sportello --kind nothing", 64),
      ("tokens add --desk S1 --role sportello --asl 12", 64),
      ("tokens add --desk S1 --role sportello --hours 721", 64), ("tokens revoke", 64),
      ("tokens revoke nonsense --data DIR", 66), ("tokens list --data DIR", 66),
      ("tokens add --desk S1 --role sportello --data DIR", 66),
      ("tokens add --desk S1 --role sportello --data DIR/nonesuch", 66),
    ] as [(String, Int32)])
  func calls(arguments: String, code: Int32) async throws {
    let folder = try Folder()
    let call = arguments.split(separator: "DIR", omittingEmptySubsequences: false).joined(
      separator: "'\(folder.path)'")
    let result = try await Self.run(call)
    #expect(result.code == code, "\(result.text.prefix(200))")
    #expect(code == 0 || result.text.hasPrefix("anagrafe"))
    // A call that is refused makes no registry; an address that the machine does not have shows only when it serves.
    #expect(code == 0 || code == 69 || access("\(folder.path)/registry.sqlite", F_OK) != 0)
    #expect(access("\(folder.path)/nonesuch", F_OK) != 0)
  }

  @Test("fills a folder once, serves it to one process, hands out tokens meanwhile, and stops when told")
  func life() async throws {
    let folder = try Folder()
    let data = "--data '\(folder.path)'"
    #expect(try await Self.run("populate --people 300 --seed 5 \(data)").code == 0)
    #expect(try await Self.run("populate --people 300 \(data)").code == 65)
    #expect(try await Self.run("populate --people 310 --seed 6 --replace \(data)").code == 0)

    let command = "echo $$; exec '\(Self.program)' serve --listen 127.0.0.1:0 \(data) 2>&1 </dev/null"
    let pipe = try #require(popen(command, "r"))
    var line = [CChar](repeating: 0, count: 256)
    fgets(&line, 256, pipe)
    let process = try #require(pid_t(Self.text(line)))
    fgets(&line, 256, pipe)
    let told = Self.text(line)
    #expect(told.hasPrefix("anagrafe: http://127.0.0.1:"))
    let transport = CurlTransport(settings: try ConnectionSettings(base: String(told.dropFirst(10))))

    #expect(try await transport.exchange(Request(.get, "metadata"), isFresh: false).status == 200)
    let search = Request(.get, "PractitionerRole", query: "_count=1")
    #expect(try await transport.exchange(search, isFresh: false).status == 401)
    let token = try await Self.run("tokens add --desk S1 --role sportello \(data)")
    #expect(token.code == 0)
    var allowed = search
    allowed.headers["Authorization"] = "Bearer \(token.text.prefix { $0 != "\n" })"
    #expect(try await transport.exchange(allowed, isFresh: false).status == 200)
    let list = try await Self.run("tokens list \(data)").text
    #expect(list.contains("  valid  sportello  asl  990101  S1  ") && !list.contains(token.text.prefix(20)))
    #expect(try await Self.run("tokens revoke \(list.prefix { $0 != " " }) \(data)").code == 0)
    #expect(try await transport.exchange(allowed, isFresh: false).status == 401)

    for arguments in ["serve --listen 127.0.0.1:0", "populate --replace"] {
      #expect(try await Self.run("\(arguments) \(data)").code == 75)
    }
    #expect(kill(process, SIGTERM) == 0)
    let (rest, status) = (Self.read(pipe), pclose(pipe))
    #expect(rest == "" && status == 0)
    await #expect(throws: TransportFailure(.notConnected)) {
      _ = try await transport.exchange(Request(.get, "metadata"), isFresh: true)
    }
    #expect(try await Self.run("tokens list \(data)").text.contains("  revoked  "))
  }

  /// A gateway that takes every message and says so on a line of its own.
  private static let gateway = """
    import http.server, json
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            print(body["to"], body["text"].replace("\\n", "|"), flush=True)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
        def log_message(self, *words):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.handle_request()
    """

  @Test("hands codes over: half to the desk, half to the gateway for messages, and none into its files")
  func codes() async throws {
    let folder = try Folder()
    let data = "--data '\(folder.path)/data'"
    #expect(try await Self.run("populate --people 300 --seed 5 \(data)").code == 0)
    let script = try #require(fopen("\(folder.path)/gateway.py", "w"))
    fputs(Self.gateway, script)
    fclose(script)
    let gateway = try #require(popen("exec python3 '\(folder.path)/gateway.py' 2>/dev/null", "r"))
    var line = [CChar](repeating: 0, count: 512)
    fgets(&line, 512, gateway)
    let command =
      "echo $$; exec '\(Self.program)' serve --listen 127.0.0.1:0 --training \(data) "
      + "--sms-gateway http://127.0.0.1:\(Self.text(line))/sms 2>&1 </dev/null"
    let pipe = try #require(popen(command, "r"))
    fgets(&line, 512, pipe)
    let process = try #require(pid_t(Self.text(line)))
    fgets(&line, 512, pipe)
    let base = String(Self.text(line).dropFirst(10))
    let token = try await Self.run("tokens add --desk S1 --role sportello \(data)").text.prefix { $0 != "\n" }
    let client = RegistryClient(
      transport: CurlTransport(settings: try ConnectionSettings(base: base)).transport,
      tokens: { _, _ in String(token) }, base: base, now: { Self.now },
      randomUUID: { "22222222-0000-4000-8000-000000000001" })

    let practice = try await Self.practice(client)
    let card = try #require(practice.content.assistito.tessera).number
    let keys = try BoxKeys()
    let key = try #require(HandOverKey(keys.publicKey))
    let shown = try await client.prepareHandOver(practice, of: card, sealedFor: key).value
    guard case .told(let reply) = shown, let box = reply.box else {
      Issue.record("not told")
      return
    }
    let places = try keys.open(box).withBytes { CodeLines.places(in: $0) }
    #expect(places?.map(\.name) == [.pin, .puk] && places?.map(\.range.count) == [2, 2])
    let done = try await client.acknowledgeHandOver(practice.id, of: card, role: .sportello).value
    guard case .told(let end) = done else {
      Issue.record("not told")
      return
    }
    #expect(end.handOver.next == .record)
    fgets(&line, 512, gateway)
    let message = Self.text(line)
    #expect(message.hasPrefix("+393331234567 ") && message.contains(reply.id.rawValue))
    let lines = message.split(separator: "|")
    #expect(lines.contains { $0.hasPrefix("PIN: ") && $0.utf8.count == 8 })
    #expect(lines.contains { $0.hasPrefix("PUK: ") && $0.utf8.count == 11 })
    pclose(gateway)
    #expect(kill(process, SIGTERM) == 0)
    #expect(Self.read(pipe) == "" && pclose(pipe) == 0)
  }

  private static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1_000 + time.tv_nsec / 1_000_000)
  }

  /// Codes for a grown-up of the asl with a card in force.
  private static func practice(_ client: RegistryClient) async throws -> Practice {
    let today = now.romeDate
    let asl = try #require(CodiceAsl("990101"))
    var holder: Assistito?
    for letter in "ABCDEFGLMPRST" where holder == nil {
      let people = try await client.people(
        .names(surname: String(letter), name: "", birth: nil), role: .sportello
      ).value
      holder = people.map(\.assistito).first { person in
        person.posizione.deathDate == nil && person.posizione.birthDate.age(on: today) >= 18
          && person.posizione.standing == .ordinary && person.posizione.assistenza?.asl == asl
          && person.posizione.assistenza?.ended == nil
          && person.tessera?.standing(on: today) == .notActivated
      }
    }
    let content = PinCase(
      assistito: try #require(holder),
      documents: ShownDocument.Owner.allCases.map {
        ShownDocument(kind: .identityCard, owner: $0, expires: today.adding(days: 100))
      },
      contacts: [CodeContact(.mobile(try MobileNumber("3331234567")), isConfirmed: true)],
      desk: .sceltaRevoca, deskAsl: asl, formsSigned: Set(CodeForm.allCases))
    return Practice(
      id: "11111111-0000-4000-8000-000000000001", content: .rilascioPin(content),
      author: Author(
        operatorName: "r.prova", role: .sportello, desk: Desk(id: "S1", kind: .asl, asl: asl)), createdAt: now
    )
  }

  private static func text(_ line: [CChar]) -> String {
    String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
