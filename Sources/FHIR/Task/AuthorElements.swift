import Cases
import Domain

/// Who did a practice, as identifiers and inputs of a Task.
extension Author {
  /// The reference to the operator, with the desk as its words.
  var requester: JSONValue {
    .reference(
      identifier: .identifier(Systems.operatorName, operatorName.rawValue), display: desk.id.rawValue)
  }

  /// Operator, role and desk, one input each.
  var inputs: [JSONValue] {
    [
      TaskParameter.operatorName.json(
        "valueIdentifier", .identifier(Systems.operatorName, operatorName.rawValue)),
      TaskParameter.role.json("valueCode", .string(role.rawValue)),
      TaskParameter.desk.json("valueIdentifier", .identifier(Systems.desk, desk.id.rawValue)),
      TaskParameter.deskKind.json("valueCode", .string(desk.kind.rawValue)),
      TaskParameter.deskAsl.json(
        "valueIdentifier", .identifier(Systems.asl.uri(), desk.asl.rawValue)),
      TaskParameter.deskDistretto.json(
        "valueIdentifier", desk.distretto.map { .identifier(Systems.distretto, $0.rawValue) }),
    ].compactMap { $0 }
  }

  /// Reads the inputs of a Task.
  ///
  /// - Returns: `nil` unless operator, role and desk are all there.
  init?(_ task: Element) {
    func identifier(_ parameter: TaskParameter) -> String? {
      task.input(parameter)?.element("valueIdentifier")?.text("value")
    }
    guard let operatorName = identifier(.operatorName).flatMap({ Identifier<Operator>($0) }),
      let role = task.input(.role)?.text("valueCode").flatMap({ Role(rawValue: $0) }),
      let desk = identifier(.desk).flatMap({ Identifier<Desk>($0) }),
      let kind = task.input(.deskKind)?.text("valueCode").flatMap({ DeskKind(rawValue: $0) }),
      let asl = identifier(.deskAsl).flatMap({ CodiceAsl($0) })
    else { return nil }
    self.init(
      operatorName: operatorName, role: role,
      desk: Desk(
        id: desk, kind: kind, asl: asl, distretto: identifier(.deskDistretto).flatMap { Identifier($0) }))
  }
}
