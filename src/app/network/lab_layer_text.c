// What is typed is a draft: it acts when it is complete, by Enter or when the field is left, and
// stays as it is while it is not. Meanwhile the networks keep the layers they have.
#include "app/network/lab_layer_text.h"

#include "app/network/lab_shelf.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/text_area.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FIELD[] = "lab.layer_text";
enum { HEAD = 22, LINE = 32, NOTE = 12, CODE = 12, SHAPES_FIRST = 8, SHAPES_LAST = 3 };

// ---- the draft

// What is typed stays as long as what it was made from: other layers, from wherever they come, take
// its place.
static LayersDraft *draft_of(LabSpace *space, const char *now)
{
    const bool own = labspace_owns(space, space->selected, NET_LAYERS);
    LayersDraft *draft = &space->drafts[own ? space->selected + 1 : 0];
    if (strcmp(draft->from, now) != 0) {
        text_print(draft->from, sizeof draft->from, "%s", now);
        text_print(draft->text, sizeof draft->text, "%s", now);
    }
    return draft;
}

// The selected network with those layers; false with the error where it cannot be. "" are none.
static bool with_layers(const LabSpace *space, const char *text, NetSpec *net, Error *err)
{
    *net = lab_network(&space->wish.spec, space->selected);
    const char *typed = text + strspn(text, " ");
    return net_spec_set(net, NET_LAYERS, typed[0] ? text : "none", err);
}

// What comes of it with the data as they are: its layers, 0 where these do not fit; -1: the data
// are not known yet.
static int plan(const LabSpace *space, const NetSpec *net, LayerPlan *plans, Error *err)
{
    const LabShot *shot = space->shot;
    if (!shot || shot->features == 0) {
        return -1;
    }
    const int outputs = space->selected < shot->network_count
                            ? shot->networks[space->selected].outputs
                            : shot->classes;
    return net_plan(net, shot->shape, outputs > 0 ? outputs : 1, plans, err);
}

static void take(NetworkRoom *room, LayersDraft *draft)
{
    NetSpec *spec = lab_target(room, NET_LAYERS);
    const char *typed = draft->text + strspn(draft->text, " ");
    if (net_spec_set(spec, NET_LAYERS, typed[0] ? draft->text : "none", NULL)) {
        text_print(draft->from, sizeof draft->from, "%s", spec->layers);
        text_print(draft->text, sizeof draft->text, "%s", spec->layers);
        lab_row_changed(room, NET_LAYERS);
    }
}

// ---- what is said below the field

// The part of the text about the byte, in one line, and a caret below it.
static void caret(Ui *ui, Column *column, const char *text, int at)
{
    const size_t length = strlen(text), byte = (size_t)clampi(at, 0, (int)length);
    const float letter = canvas_text_width(ui->canvas, FONT_MONO, CODE, "0");
    const size_t fits = (size_t)fmaxf(column->w / letter, 8);
    size_t from = length <= fits || byte < fits / 2 ? 0 : byte - fits / 2;
    from = from > 0 ? utf8_previous(text, from + 1) : 0;
    char line[LAYER_TEXT_MAX];
    text_print(line, sizeof line, "%.*s", (int)fits, text + from);
    const Rect row = column_row(column, 16, 0), below = column_row(column, 12, 0);
    ui_label(ui, row, ALIGN_LEFT, FONT_MONO, CODE, ui->theme->muted, line);
    line[byte - from] = '\0';
    const float x = row.x + canvas_text_width(ui->canvas, FONT_MONO, CODE, line);
    canvas_text(ui->canvas, x, below.y + 9, ALIGN_LEFT, FONT_MONO, CODE, ui->theme->error, "^");
}

static void mistake(NetworkRoom *room, Column *column, const char *text, const Error *err,
                    bool editing)
{
    Ui *ui = &room->shell->ui;
    if (err->at >= 0) {
        caret(ui, column, text, err->at);
    }
    ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->error, err->text);
    if (!editing) {
        ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted,
                     tr("Until it is right the networks keep the layers they have."));
    }
}

