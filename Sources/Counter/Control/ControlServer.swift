import Glibc

/// Answers the sub-commands while the counter runs.
///
/// A thread of its own sleeps between requests; each request is answered by a task of its own.
public final class ControlServer: Sendable {
  private let listener: SocketEnd
  private let wakeUp: (read: Int32, write: Int32)
  private let folder: String
  private let answer: @Sendable (String) async -> String
  private let executor: (any TaskExecutor)?

  /// Begins to listen and starts the thread.
  ///
  /// - Parameters:
  ///   - folder: The data folder, whose lock the caller holds.
  ///   - executor: Where requests are answered; `nil` is the pool of the process.
  ///   - answer: Makes one line of JSON out of one; may be called for several requests at once.
  /// - Throws: ``ControlError/system(code:)``.
  public init(
    folder: String, executor: (any TaskExecutor)? = nil, answer: @escaping @Sendable (String) async -> String
  ) throws(ControlError) {
    listener = try SocketEnd()
    try listener.listen(folder: folder)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeUp = (ends[0], ends[1])
    self.folder = folder
    self.answer = answer
    self.executor = executor
    try startThread()
  }

  /// Stops listening and removes the socket; a request that is being answered is still answered.
  public func stop() {
    unlink("\(folder)/\(ControlSocket.name)")
    // From now on a sub-command is refused at once instead of waiting for an answer.
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    _ = write(wakeUp.write, [UInt8(0)], 1)
  }

  deinit {
    close(wakeUp.read)
    close(wakeUp.write)
  }

  /// Starts the thread, which keeps the server alive until it is stopped.
  private func startThread() throws(ControlError) {
    let box = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ControlServer>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw .system(code: code)
    }
    pthread_detach(thread)
  }

  private func run() {
    blockSignals()
    while true {
      var waits = [
        pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeUp.read, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 2, -1) >= 0 || errno == EINTR else { return }
      if waits[1].revents != 0 { return refuseWaiting() }
      if waits[0].revents != 0 { serve() }
    }
  }

  /// Signals are for the main thread, which owns the terminal.
  private func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Hangs up on who connected before the socket was shut down; accepting no longer blocks now.
  private func refuseWaiting() {
    while true {
      let descriptor = accept(listener.descriptor, nil, nil)
      guard descriptor >= 0 else { return }
      close(descriptor)
    }
  }

  private func serve() {
    let descriptor = accept(listener.descriptor, nil, nil)
    guard descriptor >= 0 else { return }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let end = SocketEnd(descriptor: descriptor)
    guard end.isPeerOurs else { return }
    end.setTimeout(seconds: 2)
    guard let request = try? end.receiveLine() else { return }
    Task.detached(executorPreference: executor) { [answer] in _ = end.sendLine(await answer(request)) }
  }
}
