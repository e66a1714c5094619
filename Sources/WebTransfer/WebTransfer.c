#include "WebTransfer.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

typedef struct {
  const web_transfer_request *request;
  web_transfer_response *response;
  size_t capacity;
  bool is_too_large;
  bool is_refused;
  // Why an answer was not taken; NULL where it was.
  const char *fault;
  web_transfer_outcome fault_outcome;
  // What the last response says of its length.
  char content_length[32];
  size_t sent;
} transfer;

// What is larger waits in a file.
#define MEMORY_LIMIT ((size_t)1 << 20)

// A file without a name, which is gone with the program.
static FILE *open_file(const char *folder) {
  if (folder == NULL) return NULL;
  int descriptor = -1;
#ifdef O_TMPFILE
  descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
  if (descriptor < 0) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/gatebook-XXXXXX", folder);
    if (length < 0 || (size_t)length >= sizeof path) return NULL;
    descriptor = mkstemp(path);
    if (descriptor < 0) return NULL;
    unlink(path);
  }
  FILE *file = fdopen(descriptor, "w+");
  if (file == NULL) close(descriptor);
  return file;
}

// Moves what is in memory to a file; where there can be none, it stays.
static void move_to_file(transfer *transfer) {
  web_transfer_response *response = transfer->response;
  FILE *file = open_file(transfer->request->temporary_folder);
  if (file == NULL) return;
  if (fwrite(response->bytes, 1, response->count, file) != response->count) {
    fclose(file);
    return;
  }
  free(response->bytes);
  response->bytes = NULL;
  transfer->capacity = 0;
  response->file = file;
}

