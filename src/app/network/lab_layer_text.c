// What is typed is a draft: it acts when it is complete, by Enter or when the field is left, and
// stays as it is while it is not. Meanwhile the networks keep the layers they have.
#include "app/network/lab_layer_text.h"

#include "app/network/lab_shelf.h"
#include "base/utf8.h"
#include "base/words.h"
#include "sim/train/train_check.h"
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

static bool is_empty(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

// The selected network with those layers; false with the error where it cannot be. "" are none.
static bool with_layers(const LabSpace *space, const char *text, NetSpec *net, Error *err)
{
    *net = lab_network(&space->wish.spec, space->selected);
    return net_spec_set(net, NET_LAYERS, is_empty(text) ? "none" : text, err);
}

// What comes of the text with the data as they are: its layers, 0 where it cannot be or these do
// not fit, with the error; -1: the data are not known yet.
static int plan(const LabSpace *space, const char *text, LayerPlan *plans, Error *err)
{
    const LabShot *shot = space->shot;
    NetSpec net;
    *err = (Error){ .text = "", .at = -1 };
    if (!with_layers(space, text, &net, err)) {
        return 0;
    }
    if (!shot || shot->features == 0) {
        return -1;
    }
    const int outputs = train_outputs_of(net_spec_loss(&net, shot->classes == 0), shot->classes);
    return net_plan(&net, shot->shape, outputs, plans, err);
}

static void take(NetworkRoom *room, LayersDraft *draft)
{
    NetSpec *spec = lab_target(room, NET_LAYERS);
    const bool none = is_empty(draft->text);
    if (net_spec_set(spec, NET_LAYERS, none ? "none" : draft->text, NULL)) {
        text_print(draft->from, sizeof draft->from, "%s", spec->layers);
        text_print(draft->text, sizeof draft->text, "%s", spec->layers);
        lab_row_changed(room, NET_LAYERS);
    }
}

// ---- what is said below the field

// What of the text stands in one line of so many letters: `count` bytes from `from`. What is left
// out has "…" in its place.
typedef struct Part {
    size_t from, count;
    bool more; // behind it
} Part;

static Part part_about(const char *text, size_t byte, size_t letters)
{
    const size_t length = strlen(text);
    if (length <= letters) {
        return (Part){ 0, length, false };
    }
    const size_t before = byte < letters / 2 ? 0 : byte - letters / 2;
    const size_t from = before > 0 ? utf8_previous(text, before + 1) : 0;
    const size_t room = letters - (from > 0);
    const bool more = length - from > room;
    return (Part){ from, more ? utf8_previous(text, from + room) - from : length - from, more };
}

// The part of the text about the byte, in one line, and a caret below it.
static void caret(Ui *ui, Column *column, const char *text, int at)
{
    const size_t length = strlen(text), byte = (size_t)clampi(at, 0, (int)length);
    const float letter = canvas_text_width(ui->canvas, FONT_MONO, CODE, "0");
    const Part part = part_about(text, byte, (size_t)fmaxf(column->w / letter, 8));
    const char *left_out = part.from > 0 ? "…" : "";
    char line[LAYER_TEXT_MAX + 8];
    text_print(line, sizeof line, "%s%.*s%s", left_out, (int)part.count, text + part.from,
               part.more ? "…" : "");
    const Rect row = column_row(column, 16, 0), below = column_row(column, 12, 0);
    ui_label(ui, row, ALIGN_LEFT, FONT_MONO, CODE, ui->theme->muted, line);
    line[strlen(left_out) + byte - part.from] = '\0';
    const float x = row.x + canvas_text_width(ui->canvas, FONT_MONO, CODE, line);
    canvas_text(ui->canvas, x, below.y + 9, ALIGN_LEFT, FONT_MONO, CODE, ui->theme->error, "^");
}

// of_draft: the networks have other layers; else they have these, which do not fit the data.
static void mistake(NetworkRoom *room, Column *column, const char *text, const Error *err,
                    bool of_draft)
{
    Ui *ui = &room->shell->ui;
    if (err->at >= 0) {
        caret(ui, column, text, err->at);
    }
    ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->error, err->text);
    if (of_draft) {
        ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted,
                     tr("Until it is right the networks keep the layers they have."));
    }
}

