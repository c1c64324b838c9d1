public import Domain

extension CaseCoding {
  /// The bytes of one exemption.
  public static func encode(esenzione: Esenzione) -> [UInt8] {
    var writer = JSONWriter()
    Coders.esenzione.write(esenzione, &writer)
    return writer.bytes
  }

  /// Reads one exemption.
  ///
  /// - Throws: ``CaseError``, naming the first wrong place.
  public static func decodeEsenzione(_ bytes: [UInt8]) throws(CaseError) -> Esenzione {
    try Coders.esenzione.read(JSONParser.parse(bytes))
  }
}

extension Coders {
  static let esenzione = Shapes.esenzione.versioned
}
