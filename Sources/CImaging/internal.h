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

// Copies the message into the reason, then frees and clears the error, which may be NULL.
void imaging_explain(ImagingReason *reason, GError **error);

#endif
