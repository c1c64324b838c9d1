import Glibc

/// What the kernel tells about a process.
enum ProcessFile {
  /// The text of a file of `/proc`, or nothing.
  static func text(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// The number after `name:` in the status of a process; 0 when there is none.
  static func status(_ name: String, of process: pid_t) -> Int {
    field(name, in: text("/proc/\(process)/status"))
  }

  /// How often each thread of a process has gone to sleep of its own accord.
  static func sleeps(of process: pid_t) -> [String: Int] {
    var counts: [String: Int] = [:]
    for thread in names(in: "/proc/\(process)/task") {
      counts[thread] = field("voluntary_ctxt_switches", in: text("/proc/\(process)/task/\(thread)/status"))
    }
    return counts
  }

  /// The names in a folder, without `.` and `..`; none when it is no folder.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static func field(_ name: String, in text: String) -> Int {
    for line in text.split(separator: "\n") where line.hasPrefix("\(name):") {
      return Int(line.dropFirst(name.count + 1).filter(\.isNumber)) ?? 0
    }
    return 0
  }
}
