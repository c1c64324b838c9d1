/// When an exemption is ended, annulled, suspended or taken up again (GE-06…GE-09, ER-23, ER-24, ER-28, AN-03).
enum EsenzioneRevocaRules {
  static func findings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, profile: Profile, today: CivilDate
  ) -> [Finding] {
    var findings = stateFindings(content, record)
    if findings.isEmpty { findings = dayFindings(content, record, today: today) }
    findings += RegistryStartRules.findings(content, record, parameters: profile.esenzioni)
    findings += listFindings(content, record)
    switch content.reason {
    case .citizen:
      if profile.esenzioni.revokesCurrentYearOnly, record.start.year < today.year,
        record.lastDay.map({ $0.year < today.year }) ?? false
      {
        findings.append(Finding(IncomeRules.citizen, .block, field: CaseField.reason))
      }
    case .requirementLost:
      findings.append(Finding(IncomeRules.loss, .note, field: CaseField.reason))
    case .officeControl, .blockLifted:
      if content.note.allSatisfy(\.isWhitespace) {
        findings.append(Finding(EsenzioneRules.revocation, .block, variant: "reason", field: CaseField.note))
      }
    case .superseded, .permitRenewed: break
    case .permitRenewal:
      if !content.assistito.posizione.hasTerm {
        findings.append(
          Finding(EsenzioneRules.revocation, .block, variant: "permit", field: CaseField.reason))
      }
    case .issuedInError:
      if record.issuedOn != today {
        findings.append(
          Finding(
            EsenzioneRules.annulment, .block, variant: "late", arguments: [record.issuedOn.iso],
            field: CaseField.reason))
      }
      if content.note.allSatisfy(\.isWhitespace) {
        findings.append(Finding(EsenzioneRules.annulment, .block, variant: "reason", field: CaseField.note))
      } else {
        findings.append(Finding(EsenzioneRules.annulment, .note))
      }
    case .enrolmentEnded:
      let isOver = content.assistito.posizione.assistenza.map { !$0.isActive(on: today) } ?? true
      findings.append(
        isOver
          ? Finding(EsenzioneRules.abroad, .note, field: CaseField.reason)
          : Finding(PracticeRules.nothingToDo, .block, variant: "enrolment", field: CaseField.reason))
    case .death:
      findings.append(
        content.assistito.posizione.deathDate == nil
          ? Finding(PracticeRules.nothingToDo, .block, variant: "death", field: CaseField.reason)
          : Finding(EsenzioneRules.death, .note, field: CaseField.reason))
    }
    return findings
  }

  /// How many days ahead a last day is taken without a question.
  static let daysAhead = 60

  /// The last day on which the exemption counts, a block leaves that of one which is over; today for what suspends it,
  /// takes it up again or lifts its block.
  static func lastDay(_ content: EsenzioneRevocaCase, _ record: Esenzione, today: CivilDate) -> CivilDate {
    switch content.reason {
    case .issuedInError, .permitRenewal, .permitRenewed, .blockLifted: today
    case .death: content.assistito.posizione.deathDate ?? content.effectiveDate
    case .enrolmentEnded:
      min(content.effectiveDate, content.assistito.posizione.assistenza?.ended?.on ?? content.effectiveDate)
    case .officeControl: min(content.effectiveDate, record.lastDay ?? content.effectiveDate)
    case .citizen, .requirementLost, .superseded: content.effectiveDate
    }
  }

  private static func stateFindings(_ content: EsenzioneRevocaCase, _ record: Esenzione) -> [Finding] {
    do throws(EsenzioneTransitionError) {
      _ = try record.state.after(content.event(on: content.effectiveDate))
      return []
    } catch {
      let (rule, variant) =
        switch content.reason {
        case .issuedInError: (EsenzioneRules.annulment, "state")
        case .permitRenewal: (EsenzioneRules.revocation, "notValid")
        case .permitRenewed: (EsenzioneRules.revocation, "notSuspended")
        case .blockLifted: (EsenzioneRules.revocation, "notBlocked")
        case .citizen, .requirementLost, .officeControl, .superseded, .enrolmentEnded, .death:
          (EsenzioneRules.revocation, "state")
        }
      return [Finding(rule, .block, variant: variant, field: CaseField.esenzione)]
    }
  }

  /// What is said of a suspension and its end, and of a block that is lifted: all of them from today on.
  private static func pauseFindings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, today: CivilDate
  ) -> [Finding] {
    if content.reason != .blockLifted, let last = record.lastDay, last < today {
      return [
        Finding(
          EsenzioneRules.revocation, .block, variant: "late", arguments: [last.iso], field: CaseField.reason)
      ]
    }
    let variant =
      switch content.reason {
      case .permitRenewal: "suspended"
      case .permitRenewed: "resumed"
      case .citizen, .requirementLost, .officeControl, .superseded, .issuedInError, .enrolmentEnded, .death,
        .blockLifted:
        "unblocked"
      }
    return [Finding(EsenzioneRules.revocation, .note, variant: variant, arguments: [today.iso])]
  }

  private static func dayFindings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, today: CivilDate
  ) -> [Finding] {
    let day = lastDay(content, record, today: today)
    let field = CaseField.effectiveDate
    switch content.reason {
    case .issuedInError, .death: return []
    case .permitRenewal, .permitRenewed, .blockLifted:
      return pauseFindings(content, record, today: today)
    case .citizen, .requirementLost, .officeControl, .superseded, .enrolmentEnded: break
    }
    if record.isWaiting {
      return [Finding(EsenzioneRules.revocation, .note, variant: "withdrawn")]
    }
    if day < record.start {
      return [
        Finding(
          EsenzioneRules.revocation, .block, variant: "start", arguments: [record.start.iso], field: field)
      ]
    }
    if let last = record.lastDay, last < day {
      return [
        Finding(EsenzioneRules.revocation, .block, variant: "late", arguments: [last.iso], field: field)
      ]
    }
    if let over = content.assistito.posizione.enrolmentEnd, over < day {
      return [
        Finding(EsenzioneRules.revocation, .block, variant: "enrolment", arguments: [over.iso], field: field)
      ]
    }
    if day > today.adding(days: daysAhead) {
      return [Finding(EsenzioneRules.revocation, .warn, variant: "far", arguments: [day.iso], field: field)]
    }
    let isBlock = content.reason == .officeControl && record.state.isFinal
    return [
      Finding(EsenzioneRules.revocation, .note, variant: isBlock ? "blocked" : nil, arguments: [day.iso])
    ]
  }

  /// What the list of the Sistema TS gave is neither given up nor annulled here: it only ends with what it rests on.
  private static func listFindings(_ content: EsenzioneRevocaCase, _ record: Esenzione) -> [Finding] {
    switch content.reason {
    case .requirementLost, .officeControl, .superseded, .enrolmentEnded, .death, .permitRenewal,
      .permitRenewed, .blockLifted:
      return []
    case .citizen, .issuedInError: break
    }
    return record.origin == .mefList
      ? [Finding(EsenzioneRules.revocation, .block, variant: "list", field: CaseField.reason)] : []
  }
}

