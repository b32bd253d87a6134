#define _GNU_SOURCE
#include "CKeeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// What runs between fork and exec, and all of the keeper, is a copy of one thread of a process that has many: only
// functions that a signal handler may call are called here, and no memory is asked for.

static long number(const char *text) {
  long value = 0;
  for (; *text >= '0' && *text <= '9'; text++) value = 10 * value + (*text - '0');
  return value;
}

/// The parent of a process, by its line in /proc; 0 where it is gone.
static pid_t parent_of(const char *name) {
  char path[32] = "/proc/";
  size_t length = 6;
  for (const char *digit = name; *digit && length < 20; digit++) path[length++] = *digit;
  for (const char *rest = "/stat"; *rest; rest++) path[length++] = *rest;
  path[length] = 0;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char line[512];
  ssize_t count = read(file, line, sizeof line - 1);
  close(file);
  if (count <= 0) return 0;
  line[count] = 0;
  // The name of the program, in brackets, may hold anything; after it come the state and the parent.
  char *end = NULL;
  for (char *place = line; *place; place++) {
    if (*place == ')') end = place;
  }
  return end && end + 4 < line + count ? (pid_t)number(end + 4) : 0;
}

struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

static void kill_children(void) {
  int folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  _Alignas(struct entry) char buffer[4096];
  long count;
  while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long place = 0; place < count;) {
      struct entry *entry = (struct entry *)(buffer + place);
      place += entry->length;
      if (entry->name[0] < '1' || entry->name[0] > '9') continue;
      if (parent_of(entry->name) == getpid()) kill((pid_t)number(entry->name), SIGKILL);
    }
  }
  close(folder);
}

/// Whoever loses its parent below us becomes our child, so that none gets away.
static void end_all(pid_t command, int *status) {
  for (int round = 0; round < 1000; round++) {
    kill_children();
    int ending;
    pid_t ended;
    while ((ended = waitpid(-1, &ending, WNOHANG)) > 0) {
      if (ended == command) *status = ending;
    }
    if (ended < 0 && errno == ECHILD) return;
    nanosleep(&(struct timespec){.tv_nsec = 2 * 1000 * 1000}, NULL);
  }
}

_Noreturn static void end_like(int status) {
  if (WIFSIGNALED(status)) {
    prctl(PR_SET_DUMPABLE, 0);
    signal(WTERMSIG(status), SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    // Those that came while they were held back would be taken for the one that ended the command.
    for (int each = 1; each < NSIG; each++) {
      if (each != WTERMSIG(status)) signal(each, SIG_IGN);
    }
    kill(getpid(), WTERMSIG(status));
    sigprocmask(SIG_SETMASK, &none, NULL);
    _exit(128 + WTERMSIG(status));
  }
  _exit(WEXITSTATUS(status));
}

_Noreturn static void run(const char *command, char *const environment[], const int streams[3], pid_t keeper) {
  // Should somebody end the keeper, of all processes.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != keeper) _exit(127);
  for (int stream = 0; stream < 3; stream++) dup2(streams[stream], stream);
  // Threads of Dispatch block most signals and konomi ignores some; a program would inherit both.
  for (int each = 1; each < NSIG; each++) signal(each, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  char *const arguments[] = {"sh", "-c", (char *)command, NULL};
  execve("/bin/sh", arguments, environment);
  _exit(127);
}

_Noreturn static void keep(const char *command, char *const environment[], const int streams[3], int lifeline) {
  setsid();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_NAME, "konomi-keeper");
  pid_t keeper = getpid();
  pid_t child = _Fork();
  if (child == 0) run(command, environment, streams, keeper);
  if (child < 0) _exit(127);
  // The ends of pipes above all: who reads from them waits for the last one that could write.
  dup2(lifeline, 0);
  close_range(1, ~0U, 0);
  if (chdir("/") != 0) {
    // Then its folder cannot be unmounted while it runs.
  }
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  int ends = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
  struct pollfd waits[] = {{.fd = 0, .events = POLLIN}, {.fd = ends, .events = POLLIN}};
  int status = 0;
  for (bool done = false; !done;) {
    poll(waits, 2, ends < 0 ? 50 : -1);
    struct signalfd_siginfo facts;
    while (ends >= 0 && read(ends, &facts, sizeof facts) > 0) continue;
    int ending;
    pid_t ended;
    while ((ended = waitpid(-1, &ending, WNOHANG)) > 0) {
      if (ended == child) {
        status = ending;
        done = true;
      }
    }
    if (waits[0].revents) done = true;
  }
  end_all(child, &status);
  end_like(status);
}

pid_t keeper_start(const char *command, char *const environment[], const int streams[3], int lifeline) {
  // No handler of ours is to run in the copy; the keeper keeps it so, and nothing but SIGKILL ends it.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  // Unlike fork it calls nothing that libraries want called: OpenBLAS would end its threads.
  pid_t keeper = _Fork();
  if (keeper == 0) keep(command, environment, streams, lifeline);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return keeper > 0 ? keeper : -error;
}
