/* Stands between a program and its disk and clock, loaded by LD_PRELOAD: see shim.py.

   Of files below EI_FAULTS_FOLDER it writes down every write, sync and change of a name into EI_FAULTS_LOG, in the order
   in which they happened. By the numbers in EI_FAULTS_CONTROL it lets the disk be full, syncs do nothing, and the clock
   be wrong. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#undef open64
#undef openat64
#undef pwrite64
#undef ftruncate64

enum { FDS = 4096 };
enum { LEFT, AHEAD, REFUSED, NO_SYNC, NUMBERS }; /* writes left before the disk is full, or -1; seconds the clock is ahead */

struct record {
    uint32_t what, name, other, pad;
    uint64_t file, offset, size;
};

static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char *named[FDS];
static const char *folder;
static int journal = -1;
static volatile int64_t *control;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    folder = getenv("EI_FAULTS_FOLDER");
    const char *log = getenv("EI_FAULTS_LOG"), *numbers = getenv("EI_FAULTS_CONTROL");
    if (numbers) {
        int fd = REAL(open)(numbers, O_RDWR | O_CLOEXEC);
        void *map = mmap(NULL, NUMBERS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        control = map == MAP_FAILED ? NULL : map;
        REAL(close)(fd);
    }
    if (log) {
        int fd = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        journal = fcntl(fd, F_DUPFD_CLOEXEC, 900);
        REAL(close)(fd);
    }
}

static int ours(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    return length && path && strncmp(path, folder, length) == 0;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FDS ? named[fd] : NULL; }

static int shared_memory(const char *path) {
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static void put(const void *bytes, size_t size) {
    while (size > 0) {
        ssize_t done = REAL(write)(journal, bytes, size);
        if (done <= 0) abort();
        bytes = (const char *)bytes + done;
        size -= done;
    }
}

static void note(char what, int fd, const char *name, const char *other, uint64_t offset, const void *bytes, size_t size) {
    if (journal < 0 || (name && shared_memory(name))) return;
    struct stat about = {0};
    if (fd >= 0) fstat(fd, &about);
    struct record head = {what, name ? strlen(name) : 0, other ? strlen(other) : 0, 0, about.st_ino, offset, size};
    put(&head, sizeof head);
    put(name, head.name);
    put(other, head.other);
    if (bytes) put(bytes, size);
}

/* Whether there is room for one write more; the last one that has any is cut short by whoever asks. */
static int has_room(void) {
    if (!control || control[LEFT] < 0) return 1;
    if (control[LEFT] > 0) return control[LEFT]-- > 0;
    control[REFUSED]++;
    errno = ENOSPC;
    return 0;
}

static size_t cut_short(size_t size) { return control && control[LEFT] == 0 && size > 1 ? size / 2 : size; }

static int opened(int at, const char *path, int flags, mode_t mode) {
    if (at != AT_FDCWD || !ours(path)) return REAL(openat)(at, path, flags, mode);
    pthread_mutex_lock(&turn);
    int fresh = (flags & O_CREAT) && access(path, F_OK) != 0;
    int fd = fresh && !has_room() ? -1 : REAL(openat)(at, path, flags, mode);
    if (fd >= 0 && fd < FDS) {
        free(named[fd]);
        named[fd] = strdup(path);
        if (fresh) note('C', fd, path, NULL, 0, NULL, 0);
        if (!fresh && (flags & O_TRUNC)) note('T', fd, path, NULL, 0, NULL, 0);
    }
    int why = errno;
    pthread_mutex_unlock(&turn);
    errno = why;
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }

int close(int fd) {
    if (name_of(fd)) {
        pthread_mutex_lock(&turn);
        free(named[fd]);
        named[fd] = NULL;
        pthread_mutex_unlock(&turn);
    }
    return REAL(close)(fd);
}

static ssize_t written(int fd, const void *bytes, size_t size, off_t offset, int at_end) {
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    if (has_room()) {
        off_t where = at_end ? lseek(fd, 0, SEEK_CUR) : offset;
        done = at_end ? REAL(write)(fd, bytes, cut_short(size)) : REAL(pwrite)(fd, bytes, cut_short(size), offset);
        if (done > 0) note('W', fd, name_of(fd), NULL, where, bytes, done);
    }
    int why = errno;
    pthread_mutex_unlock(&turn);
    errno = why;
    return done;
}

ssize_t write(int fd, const void *bytes, size_t size) {
    return name_of(fd) ? written(fd, bytes, size, 0, 1) : REAL(write)(fd, bytes, size);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
    return name_of(fd) ? written(fd, bytes, size, offset, 0) : REAL(pwrite)(fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t offset) { return pwrite(fd, bytes, size, offset); }

int ftruncate(int fd, off_t size) {
    if (!name_of(fd)) return REAL(ftruncate)(fd, size);
    pthread_mutex_lock(&turn);
    int failed = REAL(ftruncate)(fd, size);
    if (!failed) note('T', fd, name_of(fd), NULL, size, NULL, 0);
    pthread_mutex_unlock(&turn);
    return failed;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

static int synced(int fd) {
    if (control && control[NO_SYNC]) return 0;
    pthread_mutex_lock(&turn);
    note('S', fd, name_of(fd), NULL, 0, NULL, 0); /* what it stands for is safe only once it has returned */
    pthread_mutex_unlock(&turn);
    return 0;
}
int fsync(int fd) { return name_of(fd) ? synced(fd) : REAL(fsync)(fd); }
int fdatasync(int fd) { return name_of(fd) ? synced(fd) : REAL(fdatasync)(fd); }

#define CHANGING(what, name, other, call, needs_room) \
    pthread_mutex_lock(&turn); \
    int failed = (needs_room) && !has_room() ? -1 : (call); \
    if (!failed) note(what, -1, name, other, 0, NULL, 0); \
    int why = errno; \
    pthread_mutex_unlock(&turn); \
    errno = why; \
    return failed;

int link(const char *from, const char *to) {
    if (!ours(to)) return REAL(link)(from, to);
    CHANGING('L', from, to, REAL(link)(from, to), 1)
}
int rename(const char *from, const char *to) {
    if (!ours(to)) return REAL(rename)(from, to);
    CHANGING('R', from, to, REAL(rename)(from, to), 0)
}
int unlink(const char *path) {
    if (!ours(path)) return REAL(unlink)(path);
    CHANGING('U', path, NULL, REAL(unlink)(path), 0)
}
int mkdir(const char *path, mode_t mode) {
    if (!ours(path)) return REAL(mkdir)(path, mode);
    CHANGING('M', path, NULL, REAL(mkdir)(path, mode), 1)
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = REAL(clock_gettime)(clock, now);
    if (!failed && clock == CLOCK_REALTIME && control) now->tv_sec += control[AHEAD];
    return failed;
}
time_t time(time_t *kept) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}
