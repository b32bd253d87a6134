#include "internal.h"

ImagingReader *imaging_reader_open(const char *format, const uint8_t *bytes, size_t count,
                                   int64_t pixel_limit, ImagingReason *reason) {
  if (g_str_equal(format, "jpeg")) return imaging_open_jpeg(bytes, count, pixel_limit, reason);
  if (g_str_equal(format, "png")) return imaging_open_png(bytes, count, pixel_limit, reason);
  return imaging_open_pixbuf(format, bytes, count, pixel_limit, reason);
}

bool imaging_allows_size(int64_t width, int64_t height, int64_t pixel_limit, ImagingReason *reason) {
  // So small that four samples a pixel, and rows of them, count in 32 bits.
  const int64_t side_limit = INT32_MAX / 8;
  if (width <= 0 || height <= 0) {
    imaging_say(reason, "its width or height is zero");
    return false;
  }
  if (width > side_limit || height > side_limit || width > pixel_limit / height) {
    imaging_say(reason, "it holds more pixels than its header says");
    return false;
  }
  return true;
}

ImagingMode imaging_reader_mode(const ImagingReader *reader) { return reader->mode; }

int32_t imaging_reader_width(const ImagingReader *reader) { return reader->width; }

int32_t imaging_reader_height(const ImagingReader *reader) { return reader->height; }

bool imaging_reader_read(ImagingReader *reader, uint8_t *samples, ImagingReason *reason) {
  return reader->read(reader, samples, reason);
}

const uint8_t *imaging_reader_alpha(const ImagingReader *reader) { return reader->alpha; }

const uint8_t *imaging_reader_palette(const ImagingReader *reader) { return reader->palette; }

void imaging_reader_free(ImagingReader *reader) {
  g_free(reader->alpha);
  g_free(reader->palette);
  reader->close(reader);
}
