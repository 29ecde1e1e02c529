// Blocks of at least 16 KiB, chained; an object never moves.
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024, ALIGNMENT = 64 };

struct ArenaBlock {
    ArenaBlock *older;
    size_t used, size; // bytes of data[]
    _Alignas(ALIGNMENT) char data[];
};

static size_t rounded_up(size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        die("out of memory (%zu bytes asked for)", bytes);
    }
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static ArenaBlock *block_create(ArenaBlock *older, size_t size)
{
    ArenaBlock *block = aligned_alloc(ALIGNMENT, rounded_up(sizeof *block) + size);
    if (!block) {
        die("out of memory (%zu bytes asked for)", size);
    }
    block->older = older;
    block->used = 0;
    block->size = size;
    return block;
}

void *arena_alloc(Arena *arena, size_t bytes)
{
    const size_t need = rounded_up(bytes ? bytes : 1);
    if (!arena->last || arena->last->size - arena->last->used < need) {
        arena->last = block_create(arena->last, need > BLOCK_BYTES ? need : BLOCK_BYTES);
    }
    void *memory = arena->last->data + arena->last->used;
    arena->last->used += need;
    return memset(memory, 0, need);
}

char *arena_text(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

void arena_free(Arena *arena)
{
    for (ArenaBlock *block = arena->last, *older; block; block = older) {
        older = block->older;
        free(block);
    }
    arena->last = NULL;
}
