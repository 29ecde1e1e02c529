// Every size and scale: no text is cut, no two controls overlap, nothing is out of reach.
#include "other_racers.h"
#include "sheet_bench.h"

#include "app/shell/export.h"
#include "app/shell/sheet_export.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const int sizes[][2] = { { 1280, 720 },  { 1366, 768 },  { 1440, 900 }, { 1920, 1080 },
                                { 2560, 1440 }, { 3840, 2160 }, { 1024, 600 }, { 800, 480 } };
static const float scales[] = { 0.75f, 1, 1.3f, 1.75f, 2.5f };

// Not controls but grounds that others stand on.
static bool ground(const char *name)
{
    return strcmp(name, "picture") == 0 || strcmp(name, "relief") == 0 || strstr(name, ".ground") ||
           strcmp(name, "chart") == 0 || strcmp(name, "lab.chart") == 0 ||
           strncmp(name, "lab.surface.", 12) == 0 || strncmp(name, "lab.layers.", 11) == 0;
}

static float shared(Rect a, Rect b)
{
    const Rect both = rect_intersect(a, b);
    return both.w * both.h;
}

static void check_overlap(const Bench *b, const char *what)
{
    const Ui *ui = &b->app.shell.ui;
    for (size_t i = 0; i < ui->controls.count; i++) {
        for (size_t j = 0; j < i; j++) {
            const UiControl *p = &ui->controls.items[i], *q = &ui->controls.items[j];
            // A drawer lies over what it covers, and takes its presses.
            const bool over = p->layer == q->layer && shared(p->visible, q->visible) >= 0.5f;
            if (over && !ground(p->name) && !ground(q->name)) {
                cr_expect_fail("%s: %s lies over %s", what, p->name, q->name);
            }
        }
    }
}

static bool in_english(void)
{
    const char *language = getenv("THALWEG_LANGUAGE");
    return !language || strcmp(language, "en") == 0;
}

// A slider is a control with a number beside it of its own; lab.seed is a button. Longer labels
// take some of the track's room.
static void check_tracks(const Bench *b, const char *what)
{
    const float least = in_english() ? 96 : 40;
    char number[UI_NAME_MAX];
    for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) {
        const UiControl *control = &b->app.shell.ui.controls.items[i];
        snprintf(number, sizeof number, "%.40s.number", control->name);
        if (strcmp(control->name, "lab.seed") != 0 && ui_find(&b->app.shell.ui, number)) {
            cr_expect_geq(control->rect.w, least, "%s: the track of %s is %g px long", what,
                          control->name, control->rect.w);
        }
    }
}

// Bars, panels and the picture take up the window and do not overlap.
static void check_parts(const Bench *b, const char *what)
{
    const ShellLayout *l = &b->app.shell.layout;
    const float w = (float)b->app.shell.width_px / b->app.shell.scale,
                h = (float)b->app.shell.height_px / b->app.shell.scale;
    const Rect parts[] = { l->bar, l->picture, l->transport, l->chart };
    float area = l->drawers ? 0 : l->left.w * l->left.h + l->right.w * l->right.h;
    for (size_t i = 0; i < COUNT(parts); i++) {
        area += parts[i].w * parts[i].h;
        for (size_t j = 0; j < i; j++) {
            cr_expect(shared(parts[i], parts[j]) < 0.5f, "%s: parts %zu and %zu", what, i, j);
        }
    }
    cr_expect_float_eq(area / (w * h), 1, 1e-3, "%s: nothing is left over", what);
    cr_expect(l->picture.w > 100 && l->picture.h > 60, "%s: room for the picture", what);
}

// The name of a network, which its owner may make as long as he likes, in a narrow column.
static bool may_be_cut(const Bench *b, const char *text, size_t length)
{
    enum { NARROW = 160 };
    const LabSpace *space = &b->network->lab;
    const UiControl *column = ui_find(&b->app.shell.ui, "lab.column.0.ground");
    bool name = false;
    for (int i = 0; column && space->shot && i < space->shot->network_count; i++) {
        const NetShot *net = &space->shot->networks[i];
        name = name || strncmp(net->name, text, length - strlen("…")) == 0;
    }
    return name && column->rect.w < NARROW;
}

