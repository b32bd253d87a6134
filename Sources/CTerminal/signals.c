// The one owner of signals. Handlers do the least: queue a number in a pipe, or put the terminal back and let
// the crash go on. Of the signals that end a process unless it says otherwise none is left out but SIGKILL.

#define _GNU_SOURCE

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

/// The loop deals with these; behind them come the real-time signals.
static const int queued[] = {SIGINT,  SIGTERM,   SIGHUP,  SIGTSTP, SIGCONT, SIGWINCH, SIGUSR1,  SIGUSR2,
                             SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,   SIGPWR,   SIGSTKFLT};
/// A write that cannot be done fails, and whoever wrote deals with that.
static const int failing[] = {SIGPIPE, SIGXFSZ};
static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGQUIT};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static struct sigaction actions_before[NSIG];
static int queue[2] = {-1, -1};
static void *crash_stack;
static bool wants_report;

static void on_queued(int number)
{
    int error = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds signals enough to wake the loop.
    if (write(queue[1], &byte, 1) < 0) {}
    errno = error;
}

bool ct_signals_queue(int number)
{
    if (queue[1] < 0) return false;
    on_queued(number);
    return true;
}

static void on_failing(int number)
{
    (void)number;
}

// What handled crashes before is Swift's reporter. It waits for keys and prints memory as it is, escape sequences
// included, so it gets its turn only where somebody has asked for it.
static void on_fatal(int number)
{
    ct_leave();
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(number, wants_report ? &actions_before[number] : &plain, NULL);
    // Blocked while this handler runs, so it strikes on return with its own action.
    raise(number);
}

static void install(int number, void (*handler)(int))
{
    // Whoever starts a program with a signal ignored (nohup, a shell without job control) means it.
    if (actions_before[number].sa_handler == SIG_IGN) return;
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void replace(int number, void (*handler)(int))
{
    sigaction(number, NULL, &actions_before[number]);
    install(number, handler);
}

static void put_back(int number)
{
    sigaction(number, &actions_before[number], NULL);
}

static void install_crash_stack(void)
{
    const size_t size = 64 * 1024;
    crash_stack = malloc(size);
    if (crash_stack == NULL) return;
    stack_t stack = {.ss_sp = crash_stack, .ss_size = size};
    sigaltstack(&stack, NULL);
}

int ct_signals_open(void)
{
    wants_report = getenv("SWIFT_BACKTRACE") != NULL;
    if (pipe2(queue, O_NONBLOCK | O_CLOEXEC) != 0) return errno;
    for (size_t at = 0; at < COUNT(queued); at++) replace(queued[at], on_queued);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) replace(number, on_queued);
    // A handler and not SIG_IGN, which programs that are started would inherit.
    for (size_t at = 0; at < COUNT(failing); at++) replace(failing[at], on_failing);
    install_crash_stack();
    for (size_t at = 0; at < COUNT(fatal); at++) {
        struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK};
        sigemptyset(&action.sa_mask);
        sigaction(fatal[at], &action, &actions_before[fatal[at]]);
    }
    return 0;
}

void ct_signals_reclaim(void)
{
    for (size_t at = 0; at < COUNT(queued); at++) {
        int number = queued[at];
        if (actions_before[number].sa_handler == SIG_IGN) sigaction(number, &actions_before[number], NULL);
        install(number, on_queued);
    }
}

void ct_signals_close(void)
{
    for (size_t at = 0; at < COUNT(queued); at++) put_back(queued[at]);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) put_back(number);
    for (size_t at = 0; at < COUNT(failing); at++) put_back(failing[at]);
    for (size_t at = 0; at < COUNT(fatal); at++) put_back(fatal[at]);
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    free(crash_stack);
    crash_stack = NULL;
    close(queue[0]);
    close(queue[1]);
    queue[0] = queue[1] = -1;
}

int ct_signals_descriptor(void)
{
    return queue[0];
}

int ct_signals_next(void)
{
    unsigned char byte = 0;
    while (read(queue[0], &byte, 1) < 0) {
        if (errno != EINTR) return 0;
    }
    return byte;
}

void ct_signals_stop(bool whole_job)
{
    if (whole_job) {
        // The others first and this process by itself below: only a signal to the calling thread has
        // stopped the process before the call returns.
        struct sigaction ignore = {.sa_handler = SIG_IGN};
        sigaction(SIGTSTP, &ignore, NULL);
        kill(0, SIGTSTP);
    }
    sigaction(SIGTSTP, &actions_before[SIGTSTP], NULL);
    raise(SIGTSTP);
    install(SIGTSTP, on_queued);
}
