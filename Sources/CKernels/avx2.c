#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define VERSION kernels_avx2
#define INSTRUCTIONS "AVX2"
#define LANES 8
#include "kernels.inc"
#pragma clang attribute pop

#endif
