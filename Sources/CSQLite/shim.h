#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H
#include <malloc.h>
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift cannot import: these two copy the bytes they are given.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return count == 0 ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// The allocator keeps what was freed between things in use until it is told to give it back.
static inline void csqlite_release_free_memory(void) { malloc_trim(0); }

#endif
