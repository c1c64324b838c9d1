public import Store
public import Workflow

/// What the operator is told of what the start of the store found.
public enum StartNotice {
  /// The gravest finding, or `nil` when there is nothing that a person has to know.
  public static func of(_ report: StartUpReport) -> Notice? {
    if let name = report.movedAside {
      // The folder and the first part of the name are always the same; a line has room for the rest only.
      let part = name.firstIndex(of: "-").map { name[..<$0].lastIndex(of: ".") ?? name.startIndex }
      return Notice(.error, "avviso.archivio.messo_da_parte", [String(name[(part ?? name.startIndex)...])])
    }
    guard !report.isClean else { return nil }
    return Notice(.error, "avviso.archivio.alterato", [String(report.altered.count)])
  }
}