static void check_texts(const Bench *b, const char *what)
{
    const Canvas *canvas = &b->app.shell.canvas;
    for (size_t i = 0; i < canvas->cut.count; i++) {
        const Shape *shape = &canvas->shapes.items[canvas->cut.items[i]];
        const char *text = shape->kind == SHAPE_TEXT ? canvas_text_of(canvas, shape) : "";
        const size_t length = shape->kind == SHAPE_TEXT ? shape->text.length : 0;
        cr_expect(length > 3 && may_be_cut(b, text, length), "%s: cut: '%.*s'", what, (int)length,
                  text);
    }
    const float w = (float)b->app.shell.width_px / b->app.shell.scale;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_TEXT && s->layer >= LAYER_POPUP) {
            const float width =
                canvas->metrics->width(canvas->metrics->self, s->text.font, s->text.size,
                                       canvas_text_of(canvas, s), s->text.length);
            cr_expect(s->text.x >= 0 && s->text.x + width <= w + 1, "%s: '%.*s' leaves the window",
                      what, (int)s->text.length, canvas_text_of(canvas, s));
        }
    }
}

static void check(const Bench *b, const char *what)
{
    check_overlap(b, what);
    check_tracks(b, what);
    check_parts(b, what);
    check_texts(b, what);
}

// Two passes without painting: what one finds out (how long a panel is) the next one uses.
static void settle(Bench *b)
{
    const InputEvent nothing = { .kind = INPUT_LEAVE };
    for (int i = 0; i < 3; i++) {
        app_event(&b->app, &nothing, b->now_s);
    }
}

static void each_size(bool table, bool open, bool fair)
{
    Bench *b = bench_open(640, 480, 1);
    Workspace *w = &b->landscape->workspace;
    w->fair.on = fair;
    w->fair.by = fair ? TUNE_WITHIN : TUNE_FINAL; // the longest
    w->chart = fair ? CHART_FAIR : CHART_LOSS;
    for (int i = 0; i < 2; i++) { // until all is known
        bench_frame(b);
    }
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (size_t k = 0; k < COUNT(scales); k++) {
            const float wide = (float)sizes[i][0] / scales[k], h = (float)sizes[i][1] / scales[k];
            if (wide < 500 || h < 280) {
                continue; // smaller than any screen
            }
            char what[80];
            snprintf(what, sizeof what, "%dx%d at %g%s%s", sizes[i][0], sizes[i][1], scales[k],
                     table ? ", table" : "", open ? ", opened" : "");
            strcat(what, fair ? ", fair" : "");
            b->landscape->table = table;
            b->app.shell.left_open = open;
            b->app.shell.right_open = open && wide >= 292 + 312;
            b->landscape->cards_open = open ? 0xff : 0;
            app_resize(&b->app, sizes[i][0], sizes[i][1], scales[k]);
            settle(b);
            check(b, what);
        }
    }
    bench_close(b);
}

Test(layout, fits_every_size_and_scale)
{
    each_size(false, false, false);
}

Test(layout, fits_with_every_card_and_drawer_open)
{
    each_size(false, true, false);
}

Test(layout, fits_with_fair_rates_on_every_card)
{
    each_size(false, true, true);
}

Test(layout, fits_with_the_table_below)
{
    each_size(true, false, false);
}

// The panel has a section more, the bar a switch, and the picture is divided.
Test(layout, fits_with_map_and_surface)
{
    Bench *b = bench_open(1280, 720, 1);
    b->landscape->workspace.scene.relief.kind = RELIEF_BOTH;
    bench_frame(b);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (size_t k = 0; k < COUNT(scales); k++) {
            const float wide = (float)sizes[i][0] / scales[k], h = (float)sizes[i][1] / scales[k];
            if (wide < 500 || h < 280) {
                continue; // smaller than any screen
            }
            char what[80];
            snprintf(what, sizeof what, "both, %dx%d at %g", sizes[i][0], sizes[i][1], scales[k]);
            b->app.shell.left_open = true;
            app_resize(&b->app, sizes[i][0], sizes[i][1], scales[k]);
            settle(b);
            check(b, what);
        }
    }
    bench_close(b);
}

