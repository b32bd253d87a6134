// Entering and leaving the terminal. The way out is prepared beforehand so that a signal handler can take it.

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int terminal = -1;
static struct termios found_modes, program_modes;
static char enter_bytes[512], leave_bytes[512];
static size_t enter_count, leave_count;
static atomic_bool entered;

int ct_write(const uint8_t *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(terminal, bytes, count);
        if (written >= 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd writable = {.fd = terminal, .events = POLLOUT};
            if (poll(&writable, 1, -1) < 0 && errno != EINTR) return errno;
            if (writable.revents & (POLLERR | POLLHUP | POLLNVAL)) return EIO;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

bool ct_modes_save(int tty)
{
    static bool at_exit;
    if (!at_exit) at_exit = atexit(ct_leave) == 0;
    terminal = tty;
    return tcgetattr(tty, &found_modes) == 0;
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
    leave_count = copy(leave_bytes, sizeof leave_bytes, leave);
    atomic_store(&entered, true);
}

void ct_enter(void)
{
    // In the background this stops the process until it may have the terminal.
    while (tcsetattr(terminal, TCSADRAIN, &program_modes) != 0 && errno == EINTR) {}
    atomic_store(&entered, true);
    ct_write((const uint8_t *)enter_bytes, enter_count);
}

void ct_leave(void)
{
    if (!atomic_exchange(&entered, false)) return;
    int error = errno;
    ct_write((const uint8_t *)leave_bytes, leave_count);
    tcsetattr(terminal, TCSADRAIN, &found_modes);
    errno = error;
}

void ct_suspend(bool whole_job)
{
    ct_leave();
    ct_signals_stop(whole_job);
    ct_enter();
}
