#include "canaries.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
static const uint64_t piece_mask = (1ull << 48) - 1;

struct canaries {
  size_t places;
  uint64_t *codes;
};

// What is read of memory and files, and what follows it so that no piece is cut in two.
enum { PART = 1 << 18, LONGEST_STRIDE = 64, REST = 7 * LONGEST_STRIDE };
static unsigned char window[PART + REST];
static signed char values[256];
static bool has_values = false;

static void make_values(void) {
  if (has_values) return;
  memset(values, -1, sizeof values);
  for (int value = 0; value < 64; value++) values[(unsigned char)alphabet[value]] = (signed char)value;
  has_values = true;
}

static uint64_t mixed(uint64_t value) {
  value += 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

static uint64_t piece_code(uint64_t key, uint64_t number, uint64_t piece) {
  return mixed(key ^ mixed(number * 3 + piece)) & piece_mask;
}

void canary_draw(uint64_t key, uint64_t number, void *place) {
  char *next = place;
  for (uint64_t piece = 0; piece < 3; piece++) {
    uint64_t code = piece_code(key, number, piece);
    for (int shift = 42; shift >= 0; shift -= 6) *next++ = alphabet[(code >> shift) & 63];
  }
}

canaries *canaries_make(size_t count) {
  make_values();
  canaries *set = malloc(sizeof *set);
  if (set == NULL) return NULL;
  set->places = 64;
  while (set->places < count * 12) set->places *= 2;
  set->codes = calloc(set->places, sizeof *set->codes);
  if (set->codes != NULL) return set;
  free(set);
  return NULL;
}

void canaries_free(canaries *set) {
  free(set->codes);
  free(set);
}

// A place of 0 is free: codes are kept one greater.
static bool contains(const canaries *set, uint64_t code) {
  size_t place = mixed(code) & (set->places - 1);
  for (; set->codes[place] != 0; place = (place + 1) & (set->places - 1))
    if (set->codes[place] == code + 1) return true;
  return false;
}

void canaries_add(canaries *set, uint64_t key, uint64_t number) {
  for (uint64_t piece = 0; piece < 3; piece++) {
    uint64_t code = piece_code(key, number, piece);
    size_t place = mixed(code) & (set->places - 1);
    while (set->codes[place] != 0) place = (place + 1) & (set->places - 1);
    set->codes[place] = code + 1;
  }
}

// The pieces that begin among the first `starts` bytes.
static size_t pieces(
  const canaries *set, const unsigned char *bytes, size_t starts, size_t count, size_t stride
) {
  size_t found = 0;
  for (size_t phase = 0; phase < stride; phase++) {
    uint64_t code = 0;
    int run = 0;
    for (size_t at = phase; at < count; at += stride) {
      int value = values[bytes[at]];
      if (value < 0) {
        run = 0;
        continue;
      }
      code = (code << 6 | (uint64_t)value) & piece_mask;
      if (++run >= 8 && at - 7 * stride < starts && contains(set, code)) found++;
    }
  }
  return found;
}

size_t canaries_in(const canaries *set, const void *bytes, size_t count, size_t stride) {
  return pieces(set, bytes, count, count, stride);
}

static size_t pieces_of_window(
  const canaries *set, size_t starts, size_t count, const size_t *strides, size_t stride_count
) {
  // What is zero throughout holds nothing: most of a stack was never used.
  if (count < 2 || (window[0] == 0 && memcmp(window, window + 1, count - 1) == 0)) return 0;
  size_t found = 0;
  for (size_t index = 0; index < stride_count; index++)
    found += pieces(set, window, starts, count, strides[index]);
  return found;
}

// Reads a range of a file, part by part; where nothing can be read, the next part is tried.
static size_t pieces_between(
  const canaries *set, int file, uint64_t start, uint64_t end, const size_t *strides, size_t count,
  size_t *scanned
) {
  size_t found = 0;
  for (uint64_t at = start; at < end; at += PART) {
    size_t starts = end - at < PART ? (size_t)(end - at) : PART;
    size_t wanted = end - at < sizeof window ? (size_t)(end - at) : sizeof window;
    ssize_t got = pread(file, window, wanted, (off_t)at);
    if (got <= 0) continue;
    if ((size_t)got < starts) starts = (size_t)got;
    *scanned += starts;
    found += pieces_of_window(set, starts, (size_t)got, strides, count);
  }
  memset(window, 0, sizeof window);
  return found;
}

long canaries_in_process(
  const canaries *set, const size_t *strides, size_t count, int report, size_t *scanned
) {
  *scanned = 0;
  FILE *maps = fopen("/proc/self/maps", "re");
  int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  long found = maps == NULL || memory < 0 ? -1 : 0;
  char line[512];
  uint64_t own_start = (uint64_t)(uintptr_t)window, own_end = own_start + sizeof window;
  while (found >= 0 && fgets(line, sizeof line, maps) != NULL) {
    unsigned long start, end, inode;
    char access[5];
    if (sscanf(line, "%lx-%lx %4s %*s %*s %lu", &start, &end, access, &inode) != 4 || access[0] != 'r') continue;
    // Pages of a program or a library that cannot be written are those of its file; [v...] belongs to the kernel.
    if ((access[1] != 'w' && inode != 0) || strstr(line, "[v") != NULL) continue;
    uint64_t before = end < own_start ? end : own_start, after = start > own_end ? start : own_end;
    size_t here = 0;
    if (start < before) here += pieces_between(set, memory, start, before, strides, count, scanned);
    if (after < end) here += pieces_between(set, memory, after, end, strides, count, scanned);
    if (here > 0) dprintf(report, "mapping %zu %s", here, line);
    found += (long)here;
  }
  if (maps != NULL) fclose(maps);
  if (memory >= 0) close(memory);
  return found;
}

long canaries_in_file(
  const canaries *set, const char *path, const size_t *strides, size_t count, size_t *scanned
) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  off_t length = file < 0 ? -1 : lseek(file, 0, SEEK_END);
  if (length < 0) {
    if (file >= 0) close(file);
    return -1;
  }
  size_t found = pieces_between(set, file, 0, (uint64_t)length, strides, count, scanned);
  close(file);
  return (long)found;
}