Test(layout, fits_on_every_landscape)
{
    Bench *b = bench_open(1280, 720, 1);
    for (int i = 0; i < landscape_count; i++) {
        workspace_set_landscape(&b->landscape->workspace, i);
        bench_wait(b, 0.1);
        check(b, landscapes[i].kind.key);
    }
    bench_close(b);
}

// The classic six are in every other picture.
Test(layout, fits_the_card_of_every_optimizer)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    for (int page = 0; other_racers(&w->scene, page); page++) {
        workspace_changed_race(w);
        b->landscape->cards_open = ~0u;
        settle(b);
        check(b, "cards of the others");
    }
    bench_close(b);
}

Test(layout, every_control_of_a_panel_can_be_scrolled_to)
{
    Bench *b = bench_open(1280, 720, 1);
    b->landscape->cards_open = 0xff;
    bench_wait(b, 0.1);
    for (int i = 0; i < 200; i++) { // Tab brings what has the focus into view
        bench_key(b, SDLK_TAB);
        const Ui *ui = &b->app.shell.ui;
        for (size_t c = 0; c < ui->controls.count; c++) {
            const UiControl *control = &ui->controls.items[c];
            if (control->id == ui->focus && !ground(control->name)) {
                cr_expect(shared(control->visible, control->rect) >
                              0.9f * control->rect.w * control->rect.h,
                          "%s is in view when it has the focus", control->name);
            }
        }
    }
    bench_close(b);
}

// ---- presenting

static const int screens[][2] = {
    { 1024, 768 }, { 1280, 720 }, { 1366, 768 }, { 1920, 1080 }, { 3840, 2160 }
};

// No letters are smaller than a 45th of the height, but for a formula's powers in an open panel.
static void check_sizes(const Bench *b, const char *what)
{
    const Canvas *canvas = &b->app.shell.canvas;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_TEXT && s->text.length > 0 && s->layer != LAYER_OVER) {
            const float px = s->text.size * b->app.shell.scale;
            cr_expect_geq(px, (float)b->app.shell.height_px / 45 - 0.01f, "%s: '%.*s' is %g px",
                          what, (int)s->text.length, canvas_text_of(canvas, s), (double)px);
        }
    }
}

static void check_presented(Bench *b, const char *what)
{
    for (size_t i = 0; i < COUNT(screens); i++) {
        for (int chart = 0; chart < 2; chart++) {
            char where[160];
            snprintf(where, sizeof where, "%s, %dx%d presented%s", what, screens[i][0],
                     screens[i][1], chart ? " with the chart" : "");
            b->app.shell.present_chart = chart;
            app_resize(&b->app, screens[i][0], screens[i][1], 1);
            settle(b);
            check_overlap(b, where);
            check_texts(b, where);
            check_sizes(b, where);
            cr_expect(b->app.shell.layout.picture.h > 100, "%s: room for the picture", where);
        }
    }
}

Test(layout, a_presented_race_fits_and_can_be_read_from_the_last_row)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    bench_key(b, SDLK_F5);
    b->app.shell.notice_until_s = 0;
    for (int relief = 0; relief < RELIEF_COUNT; relief++) {
        w->scene.relief.kind = (ReliefKind)relief;
        w->show.on[SHOW_VECTORS] = relief == RELIEF_ONLY;
        check_presented(b, registry_key(&relief_kinds, (size_t)relief));
    }
    b->landscape->table = true;
    check_presented(b, "a table");
    b->landscape->table = false;
    b->app.shell.left_open = true;
    check_presented(b, "a panel");
    b->app.shell.left_open = false;
    b->app.shell.right_open = true;
    check_presented(b, "the other panel");
    bench_close(b);
}

