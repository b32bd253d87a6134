// Text through curses. Curses writes to a descriptor of its own; during an update that one leads into memory,
// so that text and images reach the terminal in one write and every error of it is seen.

#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static SCREEN *screen;
static FILE *output;
static WINDOW *input;
static int terminal = -1, memory = -1;
static uint8_t *captured;
static size_t captured_capacity;

static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value == NULL || value == (char *)-1 ? "" : value;
}

ct_terminfo ct_terminfo_read(void)
{
    int found = 0;
    if (setupterm(NULL, STDOUT_FILENO, &found) != OK && found <= 0) {
        return (ct_terminfo){.status = found < 0 ? CT_TERMINFO_NO_DATABASE : CT_TERMINFO_UNKNOWN};
    }
    int colors = tigetnum("colors");
    ct_terminfo result = {
        .status = CT_TERMINFO_FOUND,
        .places_cursor = *capability("cup") != '\0',
        .colors = colors < 0 ? 0 : colors,
        .direct_colors = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || *capability("RGB") != '\0',
    };
    del_curterm(cur_term);
    return result;
}

bool ct_use_utf8(void)
{
    // Only the kind of text: another decimal point would change how numbers are written elsewhere.
    setlocale(LC_CTYPE, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 || setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

/// Appends a terminfo string without its padding, which no terminal of today waits for.
static void append(char *to, size_t capacity, const char *text)
{
    size_t used = strlen(to);
    while (*text != '\0' && used + 1 < capacity) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end != NULL) {
            text = end + 1;
        } else {
            to[used++] = *text++;
        }
    }
    to[used] = '\0';
}

static void prepare_modes(void)
{
    char enter[512] = "", leave[512] = "";
    append(enter, sizeof enter, capability("smcup"));
    append(enter, sizeof enter, capability("smkx"));
    append(enter, sizeof enter, capability("civis"));
    append(enter, sizeof enter, PASTE_ON);

    // CAN and ST first: they end whatever sequence or string was cut short.
    append(leave, sizeof leave, "\030\033\\\033[?2026l" PASTE_OFF);
    append(leave, sizeof leave, capability("sgr0"));
    append(leave, sizeof leave, capability("rmkx"));
    append(leave, sizeof leave, capability("cnorm"));
    append(leave, sizeof leave, capability(*capability("rmcup") != '\0' ? "rmcup" : "clear"));
    ct_modes_prepare(enter, leave);
}

static bool open_descriptors(void)
{
    terminal = ct_modes_open();
    memory = memfd_create("screen", MFD_CLOEXEC);
    int curses = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    output = curses < 0 ? NULL : fdopen(curses, "w");
    return terminal >= 0 && memory >= 0 && output != NULL;
}

static void close_descriptors(void)
{
    if (output != NULL) fclose(output);
    if (memory >= 0) close(memory);
    ct_modes_close();
    output = NULL;
    memory = terminal = -1;
    free(captured);
    captured = NULL;
    captured_capacity = 0;
}

bool ct_open(bool colors)
{
    if (screen != NULL) return false;
    if (!open_descriptors() || (screen = newterm(NULL, output, stdin)) == NULL) {
        close_descriptors();
        return false;
    }
    ct_signals_reclaim();
    raw();
    noecho();
    nonl();
    curs_set(0);
    typeahead(-1);
    set_escdelay(25);
    leaveok(stdscr, TRUE);
    // Characters moved along a line would take an image with them, and all images would be painted again.
    idcok(stdscr, FALSE);
    if (colors) {
        start_color();
        use_default_colors();
    }
    // Keys are read through a pad, for reading from a window draws it.
    input = newpad(1, 1);
    keypad(input, TRUE);
    nodelay(input, TRUE);
    // Curses would take the start of a mouse report and leave the rest as if it were typed.
    keyok(KEY_MOUSE, FALSE);
    prepare_modes();
    return true;
}

ct_bytes ct_opening(void)
{
    // The other modes curses has set by itself.
    return (ct_bytes){(const uint8_t *)PASTE_ON, strlen(PASTE_ON)};
}

