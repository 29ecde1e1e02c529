// What every file may use: sizes of arrays, ranges, and what the compiler should check.
#pragma once

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NORETURN __attribute__((noreturn))
#define UNUSED __attribute__((unused))

static inline double clamp(double value, double min, double max)
{
    return value < min ? min : value > max ? max : value;
}

static inline float clampf(float value, float min, float max)
{
    return value < min ? min : value > max ? max : value;
}

static inline int clampi(int value, int min, int max)
{
    return value < min ? min : value > max ? max : value;
}

// Says what could not be had, and ends the program with exit status 1.
NORETURN void die(const char *format, ...) PRINTF_LIKE(1, 2);

// malloc, realloc and calloc that end the program when there is no memory.
void *memory_get(size_t bytes);
void *memory_grow(void *old, size_t bytes);
