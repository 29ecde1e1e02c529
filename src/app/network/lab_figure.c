// A lab for a slide: what is learnt, the columns as in the window, the curves; no controls.
#include "app/network/lab_best.h"
#include "app/network/lab_columns.h"
#include "app/network/lab_hiding.h"
#include "app/network/lab_study.h"
#include "app/network/lab_views.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/layout.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MARGIN = 24, TITLE = 58, NAME_X = 42 };

// What is to be told of a network: always its layers, weights and optimizer, and what is not as
// usual.
static SettingBits told_keys(const LabSpec *spec, int network)
{
    const NetSpec own = lab_network(spec, network);
    NetSpec usual;
    net_spec_defaults(&usual);
    return SETTING_BIT(NET_HIDDEN) | SETTING_BIT(NET_ACTIVATION) | SETTING_BIT(NET_INIT) | SETTING_BIT(NET_OPTIMIZER) |
           net_spec_differ(&own, &usual);
}

// What all networks have in common; the rest stands above each.
static void title(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *t)
{
    const LabSpec *spec = &space->wish.spec;
    const LabShot *shot = space->shot;
    char text[NET_TEXT_MAX + LAB_WORDS_MAX], words[LAB_WORDS_MAX];
    canvas_text_fit(
        canvas, rect.x, rect.y + 22, ALIGN_LEFT, FONT_BOLD, 22, t->text,
        space->wish.painted ? tr("Your points") : tr(data_rows[spec->data.kind].kind.name), rect.w);
    lab_words(spec, 0, told_keys(spec, 0) & ~lab_apart(spec), words, sizeof words);
    const int train = shot->train_count, others = shot->rows - shot->train_count;
    const long epoch = shot->networks[0].epoch, step = shot->step;
    if (words[0]) {
        text_print(text, sizeof text,
                   tr_n("%d training row, %d for validation · %s · epoch %ld, step %ld",
                        "%d training rows, %d for validation · %s · epoch %ld, step %ld", train),
                   train, others, words, epoch, step);
    } else {
        text_print(text, sizeof text,
                   tr_n("%d training row, %d for validation · epoch %ld, step %ld",
                        "%d training rows, %d for validation · epoch %ld, step %ld", train),
                   train, others, epoch, step);
    }
    canvas_text_fit(canvas, rect.x, rect.y + 45, ALIGN_LEFT, FONT_MONO, 13, t->muted, text, rect.w);
}

static void name(Canvas *canvas, const LabSpace *space, const LabColumn *column, int index,
                 const Theme *t)
{
    Rect r = column->head;
    const Color color = labspace_color_told(space, index, t);
    if (!labspace_hides(space, index)) {
        r.w -= lab_best_draw(canvas, space, index, r, t);
    }
    canvas_box(canvas, (Rect){ r.x, r.y + 10, 14, 14 }, 4, color, 0, color);
    canvas_text(canvas, r.x + 22, r.y + 22, ALIGN_LEFT, FONT_BOLD, 15, t->text,
                labspace_letter(index)); // as at its curve's end
    const char *name = space->shot->networks[index].name;
    char words[LAB_WORDS_MAX] = "";
    const LabSpec *spec = &space->wish.spec;
    if (spec->network_count == space->shot->network_count) { // else the picture is a moment older
        lab_words(spec, index, told_keys(spec, index) & lab_apart(spec), words, sizeof words);
    }
    const bool more = strcmp(words, name) != 0 && words[0];
    canvas_text_fit(canvas, r.x + NAME_X, r.y + (more ? 15 : 22), ALIGN_LEFT, FONT_BOLD, 15,
                    t->text, name, r.w - NAME_X);
    if (more) { // a name given by hand or cut
        canvas_text_fit(canvas, r.x + NAME_X, r.y + 29, ALIGN_LEFT, FONT_SANS, 11, t->muted, words,
                        r.w - NAME_X);
    }
}

void lab_figure(NetworkRoom *room)
{
    const LabSpace *space = &room->lab;
    const Theme *t = &themes[room->shell->theme];
    Canvas *canvas = &room->shell->canvas;
    const float width = (float)room->shell->width_px / room->shell->scale,
                height = (float)room->shell->height_px / room->shell->scale;
    canvas_begin(canvas, atlas_metrics(room->shell->atlas, room->shell->scale), width, height,
                 t->background);
    Rect rest = rect_inset((Rect){ 0, 0, width, height }, MARGIN);
    if (space->study) {
        lab_study_draw(canvas, space, rest, t);
        return;
    }
    if (!space->shot) {
        return;
    }
    title(canvas, space, cut_top(&rest, TITLE, 0), t);
    const Rect foot = cut_bottom(&rest, fmaxf(rest.h * 0.22f, 60), 8);
    for (int i = 0; i < space->shot->network_count; i++) {
        const LabColumn column = lab_column_of(canvas, space, rest, i, space->shot->network_count);
        room->maps[i] = column.layers;
        room->wirings[i] = column.picture;
        name(canvas, space, &column, i, t);
        lab_column_draw(canvas, space, &column, i, t);
    }
    lab_chart_draw(canvas, space, foot, t);
}
