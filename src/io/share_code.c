// Base64url (RFC 4648, section 5, without padding) of a zlib stream (RFC 1950).
#include "io/share_code.h"

#include "base/text.h"
#include "base/words.h"
#include "io/subject_file.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

static const char NAME[] = "thalweg";
enum { VERSION = 1, NAME_LENGTH = sizeof NAME - 1 };

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char BLANKS[] = " \t\r\n";

// Behind "thalweg1:" in a text; NULL: it has no such beginning. *version: its number, INT_MAX of a
// longer one.
static const char *behind_version(const char *text, int *version)
{
    text += strspn(text, BLANKS);
    if (strncmp(text, NAME, NAME_LENGTH) != 0) {
        return NULL;
    }
    const char *number = text + NAME_LENGTH;
    const size_t length = strspn(number, "0123456789");
    *version = 0;
    for (size_t i = 0; i < length; i++) {
        *version = length > 6 ? INT_MAX : 10 * *version + (number[i] - '0');
    }
    return length && number[length] == ':' ? number + length + 1 : NULL;
}

bool share_code_is(const char *text)
{
    int version;
    return behind_version(text, &version) != NULL;
}

// The bytes that the letters stand for; *count: how many.
static bool take_letters(const char *code, const char *letters, Bytef *bytes, size_t *count,
                         Error *err)
{
    uint32_t group = 0;
    int held = 0; // bits of the group
    *count = 0;
    for (const char *at = letters; *at; at++) {
        const char *digit = strchr(digits, *at);
        if (strchr(BLANKS, *at) || *at == '=') {
            continue;
        }
        if (!digit) {
            char sign[5] = "";
            size_t next = 0;
            const size_t length = strlen(at);
            utf8_next(at, length, &next);
            text_print(sign, sizeof sign, "%.*s", (int)next, at);
            return fail_at(err, (int)(at - code), "'%s' cannot stand in a code", sign);
        }
        group = group << 6 | (uint32_t)(digit - digits);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes[(*count)++] = (Bytef)(group >> held);
        }
    }
    return true;
}

static bool unpack(const Bytef *bytes, size_t count, Arena *arena, char **text, size_t *length,
                   Error *err)
{
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)count };
    Bytef *room = arena_alloc(arena, SUBJECT_FILE_MAX + 1);
    if (inflateInit(&stream) != Z_OK) {
        die("out of memory");
    }
    stream.next_out = room;
    stream.avail_out = SUBJECT_FILE_MAX;
    const int result = inflate(&stream, Z_FINISH);
    const bool full = stream.avail_out == 0, left = stream.avail_in > 0;
    *length = stream.total_out;
    *text = (char *)room;
    inflateEnd(&stream);
    if (result == Z_MEM_ERROR) {
        die("out of memory");
    }
    if (result == Z_STREAM_END) {
        return !left || fail(err, "the code is damaged: there is more of it than belongs to it");
    }
    if (result == Z_BUF_ERROR && !full) {
        return fail(err, "the code is cut short: its end is missing");
    }
    return result == Z_BUF_ERROR || result == Z_OK
               ? fail(err, "the code unpacks to more than %d bytes", SUBJECT_FILE_MAX)
               : fail(err, "the code is damaged: copy all of it, and nothing else");
}

bool share_code_unpack(const char *code, Arena *arena, char **text, size_t *length, Error *err)
{
    int version = 0;
    const char *letters = behind_version(code, &version);
    if (!letters) {
        return fail_at(err, 0, "this is no code of Thalweg: one begins with 'thalweg%d:'", VERSION);
    }
    if (version > VERSION) {
        return fail_at(err, 0, "the code was made by a later version of Thalweg");
    }
    if (version < VERSION) {
        return fail_at(err, 0, "this is no code of Thalweg: one begins with 'thalweg%d:'", VERSION);
    }
    const size_t room = strlen(letters);
    if (room > SHARE_CODE_MAX) {
        return fail(err, "the code has more than %d letters", SHARE_CODE_MAX);
    }
    Bytef *bytes = arena_alloc(arena, room + 1);
    size_t count;
    return take_letters(code, letters, bytes, &count, err) &&
           unpack(bytes, count, arena, text, length, err);
}

bool share_code_parse(Subject *subject, const char *code, Error *err)
{
    Arena arena = { 0 };
    Error reason = { .at = -1 };
    char *text;
    size_t length;
    bool good = share_code_unpack(code, &arena, &text, &length, err);
    if (good && !subject_file_parse(subject, text, length, NULL, &reason)) {
        good = fail(err, "what the code holds is wrong, %s", reason.text);
    }
    arena_free(&arena);
    return good;
}

bool share_code_write(const Subject *subject, Arena *arena, char **code, Error *err)
{
    char *text;
    size_t length;
    if (!subject_file_write(subject, NULL, arena, &text, &length, err)) {
        return false;
    }
    uLongf count = compressBound((uLong)length);
    Bytef *bytes = arena_alloc(arena, count);
    if (compress2(bytes, &count, (const Bytef *)text, (uLong)length, Z_BEST_COMPRESSION) != Z_OK) {
        die("out of memory");
    }
    char *to = *code = arena_alloc(arena, NAME_LENGTH + 16 + count * 4 / 3 + 4);
    to += text_print(to, NAME_LENGTH + 16, "%s%d:", NAME, VERSION);
    uint32_t group = 0;
    int held = 0;
    for (size_t i = 0; i < count; i++) {
        group = group << 8 | bytes[i];
        for (held += 8; held >= 6; held -= 6) {
            *to++ = digits[group >> (held - 6) & 63];
        }
    }
    if (held) {
        *to++ = digits[group << (6 - held) & 63];
    }
    *to = '\0';
    return true;
}
