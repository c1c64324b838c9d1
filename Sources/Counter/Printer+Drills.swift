import Paper
import Terminal
import Workflow

extension Printer {
  /// The sheet of an exercise that is over, once more if it is asked for.
  func drillSheet(_ run: DrillRun) throws(Failure) -> PrintOutcome {
    let imprint = imprint()
    let language = imprint.words.language
    let lines = zip(run.series.drills, run.given).map { drill, given in
      DrillSheetLine(title: drill.title(in: language), given: given.rule, expected: drill.expected.finding)
    }
    let title =
      run.series.isOwn ? run.series.id : imprint.words.text("formazione.serie.\(run.series.id)", [])
    return try deliver(
      Document.drillSheet(series: title, lines: lines, imprint: imprint), name: "esercitazione", copy: 0)
  }
}
