import Domain
import Store
import Testing

private func person(_ record: Int32, _ surname: String, _ name: String, _ birth: String) -> IndexedPerson {
  IndexedPerson(record: record, surname: surname, name: name, birthDate: CivilDate(iso: birth)!)
}

private let people = [
  person(1, "Provolo", "Anna", "1980-01-01"),
  person(2, "De Provola", "Maria Luisa", "1965-12-10"),
  person(3, "D'Àncona", "José", "1990-05-05"),
  person(4, "Müller", "Jürgen", "1970-07-07"),
  person(5, "Provolone", "Mario", "1980-02-01"),
  person(6, "Provola", "Anna", "1979-01-01"),
  person(7, "Provola", "Anna", "1978-01-01"),
]

@Suite("The index of people")
struct PeopleIndexTests {
  let index = PeopleIndex(people, expected: 7)

  @Test(
    "a beginning of a name finds people, in order",
    arguments: [
      ("prov", "", [7, 6, 2, 1, 5]), ("PROVOLA", "", [7, 6, 2]), ("provola", "mar", [2]),
      ("provola", "lui", [2]), ("provola", "marialui", [2]), ("provola", "maria l", [2]),
      ("de provola", "", [2]), ("deprov", "", [2]), ("d'ancona", "jose", [3]), ("dancona", "", [3]),
      ("d\u{e0}nc", "JOS\u{c9}", [3]), ("muller", "", [4]), ("mueller", "", [4]),
      ("M\u{fc}ller", "j\u{fc}", [4]),
      ("mueller", "juergen", [4]), ("muller", "jurgen", [4]), ("zzz", "", []), ("provolonee", "", []),
      ("", "anna", [7, 6, 1]),
    ] as [(String, String, [Int32])])
  func names(surname: String, name: String, expected: [Int32]) {
    #expect(index.matches(surname: surname, name: name) == expected)
    var grown = PeopleIndex()
    for person in people.reversed() { grown.upsert(person) }
    #expect(grown.matches(surname: surname, name: name) == expected)
  }

  @Test("a birth date or year narrows the list")
  func births() throws {
    #expect(index.matches(surname: "prov", birth: .year(1980)) == [1, 5])
    #expect(index.matches(surname: "prov", birth: .date(CivilDate(iso: "1980-02-01")!)) == [5])
    #expect(index.matches(surname: "", birth: .date(CivilDate(iso: "1970-07-07")!)) == [4])
    #expect(index.matches(surname: "prov", birth: .year(1981)) == [])
    #expect(index.matches(surname: "prov", birth: .year(-1)) == [])
  }

  @Test(
    "words without a comma are divided in every way",
    arguments: [
      (["provola", "anna"], [7, 6]), (["anna", "provolo"], [1]), (["de", "provola", "maria"], [2]),
      (["provola", "maria", "luisa"], [2]), (["maria", "luisa", "de", "provola"], [2]), (["zzz"], []),
      (["nobody", "anna"], []),
    ] as [([String], [Int32])])
  func words(words: [String], expected: [Int32]) {
    #expect(index.matches(words: words) == expected)
  }

  @Test("the limit counts people, the first ones in order")
  func limit() {
    #expect(index.matches(surname: "prov", limit: 2) == [7, 6])
    #expect(index.matches(words: ["prov"], limit: 1) == [7])
  }

  @Test("a person who is replaced or removed is found as now written only")
  func changes() {
    var index = index
    index.upsert(person(1, "Zucca", "Anna", "1980-01-01"))
    #expect(index.count == 7)
    #expect(index.matches(surname: "provolo") == [5])
    #expect(index.matches(surname: "zuc") == [1])
    index.remove(record: 1)
    index.remove(record: 99)
    #expect(index.count == 6)
    #expect(index.matches(surname: "zuc") == [])
  }

  @Test("many single additions and one bulk load find the same people")
  func growth() {
    let letters = Array("ABCDE").map(String.init)
    var crowd: [IndexedPerson] = []
    for number in 0..<3000 {
      let text = String(number, radix: 5).map { letters[Int(String($0))!] }.joined()
      crowd.append(
        IndexedPerson(
          record: Int32(number), surname: text, name: "Anna", birthDate: CivilDate(daysSinceEpoch: number)))
    }
    let bulk = PeopleIndex(crowd)
    var grown = PeopleIndex()
    for person in crowd.reversed() { grown.upsert(person) }
    for prefix in ["A", "B", "BC", "BCD", "EEE", "E", ""] {
      let expected = bulk.matches(surname: prefix, limit: 10_000)
      #expect(grown.matches(surname: prefix, limit: 10_000) == expected)
      #expect(expected.count == crowd.count { $0.surname.hasPrefix(prefix) })
      #expect(grown.matches(surname: prefix, limit: 7) == Array(expected.prefix(7)))
    }
  }
}
