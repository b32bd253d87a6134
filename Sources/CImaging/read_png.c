#include "internal.h"

#include <setjmp.h>
#include <string.h>

#include <png.h>

typedef struct {
  ImagingReader base;
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t count;
  int samples_per_pixel;
  // What tRNS says, as it stands in the file: alphas of the first so many indices, or one colour.
  int alpha_count;
  uint8_t alphas[256];
  bool has_transparent_color;
  png_color_16 transparent_color;
  ImagingReason *reason;
} PNGReader;

static void on_error(png_structp png, png_const_charp message) {
  PNGReader *reader = png_get_error_ptr(png);
  imaging_say(reader->reason, message);
  png_longjmp(png, 1);
}

// What libpng warns of leaves pixels as they are.
static void on_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void on_read(png_structp png, png_bytep bytes, size_t count) {
  PNGReader *reader = png_get_io_ptr(png);
  if (count > reader->count) png_error(png, "it ends too early");
  memcpy(bytes, reader->bytes, count);
  reader->bytes += count;
  reader->count -= count;
}

static void close_reader(ImagingReader *base) {
  PNGReader *reader = (PNGReader *)base;
  png_destroy_read_struct(&reader->png, &reader->info, NULL);
  g_free(reader);
}

// Pillow's modes: of 16 bits it drops the lower eight, except of gray; transparency that is no channel does
// not change colours.
static ImagingMode choose_mode(png_structp png, int color_type, int depth) {
  switch (color_type) {
    case PNG_COLOR_TYPE_GRAY:
      if (depth == 1) {
        png_set_packing(png);
        return IMAGING_MODE_PALETTE;
      }
      if (depth == 16) {
        png_set_swap(png);
        return IMAGING_MODE_GRAY_16;
      }
      png_set_expand_gray_1_2_4_to_8(png);
      return IMAGING_MODE_GRAY;
    case PNG_COLOR_TYPE_PALETTE:
      png_set_packing(png);
      return IMAGING_MODE_PALETTE;
    case PNG_COLOR_TYPE_GRAY_ALPHA:
      if (depth == 8) return IMAGING_MODE_GRAY_ALPHA;
      png_set_strip_16(png);
      png_set_gray_to_rgb(png);
      return IMAGING_MODE_RGBA;
    case PNG_COLOR_TYPE_RGB:
      png_set_strip_16(png);
      return IMAGING_MODE_RGB;
    default:
      png_set_strip_16(png);
      return IMAGING_MODE_RGBA;
  }
}

// The colours that indices stand for; black beyond the palette's end. Of two levels, all but 0 are white.
static void collect_colors(const PNGReader *reader, png_color colors[256]) {
  memset(colors, 0, 256 * sizeof *colors);
  if (png_get_color_type(reader->png, reader->info) == PNG_COLOR_TYPE_GRAY) {
    memset(colors + 1, 255, 255 * sizeof *colors);
    return;
  }
  png_colorp palette;
  int count = 0;
  if (png_get_PLTE(reader->png, reader->info, &palette, &count) == 0) return;
  memcpy(colors, palette, (gsize)MIN(count, 256) * sizeof *colors);
}

static void keep_transparency(PNGReader *reader) {
  png_bytep alphas = NULL;
  png_color_16p color = NULL;
  int count = 0;
  if (png_get_tRNS(reader->png, reader->info, &alphas, &count, &color) == 0) return;
  if (png_get_color_type(reader->png, reader->info) == PNG_COLOR_TYPE_PALETTE) {
    if (alphas == NULL) return;
    reader->alpha_count = MIN(count, 256);
    memcpy(reader->alphas, alphas, (gsize)reader->alpha_count);
  } else if (color != NULL) {
    reader->has_transparent_color = true;
    reader->transparent_color = *color;
  }
}

// Alpha as Pillow has it when it makes RGBA of such an image: it compares samples of eight bits, whatever the file
// has, with the low eight bits of the colour.
static void find_transparent_color(PNGReader *reader, const uint8_t *samples) {
  const ImagingReader *base = &reader->base;
  const png_color_16 *color = &reader->transparent_color;
  gsize count = (gsize)base->width * (gsize)base->height;
  for (gsize i = 0; i < count; i++) {
    bool equal = false;
    switch (base->mode) {
      case IMAGING_MODE_GRAY: equal = samples[i] == (color->gray & 0xff); break;
      case IMAGING_MODE_GRAY_16:
        equal = (samples[2 * i + 1] == 0 ? samples[2 * i] : 255) == (color->gray & 0xff);
        break;
      // Of two levels, here already looked up.
      case IMAGING_MODE_PALETTE: equal = (samples[3 * i] != 0) == (color->gray != 0); break;
      default:
        equal = samples[3 * i] == (color->red & 0xff) && samples[3 * i + 1] == (color->green & 0xff) &&
                samples[3 * i + 2] == (color->blue & 0xff);
    }
    base->alpha[i] = equal ? 0 : 255;
  }
}

