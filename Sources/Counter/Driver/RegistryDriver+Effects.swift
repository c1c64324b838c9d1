import Domain
import FHIR
import RegistryClient
import Store
import Sync
import Workflow

extension RegistryDriver {
  /// Carries out one effect; what takes as long as the line takes goes on beside.
  func carryOut(_ effect: SyncEffect) async {
    switch effect {
    case .record(let row, let event): await record(row, event)
    case .send(let row): exchange(row, .send)
    case .ask(let row): exchange(row, .ask)
    case .probe: probe()
    case .pull(let kind): startPull(kind)
    case .revalidate(let row): await revalidate(row)
    case .openWork(let row, let reason): await openWork(row, reason)
    case .closeWork(let row, let reason): await closeWork(row, reason)
    case .remember(let memory): await remember(memory)
    case .alarm(let alarm): tell(alarm)
    }
  }

  // MARK: The disk

  private func record(_ row: Int, _ event: OutboxEvent) async {
    guard let operation = operations[row] else { return follow(with: .recordFailed(row, event)) }
    do throws(StoreError) {
      let state = try await store.apply(event, to: operation, at: surroundings.clock.now)
      follow(with: .recorded(row, event))
      if case .confirmed = state { owedReadings.append(operation) }
      if !state.kind.isOpen { operations[row] = nil }
    } catch {
      if case .impossible = error {
        // Somebody changed the row meanwhile: what stands on disk counts.
        if let stored = try? await store.practice(operation) {
          follow(with: .changed(row, stored.entry.state))
          return
        }
      }
      follow(with: .recordFailed(row, event))
    }
  }

  // MARK: The line

  /// Sends a practice or asks about it, in the role in which it was signed.
  ///
  /// Who asks needs no bytes. Bytes out of which no Task can be made, now or later, are for a person to look at: the
  /// row is held. A disk that only refuses to be read leaves the row in doubt, and it is tried again.
  private func exchange(_ row: Int, _ request: SyncRequest) {
    guard let operation = operations[row] else { return follow(with: .replied(row, request, .unfit([]))) }
    let link = link
    surroundings.start {
      let stored: StoredPractice?
      do throws(StoreError) { stored = try await self.store.practice(operation) } catch {
        guard case .altered = error, case .send = request else {
          return await self.hear(.replied(row, request, .unknown(retryAfter: nil)))
        }
        stored = nil
      }
      var role = stored.flatMap { Role(rawValue: $0.signature.role) } ?? self.surroundings.author().role
      // A practice that another desk handed over may be signed in a role for which this desk has no token.
      // Where there is none at all the desk itself is badly configured, and everything stops.
      let isForeign =
        stored?.origin != nil && !link.isAuthorized(role) && Role.allCases.contains(where: link.isAuthorized)
      let reply: WireReply
      switch request {
      case .send where isForeign:
        let reason = RejectionReason(code: ConflictBook.tokenMissingCode, arguments: [role.rawValue])
        return await self.hear(.replied(row, request, .unfit([reason])))
      case .send:
        // Those of an older desk are put into a Task, always in the same way.
        guard let body = stored.flatMap({ try? PracticeTask.lifted($0.entry.body) }) else {
          return await self.hear(.replied(row, request, .unfit([RejectionReason(code: "illeggibile")])))
        }
        reply = await link.client.send(body: body, operation: operation, role: role)
      case .ask:
        // Whoever works here may ask as well: what comes of it is the same.
        if isForeign { role = self.surroundings.author().role }
        reply = await link.client.ask(operation, role: role)
      }
      link.learn(clock: reply.clock, gateway: reply.gateway)
      await self.learn(reply.stops)
      await self.take(reply, row, request)
    }
  }

  private func take(_ reply: WireReply, _ row: Int, _ request: SyncRequest) async {
    if case .found(.decided(let answer)) = reply.outcome { answers[row] = answer }
    if reply.notes.contains(where: \.isGrave) { await openIntegrityWork(row) }
    await hear(.replied(row, request, reply.outcome))
  }

  private func probe() {
    let link = link
    surroundings.start {
      let outcome: ProbeOutcome
      do throws(ReadFailure) {
        let reading = try await link.client.probe()
        link.learn(clock: reading.clock)
        outcome = .serves
      } catch {
        outcome = ProbeOutcome(error)
        await self.learn(error.stops)
      }
      // Before the answer counts: a stop that is not announced any more is over.
      if outcome == .serves { await self.readCapability() }
      await self.hear(.probed(outcome))
    }
  }

  /// Asks the registry what it can do and when it will not serve, unless it told a moment ago.
  ///
  /// A stop can be announced at any time, so this is asked with every reading of changes.
  func learnCapability() {
    let now = surroundings.monotonic()
    if let capabilityReadAt, now - capabilityReadAt < Self.capabilityPause { return }
    guard machine.memory.mode.isAsking else { return }
    capabilityReadAt = now
    surroundings.start { await self.readCapability() }
  }

  /// How long what the registry can do is not asked again, in milliseconds: less than between two readings.
  private static let capabilityPause = 30_000

  private func readCapability() async {
    capabilityReadAt = surroundings.monotonic()
    do throws(ReadFailure) {
      let reading = try await link.client.capability()
      link.learn(clock: reading.clock)
      link.adopt(reading.value)
      heardNow()
      guard reading.value.isTold else { return }
      await take(
        reading.value.suspensions.map { LearnedSuspension($0.suspension, isMigration: $0.isMigration) })
    } catch {
      capabilityReadAt = nil
      await learn(error.stops)
    }
  }