// Layers in a row that make the same shape.
typedef struct Stretch {
    TensorShape shape;
    int times;
    int next; // the layer behind it
} Stretch;

// What is told: another shape, and each layer with weights, whatever its shape.
static bool is_told(const LayerPlan *plan)
{
    return !shape_same(plan->from, plan->to) || layer_role(plan->kind) == ROLE_WEIGHTS;
}

// The run from layer `at` on; false: there are no more.
static bool run_from(const LayerPlan *plans, int count, int at, Stretch *run)
{
    run->times = 0;
    for (; at < count &&
           (run->times == 0 || !is_told(&plans[at]) || shape_same(plans[at].to, run->shape));
         at++) {
        if (is_told(&plans[at])) {
            run->shape = plans[at].to;
            run->times++;
        }
    }
    run->next = at;
    return run->times > 0;
}

static size_t write_run(const Stretch *run, char *text, size_t size)
{
    char shape[TENSOR_SHAPE_TEXT], times[16] = "";
    if (run->times > 1) {
        snprintf(times, sizeof times, "%d x ", run->times);
    }
    return (size_t)snprintf(text, size, " → %s%s", times, shape_write(run->shape, shape));
}

void lab_shapes_text(const LayerPlan *plans, int count, char text[LAB_SHAPES_TEXT])
{
    Stretch run = { .next = 0 };
    int runs = 0;
    for (int at = 0; run_from(plans, count, at, &run); at = run.next) {
        runs++;
    }
    char shape[TENSOR_SHAPE_TEXT];
    size_t used = (size_t)snprintf(text, LAB_SHAPES_TEXT, "%s", shape_write(plans[0].from, shape));
    run.next = 0;
    for (int i = 1; run_from(plans, count, run.next, &run); i++) {
        if (i <= SHAPES_FIRST || i > runs - SHAPES_LAST) {
            used += write_run(&run, text + used, LAB_SHAPES_TEXT - used);
        } else if (i == SHAPES_FIRST + 1) {
            used += (size_t)snprintf(text + used, LAB_SHAPES_TEXT - used, " → …");
        }
    }
    assert(used < LAB_SHAPES_TEXT);
}

static double weights_of(const LayerPlan *plans, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        const LayerParams params = layer_params(&plans[i]);
        const double each = (double)params.in * params.out + params.gain + params.bias;
        sum += layer_is_tied(&plans[i]) ? 0 : each;
    }
    return sum;
}

static void outcome(NetworkRoom *room, Column *column, const LayerPlan *plans, int count,
                    bool empty)
{
    Ui *ui = &room->shell->ui;
    char text[LAB_SHAPES_TEXT];
    lab_shapes_text(plans, count, text);
    ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted, text);
    text_print(text, sizeof text, "%.0f %s", weights_of(plans, count), tr("weights"));
    ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted, text);
    if (empty) {
        ui_paragraph(ui, column, FONT_SANS, NOTE, ui->theme->muted,
                     tr("Empty: Layers and Units say which layers there are, as before."));
    }
}

// ---- the rows

static void head(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    Rect row = column_row(column, HEAD, 0);
    lab_shelf_cross(room, &row, NET_LAYERS);
    const bool own = labspace_owns(space, space->selected, NET_LAYERS);
    lab_own_toggle(room, &row, NET_LAYERS);
    if (own != labspace_owns(space, space->selected, NET_LAYERS)) { // it moves to another section
        room->shell->ui.reveal = ui_id(FIELD);
    }
    ui_label(&room->shell->ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             room->shell->ui.theme->muted, tr("Layers as text"));
}

// Whether it is being edited.
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
    Error err;
    const bool good = plan(space, draft->text, plans, &err) != 0;
    const bool editing = field(room, column, draft, good ? -1 : err.at > 0 ? err.at : 0);
    const int count = plan(space, draft->text, plans, &err); // it may have been typed in just now
    const bool left = !editing && strcmp(draft->text, draft->from) != 0;
    if (count == 0) {
        mistake(room, column, draft->text, &err, left);
    } else if (left) {
        take(room, draft);
    }
    if (count > 0) {
        outcome(room, column, plans, count, is_empty(draft->text));
    }
    column_row(column, 4, 0);
    if (editing) {
        keep_in_view(&room->shell->ui, column);
    }
    free(plans);
}
