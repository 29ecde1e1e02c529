// A socket in place of a pipe, so that writing to a program that has gone is an error and no
// signal. A child is waited for in two steps, so that it is never killed by a number that another
// program has by then.
#include "io/child.h"

#include "base/utf8.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { LINE_MAX_BYTES = 400, PATH_BYTES = 4096, WORDS_MAX = 64 };
static_assert(CHILD_FILES_FIRST == STDERR_FILENO + 1, "they follow each other");

bool child_found(const char *name)
{
    const char *path = getenv("PATH");
    char file[PATH_BYTES];
    for (const char *from = path ? path : "/usr/bin:/bin"; *from;) {
        const size_t length = strcspn(from, ":");
        if (length > 0 && length + strlen(name) + 2 < sizeof file) {
            text_print(file, sizeof file, "%.*s/%s", (int)length, from, name);
            if (access(file, X_OK) == 0) {
                return true;
            }
        }
        from += length + (from[length] == ':');
    }
    return false;
}

void child_init(Child *child)
{
    *child = (Child){ .in = -1 };
    pthread_mutex_init(&child->lock, NULL);
}

static void close_input(Child *child)
{
    if (child->in >= 0) {
        close(child->in);
        child->in = -1;
    }
}

// Its standard input and ours; without one it reads from nowhere.
static bool open_input(Child *child, bool fed, int *theirs)
{
    int ends[2];
    if (!fed) {
        *theirs = open("/dev/null", O_RDONLY | O_CLOEXEC);
        return *theirs >= 0;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
#ifdef SO_NOSIGPIPE
    setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &(int){ 1 }, sizeof(int));
#endif
    shutdown(ends[0], SHUT_RD);
    child->in = ends[0];
    *theirs = ends[1];
    return true;
}

// First beyond all numbers that they get, so that none is overwritten before it was copied.
static int above(int file)
{
    return fcntl(file, F_DUPFD_CLOEXEC, CHILD_FILES_FIRST + (int)COUNT(((ChildPlan *)0)->files));
}

// from: what are to be its standard input, output and errors, and then its files.
static int spawn(Child *child, const ChildPlan *plan, const int *from, int count)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    for (int i = 0; i < count; i++) {
        posix_spawn_file_actions_adddup2(&actions, from[i], i);
    }
    char **words = memory_get(sizeof *words * WORDS_MAX);
    int word = 0;
    for (; plan->words[word]; word++) {
        assert(word < WORDS_MAX - 1);
        words[word] = (char *)(uintptr_t)plan->words[word]; // which it only reads
    }
    words[word] = NULL;
    pid_t id = 0;
    const int reason = posix_spawnp(&id, words[0], &actions, &attributes, words, environ);
    child->id = reason == 0 ? id : 0;
    free(words);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return reason;
}

static int start(Child *child, const ChildPlan *plan)
{
    enum { MOST = CHILD_FILES_FIRST + COUNT(plan->files) };
    int theirs = -1, files[MOST] = { 0 }, from[MOST] = { 0 }, count = 0, reason = 0;
    child->said = tmpfile();
    if (!child->said || !open_input(child, plan->fed, &theirs)) {
        return errno;
    }
    files[STDIN_FILENO] = theirs;
    files[STDOUT_FILENO] = fileno(plan->out ? plan->out : child->said);
    files[STDERR_FILENO] = fileno(child->said);
    memcpy(files + CHILD_FILES_FIRST, plan->files, sizeof plan->files);
    for (; count < CHILD_FILES_FIRST + plan->file_count && reason == 0; count++) {
        from[count] = above(files[count]);
        reason = from[count] < 0 ? errno : 0;
    }
    if (reason == 0) {
        reason = spawn(child, plan, from, count);
    }
    for (int i = 0; i < count; i++) {
        close(from[i]);
    }
    close(theirs);
    return reason;
}

bool child_start(Child *child, const ChildPlan *plan, Error *err)
{
    child->name = plan->words[0];
    pthread_mutex_lock(&child->lock);
    const int reason = child->stopped ? ECANCELED : start(child, plan);
    pthread_mutex_unlock(&child->lock);
    return reason == 0 || fail(err, "'%s' cannot be started: %s", child->name, tr_reason(reason));
}

bool child_feed(Child *child, const void *bytes, size_t count)
{
#ifdef MSG_NOSIGNAL
    const int how = MSG_NOSIGNAL;
#else
    const int how = 0;
#endif
    const char *from = bytes;
    while (count > 0) {
        const ssize_t sent = send(child->in, from, count, how);
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        from += sent > 0 ? sent : 0;
        count -= sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

// The last line that is one, without its end.
static void last_line(FILE *said, char line[LINE_MAX_BYTES])
{
    char next[LINE_MAX_BYTES];
    line[0] = '\0';
    rewind(said);
    while (fgets(next, sizeof next, said)) {
        next[strcspn(next, "\r\n")] = '\0';
        if (next[strspn(next, " ")]) {
            memcpy(line, next, sizeof next);
        }
    }
}

static bool tell(Child *child, int status, Error *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return true;
    }
    if (WIFSIGNALED(status)) {
        return fail(err, "'%s' was ended: %s", child->name, strsignal(WTERMSIG(status)));
    }
    char line[LINE_MAX_BYTES];
    last_line(child->said, line);
    return line[0] ? fail(err, "'%s' failed: %s", child->name, line)
                   : fail(err, "'%s' failed with exit status %d", child->name, WEXITSTATUS(status));
}

bool child_end(Child *child, Error *err)
{
    siginfo_t how;
    int status = 0;
    close_input(child);
    while (waitid(P_PID, (id_t)child->id, &how, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
    }
    pthread_mutex_lock(&child->lock);
    while (waitpid(child->id, &status, 0) < 0 && errno == EINTR) {
    }
    child->id = 0;
    pthread_mutex_unlock(&child->lock);
    return tell(child, status, err);
}

void child_stop(Child *child)
{
    pthread_mutex_lock(&child->lock);
    child->stopped = true;
    if (child->id > 0) {
        kill(child->id, SIGKILL);
    }
    pthread_mutex_unlock(&child->lock);
}

void child_finish(Child *child)
{
    if (child->id > 0) {
        child_stop(child);
        child_end(child, NULL);
    }
    close_input(child);
    if (child->said) {
        fclose(child->said);
    }
    pthread_mutex_destroy(&child->lock);
}
