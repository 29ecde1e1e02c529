// Carriage returns and blanks alone, which every terminal knows.
#include "cli/progress.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const double BETWEEN_S = 0.1;

void progress_begin(Progress *progress, const char *output_path)
{
    const bool mixed = !output_path && isatty(STDOUT_FILENO);
    *progress = (Progress){ .shown = isatty(STDERR_FILENO) && !mixed, .begun_s = clock_seconds() };
    progress->next_s = progress->begun_s;
}

double progress_elapsed_s(const Progress *progress)
{
    return clock_seconds() - progress->begun_s;
}

bool progress_is_due(const Progress *progress)
{
    return progress->shown && clock_seconds() >= progress->next_s;
}

static int terminal_width(void)
{
    struct winsize size;
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? size.ws_col : 80;
}

void progress_show(Progress *progress, const char *text)
{
    if (!progress->shown) {
        return;
    }
    const int length = (int)strlen(text), most = terminal_width() - 1;
    const int columns = length < most ? length : most;
    const int rest = progress->columns > columns ? progress->columns - columns : 0;
    fprintf(stderr, "\r%.*s%*s", columns, text, rest, "");
    fflush(stderr);
    progress->columns = columns;
    progress->next_s = clock_seconds() + BETWEEN_S;
}

void progress_erase(Progress *progress)
{
    if (progress->columns > 0) {
        fprintf(stderr, "\r%*s\r", progress->columns, "");
        fflush(stderr);
        progress->columns = 0;
    }
}
