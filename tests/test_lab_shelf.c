// What is set by few stands under "Add…": what its list offers, where what is added comes to stand,
// and how it goes again. The norm, which is one control for several settings.
#include "lab_bench.h"
#include "look.h"

#include "app/network/lab_rows.h"
#include "app/network/lab_say.h"
#include "app/network/network_lesson.h"
#include "base/words.h"

#include <stdio.h>

static const UiControl *control(const Bench *b, const char *name)
{
    return ui_find(&b->app.shell.ui, name);
}

static const UiControl *entry(const Bench *b, NetKey key)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.shelf.%d", (int)key);
    return control(b, name);
}

static const UiControl *row_of(const Bench *b, NetKey key)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.%s", net_settings[key].param.key);
    if (net_settings[key].type == &setting_switches) {
        lab_switch_name(key, 0, name);
    }
    return control(b, name);
}

static void take_off(Bench *b, NetKey key)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.off.%s", net_settings[key].param.key);
    bench_click(b, name);
    bench_frame(b);
}

static void undo(Bench *b)
{
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_frame(b);
}

static NetSpec network(Bench *b, int k)
{
    return lab_network(&space_of(b)->wish.spec, k);
}

static bool in_sight(const UiControl *control)
{
    const Rect seen = rect_intersect(control->visible, control->rect);
    return seen.w * seen.h > 0.98f * control->rect.w * control->rect.h;
}

// What is part of another control, or stands under "More".
static const NetKey elsewhere[] = { NET_BATCHNORM, NET_LAYERNORM, NET_GROUPNORM,      NET_RMSNORM,
                                    NET_NORM,      NET_GROUPS,    NET_RESIDUAL_ORDER, NET_SEED };

static bool is_elsewhere(int key)
{
    bool found = false;
    for (size_t i = 0; i < COUNT(elsewhere); i++) {
        found |= key == (int)elsewhere[i];
    }
    return found;
}

// ---- the list

// Each with its name and a sentence, under whose it is; what stands in the panel is not offered.
Test(lab_shelf, offers_what_does_not_stand_in_the_panel)
{
    Bench *b = lab_open_small();
    app_resize(&b->app, ROOM_W, 1400, 1);
    bench_frame(b);
    bool stood[NET_KEYS_MAX] = { false };
    for (int k = 0; k < net_key_count; k++) {
        stood[k] = row_of(b, (NetKey)k) && k != NET_LAYERS;
        stood[k] |= is_elsewhere(k);
    }
    bench_click(b, "lab.shelf");
    bench_frame(b);
    const float below = control(b, "lab.shelf.search")->rect.y;
    LookText own, all;
    const Canvas *canvas = &b->app.shell.canvas;
    cr_assert(look_text(canvas, tr("Of the selected network"), LOOK_ALL, &own));
    cr_assert(look_text(canvas, tr("Of all networks"), LOOK_ALL, &all));
    cr_expect(below < own.rect.y && own.rect.y < all.rect.y);
    int offered = 0;
    for (int k = 0; k < net_key_count; k++) {
        const Setting *setting = &net_settings[k];
        const UiControl *row = entry(b, (NetKey)k);
        cr_expect_neq(row != NULL, stood[k], "%s", setting->param.key);
        if (row) {
            cr_assert(setting->about, "%s has no sentence", setting->param.key);
            char first[16];
            snprintf(first, sizeof first, "%.8s", tr(setting->about));
            const char *label = k == NET_LAYERS ? N_("Layers as text") : setting->param.label;
            if (row->visible.h > 0.98f * row->rect.h) { // the list is longer than the window
                cr_expect(look_text(canvas, tr(label), row->rect, NULL), "%s", label);
                cr_expect(look_text_begins(canvas, first, row->rect, NULL), "%s", setting->about);
            }
            cr_expect_eq(row->rect.y > all.rect.y, setting->holder == SETTING_SHARED, "%s",
                         setting->param.key);
            offered++;
        }
    }
    cr_expect_geq(offered, 7);
    // The last of a group and the first of the next: a heading stands between.
    static const NetKey apart[][2] = { { NET_LOSS, NET_LABEL_SMOOTHING },
                                       { NET_GRADIENT_NOISE, NET_SHIFT } };
    for (size_t i = 0; i < COUNT(apart); i++) {
        const Rect last = entry(b, apart[i][0])->rect, first = entry(b, apart[i][1])->rect;
        cr_expect_gt(first.y, last.y + last.h + 10, "%s", net_settings[apart[i][1]].param.key);
    }
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_null(control(b, "lab.shelf.search"));
    cr_expect_eq(space_of(b)->added, 0);
    bench_close(b);
}

