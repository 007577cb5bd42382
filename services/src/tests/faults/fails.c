/* Loaded before the C library: lets chosen writes and syncs of the database's files fail. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Calls counted so far, and the first and the last of them that fail; shared with the test. */
struct control {
  volatile int64_t calls, first, last;
};

static struct control *control(void) {
  static struct control *shared;
  if (!shared) {
    const char *path = getenv("TALKA_FAULT_CONTROL");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR, 0) : -1;
    if (fd < 0) abort();
    shared = mmap(0, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  }
  return shared;
}

static int fails(int fd) {
  char link[64], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  if (!strstr(path, "/talka-faulty")) return 0;
  int64_t call = __sync_add_and_fetch(&control()->calls, 1);
  if (call < control()->first || call > control()->last) return 0;
  errno = EIO;
  return 1;
}

ssize_t write(int fd, const void *bytes, size_t size) {
  return fails(fd) ? -1 : syscall(SYS_write, fd, bytes, size);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  return fails(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  return fails(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, size, at);
}
int fsync(int fd) { return fails(fd) ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return fails(fd) ? -1 : (int)syscall(SYS_fdatasync, fd); }
int ftruncate(int fd, off_t size) { return fails(fd) ? -1 : (int)syscall(SYS_ftruncate, fd, size); }
int ftruncate64(int fd, off64_t size) { return fails(fd) ? -1 : (int)syscall(SYS_ftruncate, fd, size); }
