import Domain
import Sync
import Terminal

/// The words of a row of the queue: what it is, what became of it, whom to call, what to do.
enum QueueWords {
  /// The cells of the list: number, person, kind, age, what about it, contact.
  static func cells(_ row: QueueRow, _ scene: Scene) -> [String] {
    guard let practice = row.practice else {
      return [
        "\(row.receiptNumber)", "", scene.text("coda.alterata"), age(row, scene), reason(row, scene), "",
      ]
    }
    let identity = practice.content.assistito.identity
    return [
      "\(row.receiptNumber)", "\(identity.surname) \(identity.name)",
      scene.text("pratica.breve.\(practice.content.kind.rawValue)"), age(row, scene), reason(row, scene),
      contact(row) ?? "",
    ]
  }

  /// How long it has waited, marked when that is too long.
  static func age(_ row: QueueRow, _ scene: Scene) -> String {
    guard let since = row.work?.openedAt ?? row.since else { return "" }
    let text = QueueAge.text(since: since, scene)
    return QueueAge.isLate(row, scene) ? "! \(text)" : text
  }

  /// Telephone, or else the address of electronic mail; `nil` if neither is known.
  static func contact(_ row: QueueRow) -> String? { row.contacts.telephone ?? row.contacts.email }

  /// What it is about in three words: its conflict, or else where it stands.
  static func reason(_ row: QueueRow, _ scene: Scene) -> String {
    if row.correctedBy != nil, row.needsPerson { return scene.text("coda.motivo.corretta") }
    if let conflict = row.conflict { return scene.text("coda.motivo.\(conflict.id.rawValue)") }
    return row.state.map { scene.text("coda.stato.\($0)") } ?? ""
  }

  /// Everything about a row, line by line: the conflict, the registry's own reasons, links, contact, who and where.
  static func detail(_ row: QueueRow, _ scene: Scene) -> [String] {
    guard let author = row.practice?.author else {
      return [scene.text("errore.archivio.pratica_alterata")]
    }
    var lines: [String] = []
    if let conflict = row.conflict {
      lines.append(scene.text(conflict.headlineKey))
    } else if let state = row.state {
      lines.append(scene.text("coda.spiegazione.\(state)"))
    }
    lines += reasons(row, scene)
    if let number = row.correctedBy { lines.append(scene.text("coda.dettaglio.corretta_da", "\(number)")) }
    if let number = row.corrects { lines.append(scene.text("coda.dettaglio.corregge", "\(number)")) }
    if let contact = contact(row) {
      lines.append(scene.text("coda.dettaglio.contatto", contact))
    } else if row.needsPerson {
      lines.append(scene.text("coda.dettaglio.senza_contatto"))
    }
    if let answered = row.answeredAt {
      lines.append(scene.text("coda.dettaglio.risposta", scene.shown(answered)))
    }
    if let closing = row.closing {
      lines.append(scene.text("coda.dettaglio.chiusa", closing.closedBy, scene.shown(closing.closedAt)))
    }
    lines.append(
      scene.text("coda.dettaglio.chi", author.operatorName.rawValue, author.desk.id.rawValue))
    return lines
  }

  /// The sentences of the rules that refused it, as far as the words are known and their places filled.
  static func reasons(_ row: QueueRow, _ scene: Scene) -> [String] {
    (row.reasons + [row.hold].compactMap(\.self)).compactMap { reason in
      guard scene.words.optional("regola.\(reason.code)") != nil else { return nil }
      let text = scene.words.text("regola.\(reason.code)", reason.arguments)
      return text.contains("$@") ? nil : "\(text) [\(reason.code)]"
    }
  }

  /// What to do next, as a clerk says it; empty where nothing is to be done.
  static func next(_ row: QueueRow, _ scene: Scene) -> String {
    guard row.state?.isOpen ?? false || row.work != nil, let way = row.resolutions.first else { return "" }
    return scene.text("coda.dettaglio.via", scene.text("risoluzione.\(way.rawValue)"))
  }
}
