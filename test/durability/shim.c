/*
 * Faults for the files of the store, preloaded into a writer (LD_PRELOAD). SHIM_KIND and SHIM_N say which and when:
 *   fsync  the N-th fsync (of the WAL, or of the database where SHIM_FILE is `db`) fails with EIO, and what was not on disk by then is gone, as the kernel is free to drop it
 *   torn   the N-th write puts half of its bytes; then the disk is full (ENOSPC) for SHIM_FULL further writes
 *   exit   the N-th write puts half of its bytes and the process ends
 *   cut    power fails before the N-th write or fsync: of what was written after a file's last fsync, a random choice
 *          of 512-byte sectors survives (SHIM_SEED), the rest is as it was before; the process ends
 * Every fault is announced on standard output before the call returns, in line with the writer's own lines.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define SECTOR 512
#define FILES 2 /* the database and its WAL; the -shm file is memory shared between connections, not data */

struct piece { /* at most one sector of one write */
  struct piece *older, *newer;
  off_t at;
  size_t length, was_there;
  char before[SECTOR], after[SECTOR];
};

static struct unsynced { int fd; off_t size; struct piece *oldest, *newest; } unsynced[FILES] = {{.fd = -1}, {.fd = -1}};
static long writes, syncs, full_for;

#define REAL(name, type, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))
#define REAL_PWRITE REAL(pwrite64, ssize_t, int, const void *, size_t, off_t)

static int kind(const char *name) { const char *k = getenv("SHIM_KIND"); return k && !strcmp(k, name); }
static long number(const char *name) { const char *v = getenv(name); return v ? atol(v) : 0; }

static int file_of(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return -1;
  path[n] = 0;
  const char *name = strstr(path, "/rolecall.db");
  if (!name) return -1;
  return !strcmp(name, "/rolecall.db") ? 0 : !strcmp(name, "/rolecall.db-wal") ? 1 : -1;
}

static void announce(const char *what) {
  char line[80];
  int n = snprintf(line, sizeof line, "\n{\"fault\":\"%s\"}\n", what);
  REAL(write, ssize_t, int, const void *, size_t)(1, line, n);
}

static void forget(struct unsynced *file) {
  for (struct piece *p = file->oldest, *next; p; p = next) { next = p->newer; free(p); }
  file->oldest = file->newest = NULL;
  if (file->fd >= 0) file->size = lseek(file->fd, 0, SEEK_END);
}

/* Puts the file back to its last fsync, then applies the pieces that `survives` lets through, in their order. */
static void lose(struct unsynced *file, int some) {
  if (file->fd < 0) return;
  for (struct piece *p = file->newest; p; p = p->older) REAL_PWRITE(file->fd, p->before, p->was_there, p->at);
  if (ftruncate(file->fd, file->size)) _exit(98);
  if (some) for (struct piece *p = file->oldest; p; p = p->newer) if (rand() & 1) REAL_PWRITE(file->fd, p->after, p->length, p->at);
}

static void record(int which, int fd, const char *bytes, size_t length, off_t at) {
  struct unsynced *file = &unsynced[which];
  /* A descriptor of our own, never closed: closing one would drop SQLite's locks on the file. */
  if (file->fd < 0) { file->fd = dup(fd); file->size = lseek(fd, 0, SEEK_END); }
  for (size_t done = 0; done < length;) {
    struct piece *p = calloc(1, sizeof *p);
    p->at = at + done;
    p->length = SECTOR - p->at % SECTOR < length - done ? SECTOR - p->at % SECTOR : length - done;
    ssize_t there = pread(file->fd, p->before, p->length, p->at);
    p->was_there = there > 0 ? there : 0;
    memcpy(p->after, bytes + done, p->length);
    p->older = file->newest;
    if (file->newest) file->newest->newer = p; else file->oldest = p;
    file->newest = p;
    done += p->length;
  }
}

static void cut_power(void) {
  srand(number("SHIM_SEED"));
  announce("cut");
  for (int i = 0; i < FILES; i++) lose(&unsynced[i], 1);
  _exit(99);
}

/* How many bytes of this write go through; -1: none, the disk is full. */
static ssize_t allowed(size_t length) {
  writes++;
  if (full_for > 0) { full_for--; errno = ENOSPC; return -1; }
  if (kind("cut") && writes + syncs == number("SHIM_N")) cut_power();
  if (writes != number("SHIM_N") || !(kind("torn") || kind("exit"))) return length;
  announce(getenv("SHIM_KIND"));
  full_for = number("SHIM_FULL");
  return length / 2;
}

static ssize_t put(int which, int fd, const void *bytes, size_t length, off_t at) {
  ssize_t n = allowed(length);
  if (n < 0) return n;
  record(which, fd, bytes, n, at);
  n = REAL_PWRITE(fd, bytes, n, at);
  if (kind("exit") && (size_t)n < length) _exit(97);
  return n;
}

static int sync_or_fail(int which, int fd, int (*real)(int)) {
  if (!kind("fsync") || which == (getenv("SHIM_FILE") ? 0 : 1)) syncs++;
  if (kind("cut") && writes + syncs == number("SHIM_N")) cut_power();
  if (kind("fsync") && which == (getenv("SHIM_FILE") ? 0 : 1) && syncs == number("SHIM_N")) {
    announce("fsync");
    lose(&unsynced[which], 0);
    forget(&unsynced[which]);
    errno = EIO;
    return -1;
  }
  forget(&unsynced[which]);
  return real(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  int which = file_of(fd);
  return which < 0 ? REAL_PWRITE(fd, bytes, length, at) : put(which, fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
  int which = file_of(fd);
  if (which < 0) return REAL(write, ssize_t, int, const void *, size_t)(fd, bytes, length);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t n = put(which, fd, bytes, length, at);
  if (n > 0) lseek(fd, at + n, SEEK_SET);
  return n;
}

int fsync(int fd) { int w = file_of(fd); return w < 0 ? REAL(fsync, int, int)(fd) : sync_or_fail(w, fd, REAL(fsync, int, int)); }
int fdatasync(int fd) { int w = file_of(fd); return w < 0 ? REAL(fdatasync, int, int)(fd) : sync_or_fail(w, fd, REAL(fdatasync, int, int)); }
