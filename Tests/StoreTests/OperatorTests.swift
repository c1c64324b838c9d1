import Domain
import Glibc
import Store
import Testing
import Vault

@Suite("Operators")
struct OperatorTests {
  private let key: DataKey
  private var operators = Operators(cost: .least)

  init() throws {
    key = try DataKey.random()
    try operators.add(
      "anna", role: .sportello, deskKinds: [.asl, .formazione],
      passphrase: Self.secret("quattro parole a caso"),
      key: key, at: now)
  }

  private static func secret(_ text: String) throws -> SecretBytes {
    var bytes = Array(text.utf8)
    return try SecretBytes(wiping: &bytes)
  }

  private func opens(_ found: DataKey) throws -> Bool {
    let envelope = try SealingKey(key.derived(for: .bodies)).seal([7], context: [])
    return (try? SealingKey(found.derived(for: .bodies)).open(envelope, context: [])) == [7]
  }

  @Test("the right passphrase gives the account and the data key")
  func logIn() throws {
    let (account, found) = try operators.logIn("anna", passphrase: Self.secret("quattro parole a caso"))
    #expect(account.role == .sportello)
    #expect(account.deskKinds == [.asl, .formazione])
    #expect(try opens(found))
    #expect(try operators.isPassphrase(Self.secret("quattro parole a caso"), of: "anna"))
    #expect(try !operators.isPassphrase(Self.secret("quattro parole"), of: "anna"))
  }

  @Test("a wrong passphrase and a wrong name are told apart by nobody")
  func refusal() throws {
    #expect(throws: OperatorError.refused) {
      try operators.logIn("anna", passphrase: Self.secret("altre parole a caso"))
    }
    #expect(throws: OperatorError.refused) {
      try operators.logIn("maria", passphrase: Self.secret("quattro parole a caso"))
    }
  }

  @Test("a disabled operator does not get in, and is told so only with the right passphrase")
  func disabled() throws {
    var operators = operators
    try operators.disable("anna")
    #expect(throws: OperatorError.disabled) {
      try operators.logIn("anna", passphrase: Self.secret("quattro parole a caso"))
    }
    #expect(throws: OperatorError.refused) {
      try operators.logIn("anna", passphrase: Self.secret("altre parole a caso"))
    }
    #expect(try !operators.isPassphrase(Self.secret("quattro parole a caso"), of: "anna"))
    #expect(throws: OperatorError.unknownName) { try operators.disable("maria") }
  }

  @Test("a new passphrase opens the same data, the old one nothing")
  func passphrase() throws {
    var operators = operators
    try operators.setPassphrase(
      of: "anna", to: Self.secret("cinque parole a caso"), key: key, at: now + .seconds(1))
    #expect(try opens(operators.logIn("anna", passphrase: Self.secret("cinque parole a caso")).key))
    #expect(throws: OperatorError.refused) {
      try operators.logIn("anna", passphrase: Self.secret("quattro parole a caso"))
    }
    #expect(operators.account("anna")?.passphraseSetAt == now + .seconds(1))
  }

  @Test(
    "what is not allowed is refused and adds nobody",
    arguments: [
      ("", "quattro parole a caso", OperatorError.name), ("a", "quattro parole a caso", .name),
      ("Anna", "quattro parole a caso", .name), ("an na", "quattro parole a caso", .name),
      (String(repeating: "a", count: 33), "quattro parole a caso", .name),
      ("anna", "quattro parole a caso", .nameTaken), ("maria", "corta", .passphraseTooShort(minimum: 12)),
      (
        "maria", "\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}\u{e0}",
        .passphraseTooShort(minimum: 12)
      ),
    ])
  func refused(name: String, passphrase: String, error: OperatorError) throws {
    var operators = operators
    #expect(throws: error) {
      try operators.add(
        name, role: .sportello, deskKinds: [.asl], passphrase: Self.secret(passphrase), key: key, at: now)
    }
    #expect(throws: OperatorError.noDesk) {
      try operators.add(
        "maria", role: .sportello, deskKinds: [], passphrase: Self.secret("quattro parole"), key: key, at: now
      )
    }
    #expect(operators.accounts.count == 1)
  }

  @Test("the file gives back what was written, for its owner only, without a passphrase in it")
  func file() throws {
    let folder = try TemporaryFolder()
    let file = OperatorFile(folder: folder.path)
    #expect(try file.read(cost: .least).accounts.isEmpty)
    try file.write(operators)
    #expect(try file.read(cost: .least) == operators)
    #expect(folder.names == ["operators.json"])
    let text = String(decoding: bytes(of: folder.path + "/operators.json"), as: UTF8.self)
    #expect(text.contains("$argon2id$"))
    #expect(!text.contains("parole"))
    chmod(folder.path + "/operators.json", 0o644)
    #expect(throws: StoreError.malformed) { try file.read() }
  }

  @Test(
    "a file that is not one of ours is refused",
    arguments: ["", "{", "[]", "{\"version\":2,\"operators\":[]}", "{\"version\":1,\"operators\":[{}]}"])
  func malformed(text: String) throws {
    let folder = try TemporaryFolder()
    write(Array(text.utf8), to: folder.path + "/operators.json")
    #expect(throws: StoreError.malformed) { try OperatorFile(folder: folder.path).read() }
  }
}
