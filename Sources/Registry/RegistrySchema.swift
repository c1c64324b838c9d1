import SQLite

/// The tables of the registry.
enum RegistrySchema {
  static let migrations = [
    Migration(version: 1, sql: first), Migration(version: 2, sql: second),
    Migration(version: 3, sql: third), Migration(version: 4, sql: fourth),
    Migration(version: 5, sql: fifth), Migration(version: 6, sql: sixth),
  ]

  /// The first tables.
  ///
  /// `person.medico` and `person.due` repeat what the body says, to be found by: who is on a list, and who
  /// has an event to come. Days are counted from 1970-01-01, moments in milliseconds.
  private static let first = """
    CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE distretto (id TEXT PRIMARY KEY, name TEXT NOT NULL, asl TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE ambito (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, distretto TEXT NOT NULL, asl TEXT NOT NULL,
      neighbours TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE medico (
      id TEXT PRIMARY KEY, permanent INTEGER, temporary INTEGER, zero_to_six INTEGER,
      body BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE person (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL, code TEXT NOT NULL, surname TEXT NOT NULL,
      name TEXT NOT NULL, folded_surname TEXT NOT NULL, folded_name TEXT NOT NULL, birth INTEGER NOT NULL,
      municipality TEXT, medico TEXT, due INTEGER, body BLOB NOT NULL) STRICT;
    CREATE TABLE locator (value TEXT NOT NULL, person INTEGER NOT NULL) STRICT;
    CREATE TABLE practice (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person INTEGER NOT NULL, kind TEXT NOT NULL,
      at INTEGER NOT NULL, outcome TEXT NOT NULL, protocol TEXT UNIQUE, effective INTEGER, answer BLOB,
      entry BLOB NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE TABLE event (
      number INTEGER PRIMARY KEY, person INTEGER NOT NULL, kind TEXT NOT NULL, due INTEGER NOT NULL,
      at INTEGER NOT NULL) STRICT;
    """

  /// What the wire needs: resources as they are served, their earlier versions, tokens, and own keys.
  ///
  /// `resource.last_updated` is a moment in milliseconds that no other row has: it only grows. `masked` is what
  /// those get who may not see a restricted record, empty if they get nothing. The other columns repeat what the
  /// body says, to be found by; ``ServedType`` tells what they mean for each type.
  private static let second = """
    CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE token (
      hash BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, desk TEXT NOT NULL, kind TEXT NOT NULL,
      asl TEXT NOT NULL, distretto TEXT, role TEXT NOT NULL, issued INTEGER NOT NULL,
      expires INTEGER NOT NULL, revoked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE resource (
      number INTEGER PRIMARY KEY, type INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
      last_updated INTEGER NOT NULL, person INTEGER, identifier TEXT, status TEXT, code TEXT, place TEXT,
      body BLOB NOT NULL, masked BLOB) STRICT;
    CREATE TABLE resource_version (
      resource INTEGER NOT NULL, version INTEGER NOT NULL, last_updated INTEGER NOT NULL, body BLOB NOT NULL,
      masked BLOB, PRIMARY KEY (resource, version)) STRICT, WITHOUT ROWID;
    CREATE TABLE merged (person INTEGER PRIMARY KEY, successor INTEGER NOT NULL) STRICT;
    """

  /// A person stands in the file once, in the body of the Patient.
  ///
  /// `unwritten` keeps the records of a file of before the wire until their resources are written.
  private static let third = """
    CREATE TABLE unwritten (person INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
    INSERT INTO unwritten SELECT number, body FROM person
      WHERE NOT EXISTS (SELECT 1 FROM state WHERE key = 'wire');
    ALTER TABLE person DROP COLUMN body;
    """

  /// Exemptions that somebody else has to agree to: the Sistema TS, or the doctor of the distretto.
  private static let fourth = """
    CREATE TABLE IF NOT EXISTS waiting (
      id TEXT PRIMARY KEY, person INTEGER NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// The day, counted from 1970-01-01, from which the worker settles what waits by itself.
  private static let fifth = "ALTER TABLE waiting ADD COLUMN due INTEGER NOT NULL DEFAULT 0"

  /// Hand-overs of codes: where each stands, and never a code or an address.
  private static let sixth = """
    CREATE TABLE IF NOT EXISTS hand_over (
      id TEXT PRIMARY KEY, operation TEXT NOT NULL UNIQUE, card TEXT NOT NULL, person INTEGER NOT NULL,
      stage TEXT NOT NULL, shown INTEGER NOT NULL, second TEXT NOT NULL, reason TEXT NOT NULL,
      contact TEXT NOT NULL, operator TEXT NOT NULL, role TEXT NOT NULL, desk TEXT NOT NULL,
      kind TEXT NOT NULL, asl TEXT NOT NULL, distretto TEXT, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS hand_over_card ON hand_over (card);
    """

  /// Built once the people are there, which is faster that way: what writes their resources looks up relatives.
  static let peopleIndexes = """
    CREATE UNIQUE INDEX IF NOT EXISTS locator_value ON locator (value, person);
    CREATE UNIQUE INDEX IF NOT EXISTS person_id ON person (id);
    CREATE INDEX IF NOT EXISTS person_names ON person (folded_surname, folded_name);
    CREATE INDEX IF NOT EXISTS person_birth ON person (birth);
    CREATE INDEX IF NOT EXISTS person_due ON person (due) WHERE due IS NOT NULL;
    CREATE INDEX IF NOT EXISTS practice_person ON practice (person);
    """

  /// Built once their resources are there.
  static let indexes = """
    \(peopleIndexes)
    CREATE UNIQUE INDEX IF NOT EXISTS resource_id ON resource (type, id);
    CREATE UNIQUE INDEX IF NOT EXISTS resource_updated ON resource (type, last_updated);
    CREATE INDEX IF NOT EXISTS resource_person ON resource (person, type) WHERE person IS NOT NULL;
    CREATE INDEX IF NOT EXISTS resource_identifier ON resource (identifier, type)
      WHERE identifier IS NOT NULL;
    CREATE INDEX IF NOT EXISTS resource_waiting ON resource (type, status) WHERE status = 'requested';
    """

  static let emptyAll = """
    DROP INDEX IF EXISTS locator_value; DROP INDEX IF EXISTS person_id; DROP INDEX IF EXISTS person_names;
    DROP INDEX IF EXISTS person_due; DROP INDEX IF EXISTS practice_person; DROP INDEX IF EXISTS person_birth;
    DROP INDEX IF EXISTS resource_id; DROP INDEX IF EXISTS resource_updated; DROP INDEX IF EXISTS resource_person;
    DROP INDEX IF EXISTS resource_identifier; DROP INDEX IF EXISTS resource_waiting;
    DELETE FROM state; DELETE FROM distretto; DELETE FROM ambito; DELETE FROM medico; DELETE FROM person;
    DELETE FROM locator; DELETE FROM practice; DELETE FROM event; DELETE FROM resource;
    DELETE FROM resource_version; DELETE FROM merged; DELETE FROM unwritten; DELETE FROM waiting;
    DELETE FROM hand_over;
    """
}
