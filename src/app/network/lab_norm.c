// Which norm, and where: one control for what are several settings, of which a network mostly has
// one or none. Residual connections, alike.
#include "app/network/lab_rows.h"
#include "app/network/lab_say.h"
#include "app/parts/setting_rows.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { ROW = 26, LABEL = 52, LIST = 88, RESIDUAL_LABEL = 58, RESIDUAL_SHOWN = 4 };

static const struct {
    NetKey key;
    const char *name;
} norms[] = {
    { NET_BATCHNORM, N_("Batch") },
    { NET_LAYERNORM, N_("Layer") },
    { NET_GROUPNORM, N_("Group") },
    { NET_RMSNORM, N_("RMS") },
};
enum { NORMS = COUNT(norms) };

static NormPlace place_of(const NetSpec *spec, int norm)
{
    return *(const NormPlace *)setting_value(&net_settings[norms[norm].key], spec);
}

// "off", then the norms.
static const char *name_of(UNUSED const void *context, int index)
{
    return index > 0 ? tr(norms[index - 1].name) : registry_name(&norm_place_kinds, NORM_OFF);
}

static void set(NetworkRoom *room, int norm, NormPlace place)
{
    const NetKey key = norms[norm].key;
    NetSpec *spec = lab_target(room, key);
    if (place_of(spec, norm) != place) {
        *(NormPlace *)setting_field(&net_settings[key], spec) = place;
        lab_row_changed(room, key);
    }
}

// Where the first one stands that is on; how many are.
static int standing(const NetSpec *spec, int *first)
{
    int count = 0;
    *first = -1;
    for (int i = NORMS - 1; i >= 0; i--) {
        const bool on = place_of(spec, i) != NORM_OFF;
        count += on;
        *first = on ? i : *first;
    }
    return count;
}

static void places(NetworkRoom *room, Rect rect, int norm)
{
    const char *const labels[] = { registry_name(&norm_place_kinds, NORM_BEFORE),
                                   registry_name(&norm_place_kinds, NORM_AFTER) };
    int chosen = (int)place_of(lab_target(room, norms[norm].key), norm) - NORM_BEFORE;
    if (ui_segments(&room->shell->ui, "lab.norm.place", rect, 2, labels, &chosen,
                    tr("Before or after the activation"))) {
        set(room, norm, (NormPlace)(chosen + NORM_BEFORE));
    }
}

// What was typed may have more than one; each is shown then, to be seen and switched off.
static void each(NetworkRoom *room, Column *column)
{
    for (int i = 0; i < NORMS; i++) {
        if (place_of(lab_target(room, norms[i].key), i) != NORM_OFF) {
            lab_row_segments(room, column, norms[i].key, tr("Before or after the activation"));
        }
    }
}

static void by_place(NetworkRoom *room, Column *column)
{
    Ui *ui = &room->shell->ui;
    int first;
    const int count = standing(lab_target(room, norms[0].key), &first);
    Rect row = column_row(column, ROW + 4, 4);
    row.h -= 2;
    ui_label(ui, cut_left(&row, LABEL, 6), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
             tr("Norm"));
    const Rect list = count == 1 ? cut_left(&row, LIST, 6) : cut_right(&row, fmaxf(LIST, 136), 0);
    int chosen = count > 1 ? -1 : first + 1;
    if (ui_choice(ui, "lab.norm", list, NORMS + 1, name_of, NULL, &chosen, tr("several"),
                  tr("What every hidden layer's values are normalized by; begins anew"))) {
        const NormPlace place =
            count > 0 ? place_of(lab_target(room, norms[first].key), first) : NORM_BEFORE;
        for (int i = 0; i < NORMS; i++) {
            set(room, i, i == chosen - 1 ? place : NORM_OFF);
        }
    } else if (count == 1) {
        places(room, row, first);
    } else if (count > 1) {
        each(room, column);
    }
}

void lab_row_norm(NetworkRoom *room, Column *column)
{
    if (lab_layers_say(&room->lab)) {
        lab_row_choice(room, column, NET_NORM, NULL, tr("What \"norm\" is in the layers as text"));
    } else {
        by_place(room, column);
    }
    if (lab_groups_say(&room->lab)) {
        lab_row_number(room, column, NET_GROUPS, NULL);
    }
}

// ---- residual connections

static void order(NetworkRoom *room, Rect rect)
{
    const char *const labels[] = { registry_name(&residual_order_kinds, RESIDUAL_POST),
                                   registry_name(&residual_order_kinds, RESIDUAL_PRE) };
    NetSpec *spec = lab_target(room, NET_RESIDUAL_ORDER);
    int chosen = (int)spec->residual_order;
    if (ui_segments(&room->shell->ui, "lab.residual_order", rect, 2, labels, &chosen,
                    tr("post: the activation comes behind the sum (He 2015); pre: norm and "
                       "activation come first, and the sum goes on as it is (He 2016)"))) {
        spec->residual_order = (ResidualOrder)chosen;
        lab_row_changed(room, NET_RESIDUAL_ORDER);
    }
}

// Off, or around every so many layers; one more where a larger number was typed.
void lab_row_residual(NetworkRoom *room, Column *column)
{
    if (lab_layers_say(&room->lab)) {
        return; // they say their blocks themselves
    }
    Ui *ui = &room->shell->ui;
    NetSpec *spec = lab_target(room, NET_RESIDUAL);
    char typed[16];
    const int every = (int)spec->numbers.residual;
    const char *labels[] = { tr("off"), "1", "2", "3", typed };
    snprintf(typed, sizeof typed, "%d", every);
    Rect row = column_row(column, ROW + 4, 4);
    row.h -= 2;
    lab_own_toggle(room, &row, NET_RESIDUAL);
    const float wide = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, tr("Residual"));
    ui_label(ui, cut_left(&row, fmaxf(wide + 1, RESIDUAL_LABEL), 6), ALIGN_LEFT, FONT_SANS,
             UI_TEXT_SIZE, ui->theme->muted, tr("Residual"));
    const Rect counts = every > 0 ? cut_left(&row, row.w * 0.56f, 6) : row;
    int chosen = every < RESIDUAL_SHOWN ? every : RESIDUAL_SHOWN;
    if (ui_segments(ui, "lab.residual", counts,
                    every < RESIDUAL_SHOWN ? RESIDUAL_SHOWN : RESIDUAL_SHOWN + 1, labels, &chosen,
                    tr("A connection around every 1, 2 or 3 hidden layers behind the first: what "
                       "comes in is added to what comes out; begins anew. post: the activation "
                       "comes behind the sum, and all goes through it; pre: the sum goes on as it "
                       "is, which deep networks learn with"))) {
        spec->numbers.residual = chosen < RESIDUAL_SHOWN ? chosen : every;
        lab_row_changed(room, NET_RESIDUAL);
    } else if (every > 0) {
        order(room, row);
    }
    // What it is about follows below: the rows that go with it, and what all networks share.
    ui->tip.above |= ui->hot == ui_id("lab.residual") || ui->hot == ui_id("lab.residual_order");
}
