import Glibc

/// The whole content of a regular file, or nothing if it cannot be read.
///
/// - Complexity: O(*n*) in the size of the file, which is read in one go.
package func bytesOfFile(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  let size = Int(status.st_size)
  var failed = false
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = 0
    while count < size {
      let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
      if got < 0, errno == EINTR { continue }
      if got <= 0 {
        failed = got < 0
        return
      }
      count += got
    }
  }
  return failed ? nil : bytes
}
