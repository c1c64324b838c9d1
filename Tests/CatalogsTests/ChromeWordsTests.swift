import Catalogs
import Terminal
import Testing

@Suite struct ChromeWordsTests {
  @Test func theItalianFileHasEveryWordOfTheTerminalWithItsPlaces() throws {
    let directory = try ResourceDirectory.located().localization
    let bytes = try #require(bytesOfFile("\(directory)/it.json"))
    let sentences = try WordTable.decode(bytes, language: .italian).sentences
    for (key, count) in ChromeWords.arguments.sorted(by: { $0.key < $1.key }) {
      guard let sentence = sentences[key] else {
        Issue.record("no word for \(key)")
        continue
      }
      let places = (1...9).filter { sentence.contains("%\($0)$@") }
      #expect(places == Array(1...9).prefix(count).map { $0 }, "\(key)")
    }
  }

  @Test func everyScreenOfTheProgramIsRead() throws {
    let directory = try ResourceDirectory.located().screens
    #expect(try !ScreenCatalog.load(directory: directory).screens.isEmpty)
  }
}
