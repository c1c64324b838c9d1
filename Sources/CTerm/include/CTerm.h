// The only door to ncurses, to signals and to processes on a terminal.
//
// No curses header is visible here, so that none of its macros and globals reach Swift. All functions but
// ct_wake() belong to the one thread that owns the terminal. Times are milliseconds, rows and columns count
// from zero, a colour is a palette index of 0...255 or CT_DEFAULT.
#ifndef CTERM_H
#define CTERM_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Opening and closing ------------------------------------------------------------------------------------

// What ct_open() answers.
static const int CT_OPENED = 0;
static const int CT_NO_TERMINAL = 1;         // standard input or output is no terminal
static const int CT_POOR_TERMINAL = 2;       // TERM is unset, unknown or cannot move its cursor
static const int CT_NO_RESOURCES = 3;        // no memory or no file descriptor left

// Takes the terminal: handlers, locale, raw mode, alternate screen, bracketed paste.
int ct_open(void);

// Gives the terminal back; harmless when it is not open.
void ct_close(void);

// Whether the locale of the environment was no UTF-8 one, so that C.UTF-8 was taken instead.
bool ct_locale_replaced(void);

// Whether the terminal shows colours and NO_COLOR does not forbid them.
bool ct_has_colors(void);

// Screen -------------------------------------------------------------------------------------------------

void ct_size(int *rows, int *columns);

// Adapts to the present size of the window; the next ct_flush() paints everything.
void ct_resize(void);

static const int CT_DEFAULT = -1;
static const unsigned CT_BOLD = 1, CT_REVERSE = 2, CT_UNDERLINE = 4, CT_DIM = 8;

// Says what style `number` looks like from now on.
void ct_define_style(uint8_t number, unsigned attributes, int foreground, int background);

// Columns that a scalar takes: 0 for a combining mark, 1, 2, or -1 for what cannot be shown.
int ct_width(uint32_t scalar);

// Writes scalars from (row, column) on, one a cell; one of width 0 joins the cell before it.
// One that takes no or two columns is replaced by U+FFFD.
void ct_put(int row, int column, uint8_t style, const uint32_t *scalars, size_t count);

// Sends what differs from what the terminal shows, with the cursor at (row, column), or hidden at row -1.
void ct_flush(int row, int column);

// Makes the next ct_flush() clear the terminal and paint everything.
void ct_invalidate(void);

void ct_bell(void);

// Writes bytes of ASCII at (row, column) straight to the terminal, without a copy in any buffer of curses, and puts
// the cursor back. Nothing is written that would not lie in that row.
void ct_reveal(int row, int column, const void *bytes, size_t count);

// Writes blanks over so many cells in the same way, and makes the next ct_flush() paint the row again.
void ct_conceal(int row, int column, size_t count);

// Waiting and reading ------------------------------------------------------------------------------------

// What ct_wait() reports, as bits.
static const unsigned CT_INPUT = 1;          // bytes can be read
static const unsigned CT_WOKEN = 2;          // ct_wake() was called
static const unsigned CT_RESIZED = 4;        // SIGWINCH
static const unsigned CT_TERMINATE = 8;      // SIGTERM, SIGINT, SIGQUIT
static const unsigned CT_HANGUP = 16;        // SIGHUP, or the terminal is gone
static const unsigned CT_CONTINUED = 32;     // SIGCONT: ct_resume() is due
static const unsigned CT_STOP = 64;          // SIGTSTP from outside: ct_suspend() is asked for
static const unsigned CT_GUARD_LOST = 128;   // the guard process is dead
static const unsigned CT_EXTRA = 256;        // the extra descriptor can be read

// Sleeps until something happens or `timeout` has passed (-1: without limit); returns bits, 0 for the timeout.
// `extra` is one more descriptor to watch, or -1.
unsigned ct_wait(int timeout, int extra);

// Ends a present or the next ct_wait(); may be called from any thread and from a signal handler.
void ct_wake(void);

// Reads what is there without waiting; 0 when nothing is, -1 when the terminal is gone.
ssize_t ct_read(uint8_t *bytes, size_t capacity);

// A clock that never goes back.
int64_t ct_milliseconds(void);

// Stops the whole job as ^Z does and comes back after `fg`, with everything to be painted again.
// Returns false, and does nothing, when there is no shell to come back from.
bool ct_suspend(void);

// Takes the terminal again after SIGCONT.
void ct_resume(void);

// Processes ----------------------------------------------------------------------------------------------

// No core dump and no debugger of the same user from now on: memory holds personal data.
void ct_harden(void);

// Whether this process was started by ct_guard().
bool ct_is_guarded(void);

// How the guarded process ended.
typedef struct {
  int code;      // exit code when signal is 0
  int signal;    // the signal that killed it, or 0
  bool started;  // false when it could not be started
} ct_outcome;

// Starts this program again with the same arguments as a child in the same process group, waits for its end,
// and restores the terminal if it did not do so itself. TERM, HUP and TSTP are handed on, INT and QUIT ignored.
ct_outcome ct_guard(char *const argv[]);

// Starts a program on a new pseudo-terminal of the given size. For tests and benchmarks.
// Returns the process id and the master's descriptor, or -1.
pid_t ct_pty_spawn(
  const char *path, char *const argv[], char *const environment[], int rows, int columns, int *master);

// Runs `body` in a forked process on a new pseudo-terminal; its result is the exit code. For tests.
// `body` must not use anything that another thread may have locked at this moment. Variables of `environment`
// (NAME=VALUE, or NAME alone to remove it) are changed for it.
pid_t ct_pty_run(
  int (*body)(void), const char *const environment[], int rows, int columns, int *master);

// Changes the size of a pseudo-terminal; its foreground processes get SIGWINCH.
void ct_pty_resize(int master, int rows, int columns);

// Whether the terminal behind `descriptor` is in its everyday mode: lines, echo, signals.
bool ct_pty_is_sane(int descriptor);

// Decodes a status of waitpid(): exit code, or 128 and the signal.
int ct_exit_code(int status);

// Silence ------------------------------------------------------------------------------------------------

// A descriptor that can be read when one of these blocked signals waits, to be closed by the caller; -1 if none
// is left. The signals are not taken: they act once they are unblocked.
int ct_waiting_signals(const sigset_t *signals);

#endif
