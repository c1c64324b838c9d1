import CCurl

/// One handle of libcurl for one transfer, with what it needs alive.
struct Handle: ~Copyable {
  let pointer: UnsafeMutableRawPointer
  private var list: UnsafeMutablePointer<curl_slist>?

  /// Once for the process, before any handle.
  private static let isInitialised = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init?() {
    guard Self.isInitialised, let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    list = nil
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(list)
  }

  /// Sets what every transfer has: limits of time, encryption checked, no proxy, one protocol.
  func setConnection(
    url: String, protocols: String, authorities: String?, milliseconds: Int
  ) -> Bool {
    var codes = [
      ccurl_set_text(pointer, CURLOPT_URL, url),
      ccurl_set_text(pointer, CURLOPT_PROTOCOLS_STR, protocols),
      ccurl_set_long(pointer, CURLOPT_NOSIGNAL, 1),
      ccurl_set_long(pointer, CURLOPT_QUICK_EXIT, 1),
      ccurl_set_long(pointer, CURLOPT_FRESH_CONNECT, 1),
      ccurl_set_long(pointer, CURLOPT_FORBID_REUSE, 1),
      ccurl_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
      ccurl_set_long(pointer, CURLOPT_TIMEOUT_MS, milliseconds),
      ccurl_set_text(pointer, CURLOPT_PROXY, ""),
      ccurl_set_long(pointer, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      ccurl_set_long(pointer, CURLOPT_SSL_VERIFYPEER, 1),
      ccurl_set_long(pointer, CURLOPT_SSL_VERIFYHOST, 2),
      ccurl_set_receiver(pointer, CURLOPT_WRITEFUNCTION, { _, size, count, _ in size * count }),
    ]
    if let authorities {
      codes.append(ccurl_set_text(pointer, CURLOPT_CAINFO, authorities))
      codes.append(ccurl_set_text(pointer, CURLOPT_CAPATH, nil))
    }
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  /// Sets the only list of an option: recipients, or fields of a head.
  mutating func set(_ option: CURLoption, list texts: [String]) -> Bool {
    for text in texts {
      guard let longer = curl_slist_append(list, text) else { return false }
      list = longer
    }
    return ccurl_set_list(pointer, option, list) == CURLE_OK
  }

  /// Does the transfer.
  ///
  /// - Parameter hasLeft: Whether any of the message has left, asked after a failure.
  /// - Returns: The failure, `nil` for success, and the server's last status.
  func perform(hasLeft: () -> Bool) -> (failure: DeliveryFailure?, status: Int) {
    let code = curl_easy_perform(pointer)
    var status = 0
    _ = ccurl_get_long(pointer, CURLINFO_RESPONSE_CODE, &status)
    guard code != CURLE_OK else { return (nil, status) }
    return (DeliveryFailure(Self.reason(of: code, status: status), mayHaveArrived: hasLeft()), status)
  }

  private static func reason(of code: CURLcode, status: Int) -> DeliveryFailure.Reason {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: .unreachable
    case CURLE_USE_SSL_FAILED: .unprotected
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .certificate
    case CURLE_SSL_CACERT_BADFILE, CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_NOT_BUILT_IN,
      CURLE_FAILED_INIT, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION:
      .configuration
    case CURLE_LOGIN_DENIED: .login
    default: (400...599).contains(status) ? .refused : .broken
    }
  }
}
