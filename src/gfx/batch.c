// Shapes are sorted, become quads, and go along with the last command where that draws them
// rightly.
#include "gfx/batch.h"

#include "draw/order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

Bounds batch_clip(const Canvas *canvas, int clip, float scale, int width_px, int height_px)
{
    Bounds bounds = { 0, 0, (float)width_px, (float)height_px };
    if (clip >= 0) {
        const Rect r = canvas->clips.items[clip];
        bounds.x0 = clampf(roundf(r.x * scale), 0, bounds.x1);
        bounds.y0 = clampf(roundf(r.y * scale), 0, bounds.y1);
        bounds.x1 = clampf(roundf((r.x + r.w) * scale), bounds.x0, bounds.x1);
        bounds.y1 = clampf(roundf((r.y + r.h) * scale), bounds.y0, bounds.y1);
    }
    return bounds;
}

// Quads behind `first` are to be drawn next: with the last command if it draws them rightly.
static void add_command(Batch *batch, Pipe pipe, int clip, QuadsFit fit, size_t first, size_t end)
{
    if (fit == QUADS_NONE) {
        return;
    }
    Command *last =
        batch->commands.count > 0 ? &batch->commands.items[batch->commands.count - 1] : NULL;
    const bool goes_along =
        last != NULL && last->pipe == pipe &&
        (last->scissor == clip || (last->scissor == NO_SCISSOR && fit == QUADS_INSIDE));
    if (goes_along) {
        last->count = end - last->first;
        return;
    }
    const Command command = { pipe, fit == QUADS_ACROSS ? clip : NO_SCISSOR, first, end - first,
                              NULL };
    array_push(&batch->commands, command);
}

static bool add_plain(Batch *batch, const Shape *shape, const Bounds *clip, float scale)
{
    Bounds r;
    if (!quads_plain(shape, scale, &r)) {
        return false;
    }
    r = (Bounds){ fmaxf(r.x0, clip->x0), fmaxf(r.y0, clip->y0), fminf(r.x1, clip->x1),
                  fminf(r.y1, clip->y1) };
    if (r.x0 < r.x1 && r.y0 < r.y1) {
        const size_t first = batch->flats.count;
        const FlatVertex corners[4] = { { r.x0, r.y0, shape->fill },
                                        { r.x1, r.y0, shape->fill },
                                        { r.x1, r.y1, shape->fill },
                                        { r.x0, r.y1, shape->fill } };
        for (size_t i = 0; i < COUNT(corners); i++) {
            array_push(&batch->flats, corners[i]);
        }
        add_command(batch, PIPE_FLAT, shape->clip, QUADS_INSIDE, first, batch->flats.count);
    }
    return true;
}

static void add_shape(Batch *batch, const Canvas *canvas, const Shape *shape, const Bounds *clip,
                      float scale)
{
    const size_t first = batch->boxes.count;
    switch (shape->kind) {
    case SHAPE_IMAGE: {
        const Command command = { PIPE_IMAGE, shape->clip, 0, 0, shape };
        array_push(&batch->commands, command);
        break;
    }
    case SHAPE_BOX:
        if (!add_plain(batch, shape, clip, scale)) {
            const QuadsFit fit = quads_box(shape, scale, clip, &batch->boxes);
            add_command(batch, PIPE_BOX, shape->clip, fit, first, batch->boxes.count);
        }
        break;
    case SHAPE_POLYGON: {
        const QuadsFit fit = quads_polygon(shape, scale, clip, &batch->boxes);
        add_command(batch, PIPE_BOX, shape->clip, fit, first, batch->boxes.count);
        break;
    }
    case SHAPE_TEXT: {
        const size_t first_text = batch->texts.count;
        const QuadsFit fit = quads_text(shape, canvas_text_of(canvas, shape), scale, clip,
                                        batch->atlas, &batch->texts);
        add_command(batch, PIPE_TEXT, shape->clip, fit, first_text, batch->texts.count);
        break;
    }
    }
}

static void add_shapes(Batch *batch, const Canvas *canvas, float scale, int width_px, int height_px)
{
    batch->commands.count = batch->boxes.count = batch->flats.count = batch->texts.count = 0;
    int clip = INT16_MIN; // none yet
    Bounds bounds = { 0 };
    for (size_t i = 0; i < batch->order.count; i++) {
        const Shape *shape = &canvas->shapes.items[batch->order.items[i]];
        if (shape->clip != clip) {
            clip = shape->clip;
            bounds = batch_clip(canvas, clip, scale, width_px, height_px);
        }
        if (bounds.x0 < bounds.x1 && bounds.y0 < bounds.y1) {
            add_shape(batch, canvas, shape, &bounds, scale);
        }
    }
}

// Takes the long runs of small boxes out of one command.
static void take_runs(Batch *batch, const Command *whole, const Bounds *clip)
{
    const size_t quads = whole->count / 4;
    for (size_t done = 0, part; done < quads; done += part) {
        bool run;
        const BoxVertex *first = batch->boxes.items + whole->first + 4 * done;
        part = runs_split(first, quads - done, clip, &run);
        const int number = run ? runs_add(batch->runs, first, part, clip) : -1;
        Command command = *whole;
        command.first = whole->first + 4 * done;
        command.count = 4 * part;
        if (number >= 0) {
            command.pipe = PIPE_RUN;
            command.first = (size_t)number;
        }
        array_push(&batch->commands, command);
    }
}

static void take_all_runs(Batch *batch, const Canvas *canvas, float scale, int width_px,
                          int height_px)
{
    runs_begin(batch->runs);
    batch->whole.count = 0;
    for (size_t i = 0; i < batch->commands.count; i++) {
        array_push(&batch->whole, batch->commands.items[i]);
    }
    batch->commands.count = 0;
    for (size_t i = 0; i < batch->whole.count; i++) {
        const Command *whole = &batch->whole.items[i];
        if (whole->pipe == PIPE_BOX) {
            const Bounds clip = batch_clip(canvas, whole->scissor, scale, width_px, height_px);
            take_runs(batch, whole, &clip);
        } else {
            array_push(&batch->commands, *whole);
        }
    }
}

void batch_build(Batch *batch, const Canvas *canvas, float scale, int width_px, int height_px)
{
    array_reserve(&batch->order, canvas->shapes.count);
    batch->order.count = canvas->shapes.count;
    order_shapes(canvas, batch->order.items);
    const unsigned generation = atlas_generation(batch->atlas);
    add_shapes(batch, canvas, scale, width_px, height_px);
    if (generation != atlas_generation(batch->atlas)) { // the atlas started anew half-way
        add_shapes(batch, canvas, scale, width_px, height_px);
    }
    if (batch->runs != NULL) {
        take_all_runs(batch, canvas, scale, width_px, height_px);
    }
}

void batch_finish(Batch *batch)
{
    array_free(&batch->order);
    array_free(&batch->commands);
    array_free(&batch->whole);
    array_free(&batch->boxes);
    array_free(&batch->flats);
    array_free(&batch->texts);
}
