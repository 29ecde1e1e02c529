// Any bytes as a scene file: nothing may crash; a mistake has a place in the file and leaves what
// was there; what is read is written and read again as the same.
#include "fuzz_cache.h"
#include "io/subject_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool truth)
{
    if (!truth) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Subject subject, again;
    Arena arena = { 0 };
    Error err = { .at = -1 };
    char *text = NULL;
    size_t length = 0;
    cache_use();
    const char *file = arena_text(&arena, (const char *)bytes, size);
    subject.kind = SUBJECT_COUNT;
    if (!subject_file_parse(&subject, file, size, NULL, &err)) {
        require(err.text[0] && err.at >= -1 && err.at <= (int)size);
        require(subject.kind == SUBJECT_COUNT);
    } else {
        require(subject_file_write(&subject, NULL, &arena, &text, &length, &err));
        require(subject_file_parse(&again, text, length, NULL, &err));
        require(subject_equal(&subject, &again));
    }
    arena_free(&arena);
    return 0;
}
