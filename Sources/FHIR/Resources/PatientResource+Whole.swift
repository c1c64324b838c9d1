import Cases
public import Domain

extension PatientResource {
  /// Reads the whole person in a Patient, past the standard elements.
  ///
  /// - Parameter bytes: A Patient that ``encode(_:meta:replacedBy:generation:)`` wrote.
  /// - Returns: The person as it was given to be written.
  /// - Throws: ``FHIRError``: broken bytes, no attachment, or one that cannot be read.
  /// - Complexity: O(*n*) in the bytes; builds no values but those of the person.
  public static func whole(_ bytes: ArraySlice<UInt8>) throws(FHIRError) -> Assistito {
    let path = "\(ResourceType.patient.rawValue).extension"
    var cursor = JSONCursor(bytes)
    var data: ArraySlice<UInt8>?
    let isRead = cursor.object { cursor, key in
      guard key.equals("extension") else { return cursor.skip() }
      return cursor.elements { cursor in
        var attached: ArraySlice<UInt8>?
        guard takePosition(&cursor, &attached) else { return false }
        data = data ?? attached
        return true
      }
    }
    guard isRead else { throw FHIRError(.json(.init(syntaxAt: cursor.index - bytes.startIndex)), at: path) }
    guard let data else { throw FHIRError(.missing, at: path) }
    guard let attached = Base64.decode(data) else {
      throw FHIRError(.format(expected: "base64Binary"), at: path)
    }
    do { return try CaseCoding.decodeAssistito(attached) } catch {
      throw FHIRError(.attachment(error), at: path)
    }
  }

  /// Passes over an extension and takes what it carries, if it is that of the whole person.
  private static func takePosition(_ cursor: inout JSONCursor, _ attached: inout ArraySlice<UInt8>?) -> Bool {
    var isPosition = false
    var data: ArraySlice<UInt8>?
    let isRead = cursor.members { cursor, key in
      if key.equals("url") {
        isPosition = cursor.peekedText() == Systems.positionExtension
      } else if key.equals("valueAttachment") {
        return cursor.members { cursor, key in
          guard key.equals("data") else { return cursor.skip() }
          data = cursor.string()
          return data != nil
        }
      }
      return cursor.skip()
    }
    if isPosition { attached = data }
    return isRead
  }
}
