// The lists with groups and search: what stands in them, where, what a search finds, and that they
// have the keys as long as they are open and no longer.
#include "window_panels.h"

#include "app/landscape/choosers.h"
#include "app/landscape/thumbs.h"
#include "app/parts/chooser.h"
#include "look.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static const Scene *scene_of(const Bench *b)
{
    return &b->landscape->workspace.scene;
}

static void open_list(Bench *b, const char *name)
{
    bench_click(b, name);
    bench_frame(b);
    bench_frame(b);
    cr_assert_eq(b->app.shell.ui.popup.id, ui_id(name), "%s is open", name);
}

static bool is_open(const Bench *b)
{
    return b->app.shell.ui.popup.id != 0;
}

// The thing's row, as it is drawn; NULL if it is not in the list.
static const UiControl *row_of(const Bench *b, const char *list, int index)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "%s.%d", list, index);
    return ui_find(&b->app.shell.ui, name);
}

static void type(Bench *b, const char *text)
{
    bench_type(b, text);
    bench_frame(b);
}

// Every optimizer for landscapes is in the list, below its group's name and with its sentence, one
// below the other and none over another.
Test(chooser, shows_every_optimizer_in_its_group_with_its_sentence)
{
    Bench *b = bench_open(1280, 4000, 1); // all of them at once
    open_list(b, "racer.add");
    const Canvas *canvas = &b->app.shell.canvas;
    float last = 0;
    for (int group = 0; group < OPTIM_GROUP_COUNT; group++) {
        LookText heading;
        bool any = false;
        for (int i = 0; i < OPTIM_COUNT; i++) {
            const UiControl *row = row_of(b, "racer.add", i);
            const bool here = optims[i].places & OPTIM_IN_PLANE;
            cr_expect_eq(row != NULL, here, "%s", optims[i].kind.key);
            if ((int)optims[i].group != group || !here || !row) {
                continue;
            }
            if (!any) {
                const Rect list = { row->rect.x - 20, last, 460, 4000 };
                cr_assert(look_text(canvas, optim_groups[group].name, list, &heading), "%s",
                          optim_groups[group].name);
                cr_expect(heading.rect.y >= last && heading.rect.y < row->rect.y);
            }
            any = true;
            LookText name, about;
            cr_expect_geq(row->rect.y, last, "%s", optims[i].kind.key);
            cr_expect(look_text(canvas, optims[i].kind.name, row->rect, &name), "%s",
                      optims[i].kind.name);
            char first[24];
            snprintf(first, sizeof first, "%.12s", optims[i].kind.about);
            cr_expect(look_text_begins(canvas, first, row->rect, &about), "%s: %s",
                      optims[i].kind.name, first);
            cr_expect_gt(about.rect.y, name.rect.y);
            last = row->rect.y + row->rect.h;
        }
    }
    cr_expect_gt(last, 500);
    bench_close(b);
}

Test(chooser, finds_what_was_meant_and_enter_adds_it)
{
    static const struct {
        const char *typed;
        OptimKind found;
    } rows[] = {
        { "ada", OPTIM_ADAGRAD }, // the first that begins so
        { "ADAMW", OPTIM_ADAMW }, { "lion", OPTIM_LION },      { "nest", OPTIM_NESTEROV },
        { "qh", OPTIM_QHM },      { "delta", OPTIM_ADADELTA }, { "sign lion", OPTIM_LION },
    };
    Bench *b = open_at_end();
    for (size_t i = 0; i < COUNT(rows); i++) {
        open_list(b, "racer.add");
        bench_type(b, rows[i].typed);
        bench_key(b, SDLK_RETURN);
        bench_settle(b);
        cr_expect_not(is_open(b));
        cr_assert_eq(scene_of(b)->racer_count, 7, "%s", rows[i].typed);
        cr_expect_eq(scene_of(b)->racers[6].spec.optim, &optims[rows[i].found], "'%s' added %s",
                     rows[i].typed, scene_of(b)->racers[6].spec.optim->kind.key);
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        cr_expect_eq(scene_of(b)->racer_count, 6);
    }
    bench_close(b);
}

// A search leaves what has every word in its name, key, sentence or group.
Test(chooser, shows_what_is_found_and_nothing_else)
{
    static const char *const searches[] = { "",    "momentum", "grad",    "adaptive",
                                            "a b", "root",     "no rate", "xyzzy" };
    Bench *b = bench_open(1280, 4000, 1);
    for (size_t s = 0; s < COUNT(searches); s++) {
        open_list(b, "racer.add");
        type(b, searches[s]);
        for (int i = 0; i < OPTIM_COUNT; i++) {
            char words[1024];
            snprintf(words, sizeof words, "%s|%s|%s|%s", optims[i].kind.name, optims[i].kind.key,
                     optims[i].kind.about, optim_groups[optims[i].group].name);
            bool all = optims[i].places & OPTIM_IN_PLANE;
            char search[32], *word, *rest = search;
            snprintf(search, sizeof search, "%s", searches[s]);
            while ((word = strtok_r(rest, " ", &rest))) {
                all = all && strcasestr(words, word);
            }
            cr_expect_eq(row_of(b, "racer.add", i) != NULL, all, "'%s': %s", searches[s],
                         optims[i].kind.key);
        }
        bench_key(b, SDLK_ESCAPE);
        cr_expect_not(is_open(b));
    }
    bench_close(b);
}

