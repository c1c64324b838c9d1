import Domain

/// Who draws codes and who carries second halves, with what is held for hand-overs under way: memory alone.
struct CodeIssuing {
  let issuer: any CodeIssuer
  let courier: CodeCourier
  /// What is held until the desk acknowledges, by operation.
  var held: [Identifier<Practice>: Held] = [:]
  /// The operations whose second half is being carried.
  var underWay: Set<Identifier<Practice>> = []
  /// A second half to be carried as soon as the answer is made; `nil` for none.
  var errand: Errand?

  /// What the registry knows of a hand-over and never writes down.
  struct Held {
    let second: CodeHalf
    let address: CodeContact.Address
    let until: Instant
  }

  /// A second half about to leave.
  struct Errand {
    let operation: Identifier<Practice>
    let message: CodeMessage
  }

  /// Lets go of what nobody may acknowledge any more.
  mutating func dropOverdue(at now: Instant) { held = held.filter { now < $0.value.until } }
}

extension ReferenceRegistry {
  /// Lets the registry hand codes over: until this is called it refuses to.
  ///
  /// - Parameters:
  ///   - issuer: Draws the codes.
  ///   - courier: Carries the second halves.
  public func issueCodes(from issuer: any CodeIssuer, sendingBy courier: @escaping CodeCourier) {
    issuing = CodeIssuing(issuer: issuer, courier: courier)
  }

  /// For how long the desk may acknowledge, in milliseconds.
  static let acknowledgementTime = 600_000
}
