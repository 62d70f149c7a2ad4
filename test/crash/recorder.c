/*
 * Preloaded into a process: writes down, in order, every call that changes a file below COUNTERSIGN_RECORD_FOLDER, so
 * that the disk can be rebuilt as it might have been at any instant. One record: kind, name length (16 bits), data
 * length (32), offset (64), then the name and the data. Numbers are in the machine's own byte order.
 *
 * COUNTERSIGN_DISK_FAULT="ID SKIP COUNT ERRNO" makes the disk fail: SKIP calls go well, then COUNT fail with ERRNO.
 * Another ID starts to count anew, so the process itself can set one fault after the other.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;

static void put(const void *data, size_t length) {
  const char *at = data;
  while (length > 0) {
    ssize_t done = syscall(SYS_write, log_file, at, length);
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

/* The part of the path below the folder, or NULL for a file that is none of ours. */
static const char *below(const char *path) {
  const char *folder = getenv("COUNTERSIGN_RECORD_FOLDER");
  size_t length = folder == NULL ? 0 : strlen(folder);
  if (length == 0 || strncmp(path, folder, length) != 0 || path[length] != '/') return NULL;
  return path + length + 1;
}

static const char *name_of(int file, char *buffer, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, buffer, size - 1);
  if (length <= 0) return NULL;
  buffer[length] = '\0';
  return below(buffer);
}

static void record(char kind, const char *name, const void *data, uint32_t length, uint64_t offset) {
  uint16_t name_length = (uint16_t)strlen(name);
  if (log_file < 0) {
    const char *path = getenv("COUNTERSIGN_RECORD_LOG");
    if (path == NULL) return;
    log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) abort();
  }
  put(&kind, 1);
  put(&name_length, 2);
  put(&length, 4);
  put(&offset, 8);
  put(name, name_length);
  put(data, length);
}

/* The error that this call has to fail with, 0 for none. */
static int fault(void) {
  static int current = 0;
  static int calls = 0;
  int id, skip, count, error;
  const char *text = getenv("COUNTERSIGN_DISK_FAULT");
  if (text == NULL || sscanf(text, "%d %d %d %d", &id, &skip, &count, &error) != 4) return 0;
  if (id != current) {
    current = id;
    calls = 0;
  }
  calls += 1;
  return calls > skip && calls <= skip + count ? error : 0;
}

/* The call and its record must not be torn apart by another thread's. */
#define RECORDED(file, call, ok, kind, data, length, offset)                \
  char buffer[4096];                                                        \
  const char *name = name_of(file, buffer, sizeof buffer);                  \
  if (name == NULL) return call;                                            \
  pthread_mutex_lock(&lock);                                                \
  int failed = fault();                                                     \
  if (failed != 0) {                                                        \
    pthread_mutex_unlock(&lock);                                            \
    errno = failed;                                                         \
    return -1;                                                              \
  }                                                                         \
  uint64_t where = (offset);                                                \
  ssize_t result = call;                                                    \
  if (ok) record(kind, name, data, (uint32_t)(length), where);              \
  pthread_mutex_unlock(&lock);                                              \
  return result;

ssize_t write(int file, const void *data, size_t length) {
  RECORDED(file, syscall(SYS_write, file, data, length), result > 0, 'w', data, result, (uint64_t)lseek(file, 0, SEEK_CUR))
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
  RECORDED(file, syscall(SYS_pwrite64, file, data, length, offset), result > 0, 'w', data, result, (uint64_t)offset)
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) { return pwrite64(file, data, length, offset); }

int fsync(int file) { RECORDED(file, syscall(SYS_fsync, file), result == 0, 's', "", 0, 0) }

int fdatasync(int file) { RECORDED(file, syscall(SYS_fdatasync, file), result == 0, 's', "", 0, 0) }

int ftruncate64(int file, off64_t length) {
  RECORDED(file, syscall(SYS_ftruncate, file, length), result == 0, 't', "", 0, (uint64_t)length)
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int unlink(const char *path) {
  const char *name = below(path);
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (name != NULL && result == 0) {
    pthread_mutex_lock(&lock);
    record('u', name, "", 0, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
