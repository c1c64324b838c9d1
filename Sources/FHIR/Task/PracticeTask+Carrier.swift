import Cases
public import Domain

extension PracticeTask {
  /// Where a Task tells which desk brought it for the author's own.
  private static let carrierURL = "\(Systems.own)/StructureDefinition/task-postazione-portatrice"

  /// The Task with the desk that brought it, where that is not the author's.
  ///
  /// - Parameters:
  ///   - body: The Task as it was sent.
  ///   - desk: The desk that sent it; replaces another one that the Task names.
  /// - Returns: Canonical bytes; members that this program does not know stay.
  /// - Throws: ``FHIRError`` for a body that is no Task.
  public static func carried(
    _ body: [UInt8], by desk: Identifier<Desk>
  ) throws(FHIRError) -> [UInt8] {
    let task = try Element.resource(body, .task)
    let others = task.elements("extension").filter { $0.text("url") != carrierURL }.map {
      JSONValue.object($0.json)
    }
    let carrier = JSONValue.element(["url": .string(carrierURL), "valueString": .string(desk.rawValue)])
    let members =
      task.json.members.filter { $0.key != "extension" }
      + [JSONObject.Member("extension", .array(others + [carrier]))]
    return JSONValue.object(JSONObject(members.sorted { $0.key < $1.key })).bytes
  }

  /// The desk that brought a Task for the author's own; `nil` when that one brought it itself.
  ///
  /// - Throws: ``FHIRError`` for a body that is no Task.
  public static func carrier(in body: [UInt8]) throws(FHIRError) -> Identifier<Desk>? {
    try Element.resource(body, .task).extension(carrierURL)?.text("valueString").flatMap { Identifier($0) }
  }
}
