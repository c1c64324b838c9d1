/// The way to a next page of the same registry: opaque, and worthless after the pull.
public struct PageLink: Hashable, Sendable {
  /// The path below the base.
  let path: String
  /// The query, without question mark.
  let query: String?

  /// Takes a link as a registry wrote it: whole, from the root, or relative to the base.
  ///
  /// - Returns: `nil` for a link to another origin, or outside of the base.
  init?(_ text: String, base: String) {
    guard !text.isEmpty, !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
    guard let rest = Self.below(base, text) else { return nil }
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map { $0.drop { $0 == "/" } } ?? ""
    guard !path.split(separator: "/").contains(where: { $0 == ".." || $0 == "." }) else { return nil }
    self.path = String(path)
    query = parts.count > 1 ? String(parts[1]) : nil
  }

  private static func below(_ base: String, _ text: String) -> Substring? {
    // A link that only carries another in its query is none to another origin.
    if text.prefix(while: { $0 != "?" }).contains("://") {
      let (origin, path) = split(base)
      let (otherOrigin, rest) = split(text)
      return origin == otherOrigin ? below(path: path, rest) : nil
    }
    guard !text.hasPrefix("//") else { return nil }
    return text.hasPrefix("/") ? below(path: split(base).path, text[...]) : text[...]
  }

  /// What follows the base's own path; the path must end there.
  private static func below(path: Substring, _ text: Substring) -> Substring? {
    guard text.hasPrefix(path) else { return nil }
    let rest = text.dropFirst(path.count)
    return rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("?") ? rest : nil
  }

  /// Scheme and host, and the path behind them; the usual port may be left out.
  private static func split(_ url: String) -> (origin: String, path: Substring) {
    // The third slash ends the host.
    var slashes = 0
    let end =
      url.firstIndex { character in
        if character == "/" { slashes += 1 }
        return slashes == 3 || character == "?"
      } ?? url.endIndex
    var origin = String(url[..<end]).lowercased()
    if origin.hasPrefix("https:"), origin.hasSuffix(":443") { origin.removeLast(4) }
    if origin.hasPrefix("http:"), origin.hasSuffix(":80") { origin.removeLast(3) }
    return (origin, url[end...])
  }
}
