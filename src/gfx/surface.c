// The surface: drawn into a framebuffer of its own when something changed, else only copied.
#include "gfx/surface.h"

#include "base/array.h"
#include "base/file.h"
#include "gfx/shader.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLORS = 1024, UNIT_VALUES = 0, UNIT_COLORS = 1, SAMPLES = 4 };

// What is drawn into; multisampled ones are copied into a plain one.
typedef struct Target {
    unsigned framebuffer, color, depth;
    int width, height, samples;
} Target;

struct Surface {
    unsigned program;
    GLint matrix, texel_of, cut, light, color_of, level_of, contour, contour_width, dim;
    unsigned array, vertices, indices[2][MESH_ORDERS]; // fine and coarse
    GLsizei index_count[2][MESH_ORDERS];
    int columns, rows;
    unsigned values, colors;
    int map_columns, map_rows;
    float half_w, half_h;
    Colormap colormap;
    Target plain, many;
    SurfaceLook look;
    bool stale;
    double fine_s;
};

static unsigned make_texture(GLint filter)
{
    unsigned texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    return texture;
}

Surface *surface_create(Error *err)
{
    Surface *surface = memory_get(sizeof *surface);
    *surface = (Surface){ .stale = true };
    const unsigned id = surface->program = shader_load("surface", err);
    if (id == 0) {
        surface_destroy(surface);
        return NULL;
    }
    const struct {
        GLint *at;
        const char *name;
    } uniforms[] = {
        { &surface->matrix, "matrix" },     { &surface->texel_of, "texel_of" },
        { &surface->cut, "cut" },           { &surface->light, "light" },
        { &surface->color_of, "color_of" }, { &surface->level_of, "level_of" },
        { &surface->contour, "contour" },   { &surface->contour_width, "contour_width" },
        { &surface->dim, "dim" },
    };
    for (size_t i = 0; i < COUNT(uniforms); i++) {
        *uniforms[i].at = glGetUniformLocation(id, uniforms[i].name);
    }
    glUseProgram(id);
    glUniform1i(glGetUniformLocation(id, "values"), UNIT_VALUES);
    glUniform1i(glGetUniformLocation(id, "colors"), UNIT_COLORS);
    glUseProgram(0);
    glGenVertexArrays(1, &surface->array);
    glGenBuffers(1, &surface->vertices);
    glGenBuffers(2 * MESH_ORDERS, surface->indices[0]);
    surface->values = make_texture(GL_LINEAR);
    surface->colors = make_texture(GL_NEAREST);
    glBindVertexArray(surface->array);
    glBindBuffer(GL_ARRAY_BUFFER, surface->vertices);
    glVertexAttribPointer(0, 3, GL_FLOAT, false, sizeof(MeshVertex), NULL);
    glVertexAttribPointer(1, 3, GL_FLOAT, false, sizeof(MeshVertex),
                          (const void *)offsetof(MeshVertex, normal));
    glEnableVertexAttribArray(0);
    glEnableVertexAttribArray(1);
    glBindVertexArray(0);
    return surface;
}

static void target_finish(Target *target)
{
    glDeleteFramebuffers(1, &target->framebuffer);
    glDeleteRenderbuffers(1, &target->color);
    glDeleteRenderbuffers(1, &target->depth);
    *target = (Target){ 0 };
}

void surface_destroy(Surface *surface)
{
    if (surface == NULL) {
        return;
    }
    target_finish(&surface->plain);
    target_finish(&surface->many);
    glDeleteBuffers(2 * MESH_ORDERS, surface->indices[0]);
    glDeleteBuffers(1, &surface->vertices);
    glDeleteVertexArrays(1, &surface->array);
    glDeleteTextures(1, &surface->values);
    glDeleteTextures(1, &surface->colors);
    glDeleteProgram(surface->program);
    free(surface);
}

