import CCurl

/// The library that carries requests.
enum LibraryVersion {
  /// Its version, as it names itself.
  static var text: String { String(cString: curl_version()) }
}
