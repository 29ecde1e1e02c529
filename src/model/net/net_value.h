// The values of a network spec's keys: how each is read, written, copied and compared; one row a
// key.
#pragma once

#include "base/spec.h"
#include "model/net/net_spec.h"

typedef struct NetValue {
    // From a word of the spec; the error is at its byte.
    bool (*read)(NetSpec *spec, NetKey key, const Word *word, Error *err);
    // As read() takes it, without the key; the bytes it needs, like snprintf.
    size_t (*write)(const NetSpec *spec, NetKey key, char *text, size_t size);
    void (*copy)(NetSpec *to, const NetSpec *from, NetKey key);
    bool (*same)(const NetSpec *a, const NetSpec *b, NetKey key);
} NetValue;

extern const NetValue net_values[NET_KEY_COUNT];
