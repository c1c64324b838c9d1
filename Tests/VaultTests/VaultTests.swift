import Glibc
import Testing

@testable import Vault

@Suite("The vault")
struct VaultTests {
  private func secret(_ text: String) throws -> SecretBytes {
    var bytes = Array(text.utf8)
    return try SecretBytes(wiping: &bytes)
  }

  @Test("secret bytes are moved, and never print themselves")
  func secretBytes() throws {
    var source = Array("aperto".utf8)
    let secret = try SecretBytes(wiping: &source)
    #expect(source.isEmpty)
    #expect(secret.withBytes { Array($0) } == Array("aperto".utf8))
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret)\(dumped)".contains("aperto"))
  }

  @Test("what is sealed opens again, whatever its length", arguments: [0, 1, 63, 64, 65, 5000])
  func sealing(count: Int) throws {
    let key = try SealingKey(.random(count: 32))
    let bytes = Randomness.bytes(count)
    let envelope = key.seal(bytes, context: [1, 2])
    #expect(envelope.count == count + SealingKey.overhead)
    #expect(try key.open(envelope, context: [1, 2]) == bytes)
    #expect(key.seal(bytes, context: [1, 2]) != envelope)
  }

  @Test("one changed bit anywhere, another context or another key do not open")
  func forgery() throws {
    let key = try SealingKey(.random(count: 32))
    let envelope = key.seal([1, 2, 3], context: [9])
    for index in envelope.indices {
      var changed = envelope
      changed[index] ^= 1
      #expect(throws: VaultFailure.forged) { try key.open(changed, context: [9]) }
    }
    #expect(throws: VaultFailure.forged) { try key.open(envelope, context: [8]) }
    #expect(throws: VaultFailure.forged) { try key.open(envelope, context: []) }
    let other = try SealingKey(.random(count: 32))
    #expect(throws: VaultFailure.forged) { try other.open(envelope, context: [9]) }
    #expect(throws: VaultFailure.malformed) { try key.open(Array(envelope.prefix(39)), context: [9]) }
    #expect(throws: VaultFailure.malformed) { try SealingKey(.random(count: 31)) }
  }

  @Test("a box opens with the key it was closed for, and with no other", arguments: [1, 16, 200])
  func boxes(count: Int) throws {
    let keys = try BoxKeys()
    let half = try SecretBytes(count: count) { $0.initializeMemory(as: UInt8.self, repeating: 0x37) }
    let box = try SealedBox.seal(half, for: keys.publicKey)
    #expect(box.count == count + SealedBox.overhead)
    #expect(try keys.open(box).withBytes { Array($0) } == [UInt8](repeating: 0x37, count: count))
    #expect(try SealedBox.seal(half, for: keys.publicKey) != box)
    let others = try BoxKeys()
    #expect(throws: VaultFailure.forged) { try others.open(box) }
    for length in 0..<box.count {
      #expect(throws: VaultFailure.self) { try keys.open(Array(box[..<length])) }
    }
    for bit in stride(from: 0, to: box.count * 8, by: 7) {
      var changed = box
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: VaultFailure.forged) { try keys.open(changed) }
    }
  }

  @Test("nothing is sealed for what is no key", arguments: [0, 31, 32, 33])
  func noKey(count: Int) throws {
    let half = try SecretBytes(count: 4) { $0.initializeMemory(as: UInt8.self, repeating: 0x37) }
    #expect(throws: VaultFailure.malformed) {
      try SealedBox.seal(half, for: [UInt8](repeating: 0, count: count))
    }
    #expect("\(try BoxKeys())" == "BoxKeys(***)")
  }

  @Test("a keyed hash depends on key and text only")
  func keyedHash() throws {
    let key = try SecretBytes.random(count: 32)
    let hash = try KeyedHash(key)
    #expect(hash.hash("PRVNNA80A41Y000J") == (try KeyedHash(key)).hash("PRVNNA80A41Y000J"))
    #expect(hash.hash("PRVNNA80A41Y000J") != hash.hash("PRVGNI65T10Y001V"))
    #expect(hash.hash("PRVNNA80A41Y000J") != (try KeyedHash(.random(count: 32))).hash("PRVNNA80A41Y000J"))
    #expect(hash.hash("").count == 16)
    #expect(hash.hash([], count: 32).count == 32)
  }

  @Test("the keyed hash is BLAKE2b: the answer published for the key 00 to 3f and no input")
  func publishedAnswer() throws {
    var key = [UInt8](0..<64)
    let hash = try KeyedHash(SecretBytes(wiping: &key)).hash([], count: 64)
    #expect(Hexadecimal.text(hash).hasPrefix("10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2"))
  }

  @Test("a chain notices a changed, missing or swapped row")
  func chain() throws {
    let chain = HashChain(try KeyedHash(.random(count: 32)))
    func tail(_ rows: [[UInt8]]) -> [UInt8] {
      rows.reduce(HashChain.origin) { chain.link(after: $0, of: $1) }
    }
    let whole = tail([[1], [2], [3]])
    #expect(whole.count == 32)
    #expect(tail([[1], [3], [2]]) != whole)
    #expect(tail([[1], [3]]) != whole)
    #expect(tail([[1], [2], [4]]) != whole)
    #expect(tail([[1], [2], [3]]) == whole)
  }

  @Test("a derived key depends on the key and the purpose")
  func derivation() throws {
    let key = try DataKey.random()
    let bodies = try key.derived(for: .bodies).withBytes { Array($0) }
    #expect(try key.derived(for: .bodies).withBytes { Array($0) } == bodies)
    #expect(try key.derived(for: .identifiers).withBytes { Array($0) } != bodies)
    #expect(try DataKey.random().derived(for: .bodies).withBytes { Array($0) } != bodies)
  }

  @Test("a passphrase matches its own hash only")
  func passphrase() throws {
    let hash = try PassphraseHash(of: secret("quattro parole a caso"), cost: .least)
    #expect(try hash.matches(secret("quattro parole a caso")))
    #expect(try !hash.matches(secret("quattro parole a cas")))
    #expect(try !hash.matches(secret("")))
    #expect(PassphraseHash(rawValue: hash.rawValue) == hash)
    #expect(PassphraseHash(rawValue: "secret") == nil)
    #expect(!"\(hash)".contains(hash.rawValue))
  }

  @Test("a slot gives the data key to its passphrase and to no other")
  func slot() throws {
    let key = try DataKey.random()
    let slot = try KeySlot(wrapping: key, passphrase: secret("quattro parole"), cost: .least)
    let read = try #require(KeySlot(text: slot.text))
    #expect(read == slot)
    let opened = try read.open(secret("quattro parole"))
    #expect(opened.secret.withBytes { Array($0) } == key.secret.withBytes { Array($0) })
    #expect(throws: VaultFailure.forged) { try read.open(secret("altre parole")) }
  }

  @Test(
    "a text that is no slot is refused",
    arguments: [
      "", "1$1$8192$00$00", "2$1$8192$", "1$0$8192$\(String(repeating: "0", count: 32))$00", "$$$$",
    ])
  func noSlot(text: String) {
    #expect(KeySlot(text: text) == nil)
  }

  @Test("a random identifier is a UUID of version 4 with a letter")
  func uuid() {
    var seen = Set<String>()
    for _ in 0..<2000 {
      let text = Randomness.uuid()
      let characters = Array(text)
      #expect(characters.count == 36)
      #expect(characters[14] == "4")
      #expect("89ab".contains(characters[19]))
      #expect(text.contains(where: { ("a"..."f").contains($0) }))
      seen.insert(text)
    }
    #expect(seen.count == 2000)
  }
}