static LookText search_layers(Bench *b)
{
    LookText head;
    ui_focus(&b->app.shell.ui, "lab.shelf");
    bench_key(b, SDLK_RETURN);
    bench_type(b, "layers");
    bench_frame(b);
    cr_assert(look_text(&b->app.shell.canvas, tr("Already in the panel: choosing it goes there"),
                        LOOK_ALL, &head));
    return head;
}

// What stands there already is found, too, told apart, and gone to; nothing of it changes.
Test(lab_shelf, goes_to_what_is_there_already)
{
    static const char *const one[] = { "layers=\"dense 4, relu\" weightnorm=on", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=8", one);
    const LookText head = search_layers(b);
    cr_expect(head.rect.y < entry(b, NET_LAYERS)->rect.y);
    const Rect box = control(b, "lab.shelf.search")->rect,
               cross = control(b, "lab.off.layers")->rect;
    cr_expect(box.x - cross.x < 8, "no cross stands beside the list");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_eq(b->app.shell.ui.edit.id, ui_id("lab.layer_text"), "one can type there");
    cr_expect(in_sight(control(b, "lab.layer_text")));
    ui_blur(&b->app.shell.ui);
    bench_choose(b, "lab.shelf", NET_WEIGHTNORM);
    bench_frame(b);
    cr_expect_eq(network(b, 0).weightnorm, SWITCHED_ON, "it is not switched");
    cr_expect_str_eq(network(b, 0).layers, "dense 4, relu");
    bench_close(b);
}

// With the keys alone: found by typing, added by Enter, and the arrows are its slider's at once.
Test(lab_shelf, adds_by_the_keys_alone)
{
    static const struct {
        const char *typed;
        NetKey key;
    } rows[] = { { "label_smooth", NET_LABEL_SMOOTHING },
                 { "dropconn", NET_DROPCONNECT },
                 { "l2", NET_L2 },
                 { "clip", NET_CLIP } };
    Bench *b = lab_open_small();
    for (size_t i = 0; i < COUNT(rows); i++) {
        ui_focus(&b->app.shell.ui, "lab.shelf");
        bench_key(b, SDLK_RETURN);
        bench_type(b, rows[i].typed);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        bench_frame(b);
        const UiControl *row = row_of(b, rows[i].key);
        cr_assert(row, "%s", rows[i].typed);
        cr_expect(in_sight(row), "%s is scrolled to", row->name);
        cr_expect_eq(b->app.shell.ui.focus, row->id, "%s has the keys", row->name);
        cr_expect(b->app.shell.ui.focus_visible);
        bench_key(b, SDLK_RIGHT);
        NetSpec net = network(b, 0);
        cr_expect_gt(*net_spec_number(&net, rows[i].key), 0, "%s", rows[i].typed);
        cr_expect_null(entry(b, rows[i].key));
    }
    bench_close(b);
}

// ---- the rows

// The network's own above the button, what all share in that section; each with its cross.
Test(lab_shelf, rows_stand_in_their_sections)
{
    Bench *b = lab_open_small();
    app_resize(&b->app, ROOM_W, 1400, 1);
    bench_frame(b);
    const float shared = control(b, "lab.activation")->rect.y;
    for (int k = 0; k < net_key_count; k++) {
        if (row_of(b, (NetKey)k) || is_elsewhere(k)) { // lab.layers is a slider
            continue;
        }
        const Setting *setting = &net_settings[k];
        bench_choose(b, "lab.shelf", k);
        bench_frame(b);
        const UiControl *row = row_of(b, (NetKey)k);
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.off.%s", setting->param.key);
        const UiControl *cross = control(b, name);
        cr_assert(row && cross, "%s", setting->param.key);
        const Rect panel = b->app.shell.layout.left;
        cr_expect(cross->rect.x >= panel.x + 14 && cross->rect.w >= 20 && cross->focusable, "%s",
                  name);
        const float apart = row->rect.y + row->rect.h / 2 - cross->rect.y - cross->rect.h / 2;
        cr_expect(k == NET_INPUTS ? apart > 16 && apart < 32 : fabsf(apart) < 4, // below its label
                  "%s is in its row", name);
        const float button = control(b, "lab.shelf")->rect.y;
        if (setting->holder == SETTING_OWN) {
            cr_expect(row->rect.y < button && row->rect.y > control(b, "lab.dropout")->rect.y, "%s",
                      name);
        } else {
            cr_expect_gt(row->rect.y, shared, "%s", name);
        }
        take_off(b, (NetKey)k);
        cr_expect_null(row_of(b, (NetKey)k), "%s", name);
        const NetSpec net = network(b, 0);
        cr_expect(setting->type->usual(setting, &net), "%s", name);
    }
    cr_expect_eq(space_of(b)->added, 0);
    bench_close(b);
}

// Adding, setting and taking off are three changes, and each comes back.
Test(lab_shelf, undo_knows_it_all)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.shelf", NET_L2);
    cr_assert(row_of(b, NET_L2));
    bench_number(b, "lab.l2.number", "0.02");
    bench_answered(b);
    cr_expect_eq(net_of(b, 1)->spec.numbers.l2, 0.02);
    take_off(b, NET_L2);
    bench_answered(b);
    cr_expect_eq(net_of(b, 1)->spec.numbers.l2, 0);
    cr_expect_null(row_of(b, NET_L2));
    undo(b);
    cr_expect_eq(network(b, 1).numbers.l2, 0.02);
    cr_expect(row_of(b, NET_L2), "it stands again");
    undo(b);
    cr_expect_eq(network(b, 1).numbers.l2, 0);
    cr_expect(row_of(b, NET_L2), "it was added before");
    undo(b);
    cr_expect_null(row_of(b, NET_L2));
    bench_close(b);
}

