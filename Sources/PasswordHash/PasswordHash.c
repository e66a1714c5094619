// libxcrypt's functions that share no memory between threads; Swift does not show them.
#define _GNU_SOURCE
#include "PasswordHash.h"

#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <crypt.h>

static int hash_into(const char *password, const char *setting, char *hash, size_t size) {
  struct crypt_data *data = calloc(1, sizeof *data);
  if (!data) return -1;
  const char *out = crypt_rn(password, setting, data, sizeof *data);
  int isMade = out && out[0] == '$' && strlen(out) < size;
  if (isMade) strcpy(hash, out);
  // It holds the password.
  explicit_bzero(data, sizeof *data);
  free(data);
  return isMade ? 0 : -1;
}

int password_hash(const char *password, char *hash, size_t size) {
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  // The system gives the salt, and the cost is the method's usual one.
  if (!crypt_gensalt_rn("$y$", 0, NULL, 0, setting, sizeof setting)) return -1;
  return hash_into(password, setting, hash, size);
}

int password_matches(const char *password, const char *hash) {
  char own[PASSWORD_HASH_SIZE];
  if (hash_into(password, hash, own, sizeof own) != 0) return 0;
  size_t length = strlen(hash);
  if (strlen(own) != length) return 0;
  unsigned char differs = 0;
  for (size_t i = 0; i < length; i++) differs |= (unsigned char)(own[i] ^ hash[i]);
  return differs == 0;
}
#else
int password_hash(const char *password, char *hash, size_t size) {
  (void)password, (void)hash, (void)size;
  return -1;
}

int password_matches(const char *password, const char *hash) {
  (void)password, (void)hash;
  return 0;
}
#endif
