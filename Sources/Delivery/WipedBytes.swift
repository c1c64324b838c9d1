import Glibc

/// Bytes on their way into libcurl, wiped when they are no longer needed.
final class WipedBytes {
  private let memory: UnsafeMutableRawBufferPointer
  private(set) var count = 0
  /// How many of them libcurl has taken.
  private(set) var taken = 0

  init(capacity: Int) { memory = .allocate(byteCount: max(1, capacity), alignment: 1) }

  deinit {
    if let base = memory.baseAddress { explicit_bzero(base, memory.count) }
    memory.deallocate()
  }

  /// Adds a byte; one that does not fit is left out, so the capacity must be reckoned.
  func append(_ byte: UInt8) {
    guard count < memory.count else { return }
    memory[count] = byte
    count += 1
  }

  func append(_ text: String) { for byte in text.utf8 { append(byte) } }

  /// Copies the next part out.
  ///
  /// - Returns: How many bytes; 0 at the end.
  func take(into target: UnsafeMutableRawBufferPointer) -> Int {
    let part = min(target.count, count - taken)
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[taken..<taken + part]))
    taken += part
    return part
  }

  /// The address of the bytes, for as long as the object lives.
  var bytes: UnsafeRawPointer? { UnsafeRawPointer(memory.baseAddress) }
}
