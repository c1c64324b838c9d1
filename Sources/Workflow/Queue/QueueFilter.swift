import Sync

/// Which rows of the queue are listed.
enum QueueFilter: String, CaseIterable {
  /// What somebody, machine or person, still has to do something about.
  case open
  case toSend, toVerify, toMend
  /// What is definitive, with no paper that says so.
  case toPrint
  case all

  /// Whether a row is listed; a row of which nothing can be told is listed wherever a person looks.
  func admits(_ row: QueueRow) -> Bool {
    switch self {
    case .all: true
    case .open: row.state?.isOpen ?? true || row.work != nil || row.owesDefinitive
    case .toSend: row.state == .queued || row.state == .sending || row.state == .accepted
    case .toVerify: row.state == .unknown
    case .toPrint: row.owedPaper != nil
    case .toMend: row.needsPerson || row.state == nil || row.practice == nil
    }
  }
}
