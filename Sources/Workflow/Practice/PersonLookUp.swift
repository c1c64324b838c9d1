import Domain
import Terminal

/// Finding a person from inside a practice: by name as one types, by code, by a scan.
enum PersonLookUp {
  /// The question behind what was typed so far.
  static func steps(_ text: String, _ scene: Scene) -> [Step] {
    switch Entry(text, today: scene.today) {
    case .person(let key): [.ask(.person(key))]
    case .names(let query):
      [.ask(.people(query))]
    case .wrongCode(let key, let arguments):
      // While it is still being typed a code is too short, not wrong.
      if text.utf8.count >= 16 { [.say(Notice(.error, key, arguments))] } else { [] }
    case .nothing, .unfinished, .transaction, .transactionSearch: []
    }
  }

  /// What fast text holds, for the form: `nil` leaves it where it was typed, and so does a code that is wrong.
  ///
  /// A transaction code before the person's shows that the line comes from a hand or from the clipboard.
  static func reading(ofScan text: String, today: CivilDate) -> ScanReading? {
    if case .transaction = Entry(text, today: today) { return nil }
    do throws(ScanError) {
      switch try ScanText.read(text) {
      case .person(let code, let tessera):
        var texts: [ScanKind: String] = [.person: code.rawValue]
        texts[.tessera] = tessera?.rawValue
        return ScanReading(texts)
      case .tessera(let number): return ScanReading([.tessera: number.rawValue])
      }
    } catch .nothing {
      return nil
    } catch .invalid(let fault) {
      return ScanReading([:], fault: FieldError(fault.messageKey, fault.messageArguments))
    } catch {
      return ScanReading([:])
    }
  }

  /// What a scan that no field takes opens; an empty one was two cards.
  static func steps(of reading: ScanReading) -> [Step] {
    if let fault = reading.fault { return [.say(Notice(.error, fault.key, fault.arguments)), .bell] }
    if let text = reading.texts[.person], let code = try? PersonCode.parse(text) {
      return [.ask(.person(.code(code)))]
    }
    if let text = reading.texts[.tessera], let number = try? NumeroTessera(text) {
      return [.ask(.person(.tessera(number)))]
    }
    return [.say(Notice(.error, "errore.scansione.illeggibile")), .bell]
  }

  /// What has to be said before `person` is opened under `key`; `nil` if the key names nobody else.
  ///
  /// A code that was unified lives on among those of the record that took it over: nobody sees from it whose it is
  /// now.
  static func succession(of key: PersonKey, to person: Assistito, _ scene: Scene) -> Notice? {
    guard case .code(let asked) = key, let current = person.identity.currentCode, current != asked else {
      return nil
    }
    return Notice(
      .warning, "stato.codice.unificato",
      [
        asked.rawValue, "\(person.identity.surname) \(person.identity.name)",
        scene.shown(person.identity.birthDate),
      ])
  }

  /// One row a person: names, birth date, code.
  static func rows(_ people: [PersonSummary], _ scene: Scene) -> [Row] {
    people.map { person in
      Row(
        id: RowID(rawValue: person.id.rawValue),
        cells: [
          "\(person.surname) \(person.name)", scene.shown(person.birthDate), person.code.rawValue,
          person.municipality.map { scene.placeName($0, scene.today) } ?? "",
        ])
    }
  }
}
