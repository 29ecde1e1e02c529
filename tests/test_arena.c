// Memory that lives and dies together.
#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdlib.h>
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

// Whatever asks for it: no memory ends the program with exit status 1 and a message.
Test(memory, that_is_not_there_ends_the_program, .exit_code = 1)
{
    memory_get(SIZE_MAX / 4);
}

Test(memory, that_cannot_grow_ends_the_program, .exit_code = 1)
{
    free(memory_grow(NULL, SIZE_MAX / 4));
}

Test(arena, without_memory_ends_the_program, .exit_code = 1)
{
    Arena arena = { 0 };
    arena_alloc(&arena, SIZE_MAX / 4);
}

Test(arena, asked_for_more_than_there_can_be_ends_the_program, .exit_code = 1)
{
    Arena arena = { 0 };
    arena_alloc(&arena, SIZE_MAX - 8);
}
