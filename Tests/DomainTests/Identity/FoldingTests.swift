import Domain
import Testing

@Suite("Folding of names") struct FoldingTests {
  @Test(
    "writes Latin letters without marks",
    arguments: [
      ("Niccolò D'Àncona", "NICCOLO DANCONA"), ("Maria-Luisa", "MARIA LUISA"), ("  De   Luca ", "DE LUCA"),
      ("Črt Žižek Šumečar", "CRT ZIZEK SUMECAR"), ("Weiß Groẞ", "WEISS GROSS"),
      ("Đorđe Ćosić", "DORDE COSIC"),
      ("Łukasz Święćkowski", "LUKASZ SWIECKOWSKI"), ("Ștefan Țară Șţ", "STEFAN TARA ST"),
      ("İıĞğŞş", "IIGGSS"), ("Éloïse L’Œuvre", "ELOISE LOEUVRE"), ("Þór Æsir Ðan", "THOR AESIR DAN"),
      ("Nguyễn Thị Ánh", "NGUYEN THI ANH"), ("Dvořák Ďábel Ľubica", "DVORAK DABEL LUBICA"),
      ("Ąžuolas Ģirts", "AZUOLAS GIRTS"), ("Müller Jörg Äpfel", "MULLER JORG APFEL"),
      ("e\u{301}a\u{308}c\u{30C}", "EAC"),
      ("O‘Neil O`Neil O´Neil OʼNeil O'Neil", "ONEIL ONEIL ONEIL ONEIL ONEIL"),
      ("A\u{A0}B\u{2011}C\u{2013}D", "A B C D"), ("Rossi (vedova) 2", "ROSSI VEDOVA 2"),
      ("Ivan Иван", "IVAN"),
      ("Əliyev ǈubica ĳ", "ELIYEV LJUBICA IJ"), ("", ""), ("'-", ""),
    ])
  func folds(text: String, expected: String) {
    #expect(Folding.ascii(text) == expected)
  }

  @Test(
    "writes umlauts with an E where German does without them",
    arguments: [
      ("Müller Jörg Äpfel", "MUELLER JOERG AEPFEL"), ("Mu\u{308}ller", "MUELLER"), ("Zoë", "ZOE"),
      ("e\u{308}", "E"), ("Weiß", "WEISS"),
    ])
  func umlauts(text: String, expected: String) {
    #expect(Folding.ascii(text, umlauts: .expanded) == expected)
  }

  @Test("gives bytes of A to Z alone for a code") func letters() {
    #expect(Folding.letters("D'Àncona-2 B") == Array("DANCONAB".utf8))
  }

  @Test("gives nothing but capitals, digits and single blanks for every character of the plane")
  func everyCharacter() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = Folding.ascii("A\(Character(scalar))B")
      let isClean = folded.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x20
      }
      guard isClean, folded.hasPrefix("A"), folded.hasSuffix("B"), folded.utf8.count <= 5 else {
        Issue.record("U+\(String(value, radix: 16))")
        return
      }
    }
  }

  @Test("does not care whether a letter is small or a capital") func cases() {
    for value in UInt32(0xC0)..<0x250 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      let upper = text.uppercased()
      // Some small letters have a capital of two letters, or one far outside the alphabets of Europe.
      guard upper.unicodeScalars.count == 1, upper.unicodeScalars.allSatisfy({ $0.value < 0x250 }) else {
        continue
      }
      #expect(Folding.ascii(text) == Folding.ascii(upper), "U+\(String(value, radix: 16))")
    }
  }

  @Test("adds to what is there") func appends() {
    var bytes = Array("X".utf8)
    Folding.append(" è", to: &bytes)
    #expect(bytes == Array("XE".utf8))
  }
}
