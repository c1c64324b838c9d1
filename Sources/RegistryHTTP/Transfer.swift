import CCurl
import FHIR
import RegistryClient

/// One exchange on one handle of libcurl.
struct Transfer {
  private let handle: UnsafeMutableRawPointer
  private let settings: ConnectionSettings

  init(_ handle: UnsafeMutableRawPointer, _ settings: ConnectionSettings) {
    self.handle = handle
    self.settings = settings
  }

  /// Sends a request and waits for its answer.
  func perform(_ request: Request, isFresh: Bool) -> Result<Response, TransportFailure> {
    guard let url = RequestText.url(of: request, below: settings.base),
      let headers = HeaderList(request.headers, hasBody: !request.body.isEmpty)
    else { return .failure(TransportFailure(.configuration)) }
    let received = ReceivedResponse(settings.limits)
    guard set(request, url: url, headers: headers), setConnection(isFresh: isFresh), setTrust() else {
      return .failure(TransportFailure(.configuration))
    }
    return request.body.withUnsafeBytes { body in
      guard setBody(body, of: request.method), receive(into: received) else {
        return .failure(TransportFailure(.configuration))
      }
      return withExtendedLifetime((headers, received)) { run(received) }
    }
  }

  private func run(_ received: ReceivedResponse) -> Result<Response, TransportFailure> {
    var text = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    let code = text.withUnsafeMutableBytes { buffer in
      // Set to nothing again before the buffer goes: the handle may live on.
      _ = ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
      let code = curl_easy_perform(handle)
      _ = ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
      return code
    }
    var sent: curl_off_t = 0
    _ = ccurl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &sent)
    var connectCode = 0
    _ = ccurl_get_long(handle, CURLINFO_HTTP_CONNECTCODE, &connectCode)
    var verified = 0
    _ = ccurl_get_long(handle, CURLINFO_SSL_VERIFYRESULT, &verified)
    if code == CURLE_OK, let response = received.response { return finished(response, sent: Int(sent)) }
    let reason = FailureReason.of(code, proxyStatus: connectCode, verified: verified, text: text)
    return .failure(TransportFailure(reason, bodyBytesSent: Int(sent)))
  }

  /// A proxy that forwards without a tunnel asks for credentials with an answer, not with a failure.
  private func finished(_ response: Response, sent: Int) -> Result<Response, TransportFailure> {
    response.status == 407 && settings.proxy != nil
      ? .failure(TransportFailure(.proxy, bodyBytesSent: sent)) : .success(response)
  }

  // MARK: Options

  private func set(_ request: Request, url: String, headers: HeaderList) -> Bool {
    all([
      ccurl_set_text(handle, CURLOPT_URL, url),
      ccurl_set_long(handle, CURLOPT_PATH_AS_IS, 1),
      ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers.pointer),
      ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
      ccurl_set_long(handle, CURLOPT_HTTP09_ALLOWED, 0),
      ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
      ccurl_set_text(
        handle, CURLOPT_PROTOCOLS_STR, settings.base.isSecure ? "https" : "http"),
    ])
  }

  private func setConnection(isFresh: Bool) -> Bool {
    let fresh = isFresh ? 1 : 0
    return all([
      ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1),
      // A name server that does not answer must not hold the thread beyond the limit of time.
      ccurl_set_long(handle, CURLOPT_QUICK_EXIT, 1),
      ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, settings.limits.connect),
      ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, settings.limits.total),
      ccurl_set_long(handle, CURLOPT_FRESH_CONNECT, fresh),
      ccurl_set_long(handle, CURLOPT_FORBID_REUSE, fresh),
      ccurl_set_text(handle, CURLOPT_UNIX_SOCKET_PATH, settings.socket),
      // Empty, not absent: otherwise the environment would choose a proxy.
      ccurl_set_text(handle, CURLOPT_PROXY, settings.proxy ?? ""),
      ccurl_set_text(handle, CURLOPT_NOPROXY, ""),
      ccurl_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      ccurl_set_long(handle, CURLOPT_BUFFERSIZE, 256 << 10),
    ])
  }

  private func setTrust() -> Bool {
    var codes = [
      ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
      ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
    ]
    if let authorities = settings.authorities {
      codes.append(ccurl_set_text(handle, CURLOPT_CAINFO, authorities))
      // The folder of the system would be trusted beside the file.
      codes.append(ccurl_set_text(handle, CURLOPT_CAPATH, nil))
    }
    if let identity = settings.identity {
      codes.append(ccurl_set_text(handle, CURLOPT_SSLCERT, identity.certificate))
      codes.append(ccurl_set_text(handle, CURLOPT_SSLKEY, identity.key))
      // A key with a passphrase is refused: without this line OpenSSL would ask on the terminal.
      codes.append(ccurl_set_text(handle, CURLOPT_KEYPASSWD, ""))
    }
    return all(codes)
  }

  private func setBody(_ body: UnsafeRawBufferPointer, of method: Request.Method) -> Bool {
    if body.isEmpty, method == .get { return all([ccurl_set_long(handle, CURLOPT_HTTPGET, 1)]) }
    if body.isEmpty, method == .head { return all([ccurl_set_long(handle, CURLOPT_NOBODY, 1)]) }
    var codes: [CURLcode] = []
    if !body.isEmpty || method == .post || method == .put || method == .patch {
      codes = [
        ccurl_set_long(handle, CURLOPT_POST, 1),
        ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
        ccurl_set_bytes(handle, CURLOPT_POSTFIELDS, body.baseAddress ?? UnsafeRawPointer(handle)),
      ]
    }
    if method != .post { codes.append(ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, method.rawValue)) }
    return all(codes)
  }

  private func receive(into received: ReceivedResponse) -> Bool {
    let context = Unmanaged.passUnretained(received).toOpaque()
    let takeHead: ccurl_receiver = { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Unmanaged<ReceivedResponse>.fromOpaque(context).takeUnretainedValue().takeHead(line)
    }
    let takeBody: ccurl_receiver = { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Unmanaged<ReceivedResponse>.fromOpaque(context).takeUnretainedValue().takeBody(part)
    }
    return all([
      ccurl_set_receiver(handle, CURLOPT_HEADERFUNCTION, takeHead),
      ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context),
      ccurl_set_receiver(handle, CURLOPT_WRITEFUNCTION, takeBody),
      ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context),
      ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(settings.limits.body)),
    ])
  }

  private func all(_ codes: [CURLcode]) -> Bool { codes.allSatisfy { $0 == CURLE_OK } }
}
