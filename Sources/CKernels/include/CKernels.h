// Element-wise work on rows of floats: everything around the matrix products of a transformer.
//
// The kernels exist in a version for each set of instructions, so that one program runs everywhere. Matrices are
// row-major; `stride` is the distance from one row to the next, in floats. A kernel runs on the calling thread,
// for as many rows as it is given, so that the caller divides the work.

#ifndef KONOMI_CKERNELS_H
#define KONOMI_CKERNELS_H

#include <stddef.h>

typedef struct __attribute__((swift_attr("@Sendable"))) {
  // "AVX-512", "AVX2" or "baseline".
  const char *_Nonnull instructions;

  // y = (x - mean) / sqrt(variance + epsilon) * weight + bias, over each row, with the biased variance.
  // Ba, Kiros, Hinton 2016, arXiv 1607.06450.
  void (*_Nonnull layer_norm)(const float *_Nonnull x, size_t x_stride, const float *_Nonnull weight,
                              const float *_Nonnull bias, float epsilon, float *_Nonnull y, size_t y_stride,
                              size_t rows, size_t width);

  // x = x + bias.
  void (*_Nonnull add_bias)(float *_Nonnull x, size_t stride, const float *_Nonnull bias, size_t rows,
                            size_t width);

  // x = GELU(x + bias), GELU(v) = v / 2 * (1 + erf(v / sqrt 2)). Hendrycks, Gimpel 2016, arXiv 1606.08415.
  void (*_Nonnull add_bias_gelu)(float *_Nonnull x, size_t stride, const float *_Nonnull bias, size_t rows,
                                 size_t width);

  // x = QuickGELU(x + bias), QuickGELU(v) = v / (1 + exp(-1.702 v)): the approximation that OpenAI's CLIPs use.
  void (*_Nonnull add_bias_quick_gelu)(float *_Nonnull x, size_t stride, const float *_Nonnull bias, size_t rows,
                                       size_t width);

  // x = softmax(scale * x) over each row. The scale is not negative.
  void (*_Nonnull softmax)(float *_Nonnull x, size_t stride, float scale, size_t rows, size_t width);

  // The same over the first `row + 1` elements of each row, from row 0 on; the others become 0.
  void (*_Nonnull causal_softmax)(float *_Nonnull x, size_t stride, float scale, size_t rows, size_t width);

  // Multiply-adds without memory traffic, to measure what the processor can do. Returns the floating-point
  // operations done; `sink` only keeps the work from being left out.
  double (*_Nonnull multiply_add)(size_t rounds, float *_Nonnull sink);
} KernelVersion;

extern const KernelVersion kernels_baseline;
#if defined(__x86_64__)
extern const KernelVersion kernels_avx2;
extern const KernelVersion kernels_avx512;
#endif

// Processors that the system lets this process use, which taskset and batch systems narrow.
size_t kernels_processor_count(void);

// Those that this processor can run, the fastest last. Returns how many there are; fills at most 3.
size_t kernels_available(KernelVersion *_Nonnull versions);

#endif
