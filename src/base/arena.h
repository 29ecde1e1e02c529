// Memory that lives and dies together. A zeroed Arena is ready; nothing inside is freed singly.
#pragma once

#include "base/base.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *last; // newest block; blocks are chained to the older ones
} Arena;

// Zeroed memory, aligned to 64 bytes (a cache line, the widest vector). Never NULL.
void *arena_alloc(Arena *arena, size_t bytes);
// A copy of `length` bytes with a zero byte behind.
char *arena_text(Arena *arena, const char *text, size_t length);
// Frees all; the arena is ready again.
void arena_free(Arena *arena);

#define arena_new(arena, Type, count) ((Type *)arena_alloc((arena), sizeof(Type) * (size_t)(count)))
