// Strict UTF-8, and texts that end with a whole character.
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

uint32_t utf8_next(const char *text, size_t length, size_t *at)
{
    const unsigned char *s = (const unsigned char *)text + *at;
    const size_t left = length - *at;
    assert(left > 0);
    const size_t size = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    // The smallest code point that needs so many bytes: a longer form of a smaller one is invalid.
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    static const unsigned char lead_bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
    uint32_t code = s[0] & lead_bits[size];
    bool valid = s[0] < 0x80 || (s[0] >= 0xc0 && s[0] < 0xf8 && size <= left);
    for (size_t i = 1; valid && i < size; i++) {
        valid = (s[i] & 0xc0) == 0x80;
        code = code << 6 | (s[i] & 0x3f);
    }
    valid = valid && code >= smallest[size] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    *at += valid ? size : 1;
    return valid ? code : 0xfffd;
}

size_t utf8_previous(const char *text, size_t at)
{
    assert(at > 0);
    for (size_t size = 4; size > 1; size--) {
        if (size <= at) {
            size_t end = at - size;
            utf8_next(text, at, &end);
            if (end == at) {
                return at - size;
            }
        }
    }
    return at - 1;
}

size_t utf8_put(uint32_t code, char *out)
{
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
        code = 0xfffd;
    }
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    const size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
    for (size_t i = size - 1; i > 0; i--, code >>= 6) {
        out[i] = (char)(0x80 | (code & 0x3f));
    }
    out[0] = (char)(lead[size] | code);
    return size;
}

// Where the last character before `end` (> 0) begins, whole or not.
static size_t last_start(const char *text, size_t end)
{
    size_t start = end - 1;
    while (start > 0 && end - start < 4 && ((unsigned char)text[start] & 0xc0) == 0x80) {
        start--;
    }
    return start;
}

size_t utf8_fit(const char *text, size_t length, size_t bytes)
{
    if (length <= bytes || bytes == 0) {
        return length < bytes ? length : bytes;
    }
    size_t end = last_start(text, bytes);
    const size_t start = end;
    utf8_next(text, length, &end);
    return end > bytes ? start : bytes;
}

int text_vprint(char *out, size_t size, const char *format, va_list args)
{
    const int length = vsnprintf(out, size, format, args);
    if (length >= 0 && (size_t)length >= size && size > 1) {
        const size_t start = last_start(out, size - 1);
        const unsigned char lead = (unsigned char)out[start];
        const size_t needed = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        out[size - 1 - start < needed ? start : size - 1] = '\0';
    }
    return length;
}

int text_print(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int length = text_vprint(out, size, format, args);
    va_end(args);
    return length;
}
