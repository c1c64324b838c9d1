import Counter
import Domain
import Store
import Testing
import Workflow

@Suite("What is told at the start")
struct StartNoticeTests {
  @Test("a sound store says nothing, also when operations were interrupted")
  func sound() {
    var report = StartUpReport()
    report.interrupted = 3
    #expect(StartNotice.of(report) == nil)
  }

  @Test("a database that was moved aside is named, a changed one counted")
  func damage() {
    var report = StartUpReport()
    report.altered = ["op-1", "op-2"]
    #expect(StartNotice.of(report) == Notice(.error, "avviso.archivio.alterato", ["2"]))
    report.movedAside = "sportello.sqlite.corrupt-20260225T061320000Z"
    #expect(
      StartNotice.of(report)
        == Notice(.error, "avviso.archivio.messo_da_parte", [".corrupt-20260225T061320000Z"]))
  }
}
