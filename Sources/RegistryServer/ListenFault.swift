/// Why a listener does not start; then nothing listens.
public enum ListenFault: Error, Hashable, Sendable {
  /// The address can be reached from other machines, and no proxy was promised.
  case notLocal
  /// The address is none of this machine, or the path of the socket is too long.
  case badAddress
  /// Somebody listens there already.
  case inUse
  /// The system refuses, with its error number.
  case system(Int32)
  /// The library refuses to listen on the socket.
  case library
  /// It is running, or was stopped: a listener runs once.
  case notNew
}
