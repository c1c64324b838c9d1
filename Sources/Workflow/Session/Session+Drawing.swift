import Domain
public import Terminal

extension Session {
  /// From so many columns on the findings stand beside the form, below it on narrower terminals.
  static let wide = 110

  /// The whole picture for the present size, with the cursor on the focus.
  public func draw() -> Grid {
    let words = scene.words
    let frame = Frame(
      title: title, registryLine: registryLine,
      message: notice.map { Terminal.Message(words.text($0.key, $0.arguments), severity: $0.tone.severity) },
      commands: commands())
    return frame.draw(size: size, words: words) { grid, area in drawBody(into: &grid, area) }
  }

  private var title: Frame.Title {
    let spec = top?.flow.form.spec
    let author = scene.author
    let detail =
      isLocked
      ? author.desk.id.rawValue
      : "\(author.operatorName.rawValue) · \(scene.text("ruolo.\(author.role.rawValue)")) · \(author.desk.id.rawValue)"
    return Frame.Title(
      code: spec?.code ?? "", text: spec.map { scene.text($0.titleKey) } ?? "", detail: detail,
      demo: scene.isDemo ? "DEMO" : "")
  }

  /// Row 2: whether the registry answers, what is open, and the date of a moved clock.
  var registryLine: Terminal.RegistryLine { RegistryWords.line(scene) }

  private func drawBody(into grid: inout Grid, _ area: Area) {
    guard let flow = top?.flow else { return }
    let findings = isLocked ? [] : flow.findings
    if area.columns.count >= Self.wide, !isLocked, layers.count > 1 {
      let split = area.columns.lowerBound + 80
      flow.form.draw(
        into: &grid, area: Area(rows: area.rows, columns: area.columns.lowerBound..<split), words: scene.words
      )
      SidePane.draw(
        into: &grid, area: Area(rows: area.rows, columns: split + 1..<area.columns.upperBound),
        findings: findings, person: flow.person, scene)
    } else {
      let lines = SidePane.lines(of: findings, scene, width: area.columns.count - 2)
      let height = lines.isEmpty ? 0 : min(lines.count + 1, Self.findingRows)
      let split = area.rows.upperBound - height
      flow.form.draw(
        into: &grid, area: Area(rows: area.rows.lowerBound..<split, columns: area.columns), words: scene.words
      )
      if height > 0 {
        SidePane.draw(
          lines, title: scene.text("parola.regole"), into: &grid,
          area: Area(rows: split..<area.rows.upperBound, columns: area.columns))
      }
    }
    drawOverlay(into: &grid, area, flow)
  }

  /// The most rows that findings take from a form of 80 columns.
  private static let findingRows = 6

  private func drawOverlay(into grid: inout Grid, _ area: Area, _ flow: any Flow) {
    switch overlay {
    case .help(let isGuide, let top):
      let width = min(area.columns.count - 2, 100)
      let lines = HelpText.lines(
        of: flow, isGuide: isGuide, registryLine: registryLine.whole, scene, width: width)
      let first = min(top, max(0, lines.count - 1))
      grid.fill(area)
      for (index, line) in lines.dropFirst(first).prefix(area.rows.count).enumerated() {
        grid.put(
          line, row: area.rows.lowerBound + index, column: 1, style: index + first == 0 ? .heading : .plain)
      }
      grid.cursor = Position(row: area.rows.lowerBound, column: 1)
    case .commandLine(let line): CommandPane.draw(line, into: &grid, area, scene)
    case nil: break
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
