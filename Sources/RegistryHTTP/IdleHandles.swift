import CCurl
import FHIR
import RegistryClient
import Synchronization

/// The handles of libcurl that wait with their open connections for the next read.
final class IdleHandles: Sendable {
  private struct Handle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
  }

  /// Once for the process, before any handle.
  private static let isInitialised = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let idle = Mutex<[Handle]>([])

  deinit {
    for handle in idle.withLock({ $0 }) { curl_easy_cleanup(handle.pointer) }
  }

  /// Does an exchange on the calling thread, which it blocks until it has an answer or a failure.
  func exchange(
    _ request: Request, isFresh: Bool, _ settings: ConnectionSettings
  ) -> Result<Response, TransportFailure> {
    guard Self.isInitialised else { return .failure(TransportFailure(.configuration)) }
    // The last one that came back has the connection that is the least likely to have been closed meanwhile.
    let used = isFresh ? nil : idle.withLock { $0.popLast() }
    guard let pointer = used?.pointer ?? curl_easy_init() else {
      return .failure(TransportFailure(.configuration))
    }
    let result = Transfer(pointer, settings).perform(request, isFresh: isFresh)
    curl_easy_reset(pointer)
    if isFresh {
      curl_easy_cleanup(pointer)
    } else {
      let handle = Handle(pointer: pointer)
      idle.withLock { $0.append(handle) }
    }
    return result
  }
}
