public import Domain

/// The types that the desk pulls.
public enum PulledType: String, CaseIterable, Hashable, Sendable {
  case patient = "Patient"
  case practitionerRole = "PractitionerRole"
  case group = "Group"
  case location = "Location"
  case organization = "Organization"
  case task = "Task"
}

/// One page of a pull.
public struct Page: Hashable, Sendable {
  /// The resources, as they travelled.
  public let resources: [RawResource]
  /// The way to the next page, opaque; `nil` on the last one.
  public let next: PageLink?
  /// The registry's clock when it answered; `nil` if it did not tell.
  public let serverDate: Instant?
  /// How many resources there are on all pages; `nil` if the registry does not tell.
  public let total: Int?

  /// Gathers the parts; nothing is checked.
  public init(resources: [RawResource], next: PageLink?, serverDate: Instant?, total: Int? = nil) {
    self.resources = resources
    self.total = total
    self.next = next
    self.serverDate = serverDate
  }
}

/// What came of asking for a page.
public enum PageReading: Hashable, Sendable {
  /// A page.
  case page(Page)
  /// The registry has forgotten where the reading stood: begin again at the watermark.
  case restart
}
