import CMicrohttpd
import FHIR

/// What the library calls: each finds its listener and exchange behind a pointer.
enum Callbacks {
  static let begin: cmicrohttpd_begin = { _, target, connection in
    guard let target, let connection else { return nil }
    let exchange = Exchange(target: String(cString: target), connection: connection)
    return Unmanaged.passRetained(exchange).toOpaque()
  }

  static let handle: MHD_AccessHandlerCallback = {
    context, connection, _, method, version, data, size, slot in
    guard let context, let connection, let method, let version, let size, let opaque = slot?.pointee else {
      return .NO
    }
    let listener = Unmanaged<ListenerState>.fromOpaque(context).takeUnretainedValue()
    let exchange = Unmanaged<Exchange>.fromOpaque(opaque).takeUnretainedValue()
    switch exchange.step {
    case .begun:
      let head = RequestCheck.Head(
        method: String(cString: method), target: exchange.target, version: String(cString: version),
        headers: headers(of: connection))
      switch listener.check.checked(head) {
      case .failure(let refusal):
        exchange.step = .sent
        return send(refusal.response, connection, listener)
      case .success(let request):
        exchange.step = .receiving(request)
        listener.watch.set(connection, within: listener.check.limits.bodyTime)
        return .YES
      }
    case .receiving(var request):
      guard size.pointee == 0 else {
        guard let data, request.body.count + size.pointee <= listener.check.limits.body else { return .NO }
        // The only reference to the bytes is the local one while they grow.
        exchange.step = .waiting
        request.body.append(contentsOf: UnsafeRawBufferPointer(start: data, count: size.pointee))
        exchange.step = .receiving(request)
        size.pointee = 0
        return .YES
      }
      listener.watch.set(connection, within: nil)
      if listener.answer(request, for: exchange) { return .YES }
      exchange.step = .sent
      return send(Refusal.stopping.response, connection, listener)
    case .answered(let response):
      exchange.step = .sent
      return send(response, connection, listener)
    case .waiting, .sent: return .NO
    }
  }

  static let complete: MHD_RequestCompletedCallback = { context, connection, slot, _ in
    guard let context, let connection, let slot, let opaque = slot.pointee else { return }
    slot.pointee = nil
    let listener = Unmanaged<ListenerState>.fromOpaque(context).takeUnretainedValue()
    listener.ended(Unmanaged<Exchange>.fromOpaque(opaque).takeRetainedValue())
    listener.watch.set(connection, within: listener.check.limits.idleTime)
  }

  static let notify: MHD_NotifyConnectionCallback = { context, connection, _, what in
    guard let context, let connection else { return }
    let listener = Unmanaged<ListenerState>.fromOpaque(context).takeUnretainedValue()
    if what == .CONNECTION_NOTIFY_STARTED {
      listener.watch.set(connection, within: listener.check.limits.headTime)
    } else {
      listener.watch.forget(connection)
    }
  }

  private static func headers(of connection: OpaquePointer) -> HeaderFields {
    var headers = HeaderFields()
    withUnsafeMutablePointer(to: &headers) { pointer in
      _ = MHD_get_connection_values_n(
        connection, .HEADER_KIND,
        { context, _, name, nameSize, value, valueSize in
          let name = String(decoding: UnsafeRawBufferPointer(start: name, count: nameSize), as: UTF8.self)
          let value = String(decoding: UnsafeRawBufferPointer(start: value, count: valueSize), as: UTF8.self)
          context?.assumingMemoryBound(to: HeaderFields.self).pointee.append(name, value)
          return .YES
        }, pointer)
    }
    return HeaderFields(headers.fields.map { HeaderFields.Field($0.name, trimmed($0.value)) })
  }

  /// The library leaves the blanks behind a value.
  private static func trimmed(_ value: String) -> String {
    var bytes = value.utf8[...]
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(Substring(bytes))
  }

  /// Hands an answer to the library, which copies it.
  private static func send(
    _ response: Response, _ connection: OpaquePointer, _ listener: ListenerState
  ) -> MHD_Result {
    let made = response.body.withUnsafeBytes { body in
      MHD_create_response_from_buffer(
        body.count, UnsafeMutableRawPointer(mutating: body.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let made else { return .NO }
    defer { MHD_destroy_response(made) }
    for field in response.headers.fields where !ownFields.contains(field.name.lowercased()) {
      _ = MHD_add_response_header(made, field.name, field.value)
    }
    if response.closesConnection { _ = MHD_add_response_header(made, "Connection", "close") }
    listener.watch.set(connection, within: listener.check.limits.sendTime)
    return MHD_queue_response(connection, UInt32(response.status), made)
  }

  /// The fields that only the library knows how to set.
  private static let ownFields: Set<String> = ["connection", "content-length", "date", "transfer-encoding"]
}

extension Response {
  /// What comes behind a request that was refused unread may be anything.
  fileprivate var closesConnection: Bool { headers["Connection"] == "close" }
}