@Suite("The key file")
final class KeyFileTests {
  private let folder: String
  private var path: String { folder + "/key" }

  init() throws {
    var template = Array("/tmp/sportello-key-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  deinit {
    for name in ["key", "key-link"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  @Test("it is made once, for its owner only, and gives the same key again")
  func roundTrip() throws {
    let key = try KeyFile.readOrCreate(path: path)
    let again = try KeyFile.readOrCreate(path: path)
    #expect(key.secret.withBytes { Array($0) } == again.secret.withBytes { Array($0) })
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(throws: VaultFailure.keyFile(.alreadyThere)) { try KeyFile.create(path: path) }
  }

  @Test("a file that others can read, a link and a short file are refused")
  func refusals() throws {
    #expect(throws: VaultFailure.keyFile(.missing)) { try KeyFile.read(path: path) }
    _ = try KeyFile.create(path: path)
    chmod(path, 0o640)
    #expect(throws: VaultFailure.keyFile(.exposed)) { try KeyFile.read(path: path) }
    chmod(path, 0o600)
    symlink(path, path + "-link")
    #expect(throws: VaultFailure.keyFile(.exposed)) { try KeyFile.read(path: path + "-link") }
    truncate(path, 31)
    #expect(throws: VaultFailure.keyFile(.wrongLength)) { try KeyFile.read(path: path) }
  }
}
