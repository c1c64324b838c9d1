import Domain
import FHIR
import Terminal
import Vault
import Workflow

extension Clerk {
  /// Prints a first half on the direct device, and wipes it: a sheet without name and card.
  ///
  /// The page is put together in locked memory and written from there; neither a spooler nor a file ever has it.
  func printHalf(_ lines: SecretBytes?) -> Answer {
    guard let device = printer.settings.device else {
      return .failed(.denied(reasonKey: "errore.stampa.diretta"))
    }
    guard let lines, let page = HalfSheet(words: printer.present.words, isDemo: printer.isDemo).page(lines)
    else { return .failed(.denied(reasonKey: "errore.codici.stampa")) }
    guard page.withBytes({ PrintDevice.send($0, to: device) }) else { return .failed(.printer) }
    return .printed(.printer(name: device, copy: 0))
  }
}

/// The sheet with a first half: what it is, the codes, and how they are kept; nobody's name and no card.
struct HalfSheet {
  private let head: [UInt8]
  private let foot: [UInt8]

  /// Takes the words of the sheet.
  init(words: Words, isDemo: Bool) {
    let demo = isDemo ? "DEMO - DEMO - DEMO\r\n" : ""
    head = Array("\(demo)\r\n\(words.text("stampa.codici.meta.titolo"))\r\n\r\n".utf8)
    let use = TextLayout.wrap(words.text("stampa.codici.meta.uso"), width: 76)
    foot = Array("\r\n\(use.joined(separator: "\r\n"))\r\n\u{0C}".utf8)
  }

  /// The page, in locked memory.
  ///
  /// - Returns: `nil` for what are no lines of codes, or without memory.
  func page(_ lines: SecretBytes) -> SecretBytes? {
    let count = lines.withBytes { text in
      CodeLines.places(in: text).map { $0.reduce(0) { $0 + 8 + $1.range.count } }
    }
    guard let count else { return nil }
    return try? SecretBytes(count: head.count + count + foot.count) { page in
      var at = 0
      func put(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
          page[at] = byte
          at += 1
        }
      }
      put(head)
      lines.withBytes { text in
        for place in CodeLines.places(in: text) ?? [] {
          // Three letters, three blanks, the code, and the end of the line.
          put(place.name.rawValue.uppercased().utf8)
          put("   ".utf8)
          put(text[place.range])
          put("\r\n".utf8)
        }
      }
      put(foot)
    }
  }
}
