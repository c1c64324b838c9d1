import Domain
import Paper
import Workflow

extension Printer {
  /// The form that who comes signs before codes are handed over.
  ///
  /// It is printed before anything is stored, as often as it is spoilt: no copy of it is counted.
  func codeForm(_ content: PinCase) throws(Failure) -> PrintOutcome {
    guard
      let document = Document.codeForm(
        of: content, reference: nil, parameters: profile.tessera, imprint: imprint())
    else { throw .printer }
    return try deliver(document, name: "modulo-codici", copy: 0)
  }

  /// The form of a practice about the card itself, not counted either.
  func cardForm(_ content: TesseraCase) throws(Failure) -> PrintOutcome {
    try deliver(
      Document.cardForm(of: content, reference: nil, parameters: profile.tessera, imprint: imprint()),
      name: "modulo-tessera", copy: 0)
  }
}
