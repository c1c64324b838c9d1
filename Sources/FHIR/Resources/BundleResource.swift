import Cases

/// A page of resources, written and read without looking into them.
public struct BundleResource: Hashable, Sendable {
  /// What a page is an answer to.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case searchset, history
  }

  /// One entry of a page.
  public struct Entry: Hashable, Sendable {
    /// The whole address of the resource; `nil` if the server gives none.
    public var fullURL: String?
    /// The bytes of the resource; `nil` in a history entry of something deleted.
    public var resource: ArraySlice<UInt8>?
    /// Whether the entry is a finding of the search, and not beside one as `include` and `outcome` are.
    public var isMatch: Bool
    /// Of a history entry: the method by which the version was made, such as `PUT`.
    public var method: String?

    /// Gathers the parts; nothing is checked.
    public init(
      fullURL: String?, resource: ArraySlice<UInt8>?, isMatch: Bool = true, method: String? = nil
    ) {
      self.fullURL = fullURL
      self.resource = resource
      self.isMatch = isMatch
      self.method = method
    }
  }

  /// What the page is an answer to.
  public var kind: Kind
  /// How many there are on all pages; `nil` if the server does not tell.
  public var total: Int?
  /// The whole address of this page; `nil` if the server does not tell.
  public var selfLink: String?
  /// The whole address of the next page, opaque; `nil` on the last one.
  public var nextLink: String?
  /// The entries in the server's order.
  public var entries: [Entry]

  /// Gathers the parts; nothing is checked.
  public init(
    _ kind: Kind, total: Int? = nil, selfLink: String? = nil, nextLink: String? = nil, entries: [Entry] = []
  ) {
    self.kind = kind
    self.total = total
    self.selfLink = selfLink
    self.nextLink = nextLink
    self.entries = entries
  }

  /// The canonical bytes, given that those of the resources are.
  ///
  /// - Complexity: O(*n*) in the bytes of the resources, which are copied once and not read.
  public var bytes: [UInt8] {
    let size = entries.reduce(512) { $0 + ($1.resource?.count ?? 0) + 192 }
    var writer = JSONWriter(capacity: size)
    writer.beginObject()
    if !entries.isEmpty {
      writer.key("entry")
      writer.beginArray()
      for entry in entries { write(entry, to: &writer) }
      writer.endArray()
    }
    let links = [("self", selfLink), ("next", nextLink)].compactMap { relation, url in
      url.map { JSONValue.element(["relation": .string(relation), "url": .string($0)]) }
    }
    if !links.isEmpty {
      writer.key("link")
      writer.value(.array(links))
    }
    writer.key("resourceType")
    writer.string(ResourceType.bundle.rawValue)
    if let total {
      writer.key("total")
      writer.integer(total)
    }
    writer.key("type")
    writer.string(kind.rawValue)
    writer.endObject()
    return writer.bytes
  }

  private func write(_ entry: Entry, to writer: inout JSONWriter) {
    writer.beginObject()
    if let url = entry.fullURL {
      writer.key("fullUrl")
      writer.string(url)
    }
    if kind == .history {
      writer.key("request")
      writer.value(
        .element([
          "method": .string(entry.method ?? "PUT"), "url": .string(entry.fullURL.map(Self.relative) ?? ""),
        ]))
    }
    if let resource = entry.resource {
      writer.key("resource")
      writer.raw(resource)
    }
    switch kind {
    case .searchset:
      writer.key("search")
      writer.value(.element(["mode": .string(entry.isMatch ? "match" : "include")]))
    case .history:
      writer.key("response")
      writer.value(.element(["status": .string(entry.method == "POST" ? "201" : "200")]))
    }
    writer.endObject()
  }

  /// Type and id at the end of an address.
  private static func relative(_ url: String) -> String {
    url.split(separator: "/").suffix(2).joined(separator: "/")
  }
}

extension BundleResource: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: kind and number of entries.
  public var description: String { "Bundle(\(kind), \(entries.count))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension BundleResource.Entry: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: whether there is a resource.
  public var description: String { resource == nil ? "Entry" : "Entry(resource)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
