// What every user without a plan has: how long he goes on, where he points, and a folder for what
// he saves. RANDOM_EVENTS in the environment says how many events the users of a room send
// together.
#pragma once

#include "window_bench.h"

#include "app/shell/file_place.h"
#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RANDOM_USERS = 3, RANDOM_EVENTS_MAX = 1000000000, FRAME_MAX_S = 120 };

// Events for one of the users; usual: for all of them, when nothing else is asked for.
static inline int random_events(int usual)
{
    const char *asked = getenv("RANDOM_EVENTS");
    char *end = NULL;
    const long count = asked ? strtol(asked, &end, 10) : usual;
    cr_assert(count >= 1 && count <= RANDOM_EVENTS_MAX && !(end && *end),
              "RANDOM_EVENTS is '%s', not a count from 1 to %d", asked, RANDOM_EVENTS_MAX);
    return (int)((count + RANDOM_USERS - 1) / RANDOM_USERS);
}

// However many events there are, none may hang: to be called at every frame.
static inline void random_alive(void)
{
    alarm(FRAME_MAX_S);
}

static inline int below(Rng *rng, int count)
{
    return (int)rng_below(rng, (uint64_t)count);
}

// Anywhere, or, all but one time in `strays`, on a control.
static inline void somewhere(Bench *b, Rng *rng, int strays, float *x, float *y)
{
    const Ui *ui = &b->app.shell.ui;
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

static char random_folder[64]; // where the files of a user are; "": he saves none

// path: a template for mkdtemp(); the folder becomes the current one, and home.
static inline void folder_enter(char *path)
{
    cr_assert(mkdtemp(path) && chdir(path) == 0);
    snprintf(random_folder, sizeof random_folder, "%s/", path);
    setenv("HOME", path, 1);
}

// Wherever he has gone in the sheets for files, he opens and writes none outside of his folder: the
// linker puts this in the place of the program's (--wrap).
char *__real_file_place_file(FilePlace *place);
char *__wrap_file_place_file(FilePlace *place);
char *__wrap_file_place_file(FilePlace *place)
{
    char *path = __real_file_place_file(place);
    if (place->missing && strncmp(place->missing, random_folder, strlen(random_folder)) != 0) {
        free(place->missing); // nor does he make any elsewhere
        place->missing = NULL;
    }
    if (path && strncmp(path, random_folder, strlen(random_folder)) != 0) {
        free(path);
        fail(&place->wrong, "this is not the user's folder");
        return NULL;
    }
    return path;
}

static inline void folder_remove(const char *path)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", path);
    cr_expect(chdir("/") == 0 && system(command) == 0);
}
