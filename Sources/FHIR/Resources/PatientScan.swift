import Cases
public import Domain

/// What an index needs of a Patient, read from its bytes without building a tree and without opening the
/// attachment: a region of a million people is pulled with it.
public struct PatientScan: Hashable, Sendable {
  /// The id.
  public var id: Identifier<Assistito>
  /// Version and time.
  public var meta = ResourceMeta()
  /// The codes of the person, the one in force first.
  public var codes: [PersonCode] = []
  /// The number of the card; `nil` if none is told.
  public var card: NumeroTessera?
  /// The surname, "" if none is told.
  public var surname = ""
  /// The given names with blanks between, "" if none are told.
  public var name = ""
  /// The birth date; `nil` if it is not told to the day.
  public var birthDate: CivilDate?
  /// The comune of residence; `nil` if abroad, none or not told.
  public var municipality: PlaceCode?
  /// `false` when another record replaced this one, or the registry withdrew it.
  public var isActive = true
  /// The id of the record that counts instead; `nil` if this one counts.
  public var replacedBy: Identifier<Assistito>?
  /// Whether the person has died.
  public var isDeceased = false

  private init(id: Identifier<Assistito>) { self.id = id }

  /// Reads the bytes of one Patient, such as an entry of a ``BundleResource``.
  ///
  /// - Throws: ``FHIRError``: broken bytes, another resource, or without id.
  /// - Complexity: O(*n*) in the bytes; allocates for names and codes only.
  public init(_ bytes: ArraySlice<UInt8>) throws(FHIRError) {
    var parts = Parts()
    var cursor = JSONCursor(bytes)
    let isWhole = cursor.object { cursor, key in parts.take(key, &cursor) }
    let path = ResourceType.patient.rawValue
    guard isWhole, cursor.isAtEnd() else {
      throw FHIRError(.json(.init(syntaxAt: cursor.index - bytes.startIndex)), at: path)
    }
    guard parts.hasType else { throw FHIRError(.notAResource, at: path) }
    guard parts.isPatient else { throw FHIRError(.otherType, at: path) }
    guard let id = parts.id else { throw FHIRError(.missing, at: "\(path).id") }
    self.init(id: id)
    meta = parts.meta
    codes = parts.codes + parts.oldCodes
    card = parts.card
    surname = parts.names.surname
    name = parts.names.given
    birthDate = parts.birthDate
    municipality = parts.municipality
    isActive = parts.isActive
    replacedBy = parts.replacedBy
    isDeceased = parts.isDeceased
  }

  /// The row of a list; `nil` without code or birth date.
  public var summary: PersonSummary? {
    guard let code = codes.first, let birthDate else { return nil }
    return PersonSummary(
      id: id, code: code, surname: surname, name: name, birthDate: birthDate, municipality: municipality)
  }
}

