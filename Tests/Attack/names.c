// A library to preload: it answers for two names as a DNS server would that an attacker has.
//
//   several.example.com   NAMES_FIRST and NAMES_LATER, both at once
//   rebound.example.com   NAMES_FIRST when it is asked first, NAMES_LATER from then on

#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

typedef int lookup(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **result) {
  static int asked;
  lookup *real = (lookup *)dlsym(RTLD_NEXT, "getaddrinfo");
  if (name && !strcmp(name, "rebound.example.com"))
    return real(getenv(asked++ ? "NAMES_LATER" : "NAMES_FIRST"), service, hints, result);
  if (!name || strcmp(name, "several.example.com")) return real(name, service, hints, result);
  struct addrinfo *first, *later;
  int failure = real(getenv("NAMES_FIRST"), service, hints, &first);
  if (!failure) failure = real(getenv("NAMES_LATER"), service, hints, &later);
  if (failure) return failure;
  *result = first;
  while (first->ai_next) first = first->ai_next;
  first->ai_next = later;
  return 0;
}
