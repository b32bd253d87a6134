// Pictures in and out: what konomi needs of GLib, gdk-pixbuf, libjpeg, libpng, OpenSSL and chafa, behind plain
// C types.
// Every function may be called from any thread; one handle must not be used by two threads at once.

#ifndef KONOMI_CIMAGING_H
#define KONOMI_CIMAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What went wrong, in the words of the library that found it: UTF-8, ends in a zero, cut to fit.
typedef struct {
  char text[200];
} ImagingReason;

// Bytes owned by this library.
typedef struct ImagingBytes ImagingBytes;
const uint8_t *_Nonnull imaging_bytes_pointer(const ImagingBytes *_Nonnull bytes);
size_t imaging_bytes_count(const ImagingBytes *_Nonnull bytes);
void imaging_bytes_free(ImagingBytes *_Nonnull bytes);

// Encodes 8-bit RGBA, rows of width * 4 bytes. Fully opaque pixels become a file without an alpha channel.
// format: gdk-pixbuf's name of it ("png", "jpeg", "webp"). quality: 0...100, ignored by PNG.
// Returns NULL and a reason when it fails.
ImagingBytes *_Nullable imaging_encode(const uint8_t *_Nonnull rgba, int32_t width, int32_t height,
                                       const char *_Nonnull format, int32_t quality,
                                       ImagingReason *_Nonnull reason);

// SHA-256, fed piece by piece.
typedef struct ImagingDigest ImagingDigest;
ImagingDigest *_Nonnull imaging_digest_new(void);
void imaging_digest_update(ImagingDigest *_Nonnull digest, const uint8_t *_Nonnull bytes, size_t count);
// Writes 32 bytes. Nothing can be fed after it.
void imaging_digest_finish(ImagingDigest *_Nonnull digest, uint8_t *_Nonnull sum);
void imaging_digest_free(ImagingDigest *_Nonnull digest);

// A decoded image: 8-bit RGBA, alpha not multiplied in, rows of width * 4 bytes from the top.
typedef struct ImagingPixels ImagingPixels;
int32_t imaging_pixels_width(const ImagingPixels *_Nonnull pixels);
int32_t imaging_pixels_height(const ImagingPixels *_Nonnull pixels);
const uint8_t *_Nonnull imaging_pixels_pointer(const ImagingPixels *_Nonnull pixels);
void imaging_pixels_free(ImagingPixels *_Nonnull pixels);

// Decodes one image file, fed piece by piece.
typedef struct ImagingDecoder ImagingDecoder;

// format: gdk-pixbuf's name of it ("png", "jpeg", "webp", "gif", "tiff").
// The image is scaled down, never up, to fit box_width * box_height pixels; a box without width is no limit.
// A file of more than pixel_limit pixels fails before they are decoded.
// Returns NULL and a reason when gdk-pixbuf has no loader for the format.
ImagingDecoder *_Nullable imaging_decoder_new(const char *_Nonnull format, int32_t box_width,
                                              int32_t box_height, int64_t pixel_limit,
                                              ImagingReason *_Nonnull reason);
// False and a reason when the bytes are damaged; nothing can be fed after that.
bool imaging_decoder_feed(ImagingDecoder *_Nonnull decoder, const uint8_t *_Nonnull bytes, size_t count,
                          ImagingReason *_Nonnull reason);
// The whole image, turned as its EXIF orientation says, or NULL and a reason. Call it once.
ImagingPixels *_Nullable imaging_decoder_finish(ImagingDecoder *_Nonnull decoder,
                                                ImagingReason *_Nonnull reason);
// May be called at any time, also in mid-file.
void imaging_decoder_free(ImagingDecoder *_Nonnull decoder);

// How 8-bit samples make up a pixel of a stored image.
typedef enum {
  IMAGING_MODE_GRAY,
  // Gray, alpha.
  IMAGING_MODE_GRAY_ALPHA,
  IMAGING_MODE_RGB,
  IMAGING_MODE_RGBA,
  // As RGB, but the colours come out of a palette, or there are only black and white.
  IMAGING_MODE_PALETTE,
  // 0 is no ink.
  IMAGING_MODE_CMYK,
  // Low byte, high byte.
  IMAGING_MODE_GRAY_16,
} ImagingMode;

// Reads an image file whose bytes are all there, as it is stored: in its own size and mode, alpha not
// multiplied in, not turned (but for TIFF), colours not managed.
typedef struct ImagingReader ImagingReader;

// format: as for a decoder. The bytes must stay where they are until the reader is freed.
// More than pixel_limit pixels are refused before there is memory for them.
// Returns NULL and a reason when the header cannot be read.
ImagingReader *_Nullable imaging_reader_open(const char *_Nonnull format, const uint8_t *_Nonnull bytes,
                                             size_t count, int64_t pixel_limit,
                                             ImagingReason *_Nonnull reason);
ImagingMode imaging_reader_mode(const ImagingReader *_Nonnull reader);
int32_t imaging_reader_width(const ImagingReader *_Nonnull reader);
int32_t imaging_reader_height(const ImagingReader *_Nonnull reader);
// Writes all samples, rows from the top, without gaps. Call it once. False and a reason when the file is damaged
// or ends too early.
bool imaging_reader_read(ImagingReader *_Nonnull reader, uint8_t *_Nonnull samples,
                         ImagingReason *_Nonnull reason);
// After the samples were read: the alpha of each pixel, where the file says it elsewhere than in a channel, else
// NULL; and the 256 colours that the indices of a palette stand for, red, green, blue, else NULL. Both live as long
// as the reader.
const uint8_t *_Nullable imaging_reader_alpha(const ImagingReader *_Nonnull reader);
const uint8_t *_Nullable imaging_reader_palette(const ImagingReader *_Nonnull reader);
void imaging_reader_free(ImagingReader *_Nonnull reader);

typedef enum {
  IMAGING_COLORS_MONO,
  IMAGING_COLORS_16,
  IMAGING_COLORS_256,
  IMAGING_COLORS_TRUE,
} ImagingColors;

// Draws the image with block characters over all of columns * rows cells, whatever its own proportions.
// What is transparent is shown over mid-gray. Rows are divided by one line feed; each begins and ends with an
// SGR reset and holds only SGR sequences and block characters. NULL when there is no memory for it.
ImagingBytes *_Nullable imaging_draw_cells(const ImagingPixels *_Nonnull pixels, int32_t columns, int32_t rows,
                                           ImagingColors colors);

#endif
