#include "MemorySettings.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void memory_settings_keep_freed(void) {
#ifdef __GLIBC__
  // In bytes: from which size on a piece is the system's own, and how much is kept at most.
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

void memory_settings_give_back(void) {
#ifdef __GLIBC__
  // Set, they stay as they are; otherwise they grow with the largest piece that was freed.
  mallopt(M_MMAP_THRESHOLD, 256 << 10);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
}

void memory_settings_trim(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
