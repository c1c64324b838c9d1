// Alone in its file, because <term.h> defines everyday words as macros.

#define NCURSES_WIDECHAR 1
#include "Internal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// Terminals that understand xterm, but whose own description Debian keeps in a package that a plain installation
// lacks.
static const char *const like_xterm[] = {
  "putty", "ms-terminal", "mintty", "vte", "gnome", "konsole", "alacritty", "foot", "wezterm", "xterm", "kitty", "iterm",
};

static bool can_move_cursor(const char *name) {
  int found = 0;
  if (setupterm(name, STDOUT_FILENO, &found) == ERR || found != 1) return false;
  const char *move = tigetstr("cup");
  return move != NULL && move != (char *)-1;
}

static bool is_known(const char *name) {
  int found = 0;
  return setupterm(name, STDOUT_FILENO, &found) != ERR && found == 1;
}

const char *ct_terminal_name(void) {
  const char *name = getenv("TERM");
  if (name == NULL || *name == 0) return NULL;
  if (is_known(name)) return can_move_cursor(name) ? name : NULL;
  for (size_t index = 0; index < sizeof like_xterm / sizeof *like_xterm; index++)
    if (strncmp(name, like_xterm[index], strlen(like_xterm[index])) == 0)
      return can_move_cursor("xterm-256color") ? "xterm-256color" : NULL;
  return NULL;
}

size_t ct_move_order(int row, int column, char *order, size_t capacity) {
  const char *move = tigetstr("cup");
  if (move == NULL || move == (char *)-1) return 0;
  const char *made = tparm(move, row, column, 0, 0, 0, 0, 0, 0, 0);
  size_t length = 0;
  // What a slow terminal wants to be waited for stands in `$<...>`: few bytes follow here.
  for (; made != NULL && *made != 0 && length < capacity; made++) {
    if (made[0] == '$' && made[1] == '<') {
      const char *end = strchr(made, '>');
      if (end == NULL) return 0;
      made = end;
      continue;
    }
    order[length++] = *made;
  }
  return made != NULL && *made == 0 ? length : 0;
}
