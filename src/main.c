// The program begins and ends here: its descriptors, its signals, and whether all of its output
// arrived.
#include "base/words.h"
#include "commands.h"
#include "io/flags.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

// A descriptor that came closed would go to the next file that is opened, and messages into it. So
// these are taken, for the wrong direction: reading and writing them fails as before.
static void take_closed_descriptors(void)
{
    for (int number = 0; number <= 2; number++) {
        if (fcntl(number, F_GETFD) == -1 && errno == EBADF) {
            (void)open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY); // the lowest number free
        }
    }
}

// What was printed must have arrived, or the program has failed.
int main(int argc, char **argv)
{
    take_closed_descriptors();
    signal(SIGXFSZ, SIG_IGN); // a file that may not grow further is an error like any other
    words_begin();
    const int status = commands_run(argc, argv);
    if (status == 0 && (fflush(stdout) != 0 || ferror(stdout))) {
        flags_tell("", "writing failed: %s", tr_reason(errno));
        return 1;
    }
    return status;
}
