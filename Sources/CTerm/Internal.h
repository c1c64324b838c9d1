// What the files of this module share.
#ifndef CTERM_INTERNAL_H
#define CTERM_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// Paste brackets off, plain text, cursor shown, ASCII character set, main screen.
#define CT_RESET "\033[?2004l\033[0m\033[?25h\033(B\017\033[?1049l"

// Installs the handlers and makes the self-pipe; `saved` are the modes that a crash restores.
int ct_signals_open(const struct termios *saved);
void ct_signals_close(void);

// The terminfo entry to use, or NULL when TERM is unset, unknown or cannot move its cursor.
const char *ct_terminal_name(void);

// Writes the terminal's own order that moves its cursor into `order`; returns its length, 0 if it does not fit.
size_t ct_move_order(int row, int column, char *order, size_t capacity);

// Whether a signal has asked this process to end.
bool ct_end_is_asked(void);

// The pipe on which the guard's end can be noticed, or -1.
int ct_guard_descriptor(void);

#endif
