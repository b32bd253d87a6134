// Element-wise work on rows of floats: everything around the matrix products of a transformer.
//
// The kernels exist in a version for each set of instructions, so that one program runs everywhere. Matrices are
// row-major; `stride` is the distance from one row to the next, in floats. A kernel runs on the calling thread,
// for as many rows as it is given, so that the caller divides the work.

#ifndef KONOMI_CKERNELS_H
#define KONOMI_CKERNELS_H

#include <stddef.h>

// What a step of AdamW multiplies by. Loshchilov, Hutter 2019, arXiv 1711.05101, algorithm 2.
typedef struct {
  // What gradients are multiplied by first: less than 1 where they are clipped.
  float gradient;
  // How much of the moments stays and how much comes to them: β1 and 1 - β1, β2 and 1 - β2.
  float first_old, first_new, second_old, second_new;
  // 1 / sqrt(1 - β2^t), which makes up for second moments that began at 0.
  float root;
  // Learning rate / (1 - β1^t).
  float step;
  // 1 - learning rate * weight decay.
  float kept;
  float epsilon;
} AdamWFactors;

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

  // y = GELU(x).
  void (*_Nonnull gelu)(const float *_Nonnull x, size_t x_stride, float *_Nonnull y, size_t y_stride,
                        size_t rows, size_t width);

  // y = QuickGELU(x).
  void (*_Nonnull quick_gelu)(const float *_Nonnull x, size_t x_stride, float *_Nonnull y, size_t y_stride,
                              size_t rows, size_t width);

  // y = y + x.
  void (*_Nonnull add)(const float *_Nonnull x, size_t x_stride, float *_Nonnull y, size_t y_stride, size_t rows,
                       size_t width);

  // From the gradient of layer_norm's y: adds to that of x, and to those of weight and bias, (width). x_gradient
  // may be missing, and both of the others.
  void (*_Nonnull layer_norm_backward)(const float *_Nonnull x, size_t x_stride, const float *_Nonnull weight,
                                       float epsilon, const float *_Nonnull gradient, size_t gradient_stride,
                                       float *_Nullable x_gradient, size_t x_gradient_stride,
                                       float *_Nullable weight_gradient, float *_Nullable bias_gradient,
                                       size_t rows, size_t width);

  // gradient = gradient * the derivative of GELU at x: from the gradient of y = GELU(x) to that of x.
  void (*_Nonnull gelu_backward)(const float *_Nonnull x, size_t x_stride, float *_Nonnull gradient,
                                 size_t gradient_stride, size_t rows, size_t width);

  // The same for QuickGELU.
  void (*_Nonnull quick_gelu_backward)(const float *_Nonnull x, size_t x_stride, float *_Nonnull gradient,
                                       size_t gradient_stride, size_t rows, size_t width);

  // From the gradient of y = softmax(scale * x) to that of x, in place. Where y is 0, as causal_softmax leaves it,
  // so is the gradient.
  void (*_Nonnull softmax_backward)(const float *_Nonnull y, size_t y_stride, float scale,
                                    float *_Nonnull gradient, size_t gradient_stride, size_t rows, size_t width);

  // sums = sums + the rows of x.
  void (*_Nonnull add_column_sums)(const float *_Nonnull x, size_t stride, float *_Nonnull sums, size_t rows,
                                   size_t width);

  double (*_Nonnull sum_of_squares)(const float *_Nonnull x, size_t count);

  // A step of AdamW on weights w with their gradient and its first and second moments. Leaves the gradient 0.
  void (*_Nonnull adamw)(const AdamWFactors *_Nonnull by, float *_Nonnull w, float *_Nonnull gradient,
                         float *_Nonnull first, float *_Nonnull second, size_t count);

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
