// A canvas to the screen. The shapes become quads of three kinds of vertices, which are sent in
// one piece each; commands say which quads to draw in which order.
#include "gfx/paint.h"

#include "gfx/quads.h"
#include "gfx/runs.h"
#include "gfx/shader.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUADS_PER_DRAW = 16384, NO_SCISSOR = -1 }; // indices have 16 bits

typedef enum Pipe { PIPE_BOX, PIPE_FLAT, PIPE_TEXT, PIPE_COUNT, PIPE_IMAGE, PIPE_RUN } Pipe;

typedef struct Attribute {
    int count;
    GLenum type;
    bool normalized;
    size_t offset;
} Attribute;

// clang-format off
static const struct {
    const char *shader;
    size_t vertex_bytes;
    Attribute attributes[5]; // until one of count 0
} pipes[PIPE_COUNT] = {
    [PIPE_BOX] = { "box", sizeof(BoxVertex), {
        { 2, GL_FLOAT, false, offsetof(BoxVertex, x) },
        { 4, GL_FLOAT, false, offsetof(BoxVertex, local_x) },
        { 2, GL_FLOAT, false, offsetof(BoxVertex, radius) },
        { 4, GL_UNSIGNED_BYTE, true, offsetof(BoxVertex, fill) },
        { 4, GL_UNSIGNED_BYTE, true, offsetof(BoxVertex, border) } } },
    [PIPE_FLAT] = { "flat", sizeof(FlatVertex), {
        { 2, GL_FLOAT, false, offsetof(FlatVertex, x) },
        { 4, GL_UNSIGNED_BYTE, true, offsetof(FlatVertex, color) } } },
    [PIPE_TEXT] = { "text", sizeof(TextVertex), {
        { 2, GL_SHORT, false, offsetof(TextVertex, x) },
        { 2, GL_UNSIGNED_SHORT, false, offsetof(TextVertex, u) },
        { 4, GL_UNSIGNED_BYTE, true, offsetof(TextVertex, color) } } },
};
// clang-format on

typedef struct Command {
    Pipe pipe;
    int scissor;         // clip that the quads reach out of
    size_t first, count; // vertices; for PIPE_RUN the run's number
    const Shape *image;
} Command;

struct Paint {
    Atlas *atlas;
    unsigned programs[PIPE_COUNT], arrays[PIPE_COUNT], buffers[PIPE_COUNT], indices;
    GLint pixels_at[PIPE_COUNT], texels_at;
    Array(uint32_t) order; // shapes as they are painted
    Array(Command) commands;
    Runs *runs;           // NULL with a graphics card
    Array(Command) whole; // what `commands` was before runs were taken out
    BoxVertices boxes;
    Array(FlatVertex) flats;
    TextVertices texts;
};

static bool make_pipe(Paint *paint, Pipe pipe, Error *err)
{
    const unsigned program = shader_load(pipes[pipe].shader, err);
    if (program == 0) {
        return false;
    }
    paint->programs[pipe] = program;
    paint->pixels_at[pipe] = glGetUniformLocation(program, "pixels");
    glGenVertexArrays(1, &paint->arrays[pipe]);
    glGenBuffers(1, &paint->buffers[pipe]);
    glBindVertexArray(paint->arrays[pipe]);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, paint->indices);
    glBindBuffer(GL_ARRAY_BUFFER, paint->buffers[pipe]);
    for (unsigned i = 0; i < COUNT(pipes[pipe].attributes); i++) {
        const Attribute *a = &pipes[pipe].attributes[i];
        if (a->count > 0) {
            glVertexAttribPointer(i, a->count, a->type, a->normalized,
                                  (GLsizei)pipes[pipe].vertex_bytes, (const void *)a->offset);
            glEnableVertexAttribArray(i);
        }
    }
    glBindVertexArray(0);
    return true;
}

// Two triangles for each four vertices.
static void make_indices(Paint *paint)
{
    static const uint16_t corners[6] = { 0, 1, 2, 0, 2, 3 };
    uint16_t *indices = memory_get(QUADS_PER_DRAW * sizeof corners);
    for (size_t i = 0; i < (size_t)QUADS_PER_DRAW * 6; i++) {
        indices[i] = (uint16_t)(i / 6 * 4 + corners[i % 6]);
    }
    glGenBuffers(1, &paint->indices);
    glBindVertexArray(0);
    glBindBuffer(GL_ARRAY_BUFFER, paint->indices);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)(QUADS_PER_DRAW * sizeof corners), indices,
                 GL_STATIC_DRAW);
    free(indices);
}

