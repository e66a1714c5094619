// prlimit belongs to Linux alone, and Swift does not show it.
#define _GNU_SOURCE
#include "ProcessLimits.h"

#include <sys/resource.h>

int process_limit(pid_t process, uint64_t memory, uint64_t seconds) {
#ifdef __linux__
  struct rlimit bytes = {memory, memory};
  struct rlimit time = {seconds, seconds};
  if (prlimit(process, RLIMIT_AS, &bytes, 0) != 0) return -1;
  return prlimit(process, RLIMIT_CPU, &time, 0);
#else
  (void)process, (void)memory, (void)seconds;
  return -1;
#endif
}
