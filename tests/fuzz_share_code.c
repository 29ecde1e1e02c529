// Any bytes as a share code, and any letters behind its beginning: nothing may crash or take much
// memory; what is opened is sent and opened again as the same.
#include "fuzz_cache.h"
#include "io/share_code.h"
#include "io/subject_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void open(const char *code)
{
    static Subject subject, again;
    Arena arena = { 0 };
    Error err = { .at = -1 };
    char *sent = NULL, *text;
    size_t length;
    const bool whole = share_code_unpack(code, &arena, &text, &length, &err);
    require(!whole || (share_code_is(code) && length <= SUBJECT_FILE_MAX));
    subject.kind = SUBJECT_COUNT;
    if (!share_code_parse(&subject, code, &err)) {
        require(err.text[0] && err.at <= (int)strlen(code));
        require(subject.kind == SUBJECT_COUNT);
    } else {
        require(whole);
        require(share_code_write(&subject, &arena, &sent, &err));
        require(share_code_parse(&again, sent, &err));
        require(subject_equal(&subject, &again));
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char head[] = "thalweg1:";
    char *text = memory_get(size + sizeof head);
    cache_use();
    memcpy(text, head, sizeof head - 1);
    memcpy(text + sizeof head - 1, bytes, size);
    text[sizeof head - 1 + size] = '\0';
    open(text + sizeof head - 1);
    open(text);
    free(text);
    return 0;
}
