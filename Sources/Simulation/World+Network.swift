import Domain
import Sync

/// How a reply travels in an agenda entry.
enum ReplyCode: Int {
  case notSent, unknown, conflict, throttled, refusedService, misconfigured, misconfiguredWithEffect
  case captivePortal, certificate
  case requested, confirmed, rejected, reversed, absent, identityLost

  init(_ word: ModelRegistry.Word) {
    self =
      switch word {
      case .requested: .requested
      case .confirmed: .confirmed
      case .rejected: .rejected
      case .reversed: .reversed
      case .absent: .absent
      case .identityLost: .identityLost
      }
  }
}

extension World {
  static let timeout = 15_000
  private static let refusal = RegistryAnswer.rejected(
    Decision(findings: [Finding(Self.rule, .block)]))
  private static let rule = Rule("REG-00", source: "", confidence: .seed)
  private static let mergedReasons = [RejectionReason(code: "REG-07")]
  private static let reversal = RejectionReason(code: "REG-10")
  private static let day = CivilDate(daysSinceEpoch: 20_000)

  /// Sends a request about an operation on its way, or loses it.
  mutating func travel(_ desk: Int, _ op: Int, _ request: SyncRequest) {
    let isWrite = request == .send
    var fate = Fault?.none
    if !desks[desk].hasLine {
      fate = chance.percent(70) ? .notSent : .lostRequest
    } else if !desks[desk].hasSettings {
      fate = .misconfigured
    } else if isFaulty {
      fate = draw(isWrite: isWrite)
    }
    if let fate { cells.note(fate, operations[op].state.kind) }
    note { "desk \(desk) \(request) \(op) \(fate.map { "\($0)" } ?? "")" }
    let latency = chance.within(20...2_000)
    switch fate {
    case .none: post(desk, op, request, at: now + latency, answer: true)
    case .notSent: replyLater(desk, op, request, .notSent, after: chance.within(5...3_000))
    case .lostRequest: replyLater(desk, op, request, .unknown, after: Self.timeout)
    case .lateRequest:
      post(desk, op, request, at: now + chance.within(16_000...150_000), answer: false)
      replyLater(desk, op, request, .unknown, after: Self.timeout)
    case .lostAnswer:
      post(desk, op, request, at: now + latency, answer: false)
      replyLater(desk, op, request, .unknown, after: Self.timeout)
    case .doubled:
      post(desk, op, request, at: now + latency, answer: true)
      post(desk, op, request, at: now + latency + chance.below(120_000), answer: false)
    case .refusedService, .conflict, .throttled, .misconfigured, .captivePortal, .certificate:
      replyLater(desk, op, request, code(fate), after: latency)
    case .refusedServiceWithEffect, .conflictWithEffect, .misconfiguredWithEffect:
      post(desk, op, request, at: now + latency, answer: false)
      replyLater(desk, op, request, code(fate), after: latency + 1)
    case .crashBeforeStep, .crashAfterStep, .crash, .diskRefused, .announcedWindow, .wireWindow, .migration,
      .lineDown, .nobodyThere, .death, .merge, .reversal:
      break
    }
  }

  private mutating func draw(isWrite: Bool) -> Fault? {
    switch chance.below(200) {
    case 0..<10: .notSent
    case 10..<20: .lostRequest
    case 20..<36: .lostAnswer
    case 36..<42: .refusedService
    case 42..<45: .conflict
    case 45..<48: .throttled
    case 48..<49: .captivePortal
    case 49..<50: .certificate
    case 50..<51: .misconfigured
    case 51..<61: isWrite ? .lateRequest : nil
    case 61..<71: isWrite ? .doubled : nil
    case 71..<74: isWrite ? .refusedServiceWithEffect : nil
    case 74..<78: isWrite ? .conflictWithEffect : nil
    case 78..<80: isWrite ? .misconfiguredWithEffect : nil
    default: nil
    }
  }

  private func code(_ fault: Fault?) -> ReplyCode {
    switch fault {
    case .refusedService, .refusedServiceWithEffect: .refusedService
    case .conflict, .conflictWithEffect: .conflict
    case .throttled: .throttled
    case .misconfigured: .misconfigured
    case .misconfiguredWithEffect: .misconfiguredWithEffect
    case .captivePortal: .captivePortal
    case .certificate: .certificate
    default: .unknown
    }
  }

  /// `first` holds operation and request, `second` whether the answer finds its way back.
  private mutating func post(_ desk: Int, _ op: Int, _ request: SyncRequest, at time: Int, answer: Bool) {
    agenda.add(
      .arrival, at: time, desk: desk, epoch: desks[desk].epoch, op << 1 | (request == .ask ? 1 : 0),
      answer ? 1 : 0)
  }

  private mutating func replyLater(
    _ desk: Int, _ op: Int, _ request: SyncRequest, _ code: ReplyCode, after delay: Int
  ) {
    agenda.add(
      .reply, at: now + delay, desk: desk, epoch: desks[desk].epoch, op << 1 | (request == .ask ? 1 : 0),
      code.rawValue)
  }

