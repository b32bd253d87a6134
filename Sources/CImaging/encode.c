#include "internal.h"

static bool is_opaque(const uint8_t *rgba, gsize pixels) {
  for (gsize i = 0; i < pixels; i++) {
    if (rgba[4 * i + 3] != 255) return false;
  }
  return true;
}

// NULL when there is no memory for it.
static GdkPixbuf *copy_without_alpha(const uint8_t *rgba, int32_t width, int32_t height) {
  GdkPixbuf *copy = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (copy == NULL) return NULL;
  guint8 *pixels = gdk_pixbuf_get_pixels(copy);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride(copy);
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *from = rgba + (gsize)y * (gsize)width * 4;
    guint8 *to = pixels + (gsize)y * stride;
    for (int32_t x = 0; x < width; x++) {
      to[3 * x] = from[4 * x];
      to[3 * x + 1] = from[4 * x + 1];
      to[3 * x + 2] = from[4 * x + 2];
    }
  }
  return copy;
}

ImagingBytes *imaging_encode(const uint8_t *rgba, int32_t width, int32_t height, const char *format,
                             int32_t quality, ImagingReason *reason) {
  GdkPixbuf *pixbuf =
      is_opaque(rgba, (gsize)width * (gsize)height)
          ? copy_without_alpha(rgba, width, height)
          : gdk_pixbuf_new_from_data(rgba, GDK_COLORSPACE_RGB, TRUE, 8, width, height, width * 4, NULL, NULL);
  if (pixbuf == NULL) {
    g_strlcpy(reason->text, "not enough memory", sizeof reason->text);
    return NULL;
  }

  char digits[16];
  g_snprintf(digits, sizeof digits, "%d", quality);
  char *keys[] = {"quality", NULL};
  char *values[] = {digits, NULL};
  bool has_quality = !g_str_equal(format, "png");

  gchar *memory = NULL;
  gsize count = 0;
  GError *error = NULL;
  gboolean saved = gdk_pixbuf_save_to_bufferv(pixbuf, &memory, &count, format, has_quality ? keys : NULL,
                                              has_quality ? values : NULL, &error);
  g_object_unref(pixbuf);
  if (!saved) {
    imaging_explain(reason, &error);
    return NULL;
  }
  return imaging_bytes_take((guint8 *)memory, count);
}
