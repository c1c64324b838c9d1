#ifndef CFAULTVFS_H
#define CFAULTVFS_H

// A file system for SQLite that passes everything on and fails when it is told to. For tests only.

typedef enum {
  CFAULT_OPEN = 0,
  CFAULT_WRITE = 1,
  CFAULT_SYNC = 2,
  CFAULT_TRUNCATE = 3,
  CFAULT_DELETE = 4,
} cfault_kind;

typedef struct cfault_vfs cfault_vfs;

// Makes a file system under a name that no other one has, or returns NULL.
cfault_vfs *cfault_make(const char *name);

// Takes it away again; no database may be open on it.
void cfault_free(cfault_vfs *vfs);

// From now on counts from 1 again and makes the `ordinal`-th call of a kind, and every later one when `lasting`,
// fail with `code`; an ordinal of 0 makes nothing fail. A write that fails has written half of its bytes.
void cfault_arm(cfault_vfs *vfs, cfault_kind kind, int ordinal, int code, int lasting);

// How many calls of a kind there were since the last arming.
int cfault_count(const cfault_vfs *vfs, cfault_kind kind);

// How many calls were made to fail since the last arming.
int cfault_failures(const cfault_vfs *vfs);

#endif
