public import FHIR
public import RegistryClient
import Synchronization

/// The network behind the client's door: libcurl on a few threads of its own.
///
/// A write travels on a connection that nothing used before and nothing uses afterwards: on a used one libcurl
/// sends again by itself when the other side closed it, and the registry would get the practice twice.
/// Nothing of a request or an answer is written anywhere. Threads sleep while nothing is under way, and end with
/// the transport.
///
/// Source: registry-sync §8.
public final class CurlTransport: Sendable {
  /// Where the registry is and what the limits are.
  public let settings: ConnectionSettings
  private let threads: TransferThreads

  /// Opens nothing yet.
  ///
  /// - Parameters:
  ///   - settings: Where the registry is and what the limits are.
  ///   - threads: How many exchanges may be under way at once; further ones wait.
  public init(settings: ConnectionSettings, threads: Int = 4) {
    self.settings = settings
    self.threads = TransferThreads(most: max(1, threads))
  }

  /// Carries one request to the registry and its answer back.
  ///
  /// - Parameters:
  ///   - request: The path below the base, as it stands on the wire.
  ///   - isFresh: Whether the connection must be new and used for nothing else: for every write.
  /// - Returns: The final answer, whatever its status from 200 to 599; redirects are not followed.
  /// - Throws: ``RegistryClient/TransportFailure``, with the bytes of the body that left this machine. It comes
  ///   at the latest when the total limit of time has passed since a thread took the request up.
  public func exchange(_ request: Request, isFresh: Bool) async throws(TransportFailure) -> Response {
    let result = await withCheckedContinuation { continuation in
      threads.run { handles in
        continuation.resume(returning: handles.exchange(request, isFresh: isFresh, self.settings))
      }
    }
    return try result.get()
  }

  /// The door as the client takes it.
  public var transport: Transport {
    { request, isFresh async throws(TransportFailure) in try await self.exchange(request, isFresh: isFresh) }
  }
}
