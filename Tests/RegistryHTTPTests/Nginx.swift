import Glibc
import Testing

/// A real nginx with TLS and client certificates in front of a listener.
struct Nginx {
  let port: UInt16
  private let folder: TestFolder
  private let companion: Companion

  /// Starts it before `127.0.0.1:port` or `unix:/path:`, and waits until it listens.
  init(before upstream: String, certificate: String = "good") throws {
    let certificates = try Certificates.shared()
    folder = try TestFolder()
    let (file, port) = try LoopbackSocket.listening(backlog: 1)
    close(file)
    self.port = port
    let path = folder.path
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
      "\($0)_temp_path \(path)/\($0);"
    }
    try folder.write(
      """
      daemon off; master_process off; pid \(path)/pid; error_log \(path)/error crit;
      events { worker_connections 64; }
      http {
        access_log off; client_max_body_size 9m; \(temporary.joined(separator: " "))
        server {
          listen 127.0.0.1:\(port) ssl;
          ssl_certificate \(certificates.certificate(certificate));
          ssl_certificate_key \(certificates.key(certificate));
          ssl_client_certificate \(certificates.certificate("known"));
          ssl_verify_client on;
          location /fhir/ {
            proxy_pass http://\(upstream);
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
          }
        }
      }
      """, to: "conf")
    companion = try Companion(
      "nginx -p '\(path)' -c '\(path)/conf' -e '\(path)/error' 2>/dev/null </dev/null")
    for _ in 0..<500 {
      if let file = try? LoopbackSocket.connected(to: port) {
        close(file)
        return
      }
      usleep(10_000)
    }
    try #require(Bool(false), "nginx does not listen")
  }
}
