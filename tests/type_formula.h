// A scene gets a typed formula, as the window's field gives it one.
#pragma once

#include "sim/race/scene.h"

#include <criterion/criterion.h>

static inline void type_formula(Scene *scene, const char *text, bool keep_place)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .at = -1 };
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(scene, &formula, keep_place, &err), "%s", err.text);
    arena_free(&arena);
}