void lab_shapes_text(const LayerPlan *plans, int count, char text[LAB_SHAPES_TEXT])
{
    int steps = 0, step = 0;
    for (int i = 0; i < count; i++) {
        steps += !shape_same(plans[i].from, plans[i].to);
    }
    char shape[TENSOR_SHAPE_TEXT];
    size_t used = (size_t)snprintf(text, LAB_SHAPES_TEXT, "%s", shape_write(plans[0].from, shape));
    for (int i = 0; i < count; i++) {
        if (shape_same(plans[i].from, plans[i].to)) {
            continue;
        }
        step++;
        const bool left_out = step > SHAPES_FIRST && step <= steps - SHAPES_LAST;
        if (!left_out || step == SHAPES_FIRST + 1) {
            used += (size_t)snprintf(text + used, LAB_SHAPES_TEXT - used, " → %s",
                                     left_out ? "…" : shape_write(plans[i].to, shape));
        }
    }
    assert(used < LAB_SHAPES_TEXT);
}

static double weights_of(const LayerPlan *plans, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        const LayerParams params = layer_params(&plans[i]);
        sum += (double)params.in * params.out + params.gain + params.bias;
    }
    return sum;
}

static void outcome(NetworkRoom *room, Column *column, const LayerPlan *plans, int count)
{
    Ui *ui = &room->shell->ui;
    char text[LAB_SHAPES_TEXT];
    lab_shapes_text(plans, count, text);
    ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted, text);
    text_print(text, sizeof text, "%.0f %s", weights_of(plans, count), tr("weights"));
    ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted, text);
}

// ---- the rows

static void head(NetworkRoom *room, Column *column)
{
    Rect row = column_row(column, HEAD, 0);
    lab_shelf_cross(room, row, NET_LAYERS);
    lab_own_toggle(room, &row, NET_LAYERS);
    ui_label(&room->shell->ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             room->shell->ui.theme->muted, tr("Layers as text"));
}

// The field; whether its text can be, and what comes of it.
static bool field(NetworkRoom *room, Column *column, LayersDraft *draft, int mistake_at)
{
    Ui *ui = &room->shell->ui;
    const float height = text_area_whole(ui, draft->text, column->w, LINE);
    ui_text_field(ui, FIELD, column_row(column, height, 4), draft->text, sizeof draft->text,
                  mistake_at,
                  tr("dense 32, conv 8 3x3, maxpool 2, gap, norm, activation, relu, dropout 0.2, "
                     "res(…), 10*(…); Enter takes it over"));
    return ui->edit.id == ui_id(FIELD);
}

// What is said of the text stays in sight while one types; at other times the wheel decides.
static void keep_in_view(Ui *ui, const Column *column)
{
    const InputKind kind = ui->event.kind;
    const float over = column->y - column->area.y - column->area.h;
    if (over > 0 && (kind == INPUT_TEXT || kind == INPUT_KEY || kind == INPUT_COMPOSE)) {
        column_scroll(ui, column->scroll)->offset += over;
        ui->wake_s = ui->now_s;
    }
}

void lab_layer_text(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    if (ui_hides(&room->shell->ui, FIELD)) {
        return;
    }
    head(room, column);
    LayersDraft *draft = draft_of(space, lab_target(room, NET_LAYERS)->layers);
    LayerPlan *plans = memory_get(sizeof *plans * NET_LAYERS_MAX);
    NetSpec net;
    Error err = { .text = "", .at = -1 };
    bool good = with_layers(space, draft->text, &net, &err) && plan(space, &net, plans, &err) != 0;
    const bool editing = field(room, column, draft, good ? -1 : err.at > 0 ? err.at : 0);
    err = (Error){ .text = "", .at = -1 };
    int count = 0;
    good = with_layers(space, draft->text, &net, &err);
    count = good ? plan(space, &net, plans, &err) : 0;
    if (count == 0) {
        mistake(room, column, draft->text, &err, editing);
    } else if (!editing && strcmp(draft->text, draft->from) != 0) {
        take(room, draft);
    }
    if (count > 0) {
        outcome(room, column, plans, count);
    }
    column_row(column, 4, 0);
    if (editing) {
        keep_in_view(&room->shell->ui, column);
    }
    free(plans);
}
