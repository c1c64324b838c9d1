/// Reunion with a relative whom a full medico already serves (REC).
enum ReunionRules {
  static let reunion = Rule(
    "REC-01", source: "USL Toscana SE [A10]; ATS Insubria [A17]; Piemonte [C2]", confidence: .regional)
  static let relative = Rule("REC-02", source: "Piemonte [C1][C2]", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(reunion, "family", "circle", "granted", "unneeded"), RuleEntry(relative, "self", "unknown"),
  ]

  /// Whether the reunion asked for opens the reunion places.
  enum Standing: Hashable, Sendable {
    case notAsked, valid
    /// The relative's medico is not known: taken with reserve.
    case unverified
    case wrongRelative, otherMedico, otherFamily, outOfCircle
  }

  static func standing(_ context: SceltaContext) -> Standing {
    guard let reunion = context.request.reunion else { return .notAsked }
    if context.content.assistito.identity.codes.contains(reunion.relative) { return .wrongRelative }
    if !reunion.sameFamily { return .otherFamily }
    if !context.parameters.reunionCircle.contains(reunion.kinship) { return .outOfCircle }
    let known = context.content.assistito.family.first { $0.code == reunion.relative }?.medico
    guard let medico = reunion.relativeMedico ?? known else { return .unverified }
    return medico == context.medico.id ? .valid : .otherMedico
  }

  static func findings(_ context: SceltaContext) -> [Finding] {
    let standing = standing(context)
    let field = CaseField.reunion
    // Without need of the reunion places, what is wrong with the relative refuses nothing.
    if standing != .notAsked, context.availability.permanent.isFree || context.isOnList {
      return [Finding(reunion, .note, variant: "unneeded", field: field)]
    }
    return switch standing {
    case .notAsked: offer(context)
    case .valid: [Finding(reunion, .note, variant: "granted", field: field)]
    case .unverified: [Finding(relative, .reserve, variant: "unknown", field: field)]
    case .wrongRelative: [Finding(relative, .reserve, variant: "self", field: field)]
    case .otherMedico: [Finding(relative, .reserve, field: field)]
    case .otherFamily: [Finding(reunion, .block, variant: "family", field: field)]
    case .outOfCircle: [Finding(reunion, .block, variant: "circle", field: field)]
    }
  }

  /// Says that a reunion would open a full list, so that the screen asks for the relative.
  private static func offer(_ context: SceltaContext) -> [Finding] {
    let isFull =
      context.counter == .permanent && !context.isOnList && !context.availability.isUnknown
      && !context.availability.permanent.isFree
    return isFull && context.availability.reunion.isFree
      ? [Finding(reunion, .note, field: CaseField.reunion)] : []
  }
}
