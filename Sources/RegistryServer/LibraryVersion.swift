import CMicrohttpd

/// The library that listens.
enum LibraryVersion {
  /// Its version, as it names itself.
  static var text: String { String(cString: MHD_get_version()) }
}
