#ifndef KONOMI_CTERMINAL_INTERNAL_H
#define KONOMI_CTERMINAL_INTERNAL_H

#include <stdbool.h>

/// Opens the terminal anew, so that no write to it waits, and keeps its modes as found. Returns the descriptor or -1.
int ct_modes_open(void);
void ct_modes_close(void);

/// Keeps the tty's modes as curses set them and the bytes that enter and leave. The terminal counts as entered.
void ct_modes_prepare(const char *enter, const char *leave);

/// Takes the handlers back that curses replaces when it starts.
void ct_signals_reclaim(void);

/// The process stops as SIGTSTP would have stopped it before konomi caught it.
void ct_signals_stop(bool whole_job);

#endif
