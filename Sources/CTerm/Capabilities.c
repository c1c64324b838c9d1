// Alone in its file, because <term.h> defines everyday words as macros.

#define NCURSES_WIDECHAR 1
#include "Internal.h"

#include <curses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

bool ct_can_move_cursor(void) {
  char *name = getenv("TERM");
  int found = 0;
  if (name == NULL || *name == 0) return false;
  if (setupterm(name, STDOUT_FILENO, &found) == ERR || found != 1) return false;
  const char *move = tigetstr("cup");
  return move != NULL && move != (char *)-1;
}
