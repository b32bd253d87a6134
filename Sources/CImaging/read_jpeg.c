#include "internal.h"

#include <setjmp.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

// libjpeg's defaults are Pillow's: exact integer DCT, smooth upsampling of colours.

typedef struct {
  ImagingReader base;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf failure;
  ImagingReason *reason;
} JPEGReader;

static void on_error(j_common_ptr jpeg) {
  JPEGReader *reader = jpeg->client_data;
  char message[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, message);
  imaging_say(reader->reason, message);
  longjmp(reader->failure, 1);
}

// libjpeg mends what it warns of, as it does under Pillow; by itself it would also print.
static void on_message(j_common_ptr jpeg, int level) {
  (void)jpeg;
  (void)level;
}

// A progressive file of few bytes can ask for any number of passes over all its pixels.
static void on_progress(j_common_ptr jpeg) {
  const int scan_limit = 1000;
  if (((j_decompress_ptr)jpeg)->input_scan_number <= scan_limit) return;
  JPEGReader *reader = jpeg->client_data;
  imaging_say(reader->reason, "it has more than 1000 scans");
  longjmp(reader->failure, 1);
}

// Called when more bytes are wanted than there are.
static boolean on_end(j_decompress_ptr jpeg) {
  ERREXIT(jpeg, JERR_INPUT_EOF);
  return FALSE;
}

static void close_reader(ImagingReader *base) {
  JPEGReader *reader = (JPEGReader *)base;
  jpeg_destroy_decompress(&reader->jpeg);
  g_free(reader);
}

static bool choose_mode(JPEGReader *reader) {
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  switch (jpeg->num_components) {
    case 1:
      reader->base.mode = IMAGING_MODE_GRAY;
      jpeg->out_color_space = JCS_GRAYSCALE;
      return true;
    case 3:
      reader->base.mode = IMAGING_MODE_RGB;
      jpeg->out_color_space = JCS_RGB;
      return true;
    case 4:
      reader->base.mode = IMAGING_MODE_CMYK;
      jpeg->out_color_space = JCS_CMYK;
      return true;
    default:
      imaging_say(reader->reason, "its colours are of an unknown kind");
      return false;
  }
}

static bool read_samples(ImagingReader *base, uint8_t *samples, ImagingReason *reason) {
  JPEGReader *reader = (JPEGReader *)base;
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  reader->reason = reason;
  if (setjmp(reader->failure)) return false;

  jpeg_start_decompress(jpeg);
  gsize stride = (gsize)jpeg->output_width * (gsize)jpeg->output_components;
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW row = samples + jpeg->output_scanline * stride;
    jpeg_read_scanlines(jpeg, &row, 1);
  }
  if (base->mode == IMAGING_MODE_CMYK) {
    // Stored as Adobe does, 255 for no ink; Pillow takes that for granted too.
    for (gsize i = 0; i < stride * jpeg->output_height; i++) samples[i] = 255 - samples[i];
  }
  return true;
}

static bool read_header(JPEGReader *reader, const uint8_t *bytes, size_t count, int64_t pixel_limit) {
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  if (setjmp(reader->failure)) return false;

  jpeg_create_decompress(jpeg);
  jpeg->client_data = reader;
  jpeg->progress = &reader->progress;
  jpeg_mem_src(jpeg, bytes, count);
  jpeg->src->fill_input_buffer = on_end;
  jpeg_read_header(jpeg, TRUE);
  reader->base.width = (int32_t)jpeg->image_width;
  reader->base.height = (int32_t)jpeg->image_height;
  return imaging_allows_size(jpeg->image_width, jpeg->image_height, pixel_limit, reader->reason)
      && choose_mode(reader);
}

ImagingReader *imaging_open_jpeg(const uint8_t *bytes, size_t count, int64_t pixel_limit,
                                 ImagingReason *reason) {
  JPEGReader *reader = g_new0(JPEGReader, 1);
  reader->base.read = read_samples;
  reader->base.close = close_reader;
  reader->reason = reason;
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->jpeg.client_data = reader;
  reader->errors.error_exit = on_error;
  reader->errors.emit_message = on_message;
  reader->progress.progress_monitor = on_progress;
  if (read_header(reader, bytes, count, pixel_limit)) return &reader->base;
  close_reader(&reader->base);
  return NULL;
}
