import Terminal

/// A form with every kind of field, and what it needs from outside.
enum SampleForm {
  static let screen = "prova"

  static let spec = ScreenSpec(
    id: "prova", code: "PR",
    sections: [
      SectionSpec(
        id: "persona", screen: screen,
        rows: [
          [
            FieldSpec(
              id: "codice", kind: .text, screen: screen, width: 16, isRequired: true, letterCase: .upper,
              characters: .code, minimumLength: 16, advancesWhenFull: true, takesScan: [.person])
          ],
          [
            FieldSpec(
              id: "cognome", kind: .text, screen: screen, width: 10, characters: .name, maximumLength: 30)
          ],
          [
            FieldSpec(id: "nascita", kind: .date(.past), screen: screen, width: 10),
            FieldSpec(id: "tessera", kind: .masked(mask), screen: screen, width: 11, takesScan: [.tessera]),
          ],
          [FieldSpec(id: "residenza", kind: .readOnly, screen: screen, width: 20)],
          [FieldSpec(id: "parola", kind: .secret, screen: screen, width: 12)],
        ]),
      SectionSpec(
        id: "pratica", screen: screen,
        rows: [
          [
            FieldSpec(
              id: "motivo",
              kind: .choice(
                ["prima", "cambio", "altro"].map { Choice(id: OptionID(rawValue: $0), labelKey: "m.\($0)") }),
              screen: screen, width: 20, isRequired: true, advancesWhenFull: true)
          ],
          [FieldSpec(id: "domicilio", kind: .yesNo, screen: screen, width: 4, advancesWhenFull: true)],
          [
            FieldSpec(
              id: "medico", kind: .lookUp(LookUp(source: "medici")), screen: screen, width: 20,
              isRequired: true,
              maximumLength: 40)
          ],
          [
            FieldSpec(
              id: "elenco",
              kind: .list(
                List(
                  columns: [
                    List.Column(id: "nome", labelKey: "c.nome", width: 12),
                    List.Column(id: "posti", labelKey: "c.posti", width: 5),
                  ], visibleRows: 4, canMark: true)),
              screen: screen, width: 1)
          ],
          [FieldSpec(id: "note", kind: .prose(rows: 2), screen: screen, width: 1)],
        ]),
    ], commands: ["confirm", "list", "print"])

  private static var mask: Mask {
    guard let mask = Mask("####/@*-##") else { fatalError("the picture of the sample has places") }
    return mask
  }

  static let words = Words(
    language: "it", showDate: { text in text.split(separator: "-").reversed().joined(separator: "/") },
    lookUp: { key in
      switch key {
      case "parola.si": "Sì"
      case "parola.no": "No"
      case "lineare.parola_su": "su"
      case "lineare.parola_vuoto": "vuoto"
      case "m.prima": "Prima scelta"
      case "m.cambio": "Cambio"
      case "m.altro": "Altro"
      case "schermata.prova.sezione.persona": "Persona"
      default:
        key.hasPrefix("schermata.prova.sezione") ? nil : key.split(separator: ".").last.map(String.init)
      }
    })

  static func context(at milliseconds: Int = 0) -> FormContext {
    FormContext(
      words: words, nowMilliseconds: milliseconds,
      readDate: { text, _ in
        let digits = text.filter(\.isNumber)
        guard digits.count == 8 else { return .failed(FieldError("errore.data.illeggibile")) }
        let parts = (digits.prefix(2), digits.dropFirst(2).prefix(2), digits.suffix(4))
        return .read(
          canonical: "\(parts.2)-\(parts.1)-\(parts.0)", shown: "\(parts.0)/\(parts.1)/\(parts.2)")
      },
      readScan: { text in
        switch text {
        case "PRVNNA80A41Y000J": ScanReading([.person: text])
        case "8038012345": ScanReading([.tessera: "1234AB12"])
        case "%SCONOSCIUTO%": ScanReading([.person: "PRVGNI65T10Y001V"])
        default: nil
        }
      })
  }
}

extension Form {
  /// Presses keys one after the other.
  @discardableResult
  mutating func press(_ keys: Key...) -> [FormSignal] { press(keys) }

  @discardableResult
  mutating func press(_ keys: [Key]) -> [FormSignal] {
    keys.flatMap { handle(.key($0), context: SampleForm.context()) }
  }

  /// Types a text character by character.
  @discardableResult
  mutating func type(_ text: String) -> [FormSignal] { press(text.map(Key.character)) }

  /// Draws the form on 80 columns and returns the grid.
  func drawn(rows: Int = 20, columns: Int = 80) -> Grid {
    var grid = Grid(size: Size(rows: rows, columns: columns))
    draw(into: &grid, area: Area(rows: 0..<rows, columns: 0..<columns), words: SampleForm.words)
    return grid
  }
}
