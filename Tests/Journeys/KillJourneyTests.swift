import Glibc
import Testing

@Suite(.serialized)
struct KillJourneyTests {
  @Test("half a scelta is there again after a kill")
  func draft() throws {
    let job = Job()
    try #require(job.start())
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Documento visto")
    job.window.type("1march")
    try job.window.sees("│ Marchetti Elena")
    _ = job.window.settled
    let worker = try #require(job.worker)
    kill(worker, SIGKILL)
    try #require(eventually { !isAlive(worker) && job.isSane })
    try #require(job.start())
    job.enter("SM PRVNNA80A41Y000J")
    try job.window.sees("Ripresa la bozza")
    try job.window.sees("Carta d'identità")
    try job.window.sees("MARCH___")
  }
}