// What a lab sets stands there without a hand, of the network that has it.
Test(lab_shelf, what_is_set_stands_from_the_start)
{
    static const char *const two[] = { "dropconnect=0.2", "l2=0.01", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=4 clip=2 dropconnect=0.3", two);
    cr_expect(row_of(b, NET_DROPCONNECT) && row_of(b, NET_CLIP) && !row_of(b, NET_L2));
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_2);
    bench_frame(b);
    cr_expect(row_of(b, NET_DROPCONNECT) && row_of(b, NET_CLIP) && row_of(b, NET_L2));
    take_off(b, NET_L2);
    cr_expect_not(labspace_owns(space_of(b), 1, NET_L2), "it shares it again");
    take_off(b, NET_DROPCONNECT);
    cr_expect_eq(network(b, 1).numbers.dropconnect, 0, "none, though the lab began with 0.3");
    cr_expect_eq(network(b, 0).numbers.dropconnect, 0.2);
    bench_click(b, "lab.own.clip");
    take_off(b, NET_CLIP);
    cr_expect(network(b, 1).numbers.clip == 0 && network(b, 0).numbers.clip == 2);
    cr_expect(row_of(b, NET_CLIP), "that it has none of what all share is told");
    bench_click(b, "lab.own.clip");
    cr_expect_eq(network(b, 1).numbers.clip, 2);
    bench_close(b);
}

