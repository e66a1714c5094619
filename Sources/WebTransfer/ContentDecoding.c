// Content codings (RFC 9110 section 8.4.1): gzip and deflate, whole or not at all. libcurl
// would take a stream that does not end for a whole one.
#include "WebTransfer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

// More than anybody means.
#define CODING_LIMIT 3

typedef struct {
  unsigned char *bytes;
  size_t count;
  size_t capacity;
  size_t limit;
} buffer;

static web_transfer_outcome grow(buffer *out) {
  if (out->count < out->capacity) return WEB_TRANSFER_DONE;
  // One byte above the limit tells that there is more.
  if (out->capacity > out->limit) return WEB_TRANSFER_TOO_LARGE;
  size_t capacity = out->capacity == 0 ? 1 << 16 : out->capacity * 2;
  if (capacity > out->limit + 1) capacity = out->limit + 1;
  unsigned char *grown = realloc(out->bytes, capacity);
  if (grown == NULL) return WEB_TRANSFER_FAILED;
  out->bytes = grown;
  out->capacity = capacity;
  return WEB_TRANSFER_DONE;
}

// Inflates one stream after another until the input ends.
static web_transfer_outcome inflate_all(
  const unsigned char *bytes, size_t count, int window_bits, bool takes_several, buffer *out
) {
  z_stream stream = {0};
  if (inflateInit2(&stream, window_bits) != Z_OK) return WEB_TRANSFER_FAILED;
  stream.next_in = (unsigned char *)bytes;
  size_t rest = count;
  web_transfer_outcome outcome = WEB_TRANSFER_CUT_SHORT;
  while (true) {
    web_transfer_outcome grown = grow(out);
    if (grown != WEB_TRANSFER_DONE) {
      outcome = grown;
      break;
    }
    if (stream.avail_in == 0 && rest > 0) {
      stream.avail_in = rest > (1 << 30) ? 1 << 30 : (unsigned)rest;
      rest -= stream.avail_in;
    }
    size_t room = out->capacity - out->count;
    stream.next_out = out->bytes + out->count;
    stream.avail_out = room > (1 << 30) ? 1 << 30 : (unsigned)room;
    unsigned before = stream.avail_out;
    int code = inflate(&stream, Z_NO_FLUSH);
    out->count += before - stream.avail_out;
    if (code == Z_STREAM_END) {
      if (stream.avail_in == 0 && rest == 0) {
        outcome = WEB_TRANSFER_DONE;
        break;
      }
      if (!takes_several || inflateReset(&stream) != Z_OK) break;
      continue;
    }
    if (code == Z_OK || (code == Z_BUF_ERROR && stream.avail_out == 0)) continue;
    break;
  }
  inflateEnd(&stream);
  return outcome;
}

// Undoes one coding.
static web_transfer_outcome decode(
  const char *coding, size_t length, web_transfer_response *response, size_t byte_limit
) {
#define IS(name) (length == sizeof name - 1 && strncasecmp(coding, name, length) == 0)
  if (IS("identity")) return WEB_TRANSFER_DONE;
  bool is_gzip = IS("gzip") || IS("x-gzip");
  if (!is_gzip && !IS("deflate")) return WEB_TRANSFER_CUT_SHORT;
  buffer out = {.limit = byte_limit};
  web_transfer_outcome outcome =
    inflate_all(response->bytes, response->count, is_gzip ? 15 + 16 : 15, is_gzip, &out);
  if (outcome == WEB_TRANSFER_CUT_SHORT && !is_gzip && out.count == 0) {
    // Some servers send the bare stream in place of zlib's.
    outcome = inflate_all(response->bytes, response->count, -15, false, &out);
  }
  if (outcome != WEB_TRANSFER_DONE) {
    free(out.bytes);
    return outcome;
  }
  free(response->bytes);
  response->bytes = out.bytes;
  response->count = out.count;
  return WEB_TRANSFER_DONE;
}

// Takes what waits in the file.
static bool load(web_transfer_response *response) {
  if (response->file == NULL) return true;
  unsigned char *bytes = malloc(response->count);
  rewind(response->file);
  bool is_whole = bytes != NULL
    && fread(bytes, 1, response->count, response->file) == response->count;
  fclose(response->file);
  response->file = NULL;
  if (!is_whole) {
    free(bytes);
    response->count = 0;
    return false;
  }
  response->bytes = bytes;
  return true;
}

void web_transfer_decode(web_transfer_response *response, size_t byte_limit) {
  if (!load(response)) {
    response->outcome = WEB_TRANSFER_FAILED;
    strcpy(response->message, "what was fetched could not be read back from the temporary folder");
    return;
  }
  // The coding applied last is named last, and undone first.
  const char *codings = response->content_encoding;
  const char *end = codings + strlen(codings);
  for (int undone = 0; end > codings; undone++) {
    const char *start = end;
    while (start > codings && start[-1] != ',') start--;
    const char *coding = start;
    const char *last = end;
    while (coding < last && (*coding == ' ' || *coding == '\t')) coding++;
    while (last > coding && (last[-1] == ' ' || last[-1] == '\t')) last--;
    web_transfer_outcome outcome =
      undone == CODING_LIMIT ? WEB_TRANSFER_CUT_SHORT
      : last > coding        ? decode(coding, (size_t)(last - coding), response, byte_limit)
                             : WEB_TRANSFER_DONE;
    if (outcome != WEB_TRANSFER_DONE) {
      response->outcome = outcome;
      strcpy(response->message, "its compressed stream is broken or has no end");
      return;
    }
    end = start > codings ? start - 1 : start;
  }
}