void surface_upload_mesh(Surface *surface, const Mesh *mesh)
{
    glBindVertexArray(0);
    glBindBuffer(GL_ARRAY_BUFFER, surface->vertices);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)(mesh->vertices.count * sizeof(MeshVertex)),
                 mesh->vertices.items, GL_DYNAMIC_DRAW);
    surface->stale = true;
    if (mesh->columns == surface->columns && mesh->rows == surface->rows) {
        return;
    }
    surface->columns = mesh->columns;
    surface->rows = mesh->rows;
    uint32_t *indices =
        memory_get(mesh_indices(mesh->columns, mesh->rows, 1, 0, NULL) * sizeof *indices);
    for (int i = 0; i < 2 * MESH_ORDERS; i++) {
        const int coarse = i / MESH_ORDERS, order = i % MESH_ORDERS;
        const size_t count =
            mesh_indices(mesh->columns, mesh->rows, coarse + 1, (MeshOrder)order, indices);
        surface->index_count[coarse][order] = (GLsizei)count;
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, surface->indices[coarse][order]);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr)(count * sizeof *indices), indices,
                     GL_STATIC_DRAW);
    }
    free(indices);
}

void surface_upload_map(Surface *surface, int columns, int rows, const float *t, float half_w,
                        float half_h)
{
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, surface->values);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    if (columns == surface->map_columns && rows == surface->map_rows) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, columns, rows, GL_RED, GL_FLOAT, t);
    } else {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, columns, rows, 0, GL_RED, GL_FLOAT, t);
    }
    surface->map_columns = columns;
    surface->map_rows = rows;
    surface->half_w = half_w;
    surface->half_h = half_h;
    surface->stale = true;
}

static void upload_colors(Surface *surface, const Colormap *map)
{
    if (memcmp(&surface->colormap, map, sizeof *map) == 0) {
        return;
    }
    surface->colormap = *map;
    uint8_t(*rgba)[4] = memory_get(COLORS * sizeof *rgba);
    for (int i = 0; i < COLORS; i++) {
        const Color c = colormap_at(map, (double)i / (COLORS - 1));
        rgba[i][0] = c.r;
        rgba[i][1] = c.g;
        rgba[i][2] = c.b;
        rgba[i][3] = 255;
    }
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, surface->colors);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, COLORS, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    free(rgba);
}

static void target_size(Target *target, int width, int height, int samples)
{
    if (target->framebuffer && target->width == width && target->height == height) {
        return;
    }
    target_finish(target);
    *target = (Target){ .width = width, .height = height, .samples = samples };
    glGenFramebuffers(1, &target->framebuffer);
    glGenRenderbuffers(1, &target->color);
    glGenRenderbuffers(1, &target->depth);
    glBindRenderbuffer(GL_RENDERBUFFER, target->color);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_RGBA8, width, height);
    glBindRenderbuffer(GL_RENDERBUFFER, target->depth);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_DEPTH_COMPONENT24, width, height);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target->framebuffer);
    glFramebufferRenderbuffer(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER,
                              target->color);
    glFramebufferRenderbuffer(GL_DRAW_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER,
                              target->depth);
}

static void set_color(GLint uniform, Color color)
{
    glUniform4f(uniform, (float)color.r / 255, (float)color.g / 255, (float)color.b / 255,
                (float)color.a / 255);
}

static void set_uniforms(const Surface *s, const SurfaceLook *look)
{
    glUniformMatrix4fv(s->matrix, 1, false, look->matrix);
    const float w = (float)s->map_columns, h = (float)s->map_rows;
    glUniform4f(s->texel_of, 0.5f, 0.5f, 0.5f / s->half_w * (w - 1) / w,
                0.5f / s->half_h * (h - 1) / h);
    glUniform2f(s->cut, look->low, look->high);
    glUniform3fv(s->light, 1, look->light);
    const float range = look->t_high - look->t_low, per_t = range != 0 ? 1 / range : 0;
    glUniform2f(s->color_of, per_t, -look->t_low * per_t);
    const bool lines = look->step > 0 || look->step < 0;
    glUniform2f(s->level_of, lines ? 1 / look->step : 0,
                lines ? -(look->t_low + look->first) / look->step : 0);
    set_color(s->contour, lines ? look->contour : (Color){ 0, 0, 0, 0 });
    glUniform1f(s->contour_width, look->contour_width_px);
    glUniform1f(s->dim, 1);
}

