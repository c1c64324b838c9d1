import Glibc
import Testing

/// A folder that is gone with its last owner.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/sportello-delivery-XXXXXX".utf8CString)
    _ = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { if let pipe = popen("rm -r '\(path)'", "r") { pclose(pipe) } }

  func write(_ text: String, to name: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    fputs(text, file)
    fclose(file)
  }

  /// The text of a file; empty if there is none.
  func text(_ name: String) -> String {
    guard let file = fopen("\(path)/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var text: [UInt8] = []
    while case let character = fgetc(file), character != EOF {
      text.append(UInt8(truncatingIfNeeded: character))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Authorities and certificates, made when the first test asks for them.
struct Certificates: Sendable {
  let folder: TestFolder

  private static let made = Result { try Certificates() }

  static func shared() throws -> Certificates { try made.get() }

  private init() throws {
    folder = try TestFolder()
    try folder.write(
      """
      set -e
      cd '\(folder.path)'
      authority() {
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -out $1.pem \
          -subj "/CN=Prova $1" -days 2
      }
      certificate() {
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -out $1.csr -subj "/CN=$1" \
          -addext "subjectAltName=$2"
        openssl x509 -req -in $1.csr -CA $3.pem -CAkey $3.key -CAcreateserial -days $4 -copy_extensions copy \
          -out $1.pem
      }
      authority known
      authority stranger
      certificate good DNS:localhost,IP:127.0.0.1 known 2
      certificate expired DNS:localhost,IP:127.0.0.1 known -1
      certificate elsewhere DNS:posta.example known 2
      certificate foreign DNS:localhost,IP:127.0.0.1 stranger 2
      echo made
      """, to: "make")
    let pipe = try #require(popen("sh '\(folder.path)/make' 2>/dev/null", "r"))
    while fgetc(pipe) != EOF {}
    try #require(pclose(pipe) == 0)
  }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }
}

/// A server of mail or of messages that does as it is told, and writes down what it took.
final class Stub: @unchecked Sendable {
  let port: UInt16
  private let pipe: UnsafeMutablePointer<FILE>
  private let process: pid_t
  private let folder = Result { try TestFolder() }

  /// Starts a script with a way of answering.
  init(_ script: String, _ mode: String, certificate: String = "good") throws {
    let folder = try folder.get()
    let certificates = try Certificates.shared()
    try folder.write(script, to: "stub.py")
    pipe = try #require(
      popen(
        "echo $$; exec python3 '\(folder.path)/stub.py' \(mode) '\(certificates.path(certificate)).pem' "
          + "'\(certificates.path(certificate)).key' '\(folder.path)/taken' 2>/dev/null", "r"))
    process = pid_t(try #require(Self.number(pipe)))
    port = UInt16(try #require(Self.number(pipe)))
  }

  private static func number(_ pipe: UnsafeMutablePointer<FILE>) -> Int? {
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, 64, pipe) != nil else { return nil }
    return Int(String(decoding: line.prefix { $0 >= 0x30 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit {
    kill(process, SIGKILL)
    pclose(pipe)
  }

  /// Everything that was taken.
  var taken: String { (try? folder.get().text("taken")) ?? "" }

  /// How many messages were taken, whatever was answered.
  var count: Int { taken.split(separator: "\n").count { $0.hasPrefix("MESSAGE") } }

  static let mail = """
    import socket, ssl, sys
    mode, certificate, key, out = sys.argv[1:5]
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    messages = 0

    def serve(connection):
        global messages
        secured = False
        reader = connection.makefile("rb")
        say = lambda text: connection.sendall((text + "\\r\\n").encode())
        say("220 localhost")
        while True:
            line = reader.readline()
            if not line:
                return
            word = line.decode().strip().upper()
            if word.startswith("EHLO"):
                if mode == "early" and secured:
                    connection.close()
                    return
                extra = "" if secured or mode == "plain" else "250-STARTTLS\\r\\n"
                say("250-localhost\\r\\n" + extra + "250-AUTH PLAIN\\r\\n250 8BITMIME")
            elif word.startswith("STARTTLS"):
                say("220 go")
                connection = context.wrap_socket(connection, server_side=True)
                reader = connection.makefile("rb")
                say = lambda text: connection.sendall((text + "\\r\\n").encode())
                secured = True
            elif word.startswith("AUTH"):
                say("334 ")
                reader.readline()
                say("535 no" if mode == "login" else "235 yes")
            elif word.startswith("RCPT"):
                say("550 nobody" if mode == "nobody" else "250 yes")
            elif word.startswith("DATA"):
                say("354 go")
                text = b""
                while True:
                    part = reader.readline()
                    if part in (b".\\r\\n", b""):
                        break
                    text += part
                messages += 1
                with open(out, "ab") as file:
                    file.write(b"MESSAGE\\n" + text)
                if mode == "hang":
                    connection.close()
                    return
                say("451 later" if mode == "busy" or (mode == "busy-once" and messages == 1) else "250 taken")
            elif word.startswith("QUIT"):
                say("221 bye")
                return
            else:
                say("250 yes")

    while True:
        connection, _ = server.accept()
        try:
            serve(connection)
            connection.close()
        except (OSError, ssl.SSLError):
            pass
    """

  static let gateway = """
    import http.server, sys
    mode, certificate, key, out = sys.argv[1:5]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with open(out, "ab") as file:
                file.write(b"MESSAGE\\n" + (self.headers["Authorization"] or "-").encode() + b"\\n"
                    + self.headers["Idempotency-Key"].encode() + b"\\n" + body + b"\\n")
            if mode == "hang":
                self.connection.close()
                return
            self.send_response(int(mode))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """
}
