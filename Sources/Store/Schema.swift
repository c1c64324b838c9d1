import SQLite

/// The tables of a desk; steps are only ever added.
///
/// Outside the sealed columns stand only operation ids, sequences, states, times and keyed hashes.
enum Schema {
  static let migrations = [
    Migration(version: 1, sql: first), Migration(version: 2, sql: second), Migration(version: 3, sql: third),
  ]

  private static let first = """
    CREATE TABLE keycheck(id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT;

    CREATE TABLE journal(
      sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL, at INTEGER NOT NULL,
      sealed BLOB NOT NULL, link BLOB NOT NULL) STRICT;
    CREATE INDEX journal_by_operation ON journal(operation, sequence);
    CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

    CREATE TABLE outbox(
      sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE, submitted INTEGER NOT NULL,
      changed INTEGER NOT NULL, state INTEGER NOT NULL, about BLOB NOT NULL, progress BLOB NOT NULL,
      body BLOB NOT NULL, body_hash BLOB NOT NULL) STRICT;
    CREATE INDEX outbox_by_state ON outbox(state, sequence);
    CREATE TRIGGER outbox_body_is_frozen BEFORE UPDATE OF body, body_hash, operation ON outbox
      BEGIN SELECT RAISE(ABORT, 'the body is frozen'); END;
    CREATE TRIGGER outbox_is_not_deleted BEFORE DELETE ON outbox
      BEGIN SELECT RAISE(ABORT, 'rows never disappear'); END;
    CREATE TABLE outbox_person(
      person BLOB NOT NULL, sequence INTEGER NOT NULL REFERENCES outbox(sequence),
      PRIMARY KEY (person, sequence)) STRICT, WITHOUT ROWID;

    CREATE TABLE person(
      id INTEGER PRIMARY KEY, fetched INTEGER NOT NULL, touched INTEGER NOT NULL,
      sealed BLOB NOT NULL) STRICT;
    CREATE INDEX person_by_touch ON person(touched);
    CREATE TABLE person_code(
      code BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE)
      STRICT, WITHOUT ROWID;
    CREATE INDEX person_code_by_person ON person_code(person);

    CREATE TABLE work(
      id INTEGER PRIMARY KEY, operation TEXT, opened INTEGER NOT NULL, closed INTEGER,
      sealed BLOB NOT NULL, closing BLOB) STRICT;
    CREATE INDEX work_open ON work(id) WHERE closed IS NULL;

    CREATE TABLE draft(key BLOB PRIMARY KEY, saved INTEGER NOT NULL, sealed BLOB NOT NULL)
      STRICT, WITHOUT ROWID;

    CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// The registry's copy, work items with a kind, handovers and links.
  ///
  /// The rows of the copy lie in numbered tables that are made when they are needed; see ``CacheSlot``.
  private static let second = """
    CREATE TABLE cache_type(type TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE cache_retired(slot INTEGER PRIMARY KEY) STRICT;

    CREATE TABLE fact(name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;

    ALTER TABLE outbox ADD COLUMN part_of TEXT;
    CREATE INDEX outbox_by_part ON outbox(part_of) WHERE part_of IS NOT NULL;
    CREATE TABLE handover(
      operation TEXT PRIMARY KEY REFERENCES outbox(operation), at INTEGER NOT NULL,
      sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;

    ALTER TABLE work ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX work_by_operation ON work(operation) WHERE closed IS NULL;
    CREATE TABLE work_person(
      person BLOB NOT NULL, work INTEGER NOT NULL REFERENCES work(id), PRIMARY KEY (person, work))
      STRICT, WITHOUT ROWID;
    CREATE TABLE work_contact(
      id INTEGER PRIMARY KEY, work INTEGER NOT NULL REFERENCES work(id), at INTEGER NOT NULL,
      sealed BLOB NOT NULL) STRICT;
    CREATE INDEX work_contact_by_work ON work_contact(work);
    """

  /// Which practices are known to have their definitive receipt on paper: the others are found by an index.
  private static let third = """
    ALTER TABLE outbox ADD COLUMN definitive INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX outbox_without_definitive ON outbox(state, sequence) WHERE definitive = 0;
    """
}
