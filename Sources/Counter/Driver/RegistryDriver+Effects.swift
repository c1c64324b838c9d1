import Domain
import FHIR
import RegistryClient
import Store
import Sync

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
