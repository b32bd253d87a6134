// Entering and leaving the terminal, and the one way out to it. Leaving is prepared beforehand so that a signal
// handler can do it.

#define _GNU_SOURCE

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/// How long a terminal that takes nothing holds up the end, in milliseconds.
#define LAST_WORDS 250

/// Takes back what makes the keyboard report keys in full. CAN first, as in the bytes that follow; before the screen
/// is left, which keeps its keyboard's modes for itself.
#define KEYBOARD_OFF "\030\033[<u"

static int terminal = -1;
static bool may_block;
static struct termios found_modes, program_modes;
static char enter_bytes[512], leave_bytes[512];
static size_t enter_count, leave_count;
static atomic_bool entered;
static atomic_bool has_keyboard;
static atomic_bool behind;

static bool is_same_terminal(int one, int other)
{
    unsigned one_device = 0, other_device = 0;
    return ioctl(one, TIOCGDEV, &one_device) == 0 && ioctl(other, TIOCGDEV, &other_device) == 0 &&
           one_device == other_device;
}

/// A description of the terminal that is nobody else's: O_NONBLOCK on the one found would be the shell's too.
static int open_own(void)
{
    const int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    int own = open("/proc/self/fd/1", flags);
    if (own >= 0) return own;
    // Behind su the terminal belongs to somebody else; everyone may open the one that controls them.
    own = open("/dev/tty", flags);
    if (own >= 0 && is_same_terminal(own, STDOUT_FILENO)) return own;
    if (own >= 0) close(own);
    return -1;
}

int ct_modes_open(void)
{
    static bool at_exit;
    if (!at_exit) at_exit = atexit(ct_leave) == 0;
    terminal = open_own();
    may_block = terminal < 0;
    if (may_block) terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (terminal >= 0 && tcgetattr(terminal, &found_modes) != 0) ct_modes_close();
    return terminal;
}

void ct_modes_close(void)
{
    if (terminal >= 0) close(terminal);
    terminal = -1;
}

static bool takes_output(int descriptor, int milliseconds)
{
    struct pollfd writable = {.fd = descriptor, .events = POLLOUT};
    return poll(&writable, 1, milliseconds) > 0;
}

bool ct_takes_output(int milliseconds)
{
    return takes_output(STDOUT_FILENO, milliseconds);
}

int ct_output_descriptor(void)
{
    return terminal;
}

ssize_t ct_send(const uint8_t *bytes, size_t count)
{
    if (may_block) {
        // Room enough for a little is all that poll promises.
        if (!takes_output(terminal, 0)) return 0;
        if (count > 128) count = 128;
    }
    while (true) {
        ssize_t written = write(terminal, bytes, count);
        if (written >= 0) return written;
        if (errno == EAGAIN) return 0;
        if (errno != EINTR) return -errno;
    }
}

void ct_set_behind(bool is_behind)
{
    atomic_store(&behind, is_behind);
}

static size_t copy(char *to, size_t capacity, const char *from)
{
    size_t count = strnlen(from, capacity);
    memcpy(to, from, count);
    return count;
}

void ct_modes_prepare(const char *enter, const char *leave)
{
    tcgetattr(terminal, &program_modes);
    enter_count = copy(enter_bytes, sizeof enter_bytes, enter);
    const size_t off = copy(leave_bytes, sizeof leave_bytes, KEYBOARD_OFF);
    leave_count = off + copy(leave_bytes + off, sizeof leave_bytes - off, leave);
    atomic_store(&behind, false);
    atomic_store(&entered, true);
}

ct_bytes ct_enter(void)
{
    // In the background this stops the process until it may have the terminal.
    while (tcsetattr(terminal, TCSANOW, &program_modes) != 0 && errno == EINTR) {}
    atomic_store(&entered, true);
    return (ct_bytes){(const uint8_t *)enter_bytes, enter_count};
}

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Restores the screen if the terminal takes that in time. Pictures that it is behind with would have to go through
/// first; the driver drops them.
static void send_last_words(void)
{
    const long end = milliseconds_now() + LAST_WORDS;
    const size_t start = atomic_exchange(&has_keyboard, false) ? 0 : strlen(KEYBOARD_OFF);
    bool has_dropped = atomic_load(&behind);
    if (has_dropped) tcflush(terminal, TCOFLUSH);
    for (size_t at = start; at < leave_count;) {
        ssize_t sent = ct_send((const uint8_t *)leave_bytes + at, leave_count - at);
        if (sent < 0) return;
        at += (size_t)sent;
        if (sent > 0) continue;
        if (!has_dropped) {
            has_dropped = true;
            at = start;
            tcflush(terminal, TCOFLUSH);
            continue;
        }
        long left = end - milliseconds_now();
        if (left <= 0) return;
        takes_output(terminal, (int)left);
    }
}

void ct_keyboard_taken(void)
{
    atomic_store(&has_keyboard, true);
}

void ct_leave(void)
{
    if (!atomic_exchange(&entered, false)) return;
    int error = errno;
    send_last_words();
    tcsetattr(terminal, TCSANOW, &found_modes);
    errno = error;
}

ct_bytes ct_suspend(bool whole_job)
{
    ct_leave();
    ct_signals_stop(whole_job);
    return ct_enter();
}