Paint *paint_create(Atlas *atlas, Error *err)
{
    Paint *paint = memory_get(sizeof *paint);
    *paint = (Paint){ .atlas = atlas };
    make_indices(paint);
    for (Pipe pipe = 0; pipe < PIPE_COUNT; pipe++) {
        if (!make_pipe(paint, pipe, err)) {
            paint_destroy(paint);
            return NULL;
        }
    }
    if (runs_wanted() && (paint->runs = runs_create(err)) == NULL) {
        paint_destroy(paint);
        return NULL;
    }
    paint->texels_at = glGetUniformLocation(paint->programs[PIPE_TEXT], "texels");
    return paint;
}

void paint_destroy(Paint *paint)
{
    if (paint == NULL) {
        return;
    }
    for (Pipe pipe = 0; pipe < PIPE_COUNT; pipe++) {
        glDeleteProgram(paint->programs[pipe]);
    }
    glDeleteVertexArrays(PIPE_COUNT, paint->arrays);
    glDeleteBuffers(PIPE_COUNT, paint->buffers);
    glDeleteBuffers(1, &paint->indices);
    array_free(&paint->order);
    array_free(&paint->commands);
    array_free(&paint->whole);
    runs_destroy(paint->runs);
    array_free(&paint->boxes);
    array_free(&paint->flats);
    array_free(&paint->texts);
    free(paint);
}

enum { GROUP_IMAGES, GROUP_BOXES, GROUP_TEXTS, GROUP_COUNT };

static size_t group_of(const Shape *shape, int lowest)
{
    const int group = shape->kind == SHAPE_IMAGE  ? GROUP_IMAGES
                      : shape->kind == SHAPE_TEXT ? GROUP_TEXTS
                                                  : GROUP_BOXES;
    return (size_t)((shape->layer - lowest) * GROUP_COUNT + group);
}

// Counting sort by layer and group, in the order they come.
static void sort_shapes(Paint *paint, const Canvas *canvas)
{
    const size_t count = canvas->shapes.count;
    const Shape *shapes = canvas->shapes.items;
    int lowest = 0, highest = 0;
    for (size_t i = 0; i < count; i++) {
        lowest = shapes[i].layer < lowest ? shapes[i].layer : lowest;
        highest = shapes[i].layer > highest ? shapes[i].layer : highest;
    }
    const size_t groups = (size_t)(highest - lowest + 1) * GROUP_COUNT;
    uint32_t *start = memory_get((groups + 1) * sizeof *start);
    memset(start, 0, (groups + 1) * sizeof *start);
    for (size_t i = 0; i < count; i++) {
        start[group_of(&shapes[i], lowest) + 1]++;
    }
    for (size_t i = 0; i < groups; i++) {
        start[i + 1] += start[i];
    }
    array_reserve(&paint->order, count);
    paint->order.count = count;
    for (size_t i = 0; i < count; i++) {
        paint->order.items[start[group_of(&shapes[i], lowest)]++] = (uint32_t)i;
    }
    free(start);
}

// The clip in whole physical pixels within the target. clip -1: all.
static Bounds clip_bounds(const Canvas *canvas, int clip, float scale, int width_px, int height_px)
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
static void add_command(Paint *paint, Pipe pipe, int clip, QuadsFit fit, size_t first, size_t end)
{
    if (fit == QUADS_NONE) {
        return;
    }
    Command *last =
        paint->commands.count > 0 ? &paint->commands.items[paint->commands.count - 1] : NULL;
    const bool goes_along =
        last != NULL && last->pipe == pipe &&
        (last->scissor == clip || (last->scissor == NO_SCISSOR && fit == QUADS_INSIDE));
    if (goes_along) {
        last->count = end - last->first;
        return;
    }
    const Command command = { pipe, fit == QUADS_ACROSS ? clip : NO_SCISSOR, first, end - first,
                              NULL };
    array_push(&paint->commands, command);
}

static bool add_plain(Paint *paint, const Shape *shape, const Bounds *clip, float scale)
{
    Bounds r;
    if (!quads_plain(shape, scale, &r)) {
        return false;
    }
    r = (Bounds){ fmaxf(r.x0, clip->x0), fmaxf(r.y0, clip->y0), fminf(r.x1, clip->x1),
                  fminf(r.y1, clip->y1) };
    if (r.x0 < r.x1 && r.y0 < r.y1) {
        const size_t first = paint->flats.count;
        const FlatVertex corners[4] = { { r.x0, r.y0, shape->fill },
                                        { r.x1, r.y0, shape->fill },
                                        { r.x1, r.y1, shape->fill },
                                        { r.x0, r.y1, shape->fill } };
        for (size_t i = 0; i < COUNT(corners); i++) {
            array_push(&paint->flats, corners[i]);
        }
        add_command(paint, PIPE_FLAT, shape->clip, QUADS_INSIDE, first, paint->flats.count);
    }
    return true;
}

