// Signals that wait while a passphrase is asked on a terminal without echo.
#include <signal.h>
#include <sys/signalfd.h>

#include "CTerm.h"

int ct_waiting_signals(const sigset_t *signals) { return signalfd(-1, signals, SFD_CLOEXEC); }
