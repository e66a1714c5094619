// The addresses of a host name, asked of the DNS by c-ares, which tells how long each holds.
#ifndef NAME_LOOKUP_H
#define NAME_LOOKUP_H

#include <stddef.h>

typedef struct {
  // As text, IPv4 or IPv6.
  char text[46];
  // For how many seconds it holds.
  int ttl;
} name_lookup_address;

typedef enum {
  NAME_LOOKUP_FOUND,
  // The DNS says that there is no such name, or that it has no addresses.
  NAME_LOOKUP_NO_ADDRESS,
  // No answer, or none that counts.
  NAME_LOOKUP_FAILED,
} name_lookup_outcome;

typedef struct {
  name_lookup_outcome outcome;
  // What c-ares says of a failure.
  char message[128];
  name_lookup_address *addresses;
  size_t count;
} name_lookup_result;

// servers: HOST[:PORT], separated by commas; NULL for those of the system.
name_lookup_result name_lookup_run(const char *name, const char *servers, int timeout_ms);

void name_lookup_free(name_lookup_result *result);

#endif