  /// Takes in stops that an answer told of because of which nothing is served: the calendar has not been read since
  /// they were announced.
  func learn(_ stops: [AnnouncedSuspension]) async {
    let new = stops.map { LearnedSuspension($0.suspension, isMigration: $0.isMigration) }
    guard !Set(new).isSubset(of: calendar) else { return }
    let starts = Set(new.map(\.suspension.start))
    await take(calendar.filter { !starts.contains($0.suspension.start) } + new)
  }

  private func take(_ announced: [LearnedSuspension]) async {
    guard announced != calendar else { return }
    calendar = announced
    try? await store.saveLearnedSuspensions(announced)
    await tell(.windows(await knownWindows()))
  }

  /// Every window that is announced: by the registry, now or when it last told, and by the profile.
  func knownWindows() async -> [SuspensionWindow] {
    // A stop of some kinds of practices only is the rules' affair: the registry itself serves.
    calendar.filter(\.suspension.stopsEverything).map {
      SuspensionWindow(
        start: $0.suspension.start, ends: $0.suspension.announcedEnds, isMigration: $0.isMigration)
    }
      + surroundings.profile.suspensions.filter(\.stopsEverything).map {
        SuspensionWindow(start: $0.start, ends: $0.announcedEnds, isMigration: false)
      }
  }

  // MARK: What the line taught

  /// Keeps what an outcome says beside the row.
  func note(_ outcome: WireOutcome) {
    switch outcome {
    case .found, .absent, .refused, .identityLost, .conflict, .throttled, .serviceRefused: heardNow()
    case .misconfigured(let code, _): stop(code)
    case .captivePortal: blame(Self.pageFault)
    case .clockOrCertificate: blame(Self.certificateFault)
    case .notSent, .unknown, .unfit: break
    }
  }

  /// Keeps what a probe says.
  func note(_ outcome: ProbeOutcome) {
    if outcome != .serves { looks += 1 }
    switch outcome {
    case .serves, .refuses: heardNow()
    case .misconfigured(let code): stop(code)
    case .captivePortal: blame(Self.pageFault)
    case .clockOrCertificate: blame(Self.certificateFault)
    case .silent: break
    }
  }

  /// The registry answered.
  func heardNow() {
    heardAt = surroundings.clock.now
    answersHeard += 1
    isCaptivePortal = false
    lineFault = ""
    lineAlarm = nil
  }

  private func blame(_ fault: String) {
    lineFault = fault
    isCaptivePortal = fault == Self.pageFault
  }

  static let certificateFault = "certificate"
  private static let pageFault = "foreign-page"

  private func stop(_ code: String) {
    stopCode = [code, link.gateway].compactMap(\.self).joined(separator: " ")
    stopCause =
      if code == Self.unauthorized {
        link.hasToken(surroundings.author().role) ? .tokenRefused : .tokenMissing
      } else {
        .configuration
      }
  }

  /// A person says that the configuration is mended.
  func forgetStop() {
    stopCode = ""
    stopCause = .configuration
  }

  /// The code of an answer to a request without a token that the registry admits.
  private static let unauthorized = "401"

  private func tell(_ alarm: SyncAlarm) {
    switch alarm {
    case .captivePortal, .clockOrCertificate:
      // Row 2 goes on saying it; row 23 belongs to what the operator does.
      guard lineAlarm != alarm else { return }
      lineAlarm = alarm
    case .misconfigured, .diskRefused, .unsent, .rebaselinedTooOften: break
    }
    let notice: Notice =
      switch alarm {
      case .misconfigured: stopNotice
      case .clockOrCertificate: Notice(.error, "avviso.registro.orologio")
      case .captivePortal: Notice(.error, "avviso.registro.pagina_estranea")
      case .diskRefused: Notice(.error, "avviso.registro.disco")
      case .unsent: Notice(.warning, "avviso.registro.da_inviare")
      case .rebaselinedTooOften: Notice(.warning, "avviso.registro.riletture")
      }
    surroundings.report(.notice(notice))
  }
}

extension RegistryDriver {
  /// What has to be mended, and how the queue goes on then.
  private var stopNotice: Notice {
    switch stopCause {
    case .configuration: Notice(.error, "avviso.registro.configurazione", [stopCode])
    case .tokenMissing: Notice(.error, "avviso.registro.token_assente")
    case .tokenRefused: Notice(.error, "avviso.registro.token_rifiutato")
    }
  }
}

extension WireNote {
  /// Whether the registry keeps one operation twice, or answered about another: a person has to look.
  fileprivate var isGrave: Bool {
    switch self {
    case .severalTasks, .severalMatches, .otherOperation: true
    case .issue, .location: false
    }
  }
}

extension ProbeOutcome {
  /// What a failed probe says of the registry.
  init(_ failure: ReadFailure) {
    switch failure {
    case .unreachable, .unreadable: self = .silent
    case .suspended(let retryAfter, _, _): self = .refuses(retryAfter: retryAfter)
    case .throttled, .denied, .gone: self = .serves
    case .misconfigured(let code): self = .misconfigured(code: code)
    case .clockOrCertificate: self = .clockOrCertificate
    case .captivePortal: self = .captivePortal
    }
  }
}

extension WireOutcome {
  /// What a read that failed says of the registry; `nil` if nothing.
  init?(_ failure: ReadFailure) {
    switch failure {
    case .unreachable: self = .notSent
    case .suspended(let retryAfter, _, _): self = .serviceRefused(retryAfter: retryAfter)
    case .misconfigured(let code): self = .misconfigured(code: code, mayHaveArrived: false)
    case .clockOrCertificate: self = .clockOrCertificate
    case .captivePortal: self = .captivePortal
    case .throttled(let retryAfter): self = .throttled(retryAfter: retryAfter)
    case .denied, .gone, .unreadable: return nil
    }
  }
}
