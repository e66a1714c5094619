#include "WebTransfer.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
  const web_transfer_request *request;
  web_transfer_response *response;
  size_t capacity;
  bool is_too_large;
  bool is_refused;
  size_t sent;
} transfer;

static size_t take_bytes(char *bytes, size_t size, size_t count, void *context) {
  transfer *transfer = context;
  web_transfer_response *response = transfer->response;
  size_t length = size * count;
  // The status has come before: the rest of the answer does not matter.
  if (transfer->request->body != NULL) return 0;
  if (length > transfer->request->byte_limit - response->count) {
    transfer->is_too_large = true;
    return 0;
  }
  if (response->count + length > transfer->capacity) {
    size_t capacity = (response->count + length) * 2;
    unsigned char *grown = realloc(response->bytes, capacity);
    if (grown == NULL) return 0;
    response->bytes = grown;
    transfer->capacity = capacity;
  }
  memcpy(response->bytes + response->count, bytes, length);
  response->count += length;
  return length;
}

// Copies a header's value where the line is that header's.
static void take_value(const char *line, size_t length, const char *name, char *value, size_t size) {
  size_t head = strlen(name);
  if (length <= head || strncasecmp(line, name, head) != 0 || line[head] != ':') return;
  const char *start = line + head + 1;
  const char *end = line + length;
  while (start < end && (*start == ' ' || *start == '\t')) start++;
  while (end > start && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' ')) end--;
  size_t count = (size_t)(end - start);
  if (count >= size) return;
  memcpy(value, start, count);
  value[count] = 0;
}

static size_t take_header(char *line, size_t size, size_t count, void *context) {
  web_transfer_response *response = ((transfer *)context)->response;
  size_t length = size * count;
  if (length >= 5 && strncasecmp(line, "HTTP/", 5) == 0) {
    // Another response begins, behind a redirect.
    response->etag[0] = response->last_modified[0] = 0;
    response->count = 0;
  }
  take_value(line, length, "etag", response->etag, sizeof response->etag);
  take_value(line, length, "last-modified", response->last_modified, sizeof response->last_modified);
  return length;
}

// Every connection passes here with the address that its name was resolved to, so
// that no name and no redirect leads to an address that is not allowed.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  transfer *transfer = context;
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  if (!transfer->request->allows(&address->addr, transfer->request->context)) {
    transfer->is_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t give_bytes(char *bytes, size_t size, size_t count, void *context) {
  transfer *transfer = context;
  size_t rest = transfer->request->body_count - transfer->sent;
  size_t length = size * count < rest ? size * count : rest;
  memcpy(bytes, transfer->request->body + transfer->sent, length);
  transfer->sent += length;
  return length;
}

static web_transfer_outcome outcome_of(CURLcode code, const transfer *transfer) {
  if (transfer->is_too_large) return WEB_TRANSFER_TOO_LARGE;
  if (transfer->is_refused && code != CURLE_OK) return WEB_TRANSFER_ADDRESS_REFUSED;
  switch (code) {
  case CURLE_OK: return WEB_TRANSFER_DONE;
  case CURLE_FILESIZE_EXCEEDED: return WEB_TRANSFER_TOO_LARGE;
  case CURLE_OPERATION_TIMEDOUT: return WEB_TRANSFER_TIMED_OUT;
  case CURLE_PARTIAL_FILE:
  case CURLE_RECV_ERROR:
  case CURLE_GOT_NOTHING:
  case CURLE_BAD_CONTENT_ENCODING:
  case CURLE_HTTP2_STREAM: return WEB_TRANSFER_CUT_SHORT;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_SSL_CACERT_BADFILE: return WEB_TRANSFER_TLS_FAILED;
  case CURLE_TOO_MANY_REDIRECTS:
  case CURLE_UNSUPPORTED_PROTOCOL: return WEB_TRANSFER_REDIRECT_REFUSED;
  default: return WEB_TRANSFER_FAILED;
  }
}

static pthread_once_t is_ready = PTHREAD_ONCE_INIT;
static void make_ready(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static void set_http(CURL *curl, const web_transfer_request *request, struct curl_slist *headers) {
  curl_easy_setopt(curl, CURLOPT_USERAGENT, request->user_agent);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  if (request->body != NULL) {
    // What is told to one address is not to be told to another.
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
    return;
  }
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, request->redirect_limit);
  // What was asked for over TLS is not taken without.
  bool is_secure = strncasecmp(request->url, "https:", 6) == 0;
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, is_secure ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->byte_limit);
}

static void set_mail(CURL *curl, transfer *transfer, struct curl_slist *recipients) {
  const web_transfer_request *request = transfer->request;
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, request->mail_needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, request->mail_from);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)request->body_count);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt(curl, CURLOPT_READDATA, transfer);
  if (request->mail_user != NULL) curl_easy_setopt(curl, CURLOPT_USERNAME, request->mail_user);
  if (request->mail_password != NULL) {
    curl_easy_setopt(curl, CURLOPT_PASSWORD, request->mail_password);
  }
}

web_transfer_response web_transfer_run(web_transfer_request request) {
  web_transfer_response response = {0};
  transfer transfer = {.request = &request, .response = &response};
  pthread_once(&is_ready, make_ready);
  CURL *curl = curl_easy_init();
  if (curl == NULL) {
    response.outcome = WEB_TRANSFER_FAILED;
    strcpy(response.message, "libcurl could not be set up");
    return response;
  }
  bool is_mail = request.mail_to != NULL;
  struct curl_slist *lines = is_mail ? curl_slist_append(NULL, request.mail_to) : NULL;
  for (const char *const *line = request.headers; line != NULL && *line != NULL; line++) {
    lines = curl_slist_append(lines, *line);
  }
  char message[CURL_ERROR_SIZE] = "";

  curl_easy_setopt(curl, CURLOPT_URL, request.url);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  if (is_mail) {
    set_mail(curl, &transfer, lines);
  } else {
    set_http(curl, &request, lines);
  }
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, request.connect_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, request.total_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  // A proxy would make the connections in our place, past the check above.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  if (request.certificates != NULL) curl_easy_setopt(curl, CURLOPT_CAINFO, request.certificates);

  CURLcode code = curl_easy_perform(curl);
  response.outcome = outcome_of(code, &transfer);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
  // What is no HTTP is told by the same code as a redirect to something else.
  if (code == CURLE_UNSUPPORTED_PROTOCOL && response.status == 0) {
    response.outcome = WEB_TRANSFER_FAILED;
  }
  if (code == CURLE_WRITE_ERROR && request.body != NULL) response.outcome = WEB_TRANSFER_DONE;
  // A delay or a date (RFC 9110 section 10.2.3).
  curl_off_t delay = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &delay);
  response.retry_after = delay > 0 ? (long)delay : -1;
  const char *said = message[0] != 0 ? message : curl_easy_strerror(code);
  strncpy(response.message, said, sizeof response.message - 1);
  curl_slist_free_all(lines);
  curl_easy_cleanup(curl);
  return response;
}

void web_transfer_release(web_transfer_response *response) {
  free(response->bytes);
  response->bytes = NULL;
  response->count = 0;
}
