import Domain
import Glibc
import Store

/// Searches an index of invented names as each key of a surname would.
@Sendable func measureIndex(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let count = demo.isQuick ? 100_000 : 1_000_000
  let start = PseudoTerminal.nanoseconds
  let index = PeopleIndex((0..<count).lazy.map(person(number:)), expected: count)
  let built = PseudoTerminal.nanoseconds
  var latency = Samples()
  for number in 0..<2000 {
    let surname = person(number: number * 7919 % count).surname
    for length in 1...surname.count {
      let before = PseudoTerminal.nanoseconds
      _ = index.matches(surname: String(surname.prefix(length)), limit: 50)
      latency.append(milliseconds(from: before, to: PseudoTerminal.nanoseconds))
    }
  }
  var words = Samples()
  for number in 0..<500 {
    let surname = String(person(number: number * 7919 % count).surname.prefix(4))
    let before = PseudoTerminal.nanoseconds
    _ = index.matches(words: [surname, "mar"], birth: .year(1980))
    words.append(milliseconds(from: before, to: PseudoTerminal.nanoseconds))
  }
  var fruitless = Samples()
  for letter in ["B", "C", "F", "L", "M", "R", "S"] {
    let before = PseudoTerminal.nanoseconds
    _ = index.matches(surname: letter, name: "ZZZ")
    fruitless.append(milliseconds(from: before, to: PseudoTerminal.nanoseconds))
  }
  return [
    Measurement(benchmark: "index", quantity: "names", value: Double(count), unit: ""),
    Measurement(
      benchmark: "index", quantity: "built in", value: milliseconds(from: start, to: built), unit: "ms"),
    Measurement(benchmark: "index", quantity: "search for a key, p50", value: latency.median, unit: "ms"),
    Measurement(
      benchmark: "index", quantity: "search for a key, p99", value: latency.percentile(0.99), unit: "ms",
      limit: 30),
    Measurement(
      benchmark: "index", quantity: "surname, name and year, p99", value: words.percentile(0.99), unit: "ms",
      limit: 30),
    Measurement(
      benchmark: "index", quantity: "one letter and a name nobody has, worst", value: fruitless.largest,
      unit: "ms", limit: 30),
    Measurement(
      benchmark: "index", quantity: "resident",
      value: Double(ProcessFile.status("VmRSS", of: getpid())) / 1024, unit: "MB"),
  ]
}

/// Somebody made of syllables, with the same name each time.
private func person(number: Int) -> IndexedPerson {
  let syllables = [
    "RO", "BIAN", "FER", "MAR", "CO", "LOM", "ZA", "PEL", "LI", "TON", "GAL", "DE", "VI", "SAN", "TA", "NI",
  ]
  var rest = number &* 2_654_435_761 % 4_294_967_296
  func word(_ length: Int) -> String {
    var text = ""
    for _ in 0..<length {
      text += syllables[rest % syllables.count]
      rest /= syllables.count
    }
    return text
  }
  let surname = word(3 + number % 2)
  let name = word(2)
  let birthDate = CivilDate(daysSinceEpoch: number % 36_500 - 18_000)
  return IndexedPerson(record: Int32(number), surname: surname, name: name, birthDate: birthDate)
}