static void add_shape(Paint *paint, const Canvas *canvas, const Shape *shape, const Bounds *clip,
                      float scale)
{
    const size_t first = paint->boxes.count;
    switch (shape->kind) {
    case SHAPE_IMAGE: {
        const Command command = { PIPE_IMAGE, shape->clip, 0, 0, shape };
        array_push(&paint->commands, command);
        break;
    }
    case SHAPE_BOX:
        if (!add_plain(paint, shape, clip, scale)) {
            const QuadsFit fit = quads_box(shape, scale, clip, &paint->boxes);
            add_command(paint, PIPE_BOX, shape->clip, fit, first, paint->boxes.count);
        }
        break;
    case SHAPE_POLYGON: {
        const QuadsFit fit = quads_polygon(shape, scale, clip, &paint->boxes);
        add_command(paint, PIPE_BOX, shape->clip, fit, first, paint->boxes.count);
        break;
    }
    case SHAPE_TEXT: {
        const size_t first_text = paint->texts.count;
        const QuadsFit fit = quads_text(shape, canvas_text_of(canvas, shape), scale, clip,
                                        paint->atlas, &paint->texts);
        add_command(paint, PIPE_TEXT, shape->clip, fit, first_text, paint->texts.count);
        break;
    }
    }
}

static void build(Paint *paint, const Canvas *canvas, float scale, int width_px, int height_px)
{
    paint->commands.count = paint->boxes.count = paint->flats.count = paint->texts.count = 0;
    int clip = INT16_MIN; // none yet
    Bounds bounds = { 0 };
    for (size_t i = 0; i < paint->order.count; i++) {
        const Shape *shape = &canvas->shapes.items[paint->order.items[i]];
        if (shape->clip != clip) {
            clip = shape->clip;
            bounds = clip_bounds(canvas, clip, scale, width_px, height_px);
        }
        if (bounds.x0 < bounds.x1 && bounds.y0 < bounds.y1) {
            add_shape(paint, canvas, shape, &bounds, scale);
        }
    }
}

// Takes the long runs of small boxes out of one command.
static void take_runs(Paint *paint, const Command *whole, const Bounds *clip)
{
    const size_t quads = whole->count / 4;
    for (size_t done = 0, part; done < quads; done += part) {
        bool run;
        const BoxVertex *first = paint->boxes.items + whole->first + 4 * done;
        part = runs_split(first, quads - done, clip, &run);
        const int number = run ? runs_add(paint->runs, first, part, clip) : -1;
        Command command = *whole;
        command.first = whole->first + 4 * done;
        command.count = 4 * part;
        if (number >= 0) {
            command.pipe = PIPE_RUN;
            command.first = (size_t)number;
        }
        array_push(&paint->commands, command);
    }
}

static void take_all_runs(Paint *paint, const Canvas *canvas, float scale, int width_px,
                          int height_px)
{
    runs_begin(paint->runs);
    paint->whole.count = 0;
    for (size_t i = 0; i < paint->commands.count; i++) {
        array_push(&paint->whole, paint->commands.items[i]);
    }
    paint->commands.count = 0;
    for (size_t i = 0; i < paint->whole.count; i++) {
        const Command *whole = &paint->whole.items[i];
        if (whole->pipe == PIPE_BOX) {
            const Bounds clip = clip_bounds(canvas, whole->scissor, scale, width_px, height_px);
            take_runs(paint, whole, &clip);
        } else {
            array_push(&paint->commands, *whole);
        }
    }
}

// New storage each time, so that the driver need not wait until the last picture is drawn. What
// runs have drawn is left out.
static void upload(const Paint *paint, Pipe pipe, const void *vertices, size_t count)
{
    const size_t bytes = pipes[pipe].vertex_bytes;
    if (count == 0) {
        return;
    }
    glBindBuffer(GL_ARRAY_BUFFER, paint->buffers[pipe]);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)(count * bytes), NULL, GL_STREAM_DRAW);
    for (size_t i = 0; i < paint->commands.count; i++) {
        const Command *command = &paint->commands.items[i];
        if (command->pipe == pipe) {
            glBufferSubData(GL_ARRAY_BUFFER, (GLintptr)(command->first * bytes),
                            (GLsizeiptr)(command->count * bytes),
                            (const char *)vertices + command->first * bytes);
        }
    }
}

