import Domain
import FHIR

/// What a path and a method ask for.
enum Route: Hashable {
  case capabilities
  case search(ServedType)
  /// A search whose parameters stand in a form.
  case searchForm(ServedType)
  case read(ServedType, id: String)
  case history(ServedType, id: String)
  case version(ServedType, id: String, version: String)
  case create(ServedType)
  /// The operation that hands the codes of a card over.
  case handOver(NumeroTessera)
  /// Whether a person stands on the list of the Sistema TS.
  case mefList(id: String)

  /// Reads path and method.
  ///
  /// - Throws: 404 for what is not served, 400 for a path with tricks in it, 405 with `Allow`.
  init(_ request: Request) throws(WireFault) {
    let target = try Target(request.path)
    let method = request.method
    guard target.methods.contains(method) else {
      throw .methodNotAllowed(target.methods.map(\.rawValue).joined(separator: ", "))
    }
    switch target {
    case .capabilities: self = .capabilities
    case .handOver(let card): self = .handOver(card)
    case .type(let type): self = method == .post ? .create(type) : .search(type)
    case .form(let type): self = .searchForm(type)
    case .instance(let type, let id): self = .read(type, id: id)
    case .history(let type, let id): self = .history(type, id: id)
    case .version(let type, let id, let version): self = .version(type, id: id, version: version)
    case .mefList(let id): self = .mefList(id: id)
    }
  }

  /// Whether a text can be the id of a resource.
  static func isIdentifier(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(Target.isIdentifier)
  }

  /// The resource that a path names, whatever is to be done with it.
  private enum Target {
    case capabilities
    case handOver(NumeroTessera)
    case type(ServedType)
    case form(ServedType)
    case instance(ServedType, id: String)
    case history(ServedType, id: String)
    case version(ServedType, id: String, version: String)
    case mefList(id: String)

    init(_ path: String) throws(WireFault) {
      guard path.utf8.count <= 512, path.utf8.allSatisfy(Self.isPlain) else { throw .badPath }
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), let first = parts.first else {
        throw parts.count == 1 ? .unknownType : .badPath
      }
      if parts.count == 1, first == "metadata" || first == "status" {
        self = .capabilities
        return
      }
      if parts.count == 3, first == "Device", parts[2] == "$consegna-codici" {
        guard let card = try? NumeroTessera(String(parts[1])) else { throw .notFound }
        self = .handOver(card)
        return
      }
      guard let type = ServedType(name: first) else { throw .unknownType }
      if let operation = parts.last, operation.hasPrefix("$") {
        guard type == .patient, parts.count == 3, operation == MEFListOperation.name else {
          throw .unknownType
        }
        self = .mefList(id: try Self.identifier(parts[1]))
        return
      }
      switch parts.count {
      case 1: self = .type(type)
      case 2 where parts[1] == "_search": self = .form(type)
      case 2: self = .instance(type, id: try Self.identifier(parts[1]))
      case 3 where parts[2] == "_history": self = .history(type, id: try Self.identifier(parts[1]))
      case 4 where parts[2] == "_history":
        self = .version(type, id: try Self.identifier(parts[1]), version: try Self.identifier(parts[3]))
      default: throw .unknownType
      }
    }

    var methods: [Request.Method] {
      switch self {
      case .type(let type) where type.isCreatable: [.get, .head, .post]
      case .form, .handOver, .mefList: [.post]
      case .capabilities, .type, .instance, .history, .version: [.get, .head]
      }
    }

    private static func identifier(_ text: Substring) throws(WireFault) -> String {
      guard Route.isIdentifier(text) else { throw .badPath }
      return String(text)
    }

    /// Nothing in the paths of FHIR needs an escape, so an escape hides something.
    private static func isPlain(_ byte: UInt8) -> Bool {
      isIdentifier(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "$")
    }

    static func isIdentifier(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
  }
}
