import Testing

@testable import Population

@Suite("The generator of the population")
struct RandomSourceTests {
  @Test("gives the published numbers of SplitMix64 for the seed 1234567")
  func published() {
    var random = RandomSource(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test("stays within its bounds and reaches both ends")
  func bounds() {
    var random = RandomSource(seed: 1)
    let drawn = Set((0..<2_000).map { _ in random.within(3...7) })
    #expect(drawn == [3, 4, 5, 6, 7])
    #expect(random.below(0) == 0)
  }

  @Test("never draws what has no weight")
  func weights() {
    var random = RandomSource(seed: 2)
    let drawn = Set((0..<500).map { _ in random.weighted([0, 3, 0, 1]) })
    #expect(drawn == [1, 3])
  }
}
