/// What the desk had before its eyes when a practice was confirmed.
///
/// The registry weighs it, and a refusal can be explained by it: no header guards a Task.
public struct SeenVersions: Hashable, Sendable {
  /// The entity tag or version of the Patient; `nil` if unknown.
  public var person: String?
  /// The entity tag or version of the Group with the medico's list; `nil` if unknown.
  public var panel: String?
  /// The places that the medico's list showed as free; `nil` if unknown or unlimited.
  public var places: Int?

  /// Gathers the parts; nothing is checked.
  public init(person: String? = nil, panel: String? = nil, places: Int? = nil) {
    self.person = person
    self.panel = panel
    self.places = places
  }
}