static size_t take_bytes(char *bytes, size_t size, size_t count, void *context) {
  transfer *transfer = context;
  web_transfer_response *response = transfer->response;
  size_t length = size * count;
  // The status has come before: the rest of the answer does not matter.
  if (transfer->request->body != NULL && transfer->request->socket == NULL) return 0;
  if (length > transfer->request->byte_limit - response->count) {
    transfer->is_too_large = true;
    return 0;
  }
  if (response->file == NULL && response->count + length > MEMORY_LIMIT) move_to_file(transfer);
  if (response->file != NULL) {
    size_t written = fwrite(bytes, 1, length, response->file);
    response->count += written;
    return written;
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

// Keeps why the answer is not taken; libcurl ends the transfer.
static size_t refuse(transfer *transfer, web_transfer_outcome outcome, const char *fault) {
  transfer->fault = fault;
  transfer->fault_outcome = outcome;
  return 0;
}

// Whether an address that a response leads to has line ends in it, encoded or not.
static bool has_line_ends(const char *location) {
  for (const char *byte = location; *byte != 0; byte++) {
    if ((unsigned char)*byte < ' ') return true;
    if (byte[0] == '%' && byte[1] == '0' && strchr("aAdD", byte[2]) != NULL && byte[2] != 0) return true;
  }
  return false;
}

static size_t take_header(char *line, size_t size, size_t count, void *context) {
  transfer *transfer = context;
  web_transfer_response *response = transfer->response;
  size_t length = size * count;
  if (length >= 5 && strncasecmp(line, "HTTP/", 5) == 0) {
    // Another response begins, behind a redirect.
    response->etag[0] = response->last_modified[0] = response->date[0] = 0;
    response->content_encoding[0] = transfer->content_length[0] = 0;
    response->count = 0;
    if (response->file != NULL) rewind(response->file);
    // Later versions frame each stream.
    response->is_delimited = length > 5 && line[5] >= '2';
  }
  take_value(line, length, "etag", response->etag, sizeof response->etag);
  take_value(line, length, "last-modified", response->last_modified, sizeof response->last_modified);
  take_value(line, length, "date", response->date, sizeof response->date);

  char value[2048] = "";
  take_value(line, length, "content-length", value, sizeof value);
  if (value[0] != 0) {
    // RFC 9112 section 6.3: two that differ are an attack or a broken server.
    if (strlen(value) >= sizeof transfer->content_length) {
      return refuse(transfer, WEB_TRANSFER_CUT_SHORT, "its Content-Length is no length");
    }
    if (transfer->content_length[0] != 0 && strcmp(transfer->content_length, value) != 0) {
      return refuse(transfer, WEB_TRANSFER_CUT_SHORT, "it has two different lengths");
    }
    strcpy(transfer->content_length, value);
    response->is_delimited = true;
  }
  value[0] = 0;
  take_value(line, length, "transfer-encoding", value, sizeof value);
  if (value[0] != 0) response->is_delimited = true;
  value[0] = 0;
  take_value(line, length, "location", value, sizeof value);
  if (has_line_ends(value)) {
    return refuse(transfer, WEB_TRANSFER_REDIRECT_REFUSED, "its address has line ends in it");
  }
  value[0] = 0;
  take_value(line, length, "content-encoding", value, sizeof value);
  if (value[0] != 0) {
    size_t before = strlen(response->content_encoding);
    int written = snprintf(
      response->content_encoding + before, sizeof response->content_encoding - before, "%s%s",
      before == 0 ? "" : ",", value);
    if (written < 0 || (size_t)written >= sizeof response->content_encoding - before) {
      return refuse(transfer, WEB_TRANSFER_CUT_SHORT, "it is encoded more often than anybody means");
    }
  }
  return length;
}

// Every connection passes here with the address that its name was resolved to, so
// that no name and no redirect leads to an address that is not allowed.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  transfer *transfer = context;
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  // The socket is the operator's own choice, and leads nowhere else.
  bool is_own = address->family == AF_UNIX && transfer->request->socket != NULL;
  if (!is_own && !transfer->request->allows(&address->addr, transfer->request->context)) {
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
  if (transfer->fault != NULL) return transfer->fault_outcome;
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
  // Of HTTP/2, libcurl takes a stream that the server breaks off without an error for one that has
  // ended. In HTTP/1.1 what is missing shows.
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  if (request->body != NULL) {
    // What is told to one address is not to be told to another.
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
    return;
  }
  // What comes encoded is decoded here: libcurl does not ask for the end of a stream.
  curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
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
  // A proxy makes the connections in our place, past the check above: only one that is asked for,
  // whatever the environment says, and for all there is to fetch.
  curl_easy_setopt(curl, CURLOPT_PROXY, request.proxy != NULL ? request.proxy : "");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
  if (request.socket != NULL) curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, request.socket);
  if (request.certificates != NULL) curl_easy_setopt(curl, CURLOPT_CAINFO, request.certificates);

  CURLcode code = curl_easy_perform(curl);
  response.outcome = outcome_of(code, &transfer);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
  // What is no HTTP is told by the same code as a redirect to something else.
  if (code == CURLE_UNSUPPORTED_PROTOCOL && response.status == 0) {
    response.outcome = WEB_TRANSFER_FAILED;
  }
  bool is_left_out = request.body != NULL && request.socket == NULL;
  if (code == CURLE_WRITE_ERROR && is_left_out && transfer.fault == NULL) {
    response.outcome = WEB_TRANSFER_DONE;
  }
  // A delay or a date (RFC 9110 section 10.2.3).
  curl_off_t delay = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &delay);
  response.retry_after = delay > 0 ? (long)delay : -1;
  const char *said =
    transfer.fault != NULL ? transfer.fault : message[0] != 0 ? message : curl_easy_strerror(code);
  strncpy(response.message, said, sizeof response.message - 1);
  curl_slist_free_all(lines);
  curl_easy_cleanup(curl);
  return response;
}

void web_transfer_release(web_transfer_response *response) {
  free(response->bytes);
  if (response->file != NULL) fclose(response->file);
  response->bytes = NULL;
  response->file = NULL;
  response->count = 0;
}
