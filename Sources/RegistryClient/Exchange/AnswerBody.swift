import FHIR
import Sync

/// What the body of an answer turned out to be.
enum AnswerBody: Hashable {
  case empty
  case task(TaskRecord)
  case bundle(BundleResource)
  case outcome(OperationOutcome)
  /// RFC 7807; `true` if it speaks of interoperability, as GovWay does of every defect of signatures.
  case problem(isInteroperability: Bool)
  /// Another resource, or one that cannot be read.
  case resource
  case html
  /// JSON that ends too early, or is no resource.
  case garbled
  /// Neither JSON nor HTML.
  case other

  /// Looks at what the bytes are; the declared type decides only where they are neither.
  init(_ response: Response) {
    let bytes = response.body
    let type = (response.headers["Content-Type"] ?? "").lowercased()
    guard let first = bytes.first(where: { !Self.isBlank($0) }) else {
      self = .empty
      return
    }
    if first == UInt8(ascii: "{") {
      self = AnswerBody(json: bytes, type)
    } else if first == UInt8(ascii: "<"), type.contains("html") || Self.beginsLikeHTML(bytes) {
      self = .html
    } else if type.contains("html") {
      self = .html
    } else if type.contains("json") {
      self = .garbled
    } else {
      self = .other
    }
  }

  /// The body of whatever came; empty if nothing did.
  init(_ exchange: ExchangeResult) { self = exchange.response.map { AnswerBody($0) } ?? .empty }

  private init(json bytes: [UInt8], _ type: String) {
    if type.contains("problem+json") {
      self = .problem(isInteroperability: Self.speaksOfInteroperability(bytes))
      return
    }
    guard let head = ResourceHead(bytes[...]) else {
      let isProblem = Self.speaksOfInteroperability(bytes)
      self = isProblem ? .problem(isInteroperability: true) : .garbled
      return
    }
    switch head.type {
    case ResourceType.task.rawValue:
      self = (try? PracticeTask.record(in: bytes)).map { .task($0) } ?? .resource
    case ResourceType.bundle.rawValue: self = (try? BundleResource(bytes)).map { .bundle($0) } ?? .garbled
    case ResourceType.operationOutcome.rawValue:
      self = (try? OperationOutcome(bytes)).map { .outcome($0) } ?? .garbled
    default: self = .resource
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    // The mark of byte order that some gateways put first counts as blank.
    [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte)
  }

  private static func beginsLikeHTML(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
    return head.contains("<html") || head.contains("<!doctype html") || head.contains("<body")
      || head.contains("<head")
  }

  private static func speaksOfInteroperability(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(4_096), as: UTF8.self).lowercased().contains("interoperability")
  }
}
