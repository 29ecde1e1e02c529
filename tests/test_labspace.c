// The Network workspace without a window: what hands change, what undo brings back, and what
// `render` computes.
#include "app/network/labspace_moment.h"
#include "app/network/labspace_paint.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static LabSpace *space_new(const char *preset)
{
    LabSpace *space = calloc(1, sizeof *space);
    labspace_init(space);
    for (int i = 0; preset && i < lab_preset_count; i++) {
        if (strcmp(lab_presets[i].kind.key, preset) == 0) {
            LabSpec *spec = malloc(sizeof *spec);
            lab_preset_spec(&lab_presets[i], spec);
            labspace_open(space, spec);
            free(spec);
        }
    }
    return space;
}

static void space_free(LabSpace *space)
{
    labspace_finish(space);
    free(space);
}

Test(labspace, begins_with_the_first_preset)
{
    LabSpace *space = space_new(NULL), *same = space_new(lab_presets[0].kind.key);
    LabMoment *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    labspace_moment(space, a);
    labspace_moment(same, b);
    memcpy(b->spec.ids, a->spec.ids, sizeof a->spec.ids); // who is who counts on
    cr_expect(labspace_moment_equal(a, b));
    cr_expect(!space->wish.playing && space->selected == 0 && !labspace_given(space));
    free(a);
    free(b);
    space_free(space);
    space_free(same);
}

Test(labspace, presets_differ_from_each_other_and_have_names)
{
    for (int i = 0; i < lab_preset_count + STUDY_COUNT; i++) {
        cr_expect_str_not_empty(lab_preset_label(NULL, i));
        for (int k = 0; k < i; k++) {
            cr_expect_str_neq(lab_preset_label(NULL, i), lab_preset_label(NULL, k));
        }
    }
    for (int i = 0; i < lab_preset_count; i++) {
        LabSpace *space = space_new(lab_presets[i].kind.key);
        const LabSpec *spec = &space->wish.spec;
        cr_expect_gt(spec->network_count, 1, "%s compares", lab_presets[i].kind.key);
        for (int k = 1; k < spec->network_count; k++) {
            const NetSpec p = lab_network(spec, k - 1), q = lab_network(spec, k);
            cr_expect_neq(net_spec_differ(&p, &q), 0, "%s: networks %d and %d", lab_presets[i].kind.key,
                          k - 1, k);
        }
        space_free(space);
    }
}

// Whoever is added, copied and removed: numbers are given once and never again.
Test(labspace, networks_keep_their_numbers)
{
    LabSpace *space = space_new("regression");
    LabSpec *spec = &space->wish.spec;
    const uint32_t first = spec->ids[0], second = spec->ids[1];
    labspace_add(space);
    labspace_duplicate(space, 0);
    cr_assert_eq(spec->network_count, 4);
    cr_expect(spec->ids[0] == first && spec->ids[2] == second);
    labspace_add(space);
    labspace_duplicate(space, 2);
    cr_expect_eq(spec->network_count, 4, "four are enough");
    const uint32_t gone = spec->ids[1];
    labspace_remove(space, 1);
    cr_expect(spec->ids[0] == first && spec->ids[1] == second);
    labspace_add(space);
    cr_expect_neq(spec->ids[3], gone);
    for (int i = 0; i < 5; i++) {
        labspace_remove(space, 0);
    }
    cr_expect_eq(spec->network_count, 1, "the last one stays");
    cr_expect_eq(space->selected, 0);
    space_free(space);
}

static void expect_enlarged(const LabSpace *space, int network, const char *when)
{
    cr_expect_eq(space->pinned.network, network, "%s", when);
    cr_expect_eq(space->wish.look.unit_network, network, "%s", when);
    cr_expect_eq(space->zoom_network, network, "%s", when);
}

Test(labspace, what_is_enlarged_stays_with_its_network)
{
    LabSpace *space = space_new("regression");
    LabMoment *two = malloc(sizeof *two), *three = malloc(sizeof *three);
    labspace_moment(space, two);
    labspace_pin(space, (LabUnitPlace){ 1, 1, 2 });
    space->wish.look.zoom_layer = 0;
    space->zoom_network = 1;
    labspace_duplicate(space, 0);
    expect_enlarged(space, 2, "one more stands before it");
    labspace_moment(space, three);
    labspace_restore(space, two);
    expect_enlarged(space, 1, "undone");
    labspace_restore(space, three);
    expect_enlarged(space, 2, "made once more");
    labspace_remove(space, 0);
    expect_enlarged(space, 1, "one before it has gone");
    labspace_remove(space, 1);
    cr_expect_eq(labspace_enlarged(space).unit, 0, "it has gone itself");
    cr_expect_eq(space->zoom_network, 0);
    labspace_restore(space, three);
    labspace_pin(space, (LabUnitPlace){ 1, 1, 2 }); // of the copy
    space->map = (LabMapPlace){ .network = 1, .channel = 3 };
    labspace_restore(space, two);
    cr_expect_eq(labspace_enlarged(space).unit, 0, "there is no copy yet");
    cr_expect(space->map.channel == 0 && space->map.network == 0);
    free(two);
    free(three);
    space_free(space);
}

