#ifndef KONOMI_CTERMINAL_H
#define KONOMI_CTERMINAL_H

// What konomi needs of the terminal, over ncursesw and the tty driver. There is one terminal in a process;
// everything here acts on it and belongs to one thread, except where a function says otherwise.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    const uint8_t *bytes;
    size_t count;
} ct_bytes;

// Terminfo

typedef enum {
    CT_TERMINFO_FOUND,
    CT_TERMINFO_UNKNOWN,
    CT_TERMINFO_NO_DATABASE,
} ct_terminfo_status;

typedef struct {
    ct_terminfo_status status;
    bool places_cursor;
    int colors;
    /// Colour numbers are red, green and blue themselves.
    bool direct_colors;
} ct_terminfo;

/// Looks TERM up.
ct_terminfo ct_terminfo_read(void);

// Screen

/// Has text read and measured as UTF-8, in the user's locale where that is one of UTF-8.
/// Returns false where the system has no such locale.
bool ct_use_utf8(void);

/// Takes the terminal over: alternate screen, raw keys, no cursor. What else it needs is sent after `ct_opening`.
/// Returns false when curses cannot run it or the terminal is taken already.
bool ct_open(bool colors);

/// The bytes to send first: they turn bracketed paste on.
ct_bytes ct_opening(void);

/// Gives the terminal back and frees what curses holds.
void ct_close(void);

/// Rows, columns and pixels as the tty driver has them; 0 where it does not know.
typedef struct {
    int rows, columns, pixel_width, pixel_height;
} ct_size;

ct_size ct_size_read(void);

/// Tells curses of a new size.
void ct_resize(int rows, int columns);

enum {
    CT_BOLD = 1,
    CT_DIM = 2,
    CT_ITALIC = 4,
    CT_UNDERLINE = 8,
    CT_REVERSE = 16,
};

/// A pair of colours, made on demand. A colour is a number of the terminal's palette or -1 for its default.
int ct_pair(int foreground, int background);

/// Puts a character with its marks on a place of the grid.
///
/// It takes `width` cells whatever the C library thinks: what curses would draw wider is shown as U+FFFD,
/// what it would draw narrower gets a blank behind it.
void ct_put(int row, int column, const uint32_t *scalars, int count, int width, unsigned attributes, int pair);

/// How many cells curses believes a character to take; 0 for marks, -1 for what cannot be shown.
int ct_width(uint32_t scalar);

/// Forgets what is on the screen: everything is blank, and the next update draws all of it.
void ct_erase(void);

/// The bytes that bring the terminal up to date; nothing is written yet. Valid until the next call.
ct_bytes ct_update(void);

// Keys

typedef enum {
    CT_INPUT_NONE,
    CT_INPUT_BYTE,
    CT_INPUT_KEY,
} ct_input_kind;

typedef enum {
    CT_KEY_OTHER,
    CT_KEY_ENTER,
    CT_KEY_BACKSPACE,
    CT_KEY_DELETE,
    CT_KEY_LEFT,
    CT_KEY_RIGHT,
    CT_KEY_UP,
    CT_KEY_DOWN,
    CT_KEY_HOME,
    CT_KEY_END,
    CT_KEY_PAGE_UP,
    CT_KEY_PAGE_DOWN,
} ct_key;

typedef struct {
    ct_input_kind kind;
    /// For a byte.
    uint8_t byte;
    /// For a key that terminfo describes.
    ct_key key;
} ct_input;

/// What the terminal sent next. Does not wait, except for 25 ms behind a lone escape byte.
ct_input ct_input_next(void);

// Output

/// Whether the terminal takes output, now or within so many milliseconds. Works before `ct_open` too.
bool ct_takes_output(int milliseconds);

/// Writes what the terminal takes now, and never waits for it. Returns how many bytes that are, 0 where it takes none
/// for the moment, or the error number below 0. Safe in a signal handler.
ssize_t ct_send(const uint8_t *bytes, size_t count);

/// Writable when the terminal takes more.
int ct_output_descriptor(void);

/// Says whether the terminal has yet to deal with something that nobody needs when the program ends. Leaving drops it
/// then, as far as the driver still has it.
void ct_set_behind(bool is_behind);

// Modes

/// Puts the terminal's modes as the program needs them. Returns the bytes that are to be sent for the rest.
ct_bytes ct_enter(void);

/// From here on the keyboard reports keys in full, by kitty's protocol, until `ct_leave` takes that back.
void ct_keyboard_taken(void);

/// Puts the terminal back as it was found, within a quarter of a second. Does nothing when it is so already. Safe in a
/// signal handler and from any thread.
void ct_leave(void);

/// Leaves the terminal and stops the process until it is continued, then enters again as `ct_enter` does.
/// With `whole_job` the other processes of the job stop too, as they do when the tty driver sees ^Z.
ct_bytes ct_suspend(bool whole_job);

// Signals

/// From here on signals that end, stop or continue a process, and SIGWINCH, only queue their number, except where the
/// process was started with them ignored; signals of a crash, and SIGQUIT, leave the terminal first and then do what
/// they would have done. SIGPIPE and SIGXFSZ do nothing: the write that raised them fails. Returns 0 or the error
/// number.
int ct_signals_open(void);
void ct_signals_close(void);

/// Queues a signal that another part of the process was told of instead. Returns false where nothing is open. Safe from
/// any thread.
bool ct_signals_queue(int number);

/// Readable when a signal is queued.
int ct_signals_descriptor(void);

/// The number of the next queued signal, or 0.
int ct_signals_next(void);

// Wake

/// A descriptor that becomes readable when it is raised, or -1 with errno set.
int ct_wake_open(void);

/// Safe from any thread.
void ct_wake_raise(int descriptor);
void ct_wake_clear(int descriptor);

#endif