Test(chooser, that_finds_nothing_says_so_and_stays_open)
{
    Bench *b = open_at_end();
    open_list(b, "racer.add");
    type(b, "qqqq");
    cr_expect(bench_says(b, "Nothing here has that in its name or in its sentence."));
    bench_key(b, SDLK_RETURN);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_END);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(is_open(b));
    cr_expect_eq(scene_of(b)->racer_count, 6);
    for (int i = 0; i < 6; i++) {
        bench_key(b, SDLK_BACKSPACE);
    }
    bench_frame(b);
    cr_expect(row_of(b, "racer.add", OPTIM_SGD), "all are there again");
    bench_key(b, SDLK_HOME);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_UP);
    bench_key(b, SDLK_RETURN);
    bench_settle(b);
    int shown[CHOOSER_ITEMS_MAX], count = 0; // in the order of the groups
    for (int group = 0; group < OPTIM_GROUP_COUNT; group++) {
        for (int i = 0; i < OPTIM_COUNT; i++) {
            if ((int)optims[i].group == group && optims[i].places & OPTIM_IN_PLANE) {
                shown[count++] = i;
            }
        }
    }
    cr_assert_eq(scene_of(b)->racer_count, 7);
    cr_expect_eq(scene_of(b)->racers[6].spec.optim, &optims[shown[1]], "the arrows' second");
    bench_close(b);
}

// Nonsense, Escape, another size of the window: the keys are the room's again.
Test(chooser, gives_the_keys_back)
{
    static const char *const lists[] = { "racer.add", "landscape" };
    Bench *b = open_at_end();
    Workspace *w = &b->landscape->workspace;
    const ThemeKind theme = b->app.shell.theme;
    for (size_t i = 0; i < COUNT(lists); i++) {
        WorkspaceMoment *before = malloc(sizeof *before), *now = malloc(sizeof *now);
        w->play.playing = false;
        workspace_moment(w, before);
        open_list(b, lists[i]);
        type(b, "t r1 0 zz?]");
        bench_resize(b, 1060, 620);
        cr_expect(is_open(b), "%s", lists[i]);
        bench_resize(b, 1300, 800);
        bench_key(b, SDLK_ESCAPE);
        bench_frame(b);
        cr_expect_not(is_open(b));
        workspace_moment(w, now);
        cr_expect(workspace_moment_equal(before, now), "%s", lists[i]);
        cr_expect_eq(b->app.shell.theme, theme);
        const bool playing = w->play.playing;
        bench_key(b, SDLK_SPACE);
        cr_expect_neq(w->play.playing, playing, "%s: Space plays", lists[i]);
        cr_expect_not(is_open(b));
        free(before);
        free(now);
    }
    bench_close(b);
}

// While it is open a blank belongs to what is typed; before any letter Space chooses.
Test(chooser, takes_blanks_into_a_search)
{
    Bench *b = open_at_end();
    open_list(b, "landscape");
    bench_type(b, "two");
    bench_key(b, SDLK_SPACE);
    SDL_Event blank = { .text = { .type = SDL_TEXTINPUT, .text = " " } };
    SDL_PushEvent(&blank);
    bench_type(b, "w");
    bench_frame(b);
    cr_expect(is_open(b));
    cr_expect_str_eq(b->app.shell.ui.popup.typed, "two w");
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "two_wells", "found and shown");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "two_wells");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "valley", "one entry of undo");
    bench_close(b);
}

// Every landscape by all of its name.
Test(chooser, finds_every_landscape_by_its_name)
{
    Bench *b = open_at_end();
    for (int i = 0; i < landscape_count; i++) {
        open_list(b, "landscape");
        bench_type(b, landscapes[i].kind.name);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        cr_expect_eq(scene_of(b)->landscape, &landscapes[i], "%s", landscapes[i].kind.name);
    }
    bench_close(b);
}

