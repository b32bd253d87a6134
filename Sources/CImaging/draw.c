#include "internal.h"

#include <chafa.h>

// Chosen by comparing pictures of 56 * 28 cells with their originals. Block characters without the border
// ones: those are thin lines that every font draws differently. The palette of 240 leaves out the 16 colours
// that a terminal's theme changes. Diffusion at half strength keeps average colours right without snow.
// Two colours need stronger contrast and full diffusion to show anything.
typedef struct {
  ChafaCanvasMode mode;
  ChafaDitherMode dither;
  float dither_intensity;
  bool raises_contrast;
} Settings;

static Settings settings_for(ImagingColors colors) {
  switch (colors) {
    case IMAGING_COLORS_MONO:
      return (Settings){CHAFA_CANVAS_MODE_FGBG, CHAFA_DITHER_MODE_DIFFUSION, 1.0f, true};
    case IMAGING_COLORS_16:
      return (Settings){CHAFA_CANVAS_MODE_INDEXED_16, CHAFA_DITHER_MODE_DIFFUSION, 0.5f, false};
    case IMAGING_COLORS_256:
      return (Settings){CHAFA_CANVAS_MODE_INDEXED_240, CHAFA_DITHER_MODE_DIFFUSION, 0.5f, false};
    case IMAGING_COLORS_TRUE:
      break;
  }
  return (Settings){CHAFA_CANVAS_MODE_TRUECOLOR, CHAFA_DITHER_MODE_NONE, 1.0f, false};
}

static ChafaCanvas *new_canvas(int32_t columns, int32_t rows, ImagingColors colors) {
  // The caller's pool does the work in parallel, one canvas a thread.
  static gsize is_set_up = 0;
  if (g_once_init_enter(&is_set_up)) {
    chafa_set_n_threads(1);
    g_once_init_leave(&is_set_up, 1);
  }

  ChafaSymbolMap *symbols = chafa_symbol_map_new();
  chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_BLOCK | CHAFA_SYMBOL_TAG_SPACE);

  Settings settings = settings_for(colors);
  ChafaCanvasConfig *config = chafa_canvas_config_new();
  chafa_canvas_config_set_geometry(config, columns, rows);
  chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SYMBOLS);
  chafa_canvas_config_set_canvas_mode(config, settings.mode);
  chafa_canvas_config_set_dither_mode(config, settings.dither);
  chafa_canvas_config_set_dither_intensity(config, settings.dither_intensity);
  chafa_canvas_config_set_preprocessing_enabled(config, settings.raises_contrast);
  chafa_canvas_config_set_color_extractor(config, CHAFA_COLOR_EXTRACTOR_AVERAGE);
  chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_RGB);
  chafa_canvas_config_set_work_factor(config, 1.0f);
  chafa_canvas_config_set_symbol_map(config, symbols);

  ChafaCanvas *canvas = chafa_canvas_new(config);
  chafa_canvas_config_unref(config);
  chafa_symbol_map_unref(symbols);
  return canvas;
}

// NULL when there is no memory for it.
static guint8 *copy_over_gray(const ImagingPixels *pixels) {
  const guint gray = 128;
  gsize count = (gsize)pixels->width * (gsize)pixels->height * 4;
  guint8 *opaque = g_try_malloc(count);
  if (opaque == NULL) return NULL;
  for (gsize i = 0; i < count; i += 4) {
    guint alpha = pixels->rgba[i + 3];
    for (gsize channel = 0; channel < 3; channel++) {
      guint sum = pixels->rgba[i + channel] * alpha + gray * (255 - alpha);
      opaque[i + channel] = (guint8)((sum + 127) / 255);
    }
    opaque[i + 3] = 255;
  }
  return opaque;
}

static void append_color(GString *text, bool is_foreground, gint color, ImagingColors colors) {
  if (colors == IMAGING_COLORS_TRUE) {
    g_string_append_printf(text, "%d;2;%d;%d;%d", is_foreground ? 38 : 48, color >> 16 & 255,
                           color >> 8 & 255, color & 255);
  } else if (colors == IMAGING_COLORS_256) {
    g_string_append_printf(text, "%d;5;%d", is_foreground ? 38 : 48, color);
  } else {
    gint base = color < 8 ? 30 + color : 90 + color - 8;
    g_string_append_printf(text, "%d", is_foreground ? base : base + 10);
  }
}

// chafa's own printing would be shorter to call, but leaves attributes standing from row to row.
static void append_row(GString *text, ChafaCanvas *canvas, gint row, gint columns, ImagingColors colors) {
  const gunichar space = ' ', full = 0x2588;
  gint foreground = -1, background = -1;
  g_string_append(text, "\x1b[0m");
  for (gint column = 0; column < columns; column++) {
    gunichar character = chafa_canvas_get_char_at(canvas, column, row);
    if (colors != IMAGING_COLORS_MONO) {
      gint wanted_foreground, wanted_background;
      chafa_canvas_get_raw_colors_at(canvas, column, row, &wanted_foreground, &wanted_background);
      bool sets_foreground =
          character != space && wanted_foreground >= 0 && wanted_foreground != foreground;
      bool sets_background = character != full && wanted_background >= 0 && wanted_background != background;
      if (sets_foreground || sets_background) {
        g_string_append(text, "\x1b[");
        if (sets_foreground) append_color(text, true, foreground = wanted_foreground, colors);
        if (sets_foreground && sets_background) g_string_append_c(text, ';');
        if (sets_background) append_color(text, false, background = wanted_background, colors);
        g_string_append_c(text, 'm');
      }
    }
    g_string_append_unichar(text, character);
  }
  g_string_append(text, "\x1b[0m");
}

ImagingBytes *imaging_draw_cells(const ImagingPixels *pixels, int32_t columns, int32_t rows,
                                 ImagingColors colors) {
  guint8 *opaque = copy_over_gray(pixels);
  if (opaque == NULL) return NULL;
  ChafaCanvas *canvas = new_canvas(columns, rows, colors);
  chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, opaque, pixels->width, pixels->height,
                               pixels->width * 4);
  g_free(opaque);

  GString *text = g_string_sized_new((gsize)columns * (gsize)rows * 40);
  for (gint row = 0; row < rows; row++) {
    if (row > 0) g_string_append_c(text, '\n');
    append_row(text, canvas, row, columns, colors);
  }
  chafa_canvas_unref(canvas);
  gsize count = text->len;
  return imaging_bytes_take((guint8 *)g_string_free(text, FALSE), count);
}