// Reads rows to where the last of them ends with the samples.
static void read_rows(PNGReader *reader, uint8_t *samples, int passes) {
  gsize stride = png_get_rowbytes(reader->png, reader->info);
  gsize height = (gsize)reader->base.height;
  gsize count = (gsize)reader->base.width * height * (gsize)reader->samples_per_pixel;
  if (stride * height > count) png_error(reader->png, "its rows are too long");
  uint8_t *rows = samples + count - stride * height;
  for (int pass = 0; pass < passes; pass++) {
    for (gsize y = 0; y < height; y++) png_read_row(reader->png, rows + y * stride, NULL);
  }
}

static bool read_samples(ImagingReader *base, uint8_t *samples, ImagingReason *reason) {
  PNGReader *reader = (PNGReader *)base;
  reader->reason = reason;
  if (setjmp(png_jmpbuf(reader->png))) return false;

  int passes = png_set_interlace_handling(reader->png);
  png_read_update_info(reader->png, reader->info);
  read_rows(reader, samples, passes);
  // Finds out whether the file ends here.
  png_read_end(reader->png, NULL);

  gsize pixels = (gsize)base->width * (gsize)base->height;
  if (reader->alpha_count > 0 || reader->has_transparent_color) base->alpha = g_malloc(pixels);
  if (base->mode == IMAGING_MODE_PALETTE) {
    png_color colors[256];
    collect_colors(reader, colors);
    base->palette = g_memdup2(colors, sizeof colors);
    // Indices fill the last third of the samples, which colours, written from the front, reach only at the end.
    const uint8_t *indices = samples + 2 * pixels;
    for (gsize i = 0; i < pixels; i++) {
      png_color color = colors[indices[i]];
      if (reader->alpha_count > 0) {
        base->alpha[i] = indices[i] < reader->alpha_count ? reader->alphas[indices[i]] : 255;
      }
      samples[3 * i] = color.red;
      samples[3 * i + 1] = color.green;
      samples[3 * i + 2] = color.blue;
    }
  }
  if (reader->has_transparent_color) find_transparent_color(reader, samples);
  return true;
}

static bool read_header(PNGReader *reader, int64_t pixel_limit) {
  if (setjmp(png_jmpbuf(reader->png))) return false;

  png_structp png = reader->png;
  png_set_read_fn(png, reader, on_read);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_benign_errors(png, 1);
  // Texts, profiles and the like, which cost memory and may be wrong without harm.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_read_info(png, reader->info);
  keep_transparency(reader);

  png_uint_32 width = png_get_image_width(png, reader->info);
  png_uint_32 height = png_get_image_height(png, reader->info);
  if (!imaging_allows_size(width, height, pixel_limit, reader->reason)) return false;
  reader->base.width = (int32_t)width;
  reader->base.height = (int32_t)height;
  reader->base.mode =
      choose_mode(png, png_get_color_type(png, reader->info), png_get_bit_depth(png, reader->info));
  static const int samples_per_pixel[] = {
      [IMAGING_MODE_GRAY] = 1, [IMAGING_MODE_GRAY_ALPHA] = 2, [IMAGING_MODE_RGB] = 3,
      [IMAGING_MODE_RGBA] = 4, [IMAGING_MODE_PALETTE] = 3,    [IMAGING_MODE_GRAY_16] = 2,
  };
  reader->samples_per_pixel = samples_per_pixel[reader->base.mode];
  return true;
}

ImagingReader *imaging_open_png(const uint8_t *bytes, size_t count, int64_t pixel_limit,
                                ImagingReason *reason) {
  PNGReader *reader = g_new0(PNGReader, 1);
  reader->base.read = read_samples;
  reader->base.close = close_reader;
  reader->bytes = bytes;
  reader->count = count;
  reader->reason = reason;
  imaging_say(reason, "not enough memory");
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
  if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
  if (reader->info != NULL && read_header(reader, pixel_limit)) return &reader->base;
  close_reader(&reader->base);
  return NULL;
}
