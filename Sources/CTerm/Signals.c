// Signals become bytes in a pipe, so that they come in order with keys; crashes give the terminal back first.

#define _GNU_SOURCE
#include "CTerm.h"
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int pipe_read = -1;
// Written once before any handler or thread can use it, never closed.
static int pipe_write = -1;
static struct termios crash_modes;
static volatile sig_atomic_t is_open = 0, end_is_asked = 0;
static bool guard_is_lost = false, terminal_is_gone = false;

static const int watched[] = {SIGWINCH, SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGCONT, SIGTSTP};
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE};
enum { WATCHED = sizeof watched / sizeof *watched, CRASHES = sizeof crashes / sizeof *crashes };
static struct sigaction old_watched[WATCHED], old_crashes[CRASHES];

static void post(uint8_t byte) {
  int saved = errno;
  // A full pipe already wakes the loop; only resize, wake and continue can come so often, and they coalesce.
  if (write(pipe_write, &byte, 1) < 0) { }
  errno = saved;
}

void ct_wake(void) { post(0); }

static void on_signal(int number) {
  if (number != SIGWINCH && number != SIGCONT && number != SIGTSTP) end_is_asked = 1;
  post((uint8_t)number);
}

bool ct_end_is_asked(void) { return end_is_asked; }

static void on_crash(int number) {
  if (is_open) {
    is_open = 0;
    if (write(STDOUT_FILENO, CT_RESET, sizeof CT_RESET - 1) < 0) { }
    tcsetattr(STDIN_FILENO, TCSANOW, &crash_modes);
  }
  // SA_RESETHAND has put the default action back; it happens when the handler returns.
  raise(number);
}

int ct_signals_open(const struct termios *saved) {
  crash_modes = *saved;
  if (pipe_read < 0) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return -1;
    pipe_read = ends[0];
    pipe_write = ends[1];
  }
  static uint8_t crash_stack[65536];
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, NULL);

  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  for (int index = 0; index < WATCHED; index++) sigaction(watched[index], &action, &old_watched[index]);
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  for (int index = 0; index < CRASHES; index++) sigaction(crashes[index], &action, &old_crashes[index]);
  signal(SIGPIPE, SIG_IGN);
  end_is_asked = 0;
  terminal_is_gone = false;
  is_open = 1;
  return 0;
}

void ct_signals_close(void) {
  is_open = 0;
  for (int index = 0; index < WATCHED; index++) sigaction(watched[index], &old_watched[index], NULL);
  for (int index = 0; index < CRASHES; index++) sigaction(crashes[index], &old_crashes[index], NULL);
}

static unsigned bits_of(uint8_t byte) {
  switch (byte) {
    case 0: return CT_WOKEN;
    case SIGWINCH: return CT_RESIZED;
    case SIGTERM: case SIGINT: case SIGQUIT: return CT_TERMINATE;
    case SIGHUP: return CT_HANGUP;
    case SIGCONT: return CT_CONTINUED;
    case SIGTSTP: return CT_STOP;
    default: return 0;
  }
}

static unsigned drain_pipe(void) {
  unsigned bits = 0;
  uint8_t bytes[256];
  ssize_t count;
  while ((count = read(pipe_read, bytes, sizeof bytes)) > 0)
    for (ssize_t index = 0; index < count; index++) bits |= bits_of(bytes[index]);
  return bits;
}

unsigned ct_wait(int timeout, int extra) {
  int guard = guard_is_lost ? -1 : ct_guard_descriptor();
  // poll() passes over negative descriptors.
  struct pollfd watchers[] = {
    {.fd = terminal_is_gone ? -1 : STDIN_FILENO, .events = POLLIN},
    {.fd = pipe_read, .events = POLLIN},
    {.fd = guard, .events = POLLIN},
    {.fd = extra, .events = POLLIN},
  };
  int64_t end = timeout < 0 ? 0 : ct_milliseconds() + timeout;
  while (poll(watchers, 4, timeout) < 0) {
    if (errno != EINTR) return CT_HANGUP;
    for (int index = 0; index < 4; index++) watchers[index].revents = 0;
    if (timeout >= 0) {
      int64_t left = end - ct_milliseconds();
      timeout = left > 0 ? (int)left : 0;
    }
  }
  unsigned bits = 0;
  if (watchers[0].revents & POLLIN) bits |= CT_INPUT;
  if (watchers[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
    // Said once: it would end every later wait at once.
    terminal_is_gone = true;
    bits |= CT_HANGUP;
  }
  if (watchers[1].revents) bits |= drain_pipe();
  if (watchers[2].revents) {
    guard_is_lost = true;
    bits |= CT_GUARD_LOST;
  }
  if (watchers[3].revents) bits |= CT_EXTRA;
  return bits;
}

ssize_t ct_read(uint8_t *bytes, size_t capacity) {
  struct pollfd watcher = {.fd = STDIN_FILENO, .events = POLLIN};
  // The terminal stays a blocking one: its mode is shared with the shell.
  if (poll(&watcher, 1, 0) <= 0) return 0;
  if (!(watcher.revents & POLLIN)) return -1;
  ssize_t count = read(STDIN_FILENO, bytes, capacity);
  if (count > 0) return count;
  return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

int64_t ct_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