static void set_state(int width_px, int height_px)
{
    glViewport(0, 0, width_px, height_px);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_DITHER);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

static void set_scissor(const Bounds *clip, int width_px, int height_px)
{
    const bool all = clip->x0 <= 0 && clip->y0 <= 0 && clip->x1 >= (float)width_px &&
                     clip->y1 >= (float)height_px;
    (all ? glDisable : glEnable)(GL_SCISSOR_TEST);
    glScissor((int)clip->x0, height_px - (int)clip->y1, (int)(clip->x1 - clip->x0),
              (int)(clip->y1 - clip->y0));
}

static void draw_quads(const Paint *paint, const Command *command)
{
    glUseProgram(paint->programs[command->pipe]);
    glBindVertexArray(paint->arrays[command->pipe]);
    for (size_t done = 0; done < command->count; done += QUADS_PER_DRAW * 4) {
        const size_t left = command->count - done;
        const size_t count = left < QUADS_PER_DRAW * 4 ? left : QUADS_PER_DRAW * 4;
        glDrawElementsBaseVertex(GL_TRIANGLES, (GLsizei)(count / 4 * 6), GL_UNSIGNED_SHORT, NULL,
                                 (GLint)(command->first + done));
    }
}

static void set_uniforms(Paint *paint, int width_px, int height_px)
{
    for (Pipe pipe = 0; pipe < PIPE_COUNT; pipe++) {
        glUseProgram(paint->programs[pipe]);
        glUniform2f(paint->pixels_at[pipe], 2.0f / (float)width_px, -2.0f / (float)height_px);
    }
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, atlas_texture(paint->atlas));
    GLint side = 1;
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &side);
    glUniform2f(paint->texels_at, 1.0f / (float)side, 1.0f / (float)side);
}

static void draw_image(const Command *command, float scale, int width_px, int height_px,
                       PaintImage *image, void *context)
{
    const Rect r = command->image->image.rect;
    const int x = (int)roundf(r.x * scale), y = (int)roundf(r.y * scale);
    const int rect_px[4] = { x, y, (int)roundf((r.x + r.w) * scale) - x,
                             (int)roundf((r.y + r.h) * scale) - y };
    if (image != NULL && rect_px[2] > 0 && rect_px[3] > 0) {
        image(context, command->image->image.id, rect_px, width_px, height_px);
    }
}

void paint_canvas(Paint *paint, const Canvas *canvas, float scale, int width_px, int height_px,
                  PaintImage *image, void *context)
{
    sort_shapes(paint, canvas);
    const unsigned generation = atlas_generation(paint->atlas);
    build(paint, canvas, scale, width_px, height_px);
    if (generation != atlas_generation(paint->atlas)) {
        build(paint, canvas, scale, width_px, height_px); // the atlas started anew half-way
    }
    if (paint->runs != NULL) {
        take_all_runs(paint, canvas, scale, width_px, height_px);
    }
    upload(paint, PIPE_BOX, paint->boxes.items, paint->boxes.count);
    upload(paint, PIPE_FLAT, paint->flats.items, paint->flats.count);
    upload(paint, PIPE_TEXT, paint->texts.items, paint->texts.count);

    set_state(width_px, height_px);
    glDisable(GL_SCISSOR_TEST);
    const Color clear = canvas->clear;
    glClearColor((float)clear.r / 255, (float)clear.g / 255, (float)clear.b / 255,
                 (float)clear.a / 255);
    glClear(GL_COLOR_BUFFER_BIT);
    set_uniforms(paint, width_px, height_px);
    for (size_t i = 0; i < paint->commands.count; i++) {
        const Command *command = &paint->commands.items[i];
        const Bounds clip = clip_bounds(canvas, command->scissor, scale, width_px, height_px);
        set_scissor(&clip, width_px, height_px);
        if (command->pipe == PIPE_IMAGE) {
            draw_image(command, scale, width_px, height_px, image, context);
            set_state(width_px, height_px);
            glActiveTexture(GL_TEXTURE0);
            glBindTexture(GL_TEXTURE_2D, atlas_texture(paint->atlas));
        } else if (command->pipe == PIPE_RUN) {
            runs_draw(paint->runs, (int)command->first, width_px, height_px);
            glBindTexture(GL_TEXTURE_2D, atlas_texture(paint->atlas));
        } else {
            draw_quads(paint, command);
        }
    }
    glDisable(GL_SCISSOR_TEST);
    glBindVertexArray(0);
    glUseProgram(0);
}