extension PatientScan: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the id.
  public var description: String { "PatientScan(\(id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What has been read so far.
private struct Parts {
  struct Names {
    var surname = ""
    var given = ""
    var isOfficial = false
  }

  var hasType = false
  var isPatient = false
  var id: Identifier<Assistito>?
  var meta = ResourceMeta()
  var codes: [PersonCode] = []
  var oldCodes: [PersonCode] = []
  var card: NumeroTessera?
  var names = Names()
  var birthDate: CivilDate?
  var municipality: PlaceCode?
  var isActive = true
  var replacedBy: Identifier<Assistito>?
  var isDeceased = false

  mutating func take(_ key: ArraySlice<UInt8>, _ cursor: inout JSONCursor) -> Bool {
    if key.equals("id") { return takeID(&cursor) }
    if key.equals("meta") { return takeMeta(&cursor) }
    if key.equals("identifier") { return cursor.elements { takeIdentifier(&$0) } }
    if key.equals("name") { return cursor.elements { takeName(&$0) } }
    if key.equals("address") { return cursor.elements { takeAddress(&$0) } }
    if key.equals("link") { return cursor.elements { takeLink(&$0) } }
    if key.equals("birthDate") {
      birthDate = cursor.peekedText().flatMap { FHIRInstant.day($0) }
    } else if key.equals("active") {
      isActive = !(cursor.value()?.equals("false") ?? false)
      return true
    } else if key.equals("deceasedDateTime") {
      isDeceased = true
    } else if key.equals("deceasedBoolean") {
      if cursor.value()?.equals("true") ?? false { isDeceased = true }
      return true
    } else if key.equals("resourceType") {
      hasType = true
      isPatient = cursor.peekedText() == ResourceType.patient.rawValue
    }
    return cursor.skip()
  }

  private mutating func takeID(_ cursor: inout JSONCursor) -> Bool {
    id = cursor.text().flatMap { Identifier($0) }
    return id != nil
  }

  private mutating func takeMeta(_ cursor: inout JSONCursor) -> Bool {
    cursor.members { cursor, key in
      if key.equals("versionId") {
        meta.versionId = cursor.peekedText()
      } else if key.equals("lastUpdated") {
        meta.lastUpdated = cursor.peekedText().flatMap { FHIRInstant.instant($0) }
      } else if key.equals("security") {
        return cursor.elements { cursor in
          cursor.members { cursor, key in
            if key.equals("code"), let code = cursor.peekedText(), ResourceMeta.restrictedCodes.contains(code)
            {
              meta.isRestricted = true
            }
            return cursor.skip()
          }
        }
      }
      return cursor.skip()
    }
  }

  private mutating func takeIdentifier(_ cursor: inout JSONCursor) -> Bool {
    var isCode = false
    var isCard = false
    var isOld = false
    var value: String?
    let isWhole = cursor.members { cursor, key in
      if key.equals("system") {
        var ahead = cursor
        let system = ahead.string() ?? []
        isCode = Self.codeSystems.contains { system.elementsEqual($0.utf8) }
        isCard = !isCode && Self.cardSystems.contains { system.elementsEqual($0.utf8) }
      } else if key.equals("value") {
        value = cursor.peekedText()
      } else if key.equals("use") {
        isOld = cursor.peekedText() == "old"
      }
      return cursor.skip()
    }
    if isCode, let value, let code = try? PersonCode.parse(value) {
      if isOld { oldCodes.append(code) } else { codes.append(code) }
    }
    if isCard, card == nil, let value { card = try? NumeroTessera(value) }
    return isWhole
  }

  private static let codeSystems = [Systems.codiceFiscale, Systems.stp, Systems.eni].flatMap(uris)
  private static let cardSystems = uris(of: Systems.tessera)

  private static func uris(of name: Systems.Name) -> [String] {
    name.core == name.base ? [name.core] : [name.core, name.base]
  }

  private mutating func takeName(_ cursor: inout JSONCursor) -> Bool {
    var found = Names()
    let isWhole = cursor.members { cursor, key in
      if key.equals("family") {
        found.surname = cursor.peekedText() ?? ""
      } else if key.equals("use") {
        found.isOfficial = cursor.peekedText() == "official"
      } else if key.equals("given") {
        return cursor.elements { cursor in
          if let given = cursor.peekedText() { found.given += found.given.isEmpty ? given : " " + given }
          return cursor.skip()
        }
      }
      return cursor.skip()
    }
    if names.surname.isEmpty && names.given.isEmpty || found.isOfficial && !names.isOfficial { names = found }
    return isWhole
  }

  private mutating func takeAddress(_ cursor: inout JSONCursor) -> Bool {
    var isHome = false
    var place: PlaceCode?
    let isWhole = cursor.members { cursor, key in
      if key.equals("use") {
        isHome = cursor.peekedText() == "home"
      } else if key.equals("_city") {
        return cursor.members { cursor, key in
          guard key.equals("extension") else { return cursor.skip() }
          return cursor.elements { Self.takePlace(&$0, &place) }
        }
      }
      return cursor.skip()
    }
    if isHome, let place { municipality = place }
    return isWhole
  }

  private static func takePlace(_ cursor: inout JSONCursor, _ place: inout PlaceCode?) -> Bool {
    cursor.members { cursor, key in
      guard key.equals("valueCoding") else { return cursor.skip() }
      var isPlace = false
      var code: String?
      let isWhole = cursor.members { cursor, key in
        if key.equals("system") {
          isPlace = cursor.peekedText() == Systems.places
        } else if key.equals("code") {
          code = cursor.peekedText()
        }
        return cursor.skip()
      }
      if isPlace, let code { place = PlaceCode(code) }
      return isWhole
    }
  }

  private mutating func takeLink(_ cursor: inout JSONCursor) -> Bool {
    var isReplacement = false
    var reference: String?
    let isWhole = cursor.members { cursor, key in
      if key.equals("type") {
        isReplacement = cursor.peekedText() == "replaced-by"
      } else if key.equals("other") {
        return cursor.members { cursor, key in
          if key.equals("reference") { reference = cursor.peekedText() }
          return cursor.skip()
        }
      }
      return cursor.skip()
    }
    if isReplacement, let reference {
      replacedBy = Element.id(inReference: reference, .patient).flatMap { Identifier($0) }
    }
    return isWhole
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes are those of a word of ASCII.
  func equals(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { $0.count == count && elementsEqual($0) }
  }
}

extension JSONCursor {
  /// The members of an object; another value is passed over.
  mutating func members(_ member: (inout JSONCursor, ArraySlice<UInt8>) -> Bool) -> Bool {
    peek() == UInt8(ascii: "{") ? object(member) : skip()
  }

  /// The elements of an array; another value stands for itself.
  mutating func elements(_ element: (inout JSONCursor) -> Bool) -> Bool {
    peek() == UInt8(ascii: "[") ? array(element) : element(&self)
  }

  /// The string that comes next, which stays to be passed over; `nil` for another value.
  func peekedText() -> String? {
    var ahead = self
    return ahead.text()
  }
}
