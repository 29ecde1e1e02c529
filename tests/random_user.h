// What every user without a plan has: where he points, and a folder for what he saves.
#pragma once

#include "window_bench.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <unistd.h>

static inline int below(Rng *rng, int count)
{
    return (int)rng_below(rng, (uint64_t)count);
}

// Anywhere, or, all but one time in `strays`, on a control.
static inline void somewhere(Bench *b, Rng *rng, int strays, float *x, float *y)
{
    const Ui *ui = &b->app.ui;
    *x = (float)rng_uniform(rng) * (float)b->target.width / b->scale;
    *y = (float)rng_uniform(rng) * (float)b->target.height / b->scale;
    if (ui->controls.count && below(rng, strays)) {
        const Rect r = ui->controls.items[below(rng, (int)ui->controls.count)].visible;
        *x = r.x + r.w * (float)rng_uniform(rng);
        *y = r.y + r.h * (float)rng_uniform(rng);
    }
}

static inline void key_event(SDL_Keycode key, SDL_Keymod mods)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    event.key.keysym.mod = (Uint16)mods;
    SDL_PushEvent(&event);
}

static inline void text_event(const char *text)
{
    SDL_Event event = { .text = { .type = SDL_TEXTINPUT } };
    snprintf(event.text.text, sizeof event.text.text, "%s", text);
    SDL_PushEvent(&event);
}

// path: a template for mkdtemp(); the folder becomes the current one.
static inline void folder_enter(char *path)
{
    cr_assert(mkdtemp(path) && chdir(path) == 0);
}

static inline void folder_remove(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; (entry = readdir(folder));) {
        unlinkat(dirfd(folder), entry->d_name, 0);
    }
    closedir(folder);
    cr_expect(chdir("/") == 0 && rmdir(path) == 0);
}
