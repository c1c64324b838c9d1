import Glibc
import TestThreads
import Testing

/// Desks before a real registry: `sportello --registry` against a running `anagrafe`.
@Suite(.serialized, .onOwnThreads)
struct RegistryJourneyTests {
  @Test("with the registry gone a scelta is provisional, and becomes definitive when it is back")
  func cut() throws {
    let registry = try Anagrafe()
    try registry.serve()
    let token = try registry.token(desk: "SPORTELLO-1")
    let job = Job()
    job.command(
      "clear; '\(productFolder)/sportello' demo --data '\(job.folder)' \(registry.options) --token '\(token)'; echo \"code $?\""
    )
    try job.window.sees("US   ")
    // Opened once with the line up, so that the desk remembers the person.
    job.enter("PRVNNA80A41Y000J")
    try job.window.sees("Sereni Paola")
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    job.enter("ME")
    try job.window.sees("Marchetti")
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    registry.kill()
    try job.fillScelta()
    job.window.press("F10")
    try job.window.sees("PROVVISORIA n. 1")
    job.window.press("F3")
    try job.window.sees("Chi è allo sportello?")
    try registry.serve()
    job.enter("CO")
    try job.window.sees("Prova Anna")
    try job.window.sees(
      "practice of Anna Prova that is registered",
      nudge: {
        job.window.press("F5")
        usleep(500_000)
      }, where: { $0.contains { $0.contains("Prova Anna") && $0.contains("da stampare") } })
    try job.quit()
  }

  @Test("a page of another network in the registry's place is said, and no practice is refused")
  func captivePortal() throws {
    let folder = try TestFolder()
    try folder.write(
      """
      import http.server, socketserver, sys
      class Portal(http.server.BaseHTTPRequestHandler):
          def answer(self):
              page = b"<!DOCTYPE html><html><body>Benvenuti</body></html>"
              self.rfile.read(int(self.headers.get("Content-Length") or 0))
              self.send_response(200)
              self.send_header("Content-Type", "text/html")
              self.send_header("Content-Length", str(len(page)))
              self.end_headers()
              self.wfile.write(page)
          do_GET = do_POST = answer
          def log_message(self, *words): pass
      server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Portal)
      print(server.server_address[1], flush=True)
      server.serve_forever()
      """, to: "portal.py")
    let pid = output(
      of: "python3 '\(folder.path)/portal.py' >'\(folder.path)/port' 2>/dev/null </dev/null & echo $!")
    let portal = try #require(pid_t(pid.filter(\.isNumber)))
    defer { kill(portal, SIGKILL) }
    try #require(eventually { !folder.read("port").isEmpty })
    let port = folder.read("port").filter(\.isNumber)
    let job = Job()
    job.command(
      "clear; '\(productFolder)/sportello' demo --data '\(job.folder)' --registry http://127.0.0.1:\(port)/fhir; echo \"code $?\""
    )
    try job.window.sees("US   ")
    try job.window.sees("rete non affidabile")
    job.enter("PRVNNA80A41Y000J")
    try job.window.sees("non risponde")
    try job.quit()
  }

  @Test("a token that the registry does not know, or none at all, is said in words on row 2")
  func tokens() throws {
    let registry = try Anagrafe()
    try registry.serve()
    let folder = try TestFolder()
    try folder.write("unknown\n", to: "token")
    #expect(output(of: "chmod 600 '\(folder.path)/token'").isEmpty)
    for (file, words) in [("token", "token scaduto o errato"), ("missing", "manca il token")] {
      let job = Job()
      job.command(
        "clear; '\(productFolder)/sportello' demo --data '\(job.folder)' \(registry.options) --token '\(folder.path)/\(file)'; echo \"code $?\""
      )
      try job.window.sees("US   ")
      try job.window.sees(words)
      try job.quit()
    }
  }

  @Test("an announced stop is told, and decisions that come later are awaited")
  func servedOptions() throws {
    let registry = try Anagrafe()
    try registry.serve(
      "--suspend 2099-01-01T18:00:00Z/2099-01-02T08:00:00Z:presa-in-carico --decide-every 2")
    #expect(registry.statement.contains("presa-in-carico") && registry.statement.contains("2099-01-0"))
    let token = try registry.token(desk: "SPORTELLO-1")
    let job = Job()
    job.command(
      "clear; '\(productFolder)/sportello' demo --data '\(job.folder)' \(registry.options) --token '\(token)'; echo \"code $?\""
    )
    try job.window.sees("US   ")
    try job.fillScelta()
    job.window.press("F10")
    try job.window.sees("PROVVISORIA n. 1")
    job.window.press("F3")
    job.enter("CO")
    // Nobody presses F5: the list follows the decision.
    try job.window.sees("registrata")
    try job.quit()
  }

  @Test("a desk whose clock is a day ahead says so on row 2")
  func clock() throws {
    let registry = try Anagrafe()
    try registry.serve()
    let token = try registry.token(desk: "SPORTELLO-1")
    let tomorrow = output(of: "date -u -d tomorrow +%Y-%m-%dT%H:%M").filter { $0 != "\n" }
    let job = Job(columns: 132)
    job.command(
      "clear; '\(productFolder)/sportello' demo --data '\(job.folder)' --at \(tomorrow)Z \(registry.options) --token '\(token)'; echo \"code $?\""
    )
    try job.window.sees("US   ")
    try job.window.sees("orologio")
    try job.quit()
  }
}
