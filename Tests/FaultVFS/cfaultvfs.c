#include "cfaultvfs.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define KINDS 5

struct cfault_vfs {
  sqlite3_vfs base;
  sqlite3_vfs *real;
  char name[64];
  int counts[KINDS];
  int failures;
  int kind;
  int ordinal;
  int code;
  int lasting;
};

typedef struct {
  sqlite3_file base;
  cfault_vfs *owner;
  sqlite3_file *real;
} fault_file;

static int fails(cfault_vfs *vfs, cfault_kind kind) {
  vfs->counts[kind] += 1;
  if (vfs->ordinal == 0 || vfs->kind != (int)kind) return 0;
  int now = vfs->counts[kind];
  if (now != vfs->ordinal && !(vfs->lasting && now > vfs->ordinal)) return 0;
  vfs->failures += 1;
  return 1;
}

static sqlite3_file *real(sqlite3_file *file) { return ((fault_file *)file)->real; }
static cfault_vfs *owner(sqlite3_file *file) { return ((fault_file *)file)->owner; }

static int file_close(sqlite3_file *file) {
  sqlite3_file *inner = real(file);
  int code = inner->pMethods ? inner->pMethods->xClose(inner) : SQLITE_OK;
  sqlite3_free(inner);
  return code;
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  if (fails(owner(file), CFAULT_WRITE)) {
    real(file)->pMethods->xWrite(real(file), bytes, count / 2, offset);
    return owner(file)->code;
  }
  return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (fails(owner(file), CFAULT_TRUNCATE)) return owner(file)->code;
  return real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags) {
  if (fails(owner(file), CFAULT_SYNC)) return owner(file)->code;
  return real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int file_check(sqlite3_file *file, int *result) {
  return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int file_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int file_traits(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

// Version 1: without shared memory and memory mapping, which the store does not use.
static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check,
  .xFileControl = file_control,
  .xSectorSize = file_sector,
  .xDeviceCharacteristics = file_traits,
};

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out) {
  cfault_vfs *self = (cfault_vfs *)vfs;
  fault_file *outer = (fault_file *)file;
  outer->base.pMethods = 0;
  if (fails(self, CFAULT_OPEN)) return self->code == SQLITE_FULL ? SQLITE_FULL : SQLITE_CANTOPEN;
  sqlite3_file *inner = sqlite3_malloc(self->real->szOsFile);
  if (!inner) return SQLITE_NOMEM;
  memset(inner, 0, (size_t)self->real->szOsFile);
  int code = self->real->xOpen(self->real, name, inner, flags, out);
  if (code != SQLITE_OK) {
    sqlite3_free(inner);
    return code;
  }
  outer->owner = self;
  outer->real = inner;
  outer->base.pMethods = &methods;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync) {
  cfault_vfs *self = (cfault_vfs *)vfs;
  if (fails(self, CFAULT_DELETE)) return SQLITE_IOERR_DELETE;
  return self->real->xDelete(self->real, name, sync);
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  sqlite3_vfs *inner = ((cfault_vfs *)vfs)->real;
  return inner->xAccess(inner, name, flags, result);
}

static int vfs_full(sqlite3_vfs *vfs, const char *name, int size, char *out) {
  sqlite3_vfs *inner = ((cfault_vfs *)vfs)->real;
  return inner->xFullPathname(inner, name, size, out);
}

static int vfs_random(sqlite3_vfs *vfs, int size, char *out) {
  sqlite3_vfs *inner = ((cfault_vfs *)vfs)->real;
  return inner->xRandomness(inner, size, out);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds) {
  sqlite3_vfs *inner = ((cfault_vfs *)vfs)->real;
  return inner->xSleep(inner, microseconds);
}

static int vfs_time(sqlite3_vfs *vfs, double *out) {
  sqlite3_vfs *inner = ((cfault_vfs *)vfs)->real;
  return inner->xCurrentTime(inner, out);
}

static int vfs_error(sqlite3_vfs *vfs, int size, char *out) {
  sqlite3_vfs *inner = ((cfault_vfs *)vfs)->real;
  return inner->xGetLastError ? inner->xGetLastError(inner, size, out) : 0;
}

cfault_vfs *cfault_make(const char *name) {
  sqlite3_initialize();
  sqlite3_vfs *inner = sqlite3_vfs_find(0);
  cfault_vfs *self = calloc(1, sizeof(cfault_vfs));
  if (!inner || !self || strlen(name) >= sizeof(self->name)) {
    free(self);
    return 0;
  }
  strcpy(self->name, name);
  self->real = inner;
  self->base = (sqlite3_vfs){
    .iVersion = 1,
    .szOsFile = sizeof(fault_file),
    .mxPathname = inner->mxPathname,
    .zName = self->name,
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full,
    .xRandomness = vfs_random,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_time,
    .xGetLastError = vfs_error,
  };
  if (sqlite3_vfs_register(&self->base, 0) != SQLITE_OK) {
    free(self);
    return 0;
  }
  return self;
}

void cfault_free(cfault_vfs *self) {
  sqlite3_vfs_unregister(&self->base);
  free(self);
}

void cfault_arm(cfault_vfs *self, cfault_kind kind, int ordinal, int code, int lasting) {
  memset(self->counts, 0, sizeof(self->counts));
  self->failures = 0;
  self->kind = kind;
  self->ordinal = ordinal;
  self->code = code;
  self->lasting = lasting;
}

int cfault_count(const cfault_vfs *self, cfault_kind kind) { return self->counts[kind]; }

int cfault_failures(const cfault_vfs *self) { return self->failures; }