  /// A message arrives at the registry.
  mutating func arrive(_ entry: Agenda.Entry) {
    let op = entry.first >> 1
    let isAsk = entry.first & 1 == 1
    var code = ReplyCode.refusedService
    if !registry.isSuspended {
      code = ReplyCode(isAsk ? registry.ask(op, root: operations[op].root) : takeIn(op))
    } else if !isAsk, chance.percent(20) {
      cells.note(.refusedServiceWithEffect, operations[op].state.kind)
      _ = takeIn(op)
    } else {
      cells.note(.refusedService, operations[op].state.kind)
    }
    note { "\(isAsk ? "question" : "message") \(op) arrives: \(code)" }
    guard entry.second == 1 else { return }
    agenda.add(
      .reply, at: now + chance.within(5...1_500), desk: entry.desk, epoch: entry.epoch, entry.first,
      code.rawValue)
  }

  private mutating func takeIn(_ op: Int) -> ModelRegistry.Word {
    if operations[op].arrival < 0 {
      arrivals += 1
      operations[op].arrival = arrivals
      checkOrder(op)
    }
    let word = registry.post(op, operations, at: now, &chance)
    checkRegistry()
    return word
  }

  /// A reply reaches the desk that waits for it.
  mutating func reply(_ entry: Agenda.Entry) {
    let op = entry.first >> 1
    let isAsk = entry.first & 1 == 1
    guard let code = ReplyCode(rawValue: entry.second) else { return }
    if isAsk {
      if code.rawValue >= ReplyCode.requested.rawValue { operations[op].isInDoubt = false }
    } else {
      switch code {
      case .unknown, .conflict, .refusedService, .captivePortal, .misconfiguredWithEffect:
        operations[op].isInDoubt = true
      case .notSent, .throttled, .misconfigured, .certificate, .requested, .confirmed, .rejected, .reversed,
        .absent, .identityLost:
        operations[op].isInDoubt = false
      }
    }
    let outcome = outcome(code, op)
    heed(entry.desk, outcome)
    tell(entry.desk, .replied(operations[op].sequence, isAsk ? .ask : .send, outcome))
  }

  /// The desk has heard for how long the registry wants to be left alone; half of the operators do not care.
  mutating func heed(_ desk: Int, _ outcome: WireOutcome) {
    switch outcome {
    case .throttled(let wait?), .serviceRefused(let wait?): heed(desk, wait)
    case .throttled, .serviceRefused, .postponed, .notSent, .unknown, .conflict, .found, .absent, .refused,
      .identityLost, .unfit, .misconfigured, .clockOrCertificate, .captivePortal:
      break
    }
  }

  private mutating func heed(_ desk: Int, _ wait: Int) {
    desks[desk].notBefore = max(desks[desk].notBefore, now + wait)
    if isFaulty, chance.percent(50) { agenda.add(.lineBack, at: now + chance.below(wait), desk: desk) }
  }

  private mutating func outcome(_ code: ReplyCode, _ op: Int) -> WireOutcome {
    switch code {
    case .notSent: .notSent
    case .unknown: .unknown(retryAfter: nil)
    case .conflict: .conflict
    case .throttled: .throttled(retryAfter: chance.percent(50) ? 3_000 : nil)
    case .refusedService: .serviceRefused(retryAfter: chance.percent(50) ? 10_000 : nil)
    case .misconfigured: .misconfigured(code: "401", mayHaveArrived: false)
    case .misconfiguredWithEffect: .misconfigured(code: "400", mayHaveArrived: true)
    case .captivePortal: .captivePortal
    case .certificate: .clockOrCertificate
    case .requested: .found(.requested)
    case .confirmed: .found(.decided(.alreadyAnswered(protocolNumber: "P", effectiveDate: Self.day)))
    case .rejected: .found(.decided(Self.refusal))
    case .reversed: .found(.reversed(Self.reversal))
    case .absent: .absent
    case .identityLost: .identityLost(Self.mergedReasons)
    }
  }

  // MARK: Probes

  mutating func probe(_ desk: Int) {
    agenda.add(
      .probeReply, at: now + chance.within(20...5_000), desk: desk, epoch: desks[desk].epoch)
  }

  mutating func probeReply(_ desk: Int) {
    let outcome: ProbeOutcome
    if !desks[desk].hasLine || isFaulty && chance.percent(10) {
      outcome = .silent
    } else if !desks[desk].hasSettings {
      outcome = .misconfigured(code: "401")
    } else if registry.isSuspended {
      let wait = chance.percent(50) ? 20_000 : nil
      if let wait { heed(desk, wait) }
      outcome = .refuses(retryAfter: wait)
    } else if isFaulty, chance.percent(3) {
      outcome = chance.percent(50) ? .captivePortal : .clockOrCertificate
    } else {
      outcome = .serves
    }
    tell(desk, .probed(outcome))
  }
}
