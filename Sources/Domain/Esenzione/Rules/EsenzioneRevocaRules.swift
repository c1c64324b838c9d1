/// When an exemption is ended or annulled (GE-06…GE-09, ER-23, ER-24, AN-03).
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
    case .officeControl:
      if content.note.allSatisfy(\.isWhitespace) {
        findings.append(Finding(EsenzioneRules.revocation, .block, variant: "reason", field: CaseField.note))
      }
    case .superseded: break
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

  /// The last day on which the exemption counts; a block leaves that of one which is over.
  static func lastDay(_ content: EsenzioneRevocaCase, _ record: Esenzione, today: CivilDate) -> CivilDate {
    switch content.reason {
    case .issuedInError: today
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
      let rule = content.reason == .issuedInError ? EsenzioneRules.annulment : EsenzioneRules.revocation
      return [Finding(rule, .block, variant: "state", field: CaseField.esenzione)]
    }
  }

  private static func dayFindings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, today: CivilDate
  ) -> [Finding] {
    let day = lastDay(content, record, today: today)
    let field = CaseField.effectiveDate
    switch content.reason {
    case .issuedInError, .death: return []
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
    case .requirementLost, .officeControl, .superseded, .enrolmentEnded, .death: return []
    case .citizen, .issuedInError: break
    }
    return record.origin == .mefList
      ? [Finding(EsenzioneRules.revocation, .block, variant: "list", field: CaseField.reason)] : []
  }
}

extension Posizione {
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
  func event(on day: CivilDate) -> EsenzioneEvent {
    switch reason {
    case .citizen, .requirementLost: .revoke(day, reason, isBlocked: false)
    case .officeControl: .revoke(day, reason, isBlocked: true)
    case .superseded: .end(day, .superseded)
    case .issuedInError: .annul(day, reason: note)
    case .enrolmentEnded: .end(day, .enrolment)
    case .death: .end(day, .death)
    }
  }
}
