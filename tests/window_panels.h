// Shared by the tests of the panels and of the formula field.
#pragma once

#include "window_bench.h"

#include <string.h>

enum { WIDTH = 1100, HEIGHT = 760 };

static inline Bench *open_at_end(void)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    bench_key(b, SDLK_END);
    bench_click(b, "show.ghosts"); // the race before would stay in the picture
    return b;
}

// So many pixels change only when the map itself does, not the paths alone.
static inline int most(Rect rect)
{
    return (int)(rect.w * rect.h * 0.4f);
}

static inline TrailRow end_of(const Bench *b, int run)
{
    return *trail_at(race_trail(b->landscape->workspace.race, run),
                     b->landscape->workspace.scene.steps);
}

static inline bool same_row(TrailRow a, TrailRow b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}
