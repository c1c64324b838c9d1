import FHIR
import Synchronization
import Vault
import Workflow

/// The first half between the box in which it came and the terminal: in locked memory, wiped as soon as it is let go.
final class HeldHalf: Sendable {
  private let box = Mutex<SecretBytes?>(nil)

  /// Keeps the lines of a half in place of what was there.
  ///
  /// - Returns: How many characters each code has; `nil` for what are no such lines, and then nothing is kept.
  func hold(_ lines: SecretBytes) -> [CodePart: Int]? {
    let places = lines.withBytes { CodeLines.places(in: $0) }
    guard let places else { return nil }
    box.withLock { $0 = lines }
    return Dictionary(
      uniqueKeysWithValues: places.compactMap { place in
        CodePart(rawValue: place.name.rawValue).map { ($0, place.range.count) }
      })
  }

  /// Whether there is one.
  var isHeld: Bool { box.withLock { $0 != nil } }

  /// Gives it away, so that nobody else has it any more.
  func take() -> SecretBytes? {
    box.withLock { held in
      defer { held = nil }
      return held
    }
  }

  /// Lets go of it; its memory is wiped.
  func drop() { box.withLock { $0 = nil } }

  /// Lends the characters of one code; they must not be copied out of the call.
  ///
  /// - Returns: Whether there is such a code.
  @discardableResult
  func withCode(_ part: CodePart, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
    guard let lines = box.withLock({ $0 }) else { return false }
    return lines.withBytes { text in
      let places = CodeLines.places(in: text) ?? []
      guard let place = places.first(where: { $0.name.rawValue == part.rawValue }) else { return false }
      body(UnsafeRawBufferPointer(rebasing: text[place.range]))
      return true
    }
  }
}
