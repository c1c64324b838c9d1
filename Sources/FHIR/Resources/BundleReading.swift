import Cases

extension BundleResource {
  /// Reads a page; its resources stay bytes.
  ///
  /// - Throws: ``FHIRError``: broken bytes, another resource, or a kind of Bundle that is no page.
  /// - Complexity: O(*n*) in the bytes, without building values.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    self.init(.searchset)
    var cursor = JSONCursor(bytes[...])
    var resourceType: String?
    var type: String?
    let isWhole = cursor.object { cursor, key in
      switch key.text {
      case "resourceType":
        resourceType = cursor.string()?.text
        return resourceType != nil
      case "type":
        type = cursor.string()?.text
        return type != nil
      case "total":
        guard let value = cursor.value() else { return false }
        total = Int(value.text)
        return true
      case "link":
        return cursor.array { cursor in
          guard let link = Link(&cursor) else { return false }
          switch link.relation {
          case "self": selfLink = link.url
          case "next": nextLink = link.url
          default: break
          }
          return true
        }
      case "entry":
        return cursor.array { cursor in
          guard let entry = Entry(&cursor) else { return false }
          entries.append(entry)
          return true
        }
      default: return cursor.skip()
      }
    }
    let path = ResourceType.bundle.rawValue
    guard isWhole, cursor.isAtEnd() else { throw FHIRError(.json(.init(syntaxAt: cursor.index)), at: path) }
    guard let resourceType else { throw FHIRError(.notAResource, at: path) }
    guard resourceType == path else { throw FHIRError(.otherType, at: path) }
    guard let kind = type.flatMap({ Kind(rawValue: $0) }) else {
      throw FHIRError(.unknownCode, at: "\(path).type")
    }
    self.kind = kind
  }

  private struct Link {
    var relation = ""
    var url = ""

    init?(_ cursor: inout JSONCursor) {
      let isWhole = cursor.object { cursor, key in
        switch key.text {
        case "relation":
          guard let text = cursor.text() else { return false }
          relation = text
        case "url":
          guard let text = cursor.text() else { return false }
          url = text
        default: return cursor.skip()
        }
        return true
      }
      guard isWhole else { return nil }
    }
  }
}

extension BundleResource.Entry {
  fileprivate init?(_ cursor: inout JSONCursor) {
    self.init(fullURL: nil, resource: nil)
    let isWhole = cursor.object { cursor, key in
      switch key.text {
      case "fullUrl":
        fullURL = cursor.text()
        return fullURL != nil
      case "resource":
        resource = cursor.value()
        return resource != nil
      case "search":
        return cursor.object { cursor, key in
          guard key.text == "mode" else { return cursor.skip() }
          isMatch = cursor.string()?.text == "match"
          return true
        }
      case "request":
        return cursor.object { cursor, key in
          guard key.text == "method" else { return cursor.skip() }
          method = cursor.string()?.text
          return method != nil
        }
      default: return cursor.skip()
      }
    }
    guard isWhole else { return nil }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, escapes unread.
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension JSONCursor {
  /// Takes a string and reads its escapes.
  mutating func text() -> String? {
    guard let raw = string() else { return nil }
    guard raw.contains(UInt8(ascii: "\\")) else { return String(validating: raw, as: UTF8.self) }
    let quoted = [UInt8(ascii: "\"")] + raw + [UInt8(ascii: "\"")]
    return (try? JSONParser.parse(quoted))?.string
  }
}
