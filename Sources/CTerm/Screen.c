// ncurses as back end for output: it knows the terminal and finds the shortest way to change it.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include "CTerm.h"
#include "Internal.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

typedef struct {
  attr_t attributes;
  short pair;
} look;

static SCREEN *screen;
static WINDOW *window;
static struct termios saved_modes, own_modes;
static bool replaced_locale, shows_colors, cursor_is_hidden;
static look looks[256];
enum { PAIRS = 255 };
static struct { short foreground, background; } pairs[PAIRS + 1];
static short pair_count;

static void send(const char *text) {
  // The strings sent here are short; a terminal that takes none of them is gone, and poll() says so.
  if (write(STDOUT_FILENO, text, strlen(text)) < 0) { }
}

static void choose_locale(void) {
  bool is_unicode = setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  replaced_locale = !is_unicode;
  if (!is_unicode) setlocale(LC_CTYPE, "C.UTF-8");
}

static void take_modes(void) {
  raw();
  noecho();
  nonl();
  tcgetattr(STDIN_FILENO, &own_modes);
}

static void open_window(void) {
  if (window != NULL) delwin(window);
  window = newwin(0, 0, 0, 0);
  leaveok(window, FALSE);
}

int ct_open(void) {
  if (!isatty(STDIN_FILENO) || tcgetattr(STDOUT_FILENO, &saved_modes) < 0) return CT_NO_TERMINAL;
  tcgetattr(STDIN_FILENO, &saved_modes);
  choose_locale();
  const char *name = ct_terminal_name();
  if (name == NULL) return CT_POOR_TERMINAL;
  // Before newterm(), which leaves handlers alone that are not the default ones.
  if (ct_signals_open(&saved_modes) < 0) return CT_NO_RESOURCES;
  use_tioctl(TRUE);
  screen = newterm(name, stdout, stdin);
  if (screen == NULL) {
    ct_signals_close();
    return CT_POOR_TERMINAL;
  }
  const char *no_color = getenv("NO_COLOR");
  shows_colors = (no_color == NULL || *no_color == 0) && has_colors() && start_color() == OK
    && use_default_colors() == OK;
  pair_count = 0;
  memset(looks, 0, sizeof looks);
  take_modes();
  open_window();
  if (window == NULL) {
    ct_close();
    return CT_NO_RESOURCES;
  }
  cursor_is_hidden = false;
  send("\033[?2004h");
  return CT_OPENED;
}

// Whether the shell has the terminal now. Changing its modes would then stop this process.
static bool is_background(void) {
  pid_t owner = tcgetpgrp(STDIN_FILENO);
  // Without job control nobody owns it.
  return owner > 0 && owner != getpgrp();
}

// Whether the terminal still has the modes that this program gave it, so that no shell has set its own since.
static bool has_own_modes(void) {
  struct termios modes;
  return tcgetattr(STDIN_FILENO, &modes) == 0 && modes.c_iflag == own_modes.c_iflag
    && modes.c_oflag == own_modes.c_oflag && modes.c_lflag == own_modes.c_lflag
    && modes.c_cc[VMIN] == own_modes.c_cc[VMIN] && modes.c_cc[VTIME] == own_modes.c_cc[VTIME];
}

void ct_close(void) {
  if (screen == NULL) return;
  // When the guard is dead the shell may have taken the terminal; with TTOU blocked it can be put right still.
  sigset_t output, mask;
  sigemptyset(&output);
  sigaddset(&output, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &output, &mask);
  if (is_background()) {
    if (!isendwin()) send(CT_RESET);
    if (has_own_modes()) tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_modes);
  } else {
    send("\033[?2004l");
    if (cursor_is_hidden) curs_set(1);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_modes);
  }
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  if (window != NULL) delwin(window);
  window = NULL;
  delscreen(screen);
  screen = NULL;
  ct_signals_close();
}

bool ct_locale_replaced(void) { return replaced_locale; }
bool ct_has_colors(void) { return shows_colors; }

void ct_size(int *rows, int *columns) {
  *rows = window == NULL ? 0 : getmaxy(window);
  *columns = window == NULL ? 0 : getmaxx(window);
}

void ct_resize(void) {
  struct winsize size = {0};
  if (window == NULL || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0) return;
  // A serial line knows no size and answers 0.
  if (size.ws_row == 0 || size.ws_col == 0) return;
  resizeterm(size.ws_row, size.ws_col);
  open_window();
  ct_invalidate();
}

