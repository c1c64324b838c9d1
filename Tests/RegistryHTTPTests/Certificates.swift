import RegistryHTTP
import Testing

/// Authorities, certificates and keys, made when the first test asks for them.
struct Certificates: Sendable {
  private let folder: TestFolder

  private static let made = Result { try Certificates() }

  /// Those of this run.
  static func shared() throws -> Certificates { try made.get() }

  private init() throws {
    folder = try TestFolder()
    let script = """
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
      certificate elsewhere DNS:registry.example known 2
      certificate foreign DNS:localhost,IP:127.0.0.1 stranger 2
      certificate desk DNS:desk.example known 2
      certificate intruder DNS:desk.example stranger 2
      openssl ec -in desk.key -aes256 -passout pass:prova -out locked.key
      echo nothing > empty.pem
      """
    try folder.write(script, to: "make")
    try #require(try Shell.run("sh '\(folder.path)/make' 2>&1").status == 0)
  }

  /// A certificate or an authority.
  func certificate(_ name: String) -> String { "\(folder.path)/\(name).pem" }

  /// The key of a certificate.
  func key(_ name: String) -> String { "\(folder.path)/\(name).key" }

  /// A certificate and its key.
  func identity(_ name: String) -> ConnectionSettings.Identity {
    ConnectionSettings.Identity(certificate: certificate(name), key: key(name))
  }
}

/// A server of TLS made by openssl, which answers nothing that matters here.
struct PlainTLS {
  let port: UInt16
  private let companion: Companion

  init(certificate name: String, options: String = "") throws {
    let certificates = try Certificates.shared()
    companion = try Companion(
      "openssl s_server -accept 127.0.0.1:0 -cert '\(certificates.certificate(name))' "
        + "-key '\(certificates.key(name))' -www \(options) 2>&1 </dev/null")
    let line = try companion.line(beginningWith: "ACCEPT")
    port = try #require(line.split(separator: ":").last.flatMap { UInt16($0) })
  }
}
