// The guard process, and pseudo-terminals for tests and benchmarks.

#define _GNU_SOURCE
#include "CTerm.h"
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// Names the descriptor on which the child notices the end of the guard.
#define MARKER "SPORTELLO_GUARD"

static int guard_descriptor = -2;

void ct_harden(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

int ct_guard_descriptor(void) {
  if (guard_descriptor != -2) return guard_descriptor;
  guard_descriptor = -1;
  const char *value = getenv(MARKER);
  if (value == NULL) return -1;
  char *end;
  long number = strtol(value, &end, 10);
  if (*value != 0 && *end == 0 && number > 2 && number < 1024 && fcntl((int)number, F_SETFD, FD_CLOEXEC) == 0)
    guard_descriptor = (int)number;
  // Programs started from here are not guarded.
  unsetenv(MARKER);
  return guard_descriptor;
}

bool ct_is_guarded(void) { return ct_guard_descriptor() >= 0; }

static pid_t start_child(char *const argv[], const sigset_t *mask) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return -1;
  fcntl(ends[0], F_SETFD, 0);
  char number[16];
  snprintf(number, sizeof number, "%d", ends[0]);
  setenv(MARKER, number, 1);
  // The backtracer of Swift would paint source lines over the form and wait for a key.
  setenv("SWIFT_BACKTRACE", "enable=no", 1);

  posix_spawnattr_t attributes;
  sigset_t defaults;
  sigfillset(&defaults);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, mask);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t child = -1;
  if (posix_spawn(&child, path, NULL, &attributes, argv, environ) != 0) child = -1;
  posix_spawnattr_destroy(&attributes);
  // The other end stays open for as long as this process lives.
  close(ends[0]);
  unsetenv(MARKER);
  return child;
}

ct_outcome ct_guard(char *const argv[]) {
  struct termios modes;
  bool is_terminal = tcgetattr(STDIN_FILENO, &modes) == 0;
  sigset_t handled, mask;
  sigemptyset(&handled);
  const int numbers[] = {SIGCHLD, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGTTOU, SIGTTIN};
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) sigaddset(&handled, numbers[index]);
  sigprocmask(SIG_BLOCK, &handled, &mask);
  pid_t child = start_child(argv, &mask);
  if (child < 0) {
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return (ct_outcome){.started = false};
  }
  int status = 0;
  for (;;) {
    int number = sigwaitinfo(&handled, NULL);
    if (number == SIGTERM || number == SIGHUP || number == SIGTSTP) kill(child, number);
    if (number != SIGCHLD) continue;
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child || (ended < 0 && errno == ECHILD)) break;
  }
  ct_outcome outcome = {.started = true, .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0};
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  if (outcome.signal != 0 && is_terminal) {
    const char text[] = CT_RESET "\r\033[J";
    if (write(STDOUT_FILENO, text, sizeof text - 1) < 0) { }
    // Keys meant for the form must not reach the shell.
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes);
  }
  sigprocmask(SIG_SETMASK, &mask, NULL);
  return outcome;
}

// Forks with a new pseudo-terminal as the standard descriptors of the child; 0 in the child, -1 on failure.
static pid_t fork_on_terminal(int rows, int columns, int *master) {
  *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*master < 0) return -1;
  char name[64];
  if (grantpt(*master) < 0 || unlockpt(*master) < 0 || ptsname_r(*master, name, sizeof name) != 0) {
    close(*master);
    return -1;
  }
  ct_pty_resize(*master, rows, columns);
  pid_t child = fork();
  if (child != 0) {
    if (child < 0) close(*master);
    return child;
  }
  setsid();
  int slave = open(name, O_RDWR);
  if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) < 0) _exit(126);
  for (int descriptor = 0; descriptor < 3; descriptor++) dup2(slave, descriptor);
  if (slave > 2) close(slave);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  return 0;
}

pid_t ct_pty_spawn(
  const char *path, char *const argv[], char *const environment[], int rows, int columns, int *master
) {
  pid_t child = fork_on_terminal(rows, columns, master);
  if (child != 0) return child;
  execve(path, argv, environment);
  _exit(127);
}

pid_t ct_pty_run(
  int (*body)(void), const char *const environment[], int rows, int columns, int *master
) {
  pid_t child = fork_on_terminal(rows, columns, master);
  if (child != 0) return child;
  for (; *environment != NULL; environment++) putenv((char *)*environment);
  _exit(body());
}

void ct_pty_resize(int master, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  ioctl(master, TIOCSWINSZ, &size);
}

bool ct_pty_is_sane(int descriptor) {
  struct termios modes;
  if (tcgetattr(descriptor, &modes) < 0) return false;
  tcflag_t wanted = ICANON | ECHO | ISIG;
  return (modes.c_lflag & wanted) == wanted && (modes.c_iflag & ICRNL) != 0 && (modes.c_oflag & OPOST) != 0;
}

int ct_exit_code(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
