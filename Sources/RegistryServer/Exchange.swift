import CMicrohttpd
import FHIR
import Synchronization

/// One request on its way through the callbacks of the library.
///
/// The thread of its connection owns everything but the answer, which comes from elsewhere while the connection
/// sleeps; the library's own lock orders the two.
final class Exchange: @unchecked Sendable {
  /// How far it is.
  enum Step {
    /// Its first line was read.
    case begun
    /// Its head was good; the body comes in.
    case receiving(Request)
    /// Its answer is being made.
    case waiting
    /// Its answer is there, to be sent.
    case answered(Response)
    /// Its answer was handed to the library.
    case sent
  }

  /// The target as it stood on the wire.
  let target: String
  private let connection: OpaquePointer
  var step = Step.begun
  /// Whether a stop waits for it.
  var isCounted = false

  init(target: String, connection: OpaquePointer) {
    self.target = target
    self.connection = connection
  }

  /// Puts the connection to sleep.
  func suspend() {
    step = .waiting
    MHD_suspend_connection(connection)
  }

  /// Keeps the answer and wakes the connection.
  func answer(_ response: Response) {
    step = .answered(response)
    MHD_resume_connection(connection)
  }
}
