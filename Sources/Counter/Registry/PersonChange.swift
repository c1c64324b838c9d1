import Domain
import RegistryClient

/// What about a person makes the practices that wait for him doubtful.
///
/// Source: registry-sync §5.4 and §6.
enum PersonChange {
  /// Compares a newer reading of a person with what the desk knew.
  ///
  /// - Parameters:
  ///   - before: As the desk knew the person; `nil` if it did not.
  ///   - record: As the registry knows the person now.
  ///   - asl: The asl of the desk.
  /// - Returns: The codes of the conflicts that show; none if everything is as it was.
  static func reasons(from before: Assistito?, to record: PersonRecord, at asl: CodiceAsl) -> [String] {
    var reasons: [String] = []
    let after = record.assistito
    if record.replacedBy != nil || !record.isActive || before.map({ $0.id != after.id }) ?? false {
      reasons.append("unificata")
    }
    if after.posizione.deathDate != nil, before?.posizione.deathDate == nil { reasons.append("deceduto") }
    if after.posizione.standing == .restricted, before?.posizione.standing != .restricted {
      reasons.append("dati-riservati")
    }
    // Another asl than that of the desk matters only to who was in the care of this one.
    if let now = after.posizione.assistenza?.asl, now != asl, before?.posizione.assistenza?.asl == asl {
      reasons.append("non-competente")
    }
    return reasons
  }
}
