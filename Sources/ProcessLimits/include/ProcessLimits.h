#ifndef PROCESS_LIMITS_H
#define PROCESS_LIMITS_H

#include <stdint.h>
#include <sys/types.h>

/// Bounds the memory that a running process may ask for, in bytes, and its processor time, in
/// seconds. Returns 0, or -1 where the system cannot do that from outside.
int process_limit(pid_t process, uint64_t memory, uint64_t seconds);

#endif
