#ifndef KONOMI_CTERMINAL_INTERNAL_H
#define KONOMI_CTERMINAL_INTERNAL_H

#include <stdbool.h>

/// Keeps the tty's modes as found. `tty` stays the caller's.
bool ct_modes_save(int tty);

/// Keeps the tty's modes as curses set them and the bytes that enter and leave. The terminal counts as entered.
void ct_modes_prepare(const char *enter, const char *leave);

/// Takes the handlers back that curses replaces when it starts.
void ct_signals_reclaim(void);

/// The process stops as SIGTSTP would have stopped it before konomi caught it.
void ct_signals_stop(bool whole_job);

#endif
