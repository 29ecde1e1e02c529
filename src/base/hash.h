// FNV-1a (Fowler, Noll & Vo): a number that another content has hardly ever. For what is our own;
// whoever wants two contents of one number finds them.
#pragma once

#include "base/base.h"

#include <string.h>

static const uint64_t HASH_BEGIN = 0xcbf29ce484222325u;

// Goes on with `size` bytes, four at once: a multiple of four.
static inline uint64_t hash_words(uint64_t hash, const void *bytes, size_t size)
{
    assert(size % 4 == 0);
    for (size_t i = 0; i < size; i += 4) {
        uint32_t word;
        memcpy(&word, (const char *)bytes + i, sizeof word);
        hash = (hash ^ word) * 0x100000001b3u;
    }
    return hash;
}

// All of it in an unsigned that is not 0.
static inline unsigned hash_version(uint64_t hash)
{
    return (unsigned)(hash ^ hash >> 32) | 1;
}
