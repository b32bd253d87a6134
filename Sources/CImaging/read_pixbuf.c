#include "internal.h"

#include <string.h>

typedef struct {
  ImagingReader base;
  GdkPixbuf *pixbuf;
} PixbufReader;

typedef struct {
  int64_t pixel_limit;
  ImagingReason *reason;
  bool is_refused;
} SizeCheck;

static void on_size(GdkPixbufLoader *loader, gint width, gint height, gpointer data) {
  SizeCheck *check = data;
  if (imaging_allows_size(width, height, check->pixel_limit, check->reason)) return;
  check->is_refused = true;
  gdk_pixbuf_loader_set_size(loader, 0, 0);  // asks the loader to stop at the header
}

// The first picture in the bytes, or NULL and a reason.
static GdkPixbuf *decode(const char *format, const uint8_t *bytes, size_t count, int64_t pixel_limit,
                         ImagingReason *reason) {
  GError *error = NULL;
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type(format, &error);
  if (loader == NULL) {
    imaging_explain(reason, &error);
    return NULL;
  }
  SizeCheck check = {pixel_limit, reason, false};
  g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size), &check);
  bool is_taken = gdk_pixbuf_loader_write(loader, bytes, count, &error);
  // Also when it failed: a loader that was never closed complains on standard error.
  bool is_closed = gdk_pixbuf_loader_close(loader, is_taken ? &error : NULL);

  GdkPixbuf *pixbuf = NULL;
  if (check.is_refused) {
    g_clear_error(&error);
  } else if (!is_taken || !is_closed) {
    imaging_explain(reason, &error);
  } else {
    pixbuf = gdk_pixbuf_loader_get_pixbuf(loader);
    if (pixbuf == NULL) imaging_say(reason, "no image was found in it");
  }
  if (pixbuf != NULL) g_object_ref(pixbuf);
  g_object_unref(loader);
  return pixbuf;
}

static bool has_transparency(const GdkPixbuf *pixbuf) {
  if (!gdk_pixbuf_get_has_alpha(pixbuf)) return false;
  gsize width = (gsize)gdk_pixbuf_get_width(pixbuf);
  gsize height = (gsize)gdk_pixbuf_get_height(pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride(pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels(pixbuf);
  for (gsize y = 0; y < height; y++) {
    for (gsize x = 0; x < width; x++) {
      if (pixels[y * stride + 4 * x + 3] != 255) return true;
    }
  }
  return false;
}

static bool read_samples(ImagingReader *base, uint8_t *samples, ImagingReason *reason) {
  (void)reason;
  const GdkPixbuf *pixbuf = ((PixbufReader *)base)->pixbuf;
  gsize width = (gsize)base->width;
  gsize stride = (gsize)gdk_pixbuf_get_rowstride(pixbuf);
  gsize channels = (gsize)gdk_pixbuf_get_n_channels(pixbuf);
  gsize wanted = base->mode == IMAGING_MODE_RGBA ? 4 : 3;
  const guint8 *pixels = gdk_pixbuf_read_pixels(pixbuf);
  for (gsize y = 0; y < (gsize)base->height; y++) {
    const guint8 *from = pixels + y * stride;
    uint8_t *to = samples + y * width * wanted;
    for (gsize x = 0; x < width; x++) memcpy(to + wanted * x, from + channels * x, wanted);
  }
  return true;
}

static void close_reader(ImagingReader *base) {
  g_object_unref(((PixbufReader *)base)->pixbuf);
  g_free(base);
}

ImagingReader *imaging_open_pixbuf(const char *format, const uint8_t *bytes, size_t count, int64_t pixel_limit,
                                   ImagingReason *reason) {
  GdkPixbuf *pixbuf = decode(format, bytes, count, pixel_limit, reason);
  if (pixbuf != NULL && g_str_equal(format, "tiff")) {
    // Pillow turns TIFF, and nothing else.
    GdkPixbuf *upright = gdk_pixbuf_apply_embedded_orientation(pixbuf);
    g_object_unref(pixbuf);
    pixbuf = upright;
    if (pixbuf == NULL) imaging_say(reason, "not enough memory");
  }
  if (pixbuf == NULL) return NULL;
  PixbufReader *reader = g_new0(PixbufReader, 1);
  reader->base.read = read_samples;
  reader->base.close = close_reader;
  reader->base.width = gdk_pixbuf_get_width(pixbuf);
  reader->base.height = gdk_pixbuf_get_height(pixbuf);
  reader->base.mode = has_transparency(pixbuf) ? IMAGING_MODE_RGBA : IMAGING_MODE_RGB;
  reader->pixbuf = pixbuf;
  return &reader->base;
}