extension Posizione {
  /// Whether the person is here for a time: under a permit, or enrolled until a day.
  fileprivate var hasTerm: Bool {
    switch assistenza?.kind {
    case .temporary: return true
    case .unlimited, nil: break
    }
    switch entitlement {
    case .thirdCountry, .european, .irregularMinor: return true
    case .italian, .irregularAdult, .europeanWithoutRights: return false
    }
  }

  /// The last day of the enrolment that is known, inclusive; `nil` without one.
  var enrolmentEnd: CivilDate? {
    guard let assistenza else { return nil }
    if let ended = assistenza.ended { return ended.on }
    switch assistenza.kind {
    case .temporary(let until): return until
    case .unlimited: return nil
    }
  }
}

extension Esenzione {
  /// Whether somebody else has yet to agree to it.
  var isWaiting: Bool {
    switch state {
    case .inVerification, .inEvaluation: true
    case .draft, .valid, .suspended, .ended, .revoked, .annulled, .notValid: false
    }
  }
}

extension EsenzioneRevocaCase {
  /// What the practice does to the record, the last day being `day`.
  func event(on day: CivilDate) -> EsenzioneEvent { reason.event(on: day, note: note) }
}

extension EsenzioneRevocaCase.Reason {
  /// What it does to a record, the last day being `day`; the note is the reason of an annulment.
  fileprivate func event(on day: CivilDate, note: String) -> EsenzioneEvent {
    switch self {
    case .citizen, .requirementLost: .revoke(day, self, isBlocked: false)
    case .officeControl: .revoke(day, self, isBlocked: true)
    case .superseded: .end(day, .superseded)
    case .issuedInError: .annul(day, reason: note)
    case .enrolmentEnded: .end(day, .enrolment)
    case .death: .end(day, .death)
    case .permitRenewal: .suspend(day)
    case .permitRenewed: .resume
    case .blockLifted: .unblock
    }
  }

  /// The reasons for which a record may change as it stands, in the order of their cases.
  ///
  /// - Parameters:
  ///   - record: The record; one of the list of the Sistema TS is neither given up nor annulled.
  ///   - today: The day; only what was issued on it can be annulled (GE-08).
  /// - Returns: None for what is over for good. Whether the rules admit one of them is decided with the case.
  /// - Complexity: O(1).
  public static func possible(
    for record: Esenzione, on today: CivilDate
  ) -> [EsenzioneRevocaCase.Reason] {
    allCases.filter { reason in
      let isListed = record.origin == .mefList
      if reason == .citizen, isListed { return false }
      if reason == .issuedInError, isListed || record.issuedOn != today { return false }
      // The day of a block that stands cannot be put earlier by setting it again.
      if reason == .officeControl, case .revoked(_, _, isBlocked: true) = record.state { return false }
      let event = reason.event(on: today, note: "")
      return (try? record.state.after(event)) != nil
    }
  }
}
