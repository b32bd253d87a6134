// For every processor.

#define VERSION kernels_baseline
#define INSTRUCTIONS "baseline"
#define LANES 4
#include "kernels.inc"
