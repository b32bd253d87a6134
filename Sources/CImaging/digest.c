#include "internal.h"

#include <openssl/evp.h>

// OpenSSL's, since it uses the processor's SHA instructions, which GLib's checksum does not. An ImagingDigest
// is its context under another name.

ImagingDigest *imaging_digest_new(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  // As with GLib's allocations there is no going on without memory.
  if (context == NULL || EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    g_error("no memory for a digest");
  }
  return (ImagingDigest *)context;
}

void imaging_digest_update(ImagingDigest *digest, const uint8_t *bytes, size_t count) {
  EVP_DigestUpdate((EVP_MD_CTX *)digest, bytes, count);
}

void imaging_digest_finish(ImagingDigest *digest, uint8_t *sum) {
  EVP_DigestFinal_ex((EVP_MD_CTX *)digest, sum, NULL);
}

void imaging_digest_free(ImagingDigest *digest) { EVP_MD_CTX_free((EVP_MD_CTX *)digest); }
