#if defined(__x86_64__)

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)
#define VERSION kernels_avx512
#define INSTRUCTIONS "AVX-512"
#define LANES 16
#include "kernels.inc"
#pragma clang attribute pop

#endif
