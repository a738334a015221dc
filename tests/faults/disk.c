/* A disk that fails or remembers, for the files under $CEIS_DISK_ROOT: preloaded by tests/faults/disk.py.
 *
 * disk_fail(n, error, lasting): the n-th changing call from now on fails with `error`, and all after it when lasting;
 * n = 0 takes it back. disk_calls(): how many changing calls there were since. With $CEIS_DISK_LOG every changing call
 * is written down with its data and its syncs, so that the disk of any instant can be built again (power.py);
 * disk_mark() writes a word of the program among them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

static char *paths[MOST_FILES];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static long calls, failing;
static int failure, lasts;
static int log_file = -2;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void disk_fail(long nth, int error, int lasting) {
    pthread_mutex_lock(&gate);
    calls = 0, failing = nth, failure = error, lasts = lasting;
    pthread_mutex_unlock(&gate);
}

long disk_calls(void) { return calls; }

static int is_ours(const char *path) {
    const char *root = getenv("CEIS_DISK_ROOT");
    return path && root && strncmp(path, root, strlen(root)) == 0;
}

/* Whether this changing call fails. */
static int fails(const char *path) {
    if (!is_ours(path)) return 0;
    pthread_mutex_lock(&gate);
    calls++;
    int hit = failing && (lasts ? calls >= failing : calls == failing);
    pthread_mutex_unlock(&gate);
    if (hit) errno = failure;
    return hit;
}

static void put(char what, const char *path, uint64_t offset, const void *data, uint64_t size) {
    if (what != 'm' && !is_ours(path)) return;
    pthread_mutex_lock(&gate);
    int kept = errno;
    if (log_file == -2) {
        const char *name = getenv("CEIS_DISK_LOG");
        log_file = name ? REAL(open)(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }
    if (log_file >= 0) {
        uint32_t length = strlen(path);
        char head[21];
        head[0] = what;
        memcpy(head + 1, &length, 4), memcpy(head + 5, &offset, 8), memcpy(head + 13, &size, 8);
        struct iovec parts[3] = {{head, sizeof head}, {(void *)path, length}, {(void *)data, size}};
        if (REAL(writev)(log_file, parts, 3) < 0) abort();
    }
    errno = kept;
    pthread_mutex_unlock(&gate);
}

void disk_mark(const char *word) { put('m', word, 0, "", 0); }

static const char *path_of(int fd) { return fd >= 0 && fd < MOST_FILES ? paths[fd] : NULL; }

static void forget(int fd) {
    if (fd >= 0 && fd < MOST_FILES) free(paths[fd]), paths[fd] = NULL;
}

/* The whole path of a name given against an open folder. */
static const char *whole(int folder, const char *name, char *room) {
    if (name[0] == '/' || folder == AT_FDCWD || !path_of(folder)) return name;
    snprintf(room, PATH_MAX, "%s/%s", path_of(folder), name);
    return room;
}

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *path = whole(folder, name, room);
    struct stat found;
    int is_new = (flags & O_CREAT) && stat(path, &found) != 0;
    int is_refused = failure == EROFS && (flags & O_ACCMODE) != O_RDONLY;
    if ((is_new || is_refused) && fails(path)) return -1;
    int fd = REAL(openat)(folder, name, flags, mode);
    if (fd < 0) return fd;
    forget(fd);
    if (fd < MOST_FILES && is_ours(path)) paths[fd] = strdup(path);
    if (is_new) put('c', path, 0, "", 0);
    if (flags & O_TRUNC) put('t', path, 0, "", 0);
    return fd;
}

#define OPEN(name, first, folder) \
    int name(first const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return opened(folder, path, flags, mode); \
    }
#define FOLDER int folder,
#define NOTHING
OPEN(open, NOTHING, AT_FDCWD)
OPEN(open64, NOTHING, AT_FDCWD)
OPEN(openat, FOLDER, folder)
OPEN(openat64, FOLDER, folder)

int close(int fd) {
    forget(fd);
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t size) {
    const char *path = path_of(fd);
    if (path && fails(path)) return -1;
    off_t at = path ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = REAL(write)(fd, data, size);
    if (path && done > 0) put('w', path, at, data, done);
    return done;
}

#define PWRITE(name, offset_t) \
    ssize_t name(int fd, const void *data, size_t size, offset_t at) { \
        const char *path = path_of(fd); \
        if (path && fails(path)) return -1; \
        ssize_t done = REAL(name)(fd, data, size, at); \
        if (path && done > 0) put('w', path, at, data, done); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_t) \
    int name(int fd, offset_t size) { \
        const char *path = path_of(fd); \
        if (path && fails(path)) return -1; \
        int done = REAL(name)(fd, size); \
        if (path && done == 0) put('t', path, size, "", 0); \
        return done; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        const char *path = path_of(fd); \
        if (path && fails(path)) return -1; \
        int done = REAL(name)(fd); \
        if (path && done == 0) put('s', path, 0, "", 0); \
        return done; \
    }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
    if (fails(to)) return -1;
    int done = REAL(rename)(from, to);
    if (done == 0) put('r', from, 0, to, strlen(to));
    return done;
}

int unlink(const char *path) {
    if (failure == EIO && fails(path)) return -1;
    int done = REAL(unlink)(path);
    if (done == 0) put('u', path, 0, "", 0);
    return done;
}

int unlinkat(int folder, const char *name, int flags) {
    char room[PATH_MAX];
    const char *path = whole(folder, name, room);
    int done = REAL(unlinkat)(folder, name, flags);
    if (done == 0) put('u', path, 0, "", 0);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    struct stat found;
    if (stat(path, &found) != 0 && fails(path)) return -1;
    int done = REAL(mkdir)(path, mode);
    if (done == 0) put('d', path, 0, "", 0);
    return done;
}

#define SENDFILE(name, offset_t) \
    ssize_t name(int to, int from, offset_t *at, size_t size) { \
        if (path_of(to) && fails(path_of(to))) return -1; \
        return REAL(name)(to, from, at, size); \
    }
#include <sys/sendfile.h>
SENDFILE(sendfile, off_t)
SENDFILE(sendfile64, off64_t)
