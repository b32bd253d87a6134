#include "internal.h"

// An ImagingDigest is GLib's checksum under another name.

ImagingDigest *imaging_digest_new(void) { return (ImagingDigest *)g_checksum_new(G_CHECKSUM_SHA256); }

void imaging_digest_update(ImagingDigest *digest, const uint8_t *bytes, size_t count) {
  // GLib takes a signed length of which it keeps 32 bits in places; a gigabyte at a time is safe.
  while (count > 0) {
    size_t part = MIN(count, (size_t)1 << 30);
    g_checksum_update((GChecksum *)digest, bytes, (gssize)part);
    bytes += part;
    count -= part;
  }
}

void imaging_digest_finish(ImagingDigest *digest, uint8_t *sum) {
  gsize count = 32;
  g_checksum_get_digest((GChecksum *)digest, sum, &count);
}

void imaging_digest_free(ImagingDigest *digest) { g_checksum_free((GChecksum *)digest); }