// ---- what has no say

// What cannot be applied to points of the plane is dimmed and says why; jitter can.
Test(lab_shelf, what_the_data_have_no_use_for_is_dimmed)
{
    static const NetKey pictures[] = { NET_SHIFT, NET_ZOOM, NET_FLIP, NET_CUTOUT, NET_CUTMIX };
    static const NetKey all[] = { NET_ROTATE, NET_JITTER, NET_MIXUP, NET_FGSM, NET_TIE };
    Bench *plane = lab_open("spiral n=60", "hidden=3x8", (const char *[]){ "l1=0", NULL });
    for (size_t i = 0; i < COUNT(pictures); i++) {
        cr_expect(lab_in_vain(space_of(plane), pictures[i]), "%s",
                  net_settings[pictures[i]].param.key);
    }
    for (size_t i = 0; i < COUNT(all); i++) {
        cr_expect_null(lab_in_vain(space_of(plane), all[i]), "%s", net_settings[all[i]].param.key);
    }
    cr_expect_null(lab_in_vain(space_of(plane), NET_INPUTS));
    bench_choose(plane, "lab.shelf", NET_SHIFT);
    bench_frame(plane);
    bench_click(plane, "lab.shift");
    cr_expect_eq(network(plane, 0).numbers.shift, 0, "it is dimmed");
    bench_close(plane);

    Bench *same = lab_open("spiral n=60", "hidden=8 batch=all",
                           (const char *[]){ "optimizer=lbfgs", "optimizer=adam", NULL });
    cr_expect(lab_in_vain(space_of(same), NET_JITTER) && lab_in_vain(space_of(same), NET_MIXUP) &&
                  lab_in_vain(space_of(same), NET_FGSM),
              "L-BFGS needs the same rows in every step");
    space_of(same)->selected = 1;
    cr_expect_null(lab_in_vain(space_of(same), NET_JITTER), "Adam does not");
    bench_close(same);

    Bench *said = lab_open("spiral n=60", "layers=\"features x,y2, dense 4\"",
                           (const char *[]){ "l1=0", NULL });
    cr_expect(lab_in_vain(space_of(said), NET_INPUTS), "the layers name them");
    bench_close(said);

    Bench *digits = lab_open("digits n=60", "hidden=8,8", (const char *[]){ "mixup=0.2", NULL });
    cr_expect(lab_in_vain(space_of(digits), NET_INPUTS) && lab_in_vain(space_of(digits), NET_TIE));
    cr_expect(lab_in_vain(space_of(digits), NET_CUTMIX), "mixup is on");
    cr_expect_null(lab_in_vain(space_of(digits), NET_MIXUP), "and can be left");
    for (size_t i = 0; i + 1 < COUNT(pictures); i++) {
        cr_expect_null(lab_in_vain(space_of(digits), pictures[i]));
    }
    bench_close(digits);
}

// ---- the norm

static NormPlace norm_of(const NetSpec *net, int norm)
{
    const NormPlace places[] = { net->batchnorm, net->layernorm, net->groupnorm, net->rmsnorm };
    return places[norm - 1];
}

enum { NORMS = 4 };

