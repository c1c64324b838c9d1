/// When an exemption is ended or annulled (GE-06…GE-09, ER-23, ER-24, AN-03).
enum EsenzioneRevocaRules {
  static func findings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, profile: Profile, today: CivilDate
  ) -> [Finding] {
    var findings = stateFindings(content, record) + dayFindings(content, record, today: today)
    findings += ownerFindings(content, record)
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
      if content.note.isEmpty {
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
      if content.note.isEmpty {
        findings.append(Finding(EsenzioneRules.annulment, .block, variant: "reason", field: CaseField.note))
      } else {
        findings.append(Finding(EsenzioneRules.annulment, .note))
      }
    case .enrolmentEnded:
      let isOver = content.assistito.posizione.assistenza.map { !$0.isActive(on: today) } ?? true
      findings.append(
        isOver
          ? Finding(EsenzioneRules.abroad, .note, field: CaseField.reason)
          : Finding(EsenzioneRules.abroad, .reserve, variant: "running", field: CaseField.reason))
    case .death:
      findings.append(
        content.assistito.posizione.deathDate == nil
          ? Finding(EsenzioneRules.death, .reserve, variant: "unknown", field: CaseField.reason)
          : Finding(EsenzioneRules.death, .note, field: CaseField.reason))
    }
    return findings
  }

  /// The last day on which the exemption counts.
  static func lastDay(_ content: EsenzioneRevocaCase, today: CivilDate) -> CivilDate {
    switch content.reason {
    case .issuedInError: today
    case .death: content.assistito.posizione.deathDate ?? content.effectiveDate
    case .citizen, .requirementLost, .officeControl, .superseded, .enrolmentEnded: content.effectiveDate
    }
  }

  private static func stateFindings(_ content: EsenzioneRevocaCase, _ record: Esenzione) -> [Finding] {
    do throws(EsenzioneTransitionError) {
      _ = try record.state.after(content.event(on: content.effectiveDate))
      return []
    } catch {
      return [Finding(EsenzioneRules.revocation, .block, variant: "state", field: CaseField.esenzione)]
    }
  }

  private static func dayFindings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, today: CivilDate
  ) -> [Finding] {
    let day = lastDay(content, today: today)
    let field = CaseField.effectiveDate
    switch content.reason {
    case .issuedInError, .death: return []
    case .citizen, .requirementLost, .officeControl, .superseded, .enrolmentEnded: break
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
    return [Finding(EsenzioneRules.revocation, .note, arguments: [day.iso])]
  }

  /// What another region issued is read here, and changed there.
  private static func ownerFindings(_ content: EsenzioneRevocaCase, _ record: Esenzione) -> [Finding] {
    switch content.reason {
    case .death, .enrolmentEnded: return []
    case .citizen, .requirementLost, .officeControl, .superseded, .issuedInError: break
    }
    return record.issuer.region == content.deskAsl.region
      ? []
      : [Finding(RegistryStartRules.region, .block, variant: "readOnly", field: CaseField.esenzione)]
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
