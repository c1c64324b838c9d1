import Domain
import Sync
import Terminal

/// The words of a row of the queue: what it is, what became of it, whom to call, what to do.
enum QueueWords {
  /// The cells of the list: number, person, kind, age, what about it, contact.
  static func cells(_ row: QueueRow, _ scene: Scene) -> [String] {
    guard let practice = row.practice else {
      let kind = scene.text(row.handOver == nil ? "coda.alterata" : "coda.consegne")
      return [number(row), row.handOver?.from ?? "", kind, age(row, scene), reason(row, scene), ""]
    }
    let identity = practice.content.assistito.identity
    return [
      number(row), "\(identity.surname) \(identity.name)",
      scene.text("pratica.breve.\(practice.content.kind.rawValue)"), age(row, scene), reason(row, scene),
      contact(row) ?? "",
    ]
  }

  /// The number of the receipt, marked when another desk counts it; "" for what is no practice.
  private static func number(_ row: QueueRow) -> String {
    guard row.receiptNumber > 0 else { return "" }
    return row.origin == nil ? "\(row.receiptNumber)" : "\(row.receiptNumber)@"
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
    if row.handOver != nil { return scene.text("coda.motivo.consegne") }
    if row.handedOver != nil, row.state?.isOpen ?? false { return scene.text("coda.motivo.consegnata") }
    if row.correctedBy != nil, row.needsPerson { return scene.text("coda.motivo.corretta") }
    switch row.owedPaper {
    case .replacesProvisional: return scene.text("coda.motivo.definitiva")
    case .first: return scene.text("coda.motivo.stampare")
    case nil: break
    }
    if row.confirmation?.tookSecondChoice ?? false { return scene.text("coda.motivo.seconda") }
    if let conflict = row.conflict { return scene.text("coda.motivo.\(conflict.id.rawValue)") }
    return row.stateWord.map { scene.text("coda.stato.\($0)") } ?? ""
  }

  /// Everything about a row, line by line: the conflict, the registry's own reasons, links, contact, who and where.
  static func detail(_ row: QueueRow, _ scene: Scene) -> [String] {
    if let note = row.handOver { return detail(note, scene) }
    guard let practice = row.practice else {
      return [
        scene.text(
          row.receiptNumber > 0 ? "errore.archivio.pratica_alterata" : "coda.spiegazione.lavoro_alterato")
      ]
    }
    var lines: [String] = []
    if let handed = row.handedOver, row.state?.isOpen ?? false {
      lines.append(
        scene.text(
          "coda.spiegazione.consegnata", scene.shown(handed.at), handed.file.isEmpty ? "-" : handed.file))
    } else if let conflict = row.conflict {
      lines.append(headline(conflict, of: row, scene))
    } else if let state = row.stateWord {
      lines.append(scene.text("coda.spiegazione.\(state)"))
    }
    if row.confirmation?.tookSecondChoice ?? false {
      let name = row.secondChoice.map(MedicoRows.name) ?? row.secondMedico?.rawValue ?? ""
      lines.append(scene.text("coda.dettaglio.seconda", name))
    }
    lines += reasons(row, scene)
    if let work = row.work, work.attempts > 0, let last = work.lastAttempt {
      lines.append(scene.text("coda.dettaglio.cercata", "\(work.attempts)", scene.shown(last)))
    }
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
    switch row.owedPaper {
    case .replacesProvisional: lines.append(scene.text("coda.dettaglio.definitiva"))
    case .first:
      lines.append(
        scene.text(
          row.origin == nil ? "coda.dettaglio.senza_ricevuta" : "coda.dettaglio.senza_ricevuta.ricevuta"))
    case nil: break
    }
    if let closing = row.closing {
      lines.append(scene.text("coda.dettaglio.chiusa", closing.closedBy, scene.shown(closing.closedAt)))
      if !closing.note.isEmpty { lines.append(closing.note) }
    }
    if let origin = row.origin {
      // A desk without a configuration has no name to tell.
      lines.append(
        ["", "-"].contains(origin)
          ? scene.text("coda.dettaglio.origine_ignota") : scene.text("coda.dettaglio.origine", origin))
    }
    lines.append(
      scene.text(
        "coda.dettaglio.chi", practice.author.operatorName.rawValue, practice.author.desk.id.rawValue,
        CheckCode(of: practice.id).text))
    return lines
  }

  /// What a shift left: to whom, which practices, and its words.
  private static func detail(_ note: HandOverNote, _ scene: Scene) -> [String] {
    var lines = [
      note.to.isEmpty
        ? scene.text("coda.spiegazione.consegne", note.from)
        : scene.text("coda.spiegazione.consegne_a", note.from, note.to)
    ]
    if !note.text.isEmpty { lines.append(note.text) }
    if !note.rows.isEmpty { lines.append(scene.text("coda.dettaglio.pratiche", note.rows)) }
    return lines
  }

  /// The words of a way out: what is no practice has nobody to be told, of the dead the family is sent on.
  static func key(of way: Resolution, for row: QueueRow) -> String {
    if way == .reprint, row.owedPaper != nil { return "risoluzione.printDefinitive" }
    if way == .secondChoice, row.secondMedico == nil { return "risoluzione.otherMedico" }
    guard way == .close else { return "risoluzione.\(way.rawValue)" }
    if row.practice == nil { return "risoluzione.closeNote" }
    let isDead =
      row.conflict == ConflictBook.died || row.practice?.content.assistito.posizione.deathDate != nil
    return isDead ? "risoluzione.closeDied" : "risoluzione.close"
  }

  /// The sentence of a conflict; a role that its code names stands in it as the program calls it.
  static func headline(_ conflict: Conflict, of row: QueueRow, _ scene: Scene) -> String {
    let reason = (row.reasons + [row.hold].compactMap(\.self)).first {
      conflict.signs.contains(.code($0.code))
    }
    let arguments = (reason?.arguments ?? []).map { scene.words.optional("ruolo.\($0)") ?? $0 }
    return scene.words.text(conflict.headlineKey, arguments)
  }

  /// The sentences of the rules that refused it, as far as the words are known and their places filled.
  static func reasons(_ row: QueueRow, _ scene: Scene) -> [String] {
    (row.reasons + [row.hold].compactMap(\.self)).compactMap { reason in
      let arguments = scene.rules.esenzioni.catalog.shown(reason.arguments)
      // Of a sentence that another version of the program tells the general one is said; what has no last day is told
      // with fewer arguments.
      return [reason.variant, nil, "illimitata", "unlimited"].lazy.compactMap { variant -> String? in
        let key = Finding.messageKey(reason.code, variant)
        guard scene.words.optional(key) != nil else { return nil }
        let text = scene.words.text(key, arguments)
        return text.contains("$@") ? nil : "\(text) [\(reason.code)]"
      }.first
    }
  }

  /// How many definitive receipts are to be printed, whatever else is said; `nil` if none.
  static func owed(_ rows: [QueueRow], _ scene: Scene) -> String? {
    let owed = rows.count(where: \.owesDefinitive)
    return owed == 0 ? nil : scene.text("coda.da_stampare", "\(owed)")
  }

  /// What to do next, as a clerk says it; empty where nothing is to be done.
  static func next(_ row: QueueRow, _ scene: Scene) -> String {
    guard row.state?.isOpen ?? false || row.work != nil || row.owesDefinitive, let way = row.resolutions.first
    else { return "" }
    return scene.text("coda.dettaglio.via", scene.text(key(of: way, for: row)))
  }
}
