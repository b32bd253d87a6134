#ifndef CKEEPER_H
#define CKEEPER_H

#include <sys/types.h>

/// Runs `/bin/sh -c command` in a session of its own, under a keeper: a process that does nothing but wait for the end of
/// the command, or of us, and then ends everything that the command has started, what has made itself independent too.
/// It ends as the command did.
///
/// A session of its own is a process group of its own without a controlling terminal: Ctrl-C stays ours, and nothing the
/// command starts (ssh, asking for a password) can get at the screen or stop for want of it.
///
/// - environment: ends with a null pointer.
/// - streams: become standard input, output and error; closed by the caller, on its side.
/// - lifeline: the reading end of a pipe whose writing end only we hold: the keeper acts when that is closed, which a
///   killed process does too.
///
/// Returns the process id of the keeper, which leads the session, or the negative error number.
pid_t keeper_start(const char *command, char *const environment[], const int streams[3], int lifeline);

#endif
