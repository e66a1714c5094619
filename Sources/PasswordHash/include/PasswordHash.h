#ifndef PASSWORD_HASH_H
#define PASSWORD_HASH_H

#include <stddef.h>

/// Room for what `password_hash` writes, in bytes, with its end.
#define PASSWORD_HASH_SIZE 384

/// Hashes a password by yescrypt with a new random salt, as crypt(5) describes: `$y$…`. Returns 0,
/// or -1 where the system cannot do that.
int password_hash(const char *password, char *hash, size_t size);

/// Whether a password is the one that a hash was made of: 1 or 0. How long it takes depends on the
/// hash alone.
int password_matches(const char *password, const char *hash);

#endif
