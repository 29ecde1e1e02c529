// Hostile text against the readers of base/text: nothing may crash, an error must point into the
// text, a number that is read must survive being written.
#include "base/text.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *name_at(const void *names, size_t index)
{
    return ((const char *const *)names)[index];
}

static void require(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void read_number(const char *text, size_t length)
{
    Error err = { "", -1 };
    double value = NAN, back = NAN;
    if (!text_number(text, length, "number", &value, &err)) {
        require(err.text[0] && err.at >= 0 && (size_t)err.at <= length);
        return;
    }
    char exact[32];
    text_exact(exact, sizeof exact, value);
    require(text_number(exact, strlen(exact), "number", &back, NULL));
    require(memcmp(&value, &back, sizeof value) == 0);
    for (int digits = 1; digits <= 17; digits++) {
        char shown[32];
        text_short(shown, sizeof shown, value, digits);
        // Only the largest numbers may round past what a double holds.
        require(fabs(value) > 1e307 || text_number(shown, strlen(shown), "number", &back, NULL));
    }
}

static void walk(const char *text, size_t length)
{
    size_t starts = 0;
    for (size_t at = 0; at < length; starts++) {
        const size_t before = at;
        char bytes[4];
        const uint32_t code = utf8_next(text, length, &at);
        require(at > before && at <= length && at - before <= 4);
        require(utf8_put(code, bytes) == at - before || code == 0xfffd);
    }
    for (size_t at = length; at > 0; starts--) {
        const size_t before = at;
        at = utf8_previous(text, at);
        require(at < before);
    }
    require(starts == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const names[] = { "sgd", "momentum", "adam", "rosenbrock", "" };
    char *text = memory_get(size + 1);
    double values[3];
    Error err = { "", -1 };
    memcpy(text, bytes, size);
    read_number(text, size);
    walk(text, size);
    if (!text_numbers(text, "numbers", 3, values, &err)) {
        require(err.at >= 0 && (size_t)err.at <= strlen(text));
    }
    text_nearest(text, sizeof names / sizeof names[0], name_at, names);
    free(text);
    return 0;
}
