import Terminal
import Testing

/// Types `text` with `gap` milliseconds between characters, from 1000 on, and waits afterwards.
private func type(_ text: String, gap: Int) -> [Input] {
  var reader = InputReader(escapeDelayMilliseconds: 25)
  var inputs: [Input] = []
  var now = 1000
  for byte in text.utf8 {
    inputs += reader.feed([byte], atMilliseconds: now)
    now += gap
  }
  return inputs + reader.flush(atMilliseconds: now + 1000)
}

private func keys(_ text: String) -> [Input] { text.map { .key(.character($0)) } }

/// The code of somebody who cannot exist.
private let code = "PRVNNA80A41Y000J"

struct ScanDetectorTests {
  @Test("a run with gaps up to 30 ms is a burst, a slower one is typing", arguments: 0...40)
  func gaps(gap: Int) {
    let inputs = type(code + "\r", gap: gap)
    let expected: [Input] =
      gap <= 30
      ? keys(code) + [.burst(text: code, keysAlreadyDelivered: 16, terminator: .enter)]
      : keys(code) + [.key(.enter)]
    #expect(inputs == expected)
  }

  @Test("a run of at least ten characters is a burst", arguments: 0...16)
  func lengths(length: Int) {
    let text = String(code.prefix(length))
    let expected: [Input] =
      length >= 10
      ? keys(text) + [.burst(text: text, keysAlreadyDelivered: length, terminator: .tab)]
      : keys(text) + [.key(.tab)]
    #expect(type(text + "\t", gap: 1) == expected)
  }

  @Test("one drain is the fastest run")
  func oneDrain() {
    var reader = InputReader(escapeDelayMilliseconds: 25)
    #expect(
      reader.feed("\(code)\r\n".utf8, atMilliseconds: 5)
        == keys(code) + [.burst(text: code, keysAlreadyDelivered: 16, terminator: .enter)])
    #expect(reader.deadline == nil)
  }

  @Test("a burst without a terminator ends by silence")
  func silence() {
    var reader = InputReader(escapeDelayMilliseconds: 25)
    #expect(reader.feed(code.utf8, atMilliseconds: 1000) == keys(code))
    #expect(reader.deadline == 1031)
    #expect(reader.flush(atMilliseconds: 1030) == [])
    let burst = Input.burst(text: code, keysAlreadyDelivered: 16, terminator: nil)
    #expect(reader.flush(atMilliseconds: 1031) == [burst])
    #expect(reader.flush(atMilliseconds: 1032) == [])
    #expect(reader.feed("x\r".utf8, atMilliseconds: 1033) == keys("x") + [.key(.enter)])
  }

  @Test("what comes after the silence is not part of the burst")
  func afterSilence() {
    var reader = InputReader(escapeDelayMilliseconds: 25)
    _ = reader.feed(code.utf8, atMilliseconds: 1000)
    #expect(
      reader.feed("\r".utf8, atMilliseconds: 1031)
        == [.burst(text: code, keysAlreadyDelivered: 16, terminator: nil), .key(.enter)])
  }

  @Test("another key ends a burst and is delivered")
  func otherKey() {
    #expect(
      type(code + "\u{1B}OP", gap: 0)
        == keys(code) + [.burst(text: code, keysAlreadyDelivered: 16, terminator: nil), .key(.function(1))])
  }

  @Test("two scans in one drain are two bursts")
  func twoScans() {
    let burst = Input.burst(text: code, keysAlreadyDelivered: 16, terminator: .enter)
    #expect(type("\(code)\r\(code)\r", gap: 1) == keys(code) + [burst] + keys(code) + [burst])
  }

  @Test("a fast typist who rolls over the keys is no scanner")
  func fastTypist() {
    var reader = InputReader(escapeDelayMilliseconds: 25)
    var now = 0
    var inputs: [Input] = []
    for (index, byte) in "precipitevolissimevolmente".utf8.enumerated() {
      inputs += reader.feed([byte], atMilliseconds: now)
      now += index % 9 == 8 ? 31 : 12
    }
    inputs += reader.flush(atMilliseconds: now + 1000)
    #expect(inputs == keys("precipitevolissimevolmente"))
  }

  @Test("a run longer than 256 characters is no scan")
  func tooLong() {
    let longest = String(repeating: "A", count: 256)
    #expect(
      type(longest + "\r", gap: 0).last
        == .burst(text: longest, keysAlreadyDelivered: 256, terminator: .enter))
    #expect(type(longest + "A\r", gap: 0) == keys(longest + "A") + [.key(.enter)])
  }

  @Test(
    "nothing is lost: without the bursts each character is there once, in order", arguments: [0, 1, 30, 31])
  func complete(gap: Int) {
    let text = String(repeating: code + "Niccolo Prova ", count: 5)
    #expect(
      type(text, gap: gap).filter {
        if case .burst = $0 { return false }
        return true
      } == keys(text))
  }
}
