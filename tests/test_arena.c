// Memory that lives and dies together.
#include "base/arena.h"

#include <criterion/criterion.h>
#include <string.h>

Test(arena, gives_zeroed_memory_aligned_to_a_cache_line)
{
    Arena arena = { 0 };
    for (size_t bytes = 0; bytes < 100000; bytes = bytes * 3 + 1) {
        unsigned char *memory = arena_alloc(&arena, bytes);
        cr_expect_eq((uintptr_t)memory % 64, 0, "%zu bytes", bytes);
        for (size_t i = 0; i < bytes; i++) {
            cr_assert_eq(memory[i], 0);
        }
        memset(memory, 0xff, bytes);
    }
    arena_free(&arena);
    cr_expect_null(arena.last, "a freed arena is ready again");
}

Test(arena, copies_text_with_a_zero_byte_behind)
{
    Arena arena = { 0 };
    cr_expect_str_eq(arena_text(&arena, "valley floor", 6), "valley");
    arena_free(&arena);
}