// From the haze below to the sky above, in as many bands as eight bits tell apart.
static void clear_behind(const SurfaceLook *look, int width, int height)
{
    enum { BANDS = 40 };
    GLint scissor[4];
    glGetIntegerv(GL_SCISSOR_BOX, scissor);
    glClear(GL_DEPTH_BUFFER_BIT);
    glEnable(GL_SCISSOR_TEST);
    for (int i = 0; i < BANDS; i++) {
        const int y0 = height * i / BANDS, y1 = height * (i + 1) / BANDS;
        const Color color = color_mix(look->haze, look->sky, (i + 0.5f) / BANDS);
        glScissor(0, y0, width, y1 - y0);
        glClearColor((float)color.r / 255, (float)color.g / 255, (float)color.b / 255, 1);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glDisable(GL_SCISSOR_TEST);
    glScissor(scissor[0], scissor[1], scissor[2], scissor[3]);
}

// Into the bound framebuffer.
static void draw_anew(Surface *s, const SurfaceLook *look, int width, int height)
{
    const int coarse = look->coarse ? 1 : 0;
    const MeshOrder order = mesh_order(look->to_eye[0], look->to_eye[1]);
    glViewport(0, 0, width, height);
    glDisable(GL_BLEND);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LESS);
    glDepthMask(true);
    clear_behind(look, width, height);
    glUseProgram(s->program);
    upload_colors(s, look->colormap);
    set_uniforms(s, look);
    glActiveTexture(GL_TEXTURE0 + UNIT_COLORS);
    glBindTexture(GL_TEXTURE_2D, s->colors);
    glActiveTexture(GL_TEXTURE0 + UNIT_VALUES);
    glBindTexture(GL_TEXTURE_2D, s->values);
    glEnable(GL_CLIP_DISTANCE0);
    glEnable(GL_CLIP_DISTANCE1);
    glBindVertexArray(s->array);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, s->indices[coarse][order]);
    glDrawElements(GL_TRIANGLES, s->index_count[coarse][order], GL_UNSIGNED_INT, NULL);
    glBindVertexArray(0);
    glDisable(GL_CLIP_DISTANCE0);
    glDisable(GL_CLIP_DISTANCE1);
    glDisable(GL_DEPTH_TEST);
    glUseProgram(0);
}

static void draw_into_plain(Surface *s, const SurfaceLook *look, int w, int h)
{
    target_size(&s->plain, w, h, 0);
    if (look->coarse) {
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, s->plain.framebuffer);
        draw_anew(s, look, w, h);
        return;
    }
    target_size(&s->many, w, h, SAMPLES);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, s->many.framebuffer);
    draw_anew(s, look, w, h);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, s->many.framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, s->plain.framebuffer);
    glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

// The driver has finished before and after, so that the time is this picture's alone.
static void draw_measured(Surface *s, const SurfaceLook *look, int w, int h)
{
    if (look->coarse) {
        draw_into_plain(s, look, w, h);
        return;
    }
    glFinish();
    const double from_s = clock_seconds();
    draw_into_plain(s, look, w, h);
    glFinish();
    s->fine_s = clock_seconds() - from_s;
}

double surface_fine_s(const Surface *surface)
{
    return surface->fine_s;
}

static bool same_look(const SurfaceLook *a, const SurfaceLook *b)
{
    return memcmp(a, b, sizeof *a) == 0; // both were zeroed
}

void surface_draw(Surface *s, const SurfaceLook *look, const int rect_px[4], int width_px,
                  int height_px)
{
    const int x = rect_px[0], y = rect_px[1], w = rect_px[2], h = rect_px[3];
    if (w <= 0 || h <= 0 || s->columns == 0 || s->map_columns == 0 || width_px <= 0) {
        return;
    }
    GLint target = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    const bool scissor = glIsEnabled(GL_SCISSOR_TEST);
    if (s->stale || w != s->plain.width || h != s->plain.height || !same_look(look, &s->look)) {
        glDisable(GL_SCISSOR_TEST);
        draw_measured(s, look, w, h);
        s->look = *look;
        s->stale = false;
        (scissor ? glEnable : glDisable)(GL_SCISSOR_TEST);
    }
    glBindFramebuffer(GL_READ_FRAMEBUFFER, s->plain.framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, (GLuint)target);
    glBlitFramebuffer(0, 0, w, h, x, height_px - y - h, x + w, height_px - y, GL_COLOR_BUFFER_BIT,
                      GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, (GLuint)target);
}
