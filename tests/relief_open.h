// Workspaces that show a scene as a surface, for the tests.
#pragma once

#include "app/landscape/workspace_relief.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static const Rect picture = { 30, 20, 640, 480 };

static inline Workspace *opened(const Scene *scene)
{
    Workspace *w = memory_get(sizeof *w);
    workspace_init(w);
    Scene shown = *scene;
    shown.relief.kind = RELIEF_ONLY;
    shown.steps = 1;
    workspace_open(w, &shown);
    workspace_compute(w, picture, 1, INFINITY);
    w->objective->value_s = 1e-8; // whatever the clock said: what is done hangs on it
    return w;
}

static inline Workspace *opened_landscape(const Landscape *landscape)
{
    Scene scene;
    scene_defaults(&scene);
    scene_set_landscape(&scene, landscape);
    return opened(&scene);
}

static inline Workspace *opened_formula(const char *text)
{
    Scene scene;
    Formula formula;
    Arena arena = { 0 };
    Error err;
    scene_defaults(&scene);
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(&scene, &formula, false, &err));
    arena_free(&arena);
    return opened(&scene);
}

static inline void finish(Workspace *w)
{
    workspace_finish(w);
    free(w);
}