void ct_close(void)
{
    if (screen == NULL) return;
    ct_leave();
    delwin(input);
    delscreen(screen);
    screen = NULL;
    input = NULL;
    close_descriptors();
}

ct_size ct_size_read(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return (ct_size){0};
    return (ct_size){size.ws_row, size.ws_col, size.ws_xpixel, size.ws_ypixel};
}

void ct_resize(int height, int width)
{
    resizeterm(height, width);
}

int ct_pair(int foreground, int background)
{
    if (foreground < 0 && background < 0) return 0;
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

static void put(int row, int column, const wchar_t *text, unsigned attributes, int pair)
{
    attr_t curses = A_NORMAL;
    if (attributes & CT_BOLD) curses |= A_BOLD;
    if (attributes & CT_DIM) curses |= A_DIM;
    if (attributes & CT_ITALIC) curses |= A_ITALIC;
    if (attributes & CT_UNDERLINE) curses |= A_UNDERLINE;
    if (attributes & CT_REVERSE) curses |= A_REVERSE;
    cchar_t cell;
    if (setcchar(&cell, text, curses, 0, &pair) == OK) mvadd_wchnstr(row, column, &cell, 1);
}

void ct_put(int row, int column, const uint32_t *scalars, int count, int width, unsigned attributes, int pair)
{
    wchar_t text[CCHARW_MAX + 1] = {0};
    int used = 0;
    for (int at = 0; at < count && used < CCHARW_MAX; at++) {
        wchar_t scalar = (wchar_t)scalars[at];
        if (used == 0 || wcwidth(scalar) == 0) text[used++] = scalar;
    }
    int drawn = wcwidth(text[0]);
    if (drawn < 1 || drawn > width) {
        wmemset(text, 0, CCHARW_MAX);
        text[0] = 0xfffd;
        drawn = 1;
    }
    put(row, column, text, attributes, pair);
    if (drawn < width) put(row, column + 1, L" ", attributes, pair);
}

int ct_width(uint32_t scalar)
{
    return wcwidth((wchar_t)scalar);
}

void ct_erase(void)
{
    erase();
    clearok(curscr, TRUE);
}

ct_bytes ct_update(void)
{
    ct_bytes none = {0};
    lseek(memory, 0, SEEK_SET);
    fflush(output);
    if (dup3(memory, fileno(output), O_CLOEXEC) < 0) return none;
    wnoutrefresh(stdscr);
    doupdate();
    fflush(output);
    dup3(terminal, fileno(output), O_CLOEXEC);

    off_t count = lseek(memory, 0, SEEK_CUR);
    if (count <= 0) return none;
    if ((size_t)count > captured_capacity) {
        uint8_t *grown = realloc(captured, (size_t)count);
        if (grown == NULL) return none;
        captured = grown;
        captured_capacity = (size_t)count;
    }
    ssize_t got = pread(memory, captured, (size_t)count, 0);
    return got < 0 ? none : (ct_bytes){captured, (size_t)got};
}

ct_input ct_input_next(void)
{
    int code = wgetch(input);
    if (code == ERR) return (ct_input){.kind = CT_INPUT_NONE};
    if (code >= 0 && code < 256) return (ct_input){.kind = CT_INPUT_BYTE, .byte = (uint8_t)code};
    ct_input result = {.kind = CT_INPUT_KEY, .key = CT_KEY_OTHER};
    switch (code) {
    case KEY_ENTER: result.key = CT_KEY_ENTER; break;
    case KEY_BACKSPACE: result.key = CT_KEY_BACKSPACE; break;
    case KEY_DC: result.key = CT_KEY_DELETE; break;
    case KEY_LEFT: result.key = CT_KEY_LEFT; break;
    case KEY_RIGHT: result.key = CT_KEY_RIGHT; break;
    case KEY_UP: result.key = CT_KEY_UP; break;
    case KEY_DOWN: result.key = CT_KEY_DOWN; break;
    case KEY_HOME: result.key = CT_KEY_HOME; break;
    case KEY_END: result.key = CT_KEY_END; break;
    case KEY_PPAGE: result.key = CT_KEY_PAGE_UP; break;
    case KEY_NPAGE: result.key = CT_KEY_PAGE_DOWN; break;
    default: break;
    }
    return result;
}
