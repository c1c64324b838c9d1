import Glibc

/// Gives pages to `lp`; the title of the job carries no person.
enum PrintQueue {
  /// Sends `text` to a printer of the system.
  ///
  /// - Returns: Whether `lp` took it.
  static func send(_ text: String, to printer: String, title: String) -> Bool {
    var pipeEnds: [Int32] = [0, 0]
    guard pipe(&pipeEnds) == 0 else { return false }
    for end in pipeEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipeEnds[0], STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = ["lp", "-d", printer, "-t", title]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in word.withCString { strdup($0) } }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let started = posix_spawnp(&child, "lp", &actions, nil, &arguments, environ)
    close(pipeEnds[0])
    guard started == 0 else {
      close(pipeEnds[1])
      return false
    }
    let isWhole = PrintFile.writeAll(text, to: pipeEnds[1])
    close(pipeEnds[1])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return isWhole && status == 0
  }
}
