#include "internal.h"

struct ImagingBytes {
  guint8 *memory;
  gsize count;
};

ImagingBytes *imaging_bytes_take(guint8 *memory, gsize count) {
  ImagingBytes *bytes = g_new(ImagingBytes, 1);
  bytes->memory = memory;
  bytes->count = count;
  return bytes;
}

const uint8_t *imaging_bytes_pointer(const ImagingBytes *bytes) { return bytes->memory; }

size_t imaging_bytes_count(const ImagingBytes *bytes) { return bytes->count; }

void imaging_bytes_free(ImagingBytes *bytes) {
  g_free(bytes->memory);
  g_free(bytes);
}

void imaging_say(ImagingReason *reason, const char *message) {
  g_strlcpy(reason->text, message, sizeof reason->text);

  // Cutting may have split a character.
  const char *end;
  if (!g_utf8_validate(reason->text, -1, &end)) reason->text[end - reason->text] = '\0';
}

void imaging_explain(ImagingReason *reason, GError **error) {
  imaging_say(reason, *error != NULL ? (*error)->message : "no reason was given");
  g_clear_error(error);
}
