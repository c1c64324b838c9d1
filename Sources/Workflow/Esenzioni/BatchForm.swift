import Domain

/// One signed form that was worked on in the batch of renewals.
struct BatchForm: Hashable {
  /// What became of it.
  enum Outcome: Hashable {
    /// The registry carried it out under this number; an empty number was not told.
    case taken(number: String)
    /// It waits for the registry, under this number of receipt.
    case waiting(receipt: Int)
    /// Nothing was issued, for the reason of this sentence.
    case refused(key: String, arguments: [String])
  }

  /// What the form says beside the code: kept so that a refused one is taken up again as it was typed.
  struct Content: Hashable {
    /// The value of the field of the code; empty if there was nothing to renew.
    var code = ""
    /// The day of the signature; `nil` if it could not be read.
    var signedOn: CivilDate?
    /// The option taken for what the form declares; empty if none was.
    var declared = ""
    /// The answer whether the document is attached; empty if there was none.
    var attached = ""
    /// The code of who signs for a minor; empty where the person signs.
    var declarant = ""
  }

  let person: Identifier<Assistito>
  /// Surname and name.
  let name: String
  let content: Content
  let outcome: Outcome

  /// Whether somebody still has to look after it.
  var isRefused: Bool { if case .refused = outcome { true } else { false } }

  /// The code without where it holds.
  var code: String { content.code.split(separator: "|").first.map(String.init) ?? "" }

  /// Whether this one takes the place of `other`: the same form, looked at again.
  func replaces(_ other: BatchForm) -> Bool {
    other.isRefused && other.person == person && (other.content.code.isEmpty || other.code == code)
  }
}

// MARK: As a note of a draft

extension BatchForm {
  private static let separator: Character = "\u{1F}"
  /// What stands before the code of who signs; no key begins like this.
  private static let declarantMark = "declarant="

  /// The text that a draft keeps of a refused form; `nil` for one that needs nobody any more.
  var note: String? {
    guard case .refused(let key, let arguments) = outcome else { return nil }
    let parts =
      [
        person.rawValue, name, content.code, content.signedOn?.iso ?? "", content.declared, content.attached,
      ] + (content.declarant.isEmpty ? [] : [Self.declarantMark + content.declarant]) + [key] + arguments
    return parts.joined(separator: String(Self.separator))
  }

  /// Reads a text of ``note``; `nil` for any other text.
  init?(note: String) {
    var parts = note.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
    var declarant = ""
    if parts.count > 6, parts[6].hasPrefix(Self.declarantMark) {
      declarant = String(parts.remove(at: 6).dropFirst(Self.declarantMark.count))
    }
    guard parts.count >= 7, let person = Identifier<Assistito>(parts[0]) else { return nil }
    self.person = person
    name = parts[1]
    content = Content(
      code: parts[2], signedOn: CivilDate(iso: parts[3]), declared: parts[4], attached: parts[5],
      declarant: declarant)
    outcome = .refused(key: parts[6], arguments: Array(parts[7...]))
  }
}

extension BatchForm: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nobody's name and no code.
  var description: String { "BatchForm" }

  /// Hides everything from `dump` and failure reports.
  var customMirror: Mirror { Mirror(self, children: []) }
}
