#include "NameLookup.h"

#include <ares.h>
#include <arpa/inet.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  name_lookup_result *result;
  bool is_done;
} lookup;

static void fail(name_lookup_result *result, int status) {
  result->outcome = status == ARES_ENOTFOUND || status == ARES_ENODATA
      ? NAME_LOOKUP_NO_ADDRESS : NAME_LOOKUP_FAILED;
  snprintf(result->message, sizeof result->message, "%s", ares_strerror(status));
}

static void answered(void *context, int status, int timeouts, struct ares_addrinfo *info) {
  (void)timeouts;
  lookup *this = context;
  this->is_done = true;
  name_lookup_result *result = this->result;
  if (status != ARES_SUCCESS) {
    fail(result, status);
    return;
  }
  size_t count = 0;
  for (struct ares_addrinfo_node *node = info->nodes; node != NULL; node = node->ai_next) count++;
  result->addresses = calloc(count == 0 ? 1 : count, sizeof *result->addresses);
  if (result->addresses == NULL) {
    fail(result, ARES_ENOMEM);
    ares_freeaddrinfo(info);
    return;
  }
  for (struct ares_addrinfo_node *node = info->nodes; node != NULL; node = node->ai_next) {
    const void *bytes = node->ai_family == AF_INET
        ? (const void *)&((struct sockaddr_in *)node->ai_addr)->sin_addr
        : (const void *)&((struct sockaddr_in6 *)node->ai_addr)->sin6_addr;
    name_lookup_address *address = &result->addresses[result->count];
    if (inet_ntop(node->ai_family, bytes, address->text, sizeof address->text) == NULL) continue;
    address->ttl = node->ai_ttl < 0 ? 0 : node->ai_ttl;
    result->count++;
  }
  ares_freeaddrinfo(info);
  if (result->count == 0) fail(result, ARES_ENODATA);
}

// Waits for what the channel's sockets have to say, until the answer is there.
static void wait_for(ares_channel channel, lookup *this) {
  while (!this->is_done) {
    ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
    int mask = ares_getsock(channel, sockets, ARES_GETSOCK_MAXNUM);
    struct pollfd waits[ARES_GETSOCK_MAXNUM];
    nfds_t count = 0;
    for (int i = 0; i < ARES_GETSOCK_MAXNUM; i++) {
      short events = (ARES_GETSOCK_READABLE(mask, i) ? POLLIN : 0)
          | (ARES_GETSOCK_WRITABLE(mask, i) ? POLLOUT : 0);
      if (events != 0) waits[count++] = (struct pollfd){.fd = sockets[i], .events = events};
    }
    struct timeval room;
    struct timeval *timeout = ares_timeout(channel, NULL, &room);
    int wait_ms = timeout == NULL ? 100
        : (int)(timeout->tv_sec * 1000 + timeout->tv_usec / 1000 + 1);
    int ready = poll(waits, count, wait_ms);
    if (ready <= 0) {
      ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
      continue;
    }
    for (nfds_t i = 0; i < count; i++) {
      if (waits[i].revents == 0) continue;
      ares_process_fd(
          channel, waits[i].revents & ~POLLOUT ? waits[i].fd : ARES_SOCKET_BAD,
          waits[i].revents & POLLOUT ? waits[i].fd : ARES_SOCKET_BAD);
    }
  }
}

name_lookup_result name_lookup_run(const char *name, const char *servers, int timeout_ms) {
  name_lookup_result result = {.outcome = NAME_LOOKUP_FOUND};
  // Of the DNS alone: what the hosts file of this machine says is not what the firewall sees.
  char lookups[] = "b";
  struct ares_options options = {.timeout = timeout_ms, .tries = 2, .lookups = lookups};
  options.flags = ARES_FLAG_NOSEARCH;
  ares_channel channel;
  int status = ares_library_init(ARES_LIB_INIT_ALL);
  if (status != ARES_SUCCESS) {
    fail(&result, status);
    return result;
  }
  status = ares_init_options(
      &channel, &options,
      ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS | ARES_OPT_FLAGS);
  if (status == ARES_SUCCESS) {
    if (servers != NULL) status = ares_set_servers_ports_csv(channel, servers);
    if (status == ARES_SUCCESS) {
      lookup this = {.result = &result};
      struct ares_addrinfo_hints hints = {.ai_flags = ARES_AI_NOSORT, .ai_family = AF_UNSPEC};
      ares_getaddrinfo(channel, name, NULL, &hints, answered, &this);
      wait_for(channel, &this);
    } else {
      fail(&result, status);
    }
    ares_destroy(channel);
  } else {
    fail(&result, status);
  }
  ares_library_cleanup();
  return result;
}

void name_lookup_free(name_lookup_result *result) {
  free(result->addresses);
  result->addresses = NULL;
  result->count = 0;
}
