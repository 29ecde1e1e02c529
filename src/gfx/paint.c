// A canvas to the screen. The shapes become quads of three kinds of vertices, which are sent in
// one piece each; commands say which quads to draw in which order.
#include "gfx/paint.h"

#include "gfx/batch.h"
#include "gfx/shader.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdlib.h>

enum { QUADS_PER_DRAW = 16384 }; // indices have 16 bits

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

struct Paint {
    unsigned programs[PIPE_COUNT], arrays[PIPE_COUNT], buffers[PIPE_COUNT], indices;
    GLint pixels_at[PIPE_COUNT], texels_at;
    Batch batch;
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
    *paint = (Paint){ .batch.atlas = atlas };
    make_indices(paint);
    for (Pipe pipe = 0; pipe < PIPE_COUNT; pipe++) {
        if (!make_pipe(paint, pipe, err)) {
            paint_destroy(paint);
            return NULL;
        }
    }
    if (runs_wanted() && (paint->batch.runs = runs_create(err)) == NULL) {
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
    runs_destroy(paint->batch.runs);
    batch_finish(&paint->batch);
    free(paint);
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
    for (size_t i = 0; i < paint->batch.commands.count; i++) {
        const Command *command = &paint->batch.commands.items[i];
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
    glBindTexture(GL_TEXTURE_2D, atlas_texture(paint->batch.atlas));
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
    Batch *batch = &paint->batch;
    batch_build(batch, canvas, scale, width_px, height_px);
    upload(paint, PIPE_BOX, batch->boxes.items, batch->boxes.count);
    upload(paint, PIPE_FLAT, batch->flats.items, batch->flats.count);
    upload(paint, PIPE_TEXT, batch->texts.items, batch->texts.count);

    set_state(width_px, height_px);
    glDisable(GL_SCISSOR_TEST);
    const Color clear = canvas->clear;
    glClearColor((float)clear.r / 255, (float)clear.g / 255, (float)clear.b / 255,
                 (float)clear.a / 255);
    glClear(GL_COLOR_BUFFER_BIT);
    set_uniforms(paint, width_px, height_px);
    for (size_t i = 0; i < paint->batch.commands.count; i++) {
        const Command *command = &paint->batch.commands.items[i];
        const Bounds clip = batch_clip(canvas, command->scissor, scale, width_px, height_px);
        set_scissor(&clip, width_px, height_px);
        if (command->pipe == PIPE_IMAGE) {
            draw_image(command, scale, width_px, height_px, image, context);
            set_state(width_px, height_px);
            glActiveTexture(GL_TEXTURE0);
            glBindTexture(GL_TEXTURE_2D, atlas_texture(paint->batch.atlas));
        } else if (command->pipe == PIPE_RUN) {
            runs_draw(paint->batch.runs, (int)command->first, width_px, height_px);
            glBindTexture(GL_TEXTURE_2D, atlas_texture(paint->batch.atlas));
        } else {
            draw_quads(paint, command);
        }
    }
    glDisable(GL_SCISSOR_TEST);
    glBindVertexArray(0);
    glUseProgram(0);
}
