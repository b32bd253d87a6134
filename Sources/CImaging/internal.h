// Shared by the C files of this target, never by those who import it.

#ifndef KONOMI_IMAGING_INTERNAL_H
#define KONOMI_IMAGING_INTERNAL_H

#include "CImaging.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

// Takes the memory, which must come from g_malloc.
ImagingBytes *imaging_bytes_take(guint8 *memory, gsize count);

struct ImagingPixels {
  int32_t width;
  int32_t height;
  guint8 *rgba;
};

// A format's own reader begins with this. read and close are never NULL.
struct ImagingReader {
  ImagingMode mode;
  int32_t width;
  int32_t height;
  // What the file says of transparency and colours beside its samples, once they are read. Both may be NULL and are
  // freed with the reader.
  uint8_t *alpha;
  uint8_t *palette;
  bool (*read)(ImagingReader *reader, uint8_t *samples, ImagingReason *reason);
  void (*close)(ImagingReader *reader);
};

// Each returns NULL and a reason when it fails.
ImagingReader *imaging_open_jpeg(const uint8_t *bytes, size_t count, int64_t pixel_limit,
                                 ImagingReason *reason);
ImagingReader *imaging_open_png(const uint8_t *bytes, size_t count, int64_t pixel_limit,
                                ImagingReason *reason);
ImagingReader *imaging_open_pixbuf(const char *format, const uint8_t *bytes, size_t count, int64_t pixel_limit,
                                   ImagingReason *reason);

// False and a reason where an image of this size may not be read.
bool imaging_allows_size(int64_t width, int64_t height, int64_t pixel_limit, ImagingReason *reason);

// Copies a message that may be of any length and encoding.
void imaging_say(ImagingReason *reason, const char *message);

// Copies the message into the reason, then frees and clears the error, which may be NULL.
void imaging_explain(ImagingReason *reason, GError **error);

#endif