// The pictures come a part in every frame, and then every row has its own.
Test(chooser, draws_a_picture_of_every_landscape)
{
    Bench *b = bench_open(1280, 3000, 1);
    b->budget_s = 1e-4;
    bench_click(b, "landscape");
    cr_expect_not(thumbs_has(b->landscape->thumbs, landscape_count - 1), "not all at once");
    for (int i = 0; i < 2000 && !thumbs_has(b->landscape->thumbs, landscape_count - 1); i++) {
        bench_frame(b);
    }
    bench_frame(b);
    const Colormap *map = &colormaps[COLORMAP_VALLEY];
    const Color low = colormap_at(map, 0.5 / 11);
    for (int i = 0; i < landscape_count; i++) {
        const UiControl *row = row_of(b, "landscape", i);
        cr_assert(row && thumbs_has(b->landscape->thumbs, i), "%s", landscapes[i].kind.key);
        cr_expect_gt(look_boxes(&b->app.shell.canvas, low, row->rect, NULL, 0), 0, "%s has a floor",
                     landscapes[i].kind.key);
    }
    bench_key(b, SDLK_ESCAPE);
    bench_close(b);
}

// The floor of the plain valley's picture lies in its middle, along the long side.
Test(chooser, draws_what_the_landscape_is_like)
{
    Thumbs *thumbs = thumbs_create();
    Canvas canvas = { 0 };
    const Rect rect = { 0, 0, THUMB_WIDTH, THUMB_HEIGHT };
    canvas_begin(&canvas, NULL, 100, 100, (Color){ 0 });
    thumbs_draw(thumbs, &canvas, rect, 0, &colormaps[0]);
    cr_expect_eq(canvas.shapes.count, 0, "nothing before it is computed");
    cr_expect_not(thumbs_advance(thumbs, INFINITY));
    thumbs_draw(thumbs, &canvas, rect, 0, &colormaps[0]);
    Rect floor[64];
    const int count =
        look_boxes(&canvas, colormap_at(&colormaps[0], 0.5 / 11), LOOK_ALL, floor, 64);
    cr_assert_gt(count, 2);
    const Box view = landscapes[0].view;
    const float wide = (float)THUMB_WIDTH / (float)(view.x1 - view.x0);
    for (int i = 0; i < count && i < 64; i++) {
        cr_expect_float_eq(floor[i].y + floor[i].h / 2, THUMB_HEIGHT / 2, 1.5f * wide);
    }
    canvas_finish(&canvas);
    thumbs_destroy(thumbs);
}

// The list lies within windows of any size, and what is marked is in sight.
Test(chooser, stays_within_the_window_with_what_is_marked_in_sight)
{
    static const int sizes[][2] = { { 1440, 900 }, { 1280, 720 }, { 900, 500 }, { 640, 380 } };
    static const SDL_Keycode keys[] = { SDLK_END,      SDLK_UP,       SDLK_PAGEUP, SDLK_HOME,
                                        SDLK_PAGEDOWN, SDLK_PAGEDOWN, SDLK_DOWN };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        Bench *b = bench_open(sizes[i][0], sizes[i][1], 1);
        b->app.shell.left_open = true;
        bench_frame(b);
        open_list(b, "landscape");
        for (size_t k = 0; k < COUNT(keys); k++) {
            bench_key(b, keys[k]);
            bench_frame(b);
            const int at = (int)(scene_of(b)->landscape - landscapes);
            const UiControl *row = row_of(b, "landscape", at);
            cr_assert(row);
            cr_expect_float_eq(row->visible.h, row->rect.h, 1, "%d: key %zu", sizes[i][0], k);
            cr_expect(row->rect.x >= 0 && row->rect.x + row->rect.w <= (float)sizes[i][0]);
            const UiControl *field = ui_find(&b->app.shell.ui, "landscape.search");
            cr_expect(field && field->rect.y >= 0 && field->rect.h > 10);
        }
        bench_close(b);
    }
}

// Also in a language with longer words.
Test(chooser_words, are_never_cut)
{
    static const int sizes[][2] = { { 1440, 900 }, { 1280, 720 }, { 1060, 600 } };
    static const char *const lists[] = { "racer.add", "landscape" };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        Bench *b = bench_open(sizes[i][0], sizes[i][1], 1);
        for (size_t k = 0; k < COUNT(lists); k++) {
            open_list(b, lists[k]);
            for (int page = 0; page < 8; page++) {
                const Canvas *canvas = &b->app.shell.canvas;
                for (size_t c = 0; c < canvas->cut.count; c++) {
                    const Shape *shape = &canvas->shapes.items[canvas->cut.items[c]];
                    cr_expect(shape->layer != LAYER_POPUP, "%s: '%.*s' is cut", lists[k],
                              (int)shape->text.length, canvas_text_of(canvas, shape));
                }
                bench_key(b, SDLK_PAGEDOWN);
                bench_frame(b);
            }
            bench_key(b, SDLK_ESCAPE);
            bench_frame(b);
        }
        bench_close(b);
    }
}
