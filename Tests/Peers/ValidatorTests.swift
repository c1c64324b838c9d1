import TestThreads
import Testing

@Suite("Validators that others wrote", .onOwnThreads) struct ValidatorTests {
  @Test("every kind of resource that is sent or served passes each of them", arguments: Validator.allCases)
  func good(validator: Validator) throws {
    let folder = try ResourceFolder()
    for (name, bytes) in try PeerSamples.all() { try folder.write(name, bytes) }
    let verdicts = try validator.verdicts(on: folder.path)
    for (name, reason) in verdicts.bad.sorted(by: { $0.key < $1.key }) {
      Issue.record("\(name): \(reason)")
    }
    #expect(verdicts.good == folder.names)
  }

  @Test("each fault is seen by one of them at least")
  func broken() throws {
    let good = Dictionary(uniqueKeysWithValues: try PeerSamples.all().map { ($0.name, $0.bytes) })
    let folder = try ResourceFolder()
    for fault in BrokenSamples.faults { try folder.write(fault.name, BrokenSamples.bytes(fault, good)) }
    var unseen = folder.names
    for validator in Validator.allCases {
      let verdicts = try validator.verdicts(on: folder.path)
      #expect(verdicts.good.union(verdicts.bad.keys) == folder.names)
      #expect(!verdicts.bad.isEmpty, "\(validator) sees nothing")
      unseen.subtract(verdicts.bad.keys)
    }
    #expect(unseen.isEmpty)
  }
}
