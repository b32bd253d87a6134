#include "internal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>

// OpenSSL's, since it uses the processor's SHA instructions, which GLib's checksum does not. An ImagingDigest
// is its context under another name.

// OpenSSL would take itself apart when the process exits, while other threads may still be reading images.
static void initialize(void) { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL); }

ImagingDigest *imaging_digest_new(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, initialize);
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
