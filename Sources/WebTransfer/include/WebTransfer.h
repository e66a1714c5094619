// One transfer by libcurl: fetching or posting by HTTP, or submitting a mail. Its options
// are set by a variadic function, which Swift cannot call.
#ifndef WEB_TRANSFER_H
#define WEB_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>

typedef struct {
  const char *url;
  const char *user_agent;
  // Header lines, NULL after the last.
  const char *const *headers;
  // What is posted, or the mail; NULL for fetching. Of the answer to what is posted the
  // status alone is taken, but over a socket.
  const unsigned char *body;
  size_t body_count;
  // Who sends a mail, and to whom; NULL for HTTP.
  const char *mail_from;
  const char *mail_to;
  // How to log in at the relay; NULL for not at all.
  const char *mail_user;
  const char *mail_password;
  // Whether the relay has to speak TLS.
  bool mail_needs_tls;
  // Through which proxy to fetch, which then makes the connections; NULL for none.
  const char *proxy;
  // The socket of this machine to speak over, in place of a connection; NULL for none.
  const char *socket;
  // A file of certificates to trust in place of the system's; NULL for the system's.
  const char *certificates;
  // Where what is fetched waits that is too large to wait in memory.
  const char *temporary_folder;
  long connect_timeout_ms;
  long total_timeout_ms;
  long redirect_limit;
  size_t byte_limit;
  // Whether a connection to an address may be made.
  bool (*allows)(const struct sockaddr *address, void *context);
  void *context;
} web_transfer_request;

typedef enum {
  WEB_TRANSFER_DONE,
  WEB_TRANSFER_ADDRESS_REFUSED,
  WEB_TRANSFER_TOO_LARGE,
  WEB_TRANSFER_TIMED_OUT,
  WEB_TRANSFER_CUT_SHORT,
  WEB_TRANSFER_TLS_FAILED,
  WEB_TRANSFER_REDIRECT_REFUSED,
  WEB_TRANSFER_FAILED,
} web_transfer_outcome;

typedef struct {
  web_transfer_outcome outcome;
  // What libcurl says of a failure.
  char message[256];
  // Of the last response; 0 where there was none.
  long status;
  // The body as it came, encoded; what has grown large is in the file instead.
  unsigned char *bytes;
  size_t count;
  FILE *file;
  // Whether the response told where its body ends. Where only the closed connection does,
  // nobody can tell a whole body from one that was cut.
  bool is_delimited;
  // The values of headers of the last response, or empty.
  char etag[512];
  char last_modified[128];
  char date[64];
  char content_encoding[128];
  // In how many seconds the server asks to be tried again; -1 where it does not.
  long retry_after;
} web_transfer_response;

// The response is the caller's to release.
web_transfer_response web_transfer_run(web_transfer_request request);

// Takes the body into memory and decodes it: a compressed stream has to be whole, its end,
// check sum and length among it. Says in the outcome what went wrong.
void web_transfer_decode(web_transfer_response *response, size_t byte_limit);

void web_transfer_release(web_transfer_response *response);

#endif
