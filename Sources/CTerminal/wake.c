#include "CTerminal.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

int ct_wake_open(void)
{
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

void ct_wake_raise(int descriptor)
{
    uint64_t one = 1;
    // Fails with EAGAIN only when the descriptor is raised 2^64 - 2 times over already.
    while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {}
}

void ct_wake_clear(int descriptor)
{
    uint64_t count;
    while (read(descriptor, &count, sizeof count) < 0 && errno == EINTR) {}
}
