// A growable typed array, for histories and vertices. Array(T) declares one; zeroed is empty.
//
//     Array(float) values = { 0 };
//     array_push(&values, 1.5f);
//     for (size_t i = 0; i < values.count; i++) { ... values.items[i] ... }
//     array_free(&values);
#pragma once

#include "base/base.h"

#include <stdlib.h>

#define Array(Type)                                                                                \
    struct {                                                                                       \
        Type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

#define array_reserve(array, want)                                                                 \
    ((array)->capacity >= (size_t)(want)                                                           \
         ? (void)0                                                                                 \
         : (void)((array)->capacity = array_capacity((array)->capacity, (size_t)(want)),           \
                  (array)->items =                                                                 \
                      memory_grow((array)->items, (array)->capacity * sizeof *(array)->items)))

#define array_push(array, ...)                                                                     \
    (array_reserve((array), (array)->count + 1),                                                   \
     (void)((array)->items[(array)->count++] = (__VA_ARGS__)))

#define array_free(array)                                                                          \
    (free((array)->items), (array)->items = NULL, (array)->count = (array)->capacity = 0)

// The capacity to grow to: at least `want`, and at least half as much again.
static inline size_t array_capacity(size_t capacity, size_t want)
{
    const size_t grown = capacity + capacity / 2 + 8;
    return grown > want ? grown : want;
}
