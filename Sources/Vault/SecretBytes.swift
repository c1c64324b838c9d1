import CSodium

/// Bytes that must not leak: kept in locked, guarded memory, read-only, wiped when the last owner lets go.
///
/// They never print themselves and are not written to a core file.
public final class SecretBytes: Sendable {
  // Written only in `init`, before anyone else can hold the object, and read-only for the kernel after it.
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
  /// How many bytes there are.
  public let count: Int

  /// Makes room for `count` bytes, 1 or more, and lets `fill` write them.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public convenience init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) throws(VaultFailure) {
    try self.init(count: count) { fill(UnsafeMutableRawBufferPointer(start: $0, count: count)) }
  }

  /// Makes room for `count` bytes, 1 or more, and lends their address to a function of the library.
  init(count: Int, at fill: (UnsafeMutablePointer<UInt8>) -> Void) throws(VaultFailure) {
    try VaultLibrary.start()
    guard count > 0, let memory = sodium_malloc(count) else { throw .outOfMemory }
    self.memory = memory
    self.count = count
    fill(memory.bindMemory(to: UInt8.self, capacity: count))
    sodium_mprotect_readonly(memory)
  }

  /// Moves bytes into safety and wipes the place they came from; an empty array stays one zero byte long.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``; the source is wiped then too.
  public convenience init(wiping source: inout [UInt8]) throws(VaultFailure) {
    let length = source.count
    defer { Self.wipe(&source) }
    try self.init(count: max(1, length)) { target in
      source.withUnsafeBytes { target.copyMemory(from: $0) }
      if length == 0 { target[0] = 0 }
    }
  }

  /// Fresh random bytes, born in safe memory.
  ///
  /// - Throws: ``VaultFailure/outOfMemory``.
  public static func random(count: Int) throws(VaultFailure) -> SecretBytes {
    try SecretBytes(count: count, at: { randombytes_buf($0, count) })
  }

  deinit { sodium_free(memory) }

  /// Lends the bytes for the time of a call; they must not be copied out of it.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: memory, count: count))
  }

  /// Lends the address of the bytes to a function of the library.
  func withAddress<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    body(UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)))
  }

  /// Lends the address of the bytes to a function that takes a passphrase.
  func withCharacters<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    withAddress { $0.withMemoryRebound(to: CChar.self, capacity: count, body) }
  }

  /// Overwrites bytes with zeros in a way that no optimiser removes, and empties the array.
  public static func wipe(_ bytes: inout [UInt8]) {
    VaultLibrary.ensureStarted()
    bytes.withUnsafeMutableBytes { if let base = $0.baseAddress { sodium_memzero(base, $0.count) } }
    bytes = []
  }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
  /// Says that there is a secret, not which.
  public var description: String { "SecretBytes(***)" }

  /// Hides the bytes from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
