import Domain
public import Terminal

extension Session {
  /// From so many columns on there is room beside the form, for findings and position.
  static let wide = 110

  /// The whole picture for the present size, with the cursor on the focus; blank where codes belong.
  public func draw() -> Grid { frame().grid }

  /// The picture with the marks of codes still in it.
  func drawMarked() -> Grid {
    let words = scene.words
    let frame = Frame(
      title: title, registryLine: registryLine,
      message: message,
      commands: commands().filter { Action(rawValue: $0.id.rawValue) != nil })
    return frame.draw(size: size, words: words) { grid, area in drawBody(into: &grid, area) }
  }

  /// The answer to the last key, or else what is wrong with the field that has the focus.
  var message: Terminal.Message? {
    if let notice {
      return Terminal.Message(scene.words.text(notice.key, notice.arguments), severity: notice.tone.severity)
    }
    return isLocked ? nil : top?.flow.form.focusMessage(scene.words)
  }

  private var title: Frame.Title {
    let spec = top?.flow.form.spec
    let author = scene.author
    let detail =
      isLocked
      ? author.desk.id.rawValue
      : "\(author.operatorName.rawValue) · \(scene.text("ruolo.\(author.role.rawValue)")) · \(author.desk.id.rawValue)"
    return Frame.Title(
      code: spec?.code ?? "", text: titleText, detail: detail,
      demo: scene.isDemo ? "DEMO" : "")
  }

  /// What the screen is called as it stands.
  var titleText: String {
    guard let flow = top?.flow else { return "" }
    let title = scene.text(flow.titleKey ?? flow.form.spec.titleKey)
    return flow.isResumed ? "\(title) · \(scene.text("parola.bozza_ripresa"))" : title
  }

  /// Row 2: whether the registry answers, what is open, and the date of a moved clock.
  var registryLine: Terminal.RegistryLine {
    RegistryWords.line(scene, width: size.columns)
  }

  private func drawBody(into grid: inout Grid, _ area: Area) {
    guard let flow = top?.flow else { return }
    if case .help(let pane, _) = overlay {
      pane.draw(into: &grid, area: area, words: scene.words)
      return
    }
    let pane = isLocked ? FindingsPane(heading: "", lines: []) : findingsPane(flow)
    let isWide = area.columns.count >= Self.wide
    let hasSide = !pane.lines.isEmpty || (isWide && flow.form.spec.side != .none && flow.person != nil)
    guard hasSide else {
      var form = flow.form
      form.fit(area, words: scene.words)
      form.draw(into: &grid, area: area, words: scene.words)
      drawCommandLine(into: &grid, area)
      return
    }
    let split = FindingsPane.split(area, paneRows: pane.rows(columns: area.columns.count))
    flow.form.draw(into: &grid, area: split.form, words: scene.words)
    if case .findings(let selected) = overlay {
      selected.draw(into: &grid, area: split.pane, words: scene.words)
    } else {
      pane.draw(into: &grid, area: split.pane, words: scene.words)
    }
    if isWide, let person = flow.person {
      let used = pane.rows(columns: split.pane.columns.count)
      let start = min(split.pane.rows.lowerBound + (used == 0 ? 0 : used + 1), split.pane.rows.upperBound)
      SidePosition.draw(
        person, into: &grid,
        area: Area(rows: start..<split.pane.rows.upperBound, columns: split.pane.columns), scene)
    }
    drawCommandLine(into: &grid, area)
  }

  /// Where the form of a screen is drawn now: what is not seen there lies on another page.
  func formArea(_ flow: any Flow) -> Area {
    let area = Frame.body(of: size)
    let pane = isLocked ? FindingsPane(heading: "", lines: []) : findingsPane(flow)
    let isWide = area.columns.count >= Self.wide
    let hasSide = !pane.lines.isEmpty || (isWide && flow.form.spec.side != .none && flow.person != nil)
    return hasSide ? FindingsPane.split(area, paneRows: pane.rows(columns: area.columns.count)).form : area
  }

  private func drawCommandLine(into grid: inout Grid, _ area: Area) {
    guard case .commandLine(let line) = overlay else { return }
    line.draw(into: &grid, area: area, words: scene.words)
  }

  /// The findings of the screen as they are drawn, without a cursor.
  func findingsPane(_ flow: any Flow) -> FindingsPane {
    FindingsPane(
      heading: scene.text("parola.regole"),
      lines: flow.findings.map { finding in
        FindingsPane.Line(
          severity: finding.severity.weight,
          text: scene.words.text(finding.messageKey, finding.arguments), ruleID: finding.rule.id)
      })
  }
}

extension Severity {
  /// How a finding is marked and drawn.
  var weight: FindingsPane.Severity {
    switch self {
    case .block: .block
    case .reserve: .reserve
    case .warn: .warning
    case .note: .note
    }
  }
}

extension Notice.Tone {
  var severity: Terminal.Message.Severity {
    switch self {
    case .note: .note
    case .success: .success
    case .warning: .warning
    case .error: .error
    }
  }
}
