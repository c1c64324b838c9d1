import CCurl
import RegistryClient

/// Which of the client's reasons stands behind a code of libcurl.
enum FailureReason {
  /// Classifies a failed transfer.
  ///
  /// - Parameters:
  ///   - code: What libcurl returned; success too, when no answer could be made of what came.
  ///   - proxyStatus: How the proxy answered to the wish for a tunnel; 0 if there was none.
  ///   - verified: What OpenSSL found of the certificate of the other side; 0 if nothing against it.
  ///   - text: What libcurl says of the failure, ended by zero; it is only searched, never kept.
  /// - Returns: The reason; ``RegistryClient/TransportFailure/Reason/broken`` for what is unknown.
  static func of(_ code: CURLcode, proxyStatus: Int, verified: Int, text: [CChar]) -> TransportFailure.Reason
  {
    if proxyStatus != 0, !(200...299).contains(proxyStatus) { return .proxy }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .nameNotFound
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy
    case CURLE_COULDNT_CONNECT: return .notConnected
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_INVALIDCERTSTATUS:
      return outOfTime.contains(verified) ? .certificateOutOfTime : .certificate
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN, CURLE_FAILED_INIT, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_UNKNOWN_OPTION:
      return .configuration
    case CURLE_OK, CURLE_WRITE_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL,
      CURLE_BAD_CONTENT_ENCODING, CURLE_FILESIZE_EXCEEDED:
      return .garbled
    case CURLE_SSL_CONNECT_ERROR, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      return refusesOurCertificate(text) ? .clientCertificate : .broken
    default: return .broken
    }
  }

  /// `X509_V_ERR_CERT_NOT_YET_VALID` and `X509_V_ERR_CERT_HAS_EXPIRED` of OpenSSL.
  private static let outOfTime = 9...10

  /// The alerts of TLS that speak of the certificate of the one who gets them.
  ///
  /// Under TLS 1.3 they come after the request has left, as a failure to receive.
  private static func refusesOurCertificate(_ text: [CChar]) -> Bool {
    let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard words.contains("alert") else { return false }
    return ["certificate", "unknown ca", "access denied", "handshake failure"].contains { words.contains($0) }
  }
}
