#define _GNU_SOURCE
#include "CKernels.h"

#include <sched.h>
#include <unistd.h>

size_t kernels_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return (size_t)CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (size_t)online : 1;
}

size_t kernels_available(KernelVersion *versions) {
  size_t count = 0;
  versions[count++] = kernels_baseline;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    versions[count++] = kernels_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) {
      versions[count++] = kernels_avx512;
    }
  }
#endif
  return count;
}
