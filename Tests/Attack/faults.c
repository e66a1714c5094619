// A library to preload: it stands between a program and its files, and at one call on a file under
// a folder does what disks and kills do. What happens is chosen by variables:
//
//   ATTACK_FOLDER  only files under this folder count, by its absolute path
//   ATTACK_CALL    at which call it happens, counted from 1 over all kinds of calls; none for never
//   ATTACK_FAULT   EIO, ENOSPC; SHORT: half of it is read or written; KILL; TEAR: half of it is
//                  written, then KILL
//   ATTACK_ON      set: all later calls fail, too
//   ATTACK_CALLS   a file that gets a line with the kind and path of every call
//   ATTACK_RECORD  a file that gets every change and every sync, see `record`
//   ATTACK_TIME    the time of day in seconds since 1970, which stands still
//   ATTACK_ORDERS  the number of a socket: the program waits before its first step, and runs once for
//                  each order that comes, see `serve`
//
// One that is empty is not set.
//
// What SQLite asks of chance is zero where a folder is given: two runs write the same bytes. Programs
// that it starts are left alone.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_files = 4096, longest_path = 1024 };

enum fault { no_fault, fault_eio, fault_enospc, fault_short, fault_kill, fault_tear };

static char folder[longest_path];
static size_t folder_length;
static long call_number;
static int goes_on;
static enum fault fault;
static int calls_file = -1, record_file = -1;
static long calls;
static time_t time_of_day;
static char *paths[most_files];  // of the open files under the folder
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real_function(#name))

static void *real_function(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

static void put(int file, const void *bytes, size_t count) {
  const char *rest = bytes;
  while (count > 0) {
    ssize_t written = syscall(SYS_write, file, rest, count);
    if (written <= 0) abort();
    rest += written;
    count -= written;
  }
}

static const char *given(const char *variable) {
  const char *text = getenv(variable);
  return text && *text ? text : NULL;
}

static int log_at(const char *variable) {
  const char *path = given(variable);
  if (!path) return -1;
  return syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void serve(int orders);

__attribute__((constructor)) static void begin(void) {
  const char *text = given("ATTACK_ORDERS");
  if (text) serve(atoi(text));
  unsetenv("LD_PRELOAD");
  text = given("ATTACK_TIME");
  if (text) time_of_day = atol(text);
  text = given("ATTACK_FOLDER");
  if (!text) return;
  calls_file = log_at("ATTACK_CALLS");
  record_file = log_at("ATTACK_RECORD");
  if (given("ATTACK_CALL")) call_number = atol(given("ATTACK_CALL"));
  goes_on = given("ATTACK_ON") != NULL;
  const char *name = given("ATTACK_FAULT");
  const char *names[] = {"", "EIO", "ENOSPC", "SHORT", "KILL", "TEAR"};
  for (int i = 1; name && i < 6; i++)
    if (!strcmp(name, names[i])) fault = i;
  snprintf(folder, sizeof folder, "%s", text);
  folder_length = strlen(folder);
}

static int take(int orders, void *bytes, size_t count) {
  for (size_t done = 0; done < count;) {
    ssize_t some = syscall(SYS_read, orders, (char *)bytes + done, count - done);
    if (some <= 0) return 0;
    done += some;
  }
  return 1;
}

static void stand_for(int file, const char *path, int flags) {
  int opened = syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
  if (opened < 0 || dup2(opened, file) < 0) abort();
  syscall(SYS_close, opened);
}

// Starting a program takes twice as long as what it does: loading and relocating its libraries. Here
// all that is done, and nothing of its own, no thread either, so that it can be forked. An order is
// its length in four bytes, then texts that end with a zero byte: the folder to run in, files for
// standard output and error, and variables. The answers are the process's number, at its end how
// waitpid tells it, four bytes each.
static void serve(int orders) {
  static char order[1 << 16];
  uint32_t length;
  while (take(orders, &length, 4) && length < sizeof order && take(orders, order, length)) {
    pid_t child = fork();
    if (child < 0) abort();
    if (child == 0) {
      syscall(SYS_close, orders);
      setsid();
      const char *text = order, *parts[3];
      for (int i = 0; i < 3; i++, text += strlen(text) + 1) parts[i] = text;
      if (chdir(parts[0]) != 0) abort();
      stand_for(0, "/dev/null", O_RDONLY);
      stand_for(1, parts[1], O_WRONLY | O_CREAT | O_TRUNC);
      stand_for(2, parts[2], O_WRONLY | O_CREAT | O_TRUNC);
      // Those that the program was started with are replaced where they are: Swift finds the
      // arguments before them.
      for (; text < order + length; text += strlen(text) + 1) putenv((char *)text);
      return;
    }
    int status;
    put(orders, &child, 4);
    if (waitpid(child, &status, 0) != child) abort();
    put(orders, &status, 4);
  }
  _exit(0);
}

// A command ends at once. `exit` would take down the libraries that its threads may still be using,
// which crashes now and then: here it always does.
__attribute__((destructor)) static void end(void) {
  if (folder_length > 0 && !strcmp(program_invocation_short_name, "gatebook")) abort();
}

static int is_inside(const char *path) {
  return folder_length > 0 && !strncmp(path, folder, folder_length) &&
         (path[folder_length] == '/' || path[folder_length] == 0);
}

// The absolute path of a name that is given relative to an open folder; false outside of ours.
static int is_ours(int at, const char *name, char *path) {
  if (!name || folder_length == 0) return 0;
  if (name[0] == '/') {
    snprintf(path, longest_path, "%s", name);
  } else {
    char link[64], base[longest_path] = "";
    if (at == AT_FDCWD)
      snprintf(link, sizeof link, "/proc/self/cwd");
    else
      snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t count = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
    if (count < 0) return 0;
    base[count] = 0;
    if (!strncmp(name, "./", 2)) name += 2;
    if (snprintf(path, longest_path, "%s/%s", base, name) >= longest_path) return 0;
  }
  return is_inside(path);
}

static const char *path_of(int file) {
  return file >= 0 && file < most_files ? paths[file] : NULL;
}

// A record: kind, the lengths of two paths, an offset, a count of bytes, then paths and bytes.
//   W file offset bytes   written        T file size   cut or extended to a size
//   C file                made           U file        removed
//   R file file           renamed        S file        synced (a file, or a folder's entries)
static void record(char kind, const char *path, const char *second, uint64_t offset,
                   const void *bytes, uint64_t count) {
  if (record_file < 0 || !path) return;
  struct {
    char kind;
    uint16_t lengths[2];
    uint64_t offset, count;
  } __attribute__((packed)) head = {
      kind, {strlen(path), second ? strlen(second) : 0}, offset, bytes ? count : 0};
  pthread_mutex_lock(&lock);
  put(record_file, &head, sizeof head);
  put(record_file, path, head.lengths[0]);
  if (second) put(record_file, second, head.lengths[1]);
  if (bytes) put(record_file, bytes, count);
  pthread_mutex_unlock(&lock);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// Counts a call on a file under the folder, and tells what happens at it. A full disk is no
// reason for what needs no room.
static enum fault happening(const char *kind, const char *path, int needs_room) {
  if (!path) return no_fault;
  long number = __sync_add_and_fetch(&calls, 1);
  if (calls_file >= 0) {
    char line[longest_path + 32];
    int count = snprintf(line, sizeof line, "%s %s\n", kind, path);
    put(calls_file, line, count);
  }
  if (call_number == 0 || number < call_number || (number > call_number && !goes_on))
    return no_fault;
  if (fault == fault_kill) die();
  if (fault == fault_enospc && !needs_room) return no_fault;
  return fault;
}

// Whether the call fails instead of being made.
static int fails(enum fault what) {
  if (what != fault_eio && what != fault_enospc) return 0;
  errno = what == fault_eio ? EIO : ENOSPC;
  return 1;
}

static int opened(int file, const char *path, int flags, int is_new) {
  if (file < 0 || file >= most_files) return file;
  paths[file] = strdup(path);
  if (is_new) record('C', path, NULL, 0, NULL, 0);
  else if (flags & O_TRUNC) record('T', path, NULL, 0, NULL, 0);
  return file;
}

static int open_at(int at, const char *name, int flags, mode_t mode) {
  char path[longest_path];
  if (folder_length > 0 && name && !strcmp(name, "/dev/urandom")) name = "/dev/zero";
  int is_one_of_ours = is_ours(at, name, path);
  if (is_one_of_ours && fails(happening("open", path, flags & O_CREAT))) return -1;
  int is_new = is_one_of_ours && (flags & O_CREAT) && access(path, F_OK) != 0;
  int file = syscall(SYS_openat, at, name, flags, mode);
  return is_one_of_ours ? opened(file, path, flags, is_new) : file;
}

#define MODE(flags)                               \
  mode_t mode = 0;                                \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {        \
    va_list rest;                                 \
    va_start(rest, flags);                        \
    mode = va_arg(rest, mode_t);                  \
    va_end(rest);                                 \
  }

int open(const char *name, int flags, ...) {
  MODE(flags)
  return open_at(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...) {
  MODE(flags)
  return open_at(AT_FDCWD, name, flags | O_LARGEFILE, mode);
}

int openat(int at, const char *name, int flags, ...) {
  MODE(flags)
  return open_at(at, name, flags, mode);
}

int openat64(int at, const char *name, int flags, ...) {
  MODE(flags)
  return open_at(at, name, flags | O_LARGEFILE, mode);
}

int close(int file) {
  if (path_of(file)) {
    free(paths[file]);
    paths[file] = NULL;
  }
  return REAL(close)(file);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  enum fault what = happening("pread", path_of(file), 0);
  if (fails(what)) return -1;
  return REAL(pread64)(file, bytes, what == fault_short ? count / 2 : count, offset);
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  return pread64(file, bytes, count, offset);
}

ssize_t read(int file, void *bytes, size_t count) {
  enum fault what = happening("read", path_of(file), 0);
  if (fails(what)) return -1;
  // No byte at all would be the file's end, which disks do not make up.
  return REAL(read)(file, bytes, what == fault_short && count > 1 ? count / 2 : count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  enum fault what = happening("pwrite", path_of(file), 1);
  if (fails(what)) return -1;
  if (what == fault_short || what == fault_tear) count /= 2;
  ssize_t written = REAL(pwrite64)(file, bytes, count, offset);
  if (written > 0) record('W', path_of(file), NULL, offset, bytes, written);
  if (what == fault_tear) die();
  return written;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  return pwrite64(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
  enum fault what = happening("write", path_of(file), 1);
  if (fails(what)) return -1;
  if ((what == fault_short || what == fault_tear) && count > 1) count /= 2;
  off_t offset = path_of(file) ? lseek(file, 0, SEEK_CUR) : 0;
  ssize_t written = REAL(write)(file, bytes, count);
  if (written > 0) record('W', path_of(file), NULL, offset, bytes, written);
  if (what == fault_tear) die();
  return written;
}

static int sync_file(const char *kind, int file, int (*real)(int)) {
  if (fails(happening(kind, path_of(file), 1))) return -1;
  int result = real(file);
  if (result == 0) record('S', path_of(file), NULL, 0, NULL, 0);
  return result;
}

int fsync(int file) { return sync_file("fsync", file, REAL(fsync)); }

int fdatasync(int file) { return sync_file("fdatasync", file, REAL(fdatasync)); }

int ftruncate64(int file, off64_t size) {
  if (fails(happening("ftruncate", path_of(file), 1))) return -1;
  int result = REAL(ftruncate64)(file, size);
  if (result == 0) record('T', path_of(file), NULL, size, NULL, 0);
  return result;
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

void *mmap64(void *place, size_t count, int protection, int flags, int file, off64_t offset) {
  if (file >= 0 && fails(happening("mmap", path_of(file), 1))) return MAP_FAILED;
  return REAL(mmap64)(place, count, protection, flags, file, offset);
}

void *mmap(void *place, size_t count, int protection, int flags, int file, off_t offset) {
  return mmap64(place, count, protection, flags, file, offset);
}

int unlinkat(int at, const char *name, int flags) {
  char path[longest_path];
  int is_one_of_ours = is_ours(at, name, path);
  if (is_one_of_ours && fails(happening("unlink", path, 0))) return -1;
  int result = syscall(SYS_unlinkat, at, name, flags);
  if (result == 0 && is_one_of_ours) record('U', path, NULL, 0, NULL, 0);
  return result;
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }

int renameat(int at, const char *name, int at_second, const char *second) {
  char path[longest_path], second_path[longest_path];
  int is_one_of_ours = is_ours(at, name, path) && is_ours(at_second, second, second_path);
  if (is_one_of_ours && fails(happening("rename", path, 1))) return -1;
  int result = syscall(SYS_renameat2, at, name, at_second, second, 0);
  if (result == 0 && is_one_of_ours) record('R', path, second_path, 0, NULL, 0);
  return result;
}

int rename(const char *name, const char *second) {
  return renameat(AT_FDCWD, name, AT_FDCWD, second);
}

time_t time(time_t *out) {
  struct timespec now = {time_of_day, 0};
  if (!time_of_day) syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
  (void)zone;
  struct timespec now = {time_of_day, 0};
  if (!time_of_day) syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;
  return 0;
}