// Another kind keeps the place; off is off; one alone is on.
Test(lab_norm, kinds_and_places)
{
    Bench *b = lab_open_small();
    cr_expect_null(control(b, "lab.norm.place"), "of none there is no place");
    bench_choose(b, "lab.norm", 1);
    bench_frame(b);
    cr_expect(network(b, 0).batchnorm == NORM_BEFORE && network(b, 0).layernorm == NORM_OFF);
    bench_segment(b, "lab.norm.place", 1, 2);
    cr_expect_eq(network(b, 0).batchnorm, NORM_AFTER);
    for (int norm = 1; norm <= NORMS; norm++) {
        bench_choose(b, "lab.norm", norm);
        const NetSpec net = network(b, 0);
        for (int i = 1; i <= NORMS; i++) {
            cr_expect_eq(norm_of(&net, i), i == norm ? NORM_AFTER : NORM_OFF,
                         "%d: it stays after the activation, and is alone", norm);
        }
        bench_answered(b);
        cr_expect_str_empty(space_of(b)->shot->error.text, "%s", space_of(b)->shot->error.text);
    }
    cr_expect_null(control(b, "lab.groups"));
    bench_choose(b, "lab.norm", 3);
    bench_frame(b);
    bench_number(b, "lab.groups.number", "2");
    cr_expect_eq(network(b, 0).numbers.groups, 2);
    cr_expect_eq(network(b, 1).layernorm, NORM_OFF, "the other network has none");
    const Rect list = control(b, "lab.norm")->rect, place = control(b, "lab.norm.place")->rect;
    cr_expect(list.y == place.y && list.x + list.w < place.x, "in one row");
    bench_choose(b, "lab.norm", 0);
    bench_frame(b);
    cr_expect(network(b, 0).batchnorm == NORM_OFF && network(b, 0).layernorm == NORM_OFF);
    cr_expect_null(control(b, "lab.norm.place"));
    bench_close(b);
}

// A command line may have two: both are seen, and either can be switched off.
Test(lab_norm, several_at_once_are_all_shown)
{
    static const char *const one[] = { "batchnorm=before layernorm=after", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=4", one);
    cr_expect(look_text(&b->app.shell.canvas, tr("several"), control(b, "lab.norm")->rect, NULL));
    cr_expect(control(b, "lab.batchnorm") && control(b, "lab.layernorm"));
    bench_segment(b, "lab.batchnorm", NORM_OFF, NORM_PLACE_COUNT);
    bench_frame(b);
    cr_expect(network(b, 0).batchnorm == NORM_OFF && network(b, 0).layernorm == NORM_AFTER);
    cr_expect_null(control(b, "lab.layernorm"));
    cr_expect(look_text(&b->app.shell.canvas, tr("Layer"), control(b, "lab.norm")->rect, NULL));
    bench_close(b);
}

// What lessons and scenes of other days name is now the one control.
Test(lab_norm, answers_to_its_old_names)
{
    static const char *const names[] = { "lab.batchnorm", "lab.layernorm" };
    Bench *b = lab_open_small();
    for (size_t i = 0; i < COUNT(names); i++) {
        Rect rect;
        char at[48];
        cr_assert(network_lesson.where(b->network, names[i], &rect, at), "%s", names[i]);
        cr_expect_str_eq(at, "lab.norm");
    }
    LabShow show;
    labspace_shown(space_of(b), &show);
    show.hide[LAB_HIDE_BATCHNORM] = show.hide[LAB_HIDE_LAYERNORM] = true;
    labspace_show(space_of(b), &show);
    bench_frame(b);
    cr_expect_null(control(b, "lab.norm"));
    show.hide[LAB_HIDE_LAYERNORM] = false;
    labspace_show(space_of(b), &show);
    bench_frame(b);
    cr_expect(control(b, "lab.norm"), "one of the two is still wanted");
    bench_close(b);
}

// ---- hidden

Test(lab_shelf, can_be_hidden)
{
    Bench *b = lab_open_small();
    space_of(b)->hide[LAB_HIDE_MORE] = true;
    bench_frame(b);
    cr_expect(!control(b, "lab.shelf") && !control(b, "lab.more"));
    space_of(b)->hide[LAB_HIDE_MORE] = false;
    space_of(b)->hide[LAB_HIDE_NETWORK] = true;
    bench_frame(b);
    cr_expect(!control(b, "lab.shelf") && control(b, "lab.more"));
    bench_close(b);
}
