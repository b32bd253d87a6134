#include "internal.h"

#include <string.h>

struct ImagingDecoder {
  GdkPixbufLoader *loader;
  int32_t box_width;
  int32_t box_height;
  int64_t pixel_limit;
  bool reduces_while_decoding;
  bool is_too_large;
};

// The factor that fits width * height into the box, at most 1.
static double fitting_factor(const ImagingDecoder *decoder, int width, int height) {
  if (decoder->box_width <= 0) return 1;
  double factor = MIN((double)decoder->box_width / width, (double)decoder->box_height / height);
  return MIN(factor, 1);
}

static void on_size(GdkPixbufLoader *loader, gint width, gint height, gpointer data) {
  ImagingDecoder *decoder = data;
  if ((int64_t)width * height > decoder->pixel_limit) {
    decoder->is_too_large = true;
    gdk_pixbuf_loader_set_size(loader, 0, 0);  // asks the loader to stop at the header
    return;
  }
  if (!decoder->reduces_while_decoding) return;

  // libjpeg decodes at 1/2, 1/4 and 1/8 for less work. Asking for just these sizes keeps the loader from
  // resampling once more; the orientation is not known yet, so both must fit.
  double needed = MAX(fitting_factor(decoder, width, height), fitting_factor(decoder, height, width));
  int divisor = 8;
  while (divisor > 1 && needed * divisor > 1) divisor /= 2;
  if (divisor > 1) {
    gdk_pixbuf_loader_set_size(loader, (width + divisor - 1) / divisor, (height + divisor - 1) / divisor);
  }
}

ImagingDecoder *imaging_decoder_new(const char *format, int32_t box_width, int32_t box_height,
                                    int64_t pixel_limit, ImagingReason *reason) {
  GError *error = NULL;
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type(format, &error);
  if (loader == NULL) {
    imaging_explain(reason, &error);
    return NULL;
  }
  ImagingDecoder *decoder = g_new0(ImagingDecoder, 1);
  decoder->loader = loader;
  decoder->box_width = box_width;
  decoder->box_height = box_height;
  decoder->pixel_limit = pixel_limit;
  decoder->reduces_while_decoding = g_str_equal(format, "jpeg");
  g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size), decoder);
  return decoder;
}

static bool explain_failure(const ImagingDecoder *decoder, ImagingReason *reason, GError **error) {
  if (decoder->is_too_large) {
    g_strlcpy(reason->text, "it holds more pixels than its header says", sizeof reason->text);
    g_clear_error(error);
  } else {
    imaging_explain(reason, error);
  }
  return false;
}

bool imaging_decoder_feed(ImagingDecoder *decoder, const uint8_t *bytes, size_t count,
                          ImagingReason *reason) {
  GError *error = NULL;
  gboolean taken = gdk_pixbuf_loader_write(decoder->loader, bytes, count, &error);
  if (taken && !decoder->is_too_large) return true;
  return explain_failure(decoder, reason, &error);
}

// NULL when there is no memory for it. Takes the pixbuf.
static GdkPixbuf *turn_upright(GdkPixbuf *pixbuf) {
  GdkPixbuf *upright = gdk_pixbuf_apply_embedded_orientation(pixbuf);
  g_object_unref(pixbuf);
  return upright;
}

// NULL when there is no memory for it. Takes the pixbuf.
static GdkPixbuf *scale_down(GdkPixbuf *pixbuf, const ImagingDecoder *decoder) {
  int width = gdk_pixbuf_get_width(pixbuf);
  int height = gdk_pixbuf_get_height(pixbuf);
  double factor = fitting_factor(decoder, width, height);
  if (factor == 1) return pixbuf;

  int scaled_width = MAX(1, (int)(width * factor + 0.5));
  int scaled_height = MAX(1, (int)(height * factor + 0.5));
  // Scaling down, GDK_INTERP_BILINEAR takes every source pixel into account, which NEAREST does not.
  GdkPixbuf *scaled = gdk_pixbuf_scale_simple(pixbuf, scaled_width, scaled_height, GDK_INTERP_BILINEAR);
  g_object_unref(pixbuf);
  return scaled;
}

// NULL when there is no memory for it.
static ImagingPixels *copy_as_rgba(const GdkPixbuf *pixbuf) {
  int width = gdk_pixbuf_get_width(pixbuf);
  int height = gdk_pixbuf_get_height(pixbuf);
  int channels = gdk_pixbuf_get_n_channels(pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride(pixbuf);
  const guint8 *source = gdk_pixbuf_read_pixels(pixbuf);

  guint8 *rgba = g_try_malloc_n((gsize)width * 4, (gsize)height);
  if (rgba == NULL) return NULL;
  for (int y = 0; y < height; y++) {
    const guint8 *from = source + (gsize)y * stride;
    guint8 *to = rgba + (gsize)y * (gsize)width * 4;
    if (channels == 4) {
      memcpy(to, from, (gsize)width * 4);
      continue;
    }
    for (int x = 0; x < width; x++) {
      to[4 * x] = from[3 * x];
      to[4 * x + 1] = from[3 * x + 1];
      to[4 * x + 2] = from[3 * x + 2];
      to[4 * x + 3] = 255;
    }
  }
  ImagingPixels *pixels = g_new(ImagingPixels, 1);
  pixels->width = width;
  pixels->height = height;
  pixels->rgba = rgba;
  return pixels;
}

ImagingPixels *imaging_decoder_finish(ImagingDecoder *decoder, ImagingReason *reason) {
  GError *error = NULL;
  if (!gdk_pixbuf_loader_close(decoder->loader, &error) || decoder->is_too_large) {
    explain_failure(decoder, reason, &error);
    return NULL;
  }
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf(decoder->loader);
  if (pixbuf == NULL) {
    g_strlcpy(reason->text, "no image was found in it", sizeof reason->text);
    return NULL;
  }
  g_object_ref(pixbuf);
  // The loader holds the whole image; what follows needs only the pixbuf.
  g_clear_object(&decoder->loader);

  pixbuf = turn_upright(pixbuf);
  if (pixbuf != NULL) pixbuf = scale_down(pixbuf, decoder);
  ImagingPixels *pixels = NULL;
  if (pixbuf != NULL) {
    pixels = copy_as_rgba(pixbuf);
    g_object_unref(pixbuf);
  }
  if (pixels == NULL) g_strlcpy(reason->text, "not enough memory", sizeof reason->text);
  return pixels;
}

void imaging_decoder_free(ImagingDecoder *decoder) {
  if (decoder->loader != NULL) {
    // A loader that was never closed complains on standard error; closing a closed one does nothing.
    gdk_pixbuf_loader_close(decoder->loader, NULL);
    g_object_unref(decoder->loader);
  }
  g_free(decoder);
}

int32_t imaging_pixels_width(const ImagingPixels *pixels) { return pixels->width; }

int32_t imaging_pixels_height(const ImagingPixels *pixels) { return pixels->height; }

const uint8_t *imaging_pixels_pointer(const ImagingPixels *pixels) { return pixels->rgba; }

void imaging_pixels_free(ImagingPixels *pixels) {
  g_free(pixels->rgba);
  g_free(pixels);
}
