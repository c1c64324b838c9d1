import Domain
public import FHIR

extension ReferenceRegistry {
  /// Announces a stop: told in the CapabilityStatement before it begins, and then nothing is served.
  ///
  /// A stop of some practices only leaves everything else served: those practices are refused by SOS-01 meanwhile.
  ///
  /// It ends with ``resume()`` or with the last announced end.
  public func suspend(_ stop: AnnouncedSuspension) { calendar.append(stop) }

  /// Takes back every stop: whatever was announced, the registry serves again.
  public func resume() { calendar = [] }

  /// The parameters by which practices are decided now: the profile with the stops of some practices only.
  var rules: Profile {
    let partial = calendar.map(\.suspension).filter { stop in
      !stop.stopsEverything && !profile.suspensions.contains(stop)
    }
    guard !partial.isEmpty else { return profile }
    var rules = profile
    rules.suspensions += partial
    return rules
  }

  /// Whether nothing may be issued now: what waits for a decision waits on, and is refused by no stop.
  var stopsIssues: Bool {
    rules.suspensions.contains { $0.stops(.esenzioneRilascio, at: now(), registryAnswers: true) }
  }
}