Test(labspace, own_settings_stay_and_shared_ones_follow)
{
    LabSpace *space = space_new("regression");
    LabSpec *spec = &space->wish.spec;
    for (int key = 0; key < net_key_count; key++) {
        space->selected = 1;
        labspace_set_own(space, 1, (NetKey)key, true);
        cr_expect(labspace_owns(space, 1, (NetKey)key));
        cr_expect_eq(labspace_edit(space, (NetKey)key), &spec->networks[1]);
        labspace_set_own(space, 1, (NetKey)key, false);
        cr_expect_eq(labspace_edit(space, (NetKey)key), &spec->shared, "%s",
                     net_settings[key].param.key);
        cr_expect_eq(net_spec_differ(&spec->networks[1], &spec->shared) & SETTING_BIT(key), 0,
                     "%s follows again", net_settings[key].param.key);
    }
    labspace_set_own(space, 1, NET_HIDDEN, true);
    spec->networks[1].hidden[0] = 7;
    labspace_edited(space);
    spec->shared.hidden[0] = 9;
    labspace_edited(space);
    cr_expect(spec->networks[1].hidden[0] == 7 && spec->networks[0].hidden[0] == 9);
    space_free(space);
}

Test(labspace, a_moment_brings_everything_back)
{
    LabSpace *space = space_new("initializations");
    LabMoment *before = malloc(sizeof *before), *after = malloc(sizeof *after);
    labspace_compute(space, 0, 0);
    labspace_moment(space, before);
    space->brush = 1;
    cr_assert(labspace_paint(space, 0.5f, -0.25f, 0));
    labspace_set_data(space, DATA_MOONS);
    labspace_remove(space, 3);
    labspace_new_seed(space);
    labspace_moment(space, after);
    cr_expect_not(labspace_moment_equal(before, after));
    space->selected = 2;
    labspace_restore(space, before);
    labspace_moment(space, after);
    cr_expect(labspace_moment_equal(before, after));
    cr_expect_eq(space->wish.spec.network_count, 4);
    free(before);
    free(after);
    space_free(space);
}

Test(labspace, painting_takes_the_shown_points_over)
{
    LabSpace *space = space_new("dropout");
    labspace_compute(space, 0, 0);
    const int rows = space->shot->rows;
    space->brush = 0;
    cr_assert(labspace_paint(space, 9, 9, 0.1f));
    cr_expect_eq(space->wish.points.count, rows + 1);
    space->brush = BRUSH_ERASER;
    cr_assert(labspace_paint(space, 9, 9, 0.1f));
    cr_expect_eq(space->wish.points.count, rows, "the one just painted is gone, no other");
    space->brush = 5; // of data that had more classes
    cr_assert(labspace_paint(space, 9, 9, 0.1f));
    cr_expect_eq(space->wish.points.count, rows);
    cr_expect_eq(space->brush, BRUSH_NONE);
    space_free(space);
}

Test(labspace, data_keep_noise_and_share_where_they_can)
{
    LabSpace *space = space_new("initializations");
    DataParams *params = &space->wish.spec.data.params;
    params->noise = 0.31;
    params->train = 0.6;
    for (int kind = 0; kind < DATA_COUNT; kind++) {
        labspace_set_data(space, (DataKind)kind);
        cr_expect_eq(params->train, 0.6, "%s", data_rows[kind].kind.key);
        cr_expect(!param_find(data_rows[kind].kind.params, "noise") || kind > DATA_NOISE ||
                      params->noise == 0.31,
                  "%s", data_rows[kind].kind.key);
    }
    space_free(space);
}

// The same numbers by steps and by epochs, and from one call or from several.
Test(labspace, render_computes_to_a_step_or_an_epoch)
{
    LabSpace *space = space_new("regression"), *other = space_new("regression");
    labspace_compute(space, 3, -1);
    const long length = space->shot->networks[0].epoch_steps;
    cr_expect_eq(space->shot->networks[0].epoch, 3);
    cr_expect_eq(space->shot->step, 3 * length);
    labspace_compute(other, 0, length);
    labspace_compute(other, 0, 3 * length);
    for (int i = 0; i < 2; i++) {
        const NetShot *p = &space->shot->networks[i], *q = &other->shot->networks[i];
        cr_expect_eq(memcmp(&p->train, &q->train, sizeof p->train), 0, "network %d", i);
        cr_expect_eq(memcmp(&p->last.loss, &q->last.loss, sizeof p->last.loss), 0);
        cr_expect(p->surface_side > 0 && p->surface_side == q->surface_side);
        cr_expect_eq(memcmp(p->surface_value, q->surface_value,
                            sizeof(float) * (size_t)(p->surface_side * p->surface_side)),
                     0);
    }
    cr_expect_not(labspace_update(space), "no worker takes part");
    space_free(space);
    space_free(other);
}