Test(layout, presented_labs_fit_and_can_be_read_from_the_last_row)
{
    Bench *b = bench_open(1280, 720, 1);
    LabSpace *space = &b->network->lab;
    for (int i = 0; i < lab_preset_count; i++) {
        bench_lab(b, lab_presets[i].kind.key);
        labspace_seek(space, 30);
        bench_rested(b);
        bench_key(b, SDLK_F5);
        b->app.shell.notice_until_s = 0;
        check_presented(b, lab_presets[i].kind.key);
        if (i == 0) {
            b->app.shell.left_open = true;
            check_presented(b, "a lab's panel");
            b->app.shell.left_open = false;
            space->wish.look.zoom_layer = 0;
            labspace_changed(space);
            bench_rested(b);
            check_presented(b, "a layer");
            space->wish.look.zoom_layer = -1;
            labspace_changed(space);
        }
        app_resize(&b->app, 1280, 720, 1);
        bench_key(b, SDLK_F5);
    }
    bench_close(b);
}

// ---- the Network room

typedef enum LabState { LAB_PLAIN, LAB_OPENED, LAB_ENLARGED, LAB_WIRED, LAB_MAPPED } LabState;

static void each_lab_size(const char *preset, LabState state)
{
    Bench *b = bench_open(1280, 720, 1);
    LabSpace *space = &b->network->lab;
    bench_lab(b, preset);
    labspace_seek(space, 30);
    space->training_open = state == LAB_OPENED;
    labspace_set_picture(space, state == LAB_WIRED    ? LAB_PICTURE_WIRING
                                : state == LAB_MAPPED ? LAB_PICTURE_MAPS
                                                      : LAB_PICTURE_SURFACE);
    space->wish.look.zoom_layer = state == LAB_ENLARGED ? 0 : -1;
    labspace_changed(space);
    bench_rested(b);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (size_t k = 0; k < COUNT(scales); k++) {
            const float w = (float)sizes[i][0] / scales[k], h = (float)sizes[i][1] / scales[k];
            if (w < 500 || h < 280) {
                continue; // smaller than any screen
            }
            char what[120];
            snprintf(what, sizeof what, "%s, %dx%d at %g, state %d", preset, sizes[i][0],
                     sizes[i][1], scales[k], state);
            b->app.shell.left_open = state == LAB_OPENED;
            app_resize(&b->app, sizes[i][0], sizes[i][1], scales[k]);
            settle(b);
            check(b, what);
        }
    }
    bench_close(b);
}

Test(layout, fits_every_lab_at_every_size_and_scale)
{
    for (int i = 0; i < lab_preset_count; i++) {
        each_lab_size(lab_presets[i].kind.key, LAB_PLAIN);
    }
}

Test(layout, fits_labs_with_everything_open)
{
    each_lab_size("initializations", LAB_OPENED);
    each_lab_size("optimizers", LAB_OPENED);
    each_lab_size("regression", LAB_OPENED);
}

Test(layout, fits_enlarged_layers_and_wiring)
{
    each_lab_size("regression", LAB_ENLARGED);
    each_lab_size("initializations", LAB_ENLARGED);
    each_lab_size("regression", LAB_WIRED);
    each_lab_size("digits", LAB_WIRED);
}

Test(layout, fits_feature_maps)
{
    each_lab_size("digits", LAB_MAPPED);
    each_lab_size("initializations", LAB_MAPPED);
}

// A list is as wide as its longest entry needs, in the narrowest window, too.
Test(layout, fits_every_open_list)
{
    static const char *const lists[] = { "menu",          "files",    "landscape", "racer.add",
                                         "lab.presets",   "lab.data", "lab.init",  "lab.activation",
                                         "lab.optimizer", "lab.norm", "lab.speed", "lab.kind",
                                         "lab.ranges",    "lab.shelf" };
    Bench *b = bench_open(1024, 640, 1);
    int opened = 0;
    for (int room = 0; room < 2; room++) {
        b->network->lab.training_open = true;
        settle(b);
        for (size_t i = 0; i < COUNT(lists); i++) {
            if (ui_find(&b->app.shell.ui, lists[i])) {
                bench_click(b, lists[i]);
                bench_frame(b);
                opened += b->app.shell.ui.popup.id == ui_id(lists[i]);
                check_texts(b, lists[i]);
                bench_key(b, SDLK_ESCAPE);
            }
        }
        bench_tab(b, &network_room);
        bench_lab(b, "regression");
    }
    cr_expect_geq(opened, (int)COUNT(lists) - 1, "%d", opened); // two may stand side by side
    bench_close(b);
}

