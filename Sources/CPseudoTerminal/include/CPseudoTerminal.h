#ifndef KONOMI_CPSEUDOTERMINAL_H
#define KONOMI_CPSEUDOTERMINAL_H

#include <sys/types.h>

/// Starts a program on a new pseudo terminal that is its controlling terminal. `argv` and `envp` end with NULL.
/// Returns the terminal's side of it, or -1 with errno set.
int pt_spawn(const char *program, char *const argv[], char *const envp[], int columns, int rows, pid_t *process);

/// Gives the terminal another size, which the program is told by SIGWINCH.
void pt_resize(int terminal, int columns, int rows);

#endif