static short pair_for(int foreground, int background) {
  if (!shows_colors || (foreground < 0 && background < 0)) return 0;
  for (short number = 1; number <= pair_count; number++)
    if (pairs[number].foreground == foreground && pairs[number].background == background) return number;
  if (pair_count >= PAIRS || pair_count + 1 >= COLOR_PAIRS) return 0;
  if (init_pair((short)(pair_count + 1), (short)foreground, (short)background) == ERR) return 0;
  pair_count++;
  pairs[pair_count].foreground = (short)foreground;
  pairs[pair_count].background = (short)background;
  return pair_count;
}

void ct_define_style(uint8_t number, unsigned attributes, int foreground, int background) {
  attr_t result = A_NORMAL;
  if (attributes & CT_BOLD) result |= A_BOLD;
  if (attributes & CT_REVERSE) result |= A_REVERSE;
  if (attributes & CT_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & CT_DIM) result |= A_DIM;
  if (shows_colors && foreground >= COLORS) {
    // Eight colours: the bright ones are the plain ones in bold.
    if (foreground < 16) result |= A_BOLD;
    foreground = foreground < 16 ? foreground & 7 : CT_DEFAULT;
  }
  if (shows_colors && background >= COLORS) background = background < 16 ? background & 7 : CT_DEFAULT;
  looks[number] = (look){.attributes = result, .pair = pair_for(foreground, background)};
}

int ct_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void ct_put(int row, int column, uint8_t style, const uint32_t *scalars, size_t count) {
  if (window == NULL || row < 0 || column < 0 || row >= getmaxy(window)) return;
  look appearance = looks[style];
  int width = getmaxx(window);
  size_t next = 0;
  while (next < count && column < width) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    text[0] = ct_width(scalars[next]) == 1 ? (wchar_t)scalars[next] : 0xFFFD;
    int length = 1;
    for (next++; next < count && ct_width(scalars[next]) == 0; next++)
      if (length < CCHARW_MAX) text[length++] = (wchar_t)scalars[next];
    cchar_t cell;
    if (setcchar(&cell, text, appearance.attributes, appearance.pair, NULL) == OK)
      mvwadd_wchnstr(window, row, column, &cell, 1);
    column++;
  }
}

void ct_flush(int row, int column) {
  if (window == NULL || is_background()) return;
  bool hide = row < 0;
  if (!hide) wmove(window, row, column);
  if (hide != cursor_is_hidden) {
    curs_set(hide ? 0 : 1);
    cursor_is_hidden = hide;
  }
  wnoutrefresh(window);
  doupdate();
}

void ct_invalidate(void) {
  if (window != NULL) clearok(window, TRUE);
}

static bool write_all(const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    next += written;
    count -= (size_t)written;
  }
  return true;
}

// Writes bytes, or blanks where there are none, at (row, column) and puts the cursor back.
static bool write_at(int row, int column, const void *bytes, size_t count) {
  if (window == NULL || is_background() || row < 0 || column < 0 || row >= getmaxy(window)) return false;
  if (count == 0 || (size_t)(getmaxx(window) - column) < count) return false;
  char there[64], back[64], blanks[64];
  size_t to = ct_move_order(row, column, there, sizeof there);
  size_t from = ct_move_order(getcury(curscr), getcurx(curscr), back, sizeof back);
  if (to == 0 || from == 0 || (bytes == NULL && count > sizeof blanks)) return false;
  memset(blanks, ' ', sizeof blanks);
  // The cursor comes back even if the bytes did not get through.
  bool is_written = write_all(there, to) && write_all(bytes == NULL ? blanks : bytes, count);
  return write_all(back, from) && is_written;
}

void ct_reveal(int row, int column, const void *bytes, size_t count) {
  if (bytes != NULL) write_at(row, column, bytes, count);
}

void ct_conceal(int row, int column, size_t count) {
  write_at(row, column, NULL, count);
  if (window != NULL && row >= 0 && row < getmaxy(window)) wredrawln(window, row, 1);
}

void ct_bell(void) {
  if (window != NULL) beep();
}

bool ct_suspend(void) {
  // A session leader, or a job whose shell is gone, would sleep for ever.
  if (window == NULL || getpgrp() == getsid(0)) return false;
  send("\033[?2004l");
  endwin();
  tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_modes);
  kill(0, SIGSTOP);
  ct_resume();
  return true;
}

void ct_resume(void) {
  if (window == NULL) return;
  // `bg` brings back a job that has no terminal: it stops again, unless it is to end.
  while (is_background()) {
    if (ct_end_is_asked()) return;
    kill(0, SIGSTOP);
  }
  reset_prog_mode();
  take_modes();
  send("\033[?2004h");
  ct_resize();
  ct_invalidate();
}
