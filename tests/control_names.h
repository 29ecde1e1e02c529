// Every control of the window by its name, for tests that go through all of them.
#pragma once

#include "lab_bench.h"

typedef struct ControlNames {
    size_t count;
    char names[200][UI_NAME_MAX];
} ControlNames;

// What a hand can work with, in the last pass. Grounds and pictures are none of them: they answer
// the pointer, but have nothing to say of themselves; the words of a slider say what it does.
static inline void control_names(const Bench *b, ControlNames *all)
{
    static const char *const grounds[] = { "picture",      "chart",       "lab.chart",
                                           "lab.surface.", "lab.layers.", "lab.zoom.units" };
    all->count = 0;
    for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) {
        const char *name = b->app.shell.ui.controls.items[i].name;
        bool control = !strstr(name, ".ground") && !strstr(name, ".words") &&
                       strcmp(name, "relief") != 0;
        for (size_t k = 0; k < COUNT(grounds); k++) {
            control = control && strncmp(name, grounds[k], strlen(grounds[k])) != 0;
        }
        if (control) {
            cr_assert_lt(all->count, COUNT(all->names));
            memcpy(all->names[all->count++], name, UI_NAME_MAX);
        }
    }
}

// The Landscape room with all that it can show: open cards, the table, the view's own button.
static inline Bench *open_landscape_full(void)
{
    Bench *b = bench_open(1440, 900, 1);
    b->landscape->cards_open = ~0u;
    b->landscape->table = true;
    bench_wheel(b, b->app.shell.layout.picture.x + 200, b->app.shell.layout.picture.y + 200, 1);
    bench_frame(b);
    bench_frame(b);
    cr_assert(ui_find(&b->app.shell.ui, "view.home"));
    return b;
}

// The Network room with everything unfolded, four networks less one, so that more can be added.
static inline Bench *open_lab_full(void)
{
    static const char *const nets[] = { "init=normal std=0.5", "init=he_normal", "dropout=0.1",
                                        NULL };
    Bench *b = bench_open(1440, 900, 1);
    LabSpec *spec = malloc(sizeof *spec);
    lab_of(spec, "spiral noise=0.1 n=60", "hidden=8,8 optimizer=adam lr=0.01 batch=8", nets);
    bench_show(b, SUBJECT_LAB, spec);
    free(spec);
    b->network->lab.training_open = true;
    b->network->lab.added = ~(SettingBits)0;
    bench_answered(b);
    bench_rested(b);
    return b;
}