// In both rooms: every key and what it does, in the reader's language.
Test(layout, fits_the_sheet_of_keys)
{
    Bench *b = bench_open(1280, 720, 1);
    for (int room = 0; room < 2; room++) {
        bench_key(b, SDLK_F1);
        bench_frame(b);
        const Canvas *canvas = &b->app.shell.canvas;
        int texts = 0, english = 0;
        for (size_t i = 0; i < canvas->shapes.count; i++) {
            const Shape *s = &canvas->shapes.items[i];
            if (s->kind == SHAPE_TEXT && s->layer == LAYER_TOOLTIP && s->text.length > 2) {
                // "Ctrl+Z" is written so everywhere, and in Korean so are "Home, End".
                unsigned char before = ' ';
                bool accented = strncmp(canvas_text_of(canvas, s), "Ctrl+", 5) == 0, word = false;
                for (size_t k = 0; k < s->text.length; k++) {
                    const unsigned char c = (unsigned char)canvas_text_of(canvas, s)[k];
                    accented |= c >= 0xc3;
                    word |= before == ' ' && c >= 'a' && c <= 'z';
                    before = c;
                }
                texts++;
                english += word && !accented;
            }
        }
        check_texts(b, room ? "keys, Network" : "keys, Landscape");
        cr_expect_gt(texts, 30);
        cr_expect(in_english() || english == 0, "%d of %d are English", english, texts);
        bench_key(b, SDLK_ESCAPE);
        bench_tab(b, room == 0 ? &network_room : &landscape_room);
    }
    bench_close(b);
}

// ---- sheets

// What lies on top at every size and scale.
static void each_sheet_size(Bench *b, const char *name)
{
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (size_t k = 0; k < COUNT(scales); k++) {
            const float w = (float)sizes[i][0] / scales[k], h = (float)sizes[i][1] / scales[k];
            if (w < 500 || h < 280) {
                continue; // smaller than any screen
            }
            char what[120];
            snprintf(what, sizeof what, "%s, %dx%d at %g", name, sizes[i][0], sizes[i][1],
                     scales[k]);
            app_resize(&b->app, sizes[i][0], sizes[i][1], scales[k]);
            settle(b);
            check_overlap(b, what);
            check_texts(b, what);
        }
    }
}

Test(layout, fits_every_sheet)
{
    Bench *b = bench_open(640, 480, 1);
    Told told;
    const char *folder = sheet_folder();
    char path[128];
    cr_assert_eq(chdir(folder), 0);
    open_file_sheet(b, &told, false, folder);
    each_sheet_size(b, "open");
    bench_key(b, SDLK_ESCAPE);
    snprintf(path, sizeof path, "%s/apple.thalweg", folder);
    open_file_sheet(b, &told, true, path);
    each_sheet_size(b, "save");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_assert_eq(b->app.sheet_count, 2);
    each_sheet_size(b, "replace");
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    bench_key(b, SDLK_ESCAPE);
    cr_assert_eq(b->app.sheet_count, 0);
    sheet_export(&b->app, b->now_s);
    settle(b);
    for (int i = 0; i < EXPORT_COUNT; i++) {
        char kind[UI_NAME_MAX];
        snprintf(kind, sizeof kind, "export.kind.%s", export_rows[i].kind.key);
        app_resize(&b->app, 1280, 720, 1);
        settle(b);
        const UiControl *button = ui_find(&b->app.shell.ui, kind);
        cr_assert(button, "%s", kind);
        if (button->focusable) {
            bench_click_at(b, (button->rect.x + 5) / b->scale, (button->rect.y + 5) / b->scale);
            each_sheet_size(b, kind);
        }
    }
    bench_close(b);
    cr_expect_eq(chdir("/"), 0);
    sheet_folder_remove(folder);
}
