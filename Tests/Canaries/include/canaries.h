#ifndef CANARIES_H
#define CANARIES_H

#include <stddef.h>
#include <stdint.h>

// Secrets that can be sought without being kept, and the search for them. For tests only.
//
// A canary is 24 characters of 64, which follow from a key and a number. Whoever seeks them keeps their numbers by
// sixes of bits in place of characters, and so has nothing that could be taken for a find.

// How many characters a canary has, and each of the pieces by which it is sought: any 15 in a row are found.
static const size_t CANARY_LENGTH = 24;
static const size_t CANARY_PIECE = 8;

// Writes the 24 characters of a canary, and leaves no copy of them anywhere else.
void canary_draw(uint64_t key, uint64_t number, void *place);

typedef struct canaries canaries;

// Makes a set of at most `count` canaries, or returns NULL.
canaries *canaries_make(size_t count);
void canaries_free(canaries *set);

// Adds the canary of a key and a number; at most as many as there is room for.
void canaries_add(canaries *set, uint64_t key, uint64_t number);

// How many pieces stand in the bytes, with their characters `stride` bytes apart.
size_t canaries_in(const canaries *set, const void *bytes, size_t count, size_t stride);

// How many pieces stand in everything of this process that can be read and was ever written: heap, stacks, variables,
// anonymous mappings, shared files. The buffer of the search itself is left out.
//
// Each mapping with a find is written to `report` as a line. `scanned` gets the bytes that were read. -1 for a fault.
long canaries_in_process(
  const canaries *set, const size_t *strides, size_t count, int report, size_t *scanned);

// How many pieces stand in a file; -1 if it cannot be read.
long canaries_in_file(const canaries *set, const char *path, const size_t *strides, size_t count, size_t *scanned);

#endif
