import FoundationEssentials
import Vault

/// Seals and opens what the store writes, with the keys derived from the data key of the folder.
struct Envelopes: Sendable {
  /// Which column an envelope belongs to; part of what is proved when it is opened.
  enum Place: String {
    case keyCheck, journal, outboxAbout, outboxProgress, outboxBody, person, work, workClosing, draft
    case cacheState, fact, handover, queueFile, workItem, workEnd, workContact
  }

  private let bodies: SealingKey
  private let identifiers: KeyedHash
  let chain: HashChain

  init(_ key: DataKey) throws(StoreError) {
    do {
      bodies = try SealingKey(key.derived(for: .bodies))
      identifiers = try KeyedHash(key.derived(for: .identifiers))
      chain = HashChain(try KeyedHash(key.derived(for: .chain)))
    } catch { throw .vault(error) }
  }

  /// Seals bytes for one place and row.
  func seal(_ bytes: [UInt8], _ place: Place, row: String) -> [UInt8] {
    bodies.seal(bytes, context: Array("\(place.rawValue)/\(row)".utf8))
  }

  /// Opens bytes, or says that they are not what was stored there.
  func open(_ envelope: [UInt8], _ place: Place, row: String) throws(StoreError) -> [UInt8] {
    do {
      return try bodies.open(envelope, context: Array("\(place.rawValue)/\(row)".utf8))
    } catch { throw .altered }
  }

  /// Seals bytes for a context that names its place itself.
  func seal(_ bytes: [UInt8], context: [UInt8]) -> [UInt8] { bodies.seal(bytes, context: context) }

  /// Opens bytes of a context that names its place itself, or says that they are not what was stored there.
  func open(_ envelope: [UInt8], context: [UInt8]) throws(StoreError) -> [UInt8] {
    do { return try bodies.open(envelope, context: context) } catch { throw .altered }
  }

  /// Seals a small record of our own.
  func seal(_ record: some Encodable, _ place: Place, row: String) throws(StoreError) -> [UInt8] {
    do {
      return seal([UInt8](try JSONEncoder().encode(record)), place, row: row)
    } catch { throw .malformed }
  }

  /// Opens a small record of our own.
  func open<Record: Decodable>(
    _ type: Record.Type, _ envelope: [UInt8], _ place: Place, row: String
  ) throws(StoreError) -> Record {
    let bytes = try open(envelope, place, row: row)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch { throw .altered }
  }

  /// The keyed hash by which a code is found: 16 bytes.
  func hash(code: String) -> [UInt8] { identifiers.hash("code/" + code) }

  /// The keyed hash by which a copied resource is found: 16 bytes.
  func hash(resource id: String, type: String) -> [UInt8] { identifiers.hash("resource/\(type)/\(id)") }

  /// The keyed hash by which a draft is found: 16 bytes.
  func hash(draftOf screen: String, person: String) -> [UInt8] {
    identifiers.hash("draft/\(screen)/\(person)")
  }

  /// The keyed hash by which the copies of a print are counted: 16 bytes.
  func hash(print subject: String) -> [UInt8] { identifiers.hash("print/" + subject) }

  /// The keyed hash that vouches for a body: 32 bytes.
  func hash(body: [UInt8]) -> [UInt8] { identifiers.hash(body, count: 32) }
}
