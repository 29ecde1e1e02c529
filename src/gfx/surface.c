// The surface: drawn into a framebuffer of its own when something changed, else only copied.
#include "gfx/surface.h"

#include "base/array.h"
#include "base/file.h"
#include "gfx/grid.h"
#include "gfx/shader.h"
#include "gfx/surface_program.h"
#include "gfx/target.h"
#include "gfx/texture.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLORS = 1024, SAMPLES = 4, CORNERS = 4 };
enum { COARSE_COLUMNS = 97 }; // a mesh of no more is coarse as it is

struct Surface {
    SurfaceProgram programs[SURFACE_VARIANTS];
    unsigned sky_program[2];                           // without noise, with it
    unsigned array, vertices, indices[2][MESH_ORDERS]; // fine and coarse
    GLsizei index_count[2][MESH_ORDERS];
    int columns, rows;
    float mesh_half_w, mesh_half_h;
    unsigned floor_array, floor_vertices;
    unsigned values, holes, colors;
    int map_columns, map_rows;
    bool has_holes;
    float half_w, half_h;
    Colormap colormap;
    Target plain, many;
    SurfaceLook look;
    bool stale;
    double fine_s;
};

static unsigned make_array(unsigned *vertices)
{
    unsigned array = 0;
    glGenVertexArrays(1, &array);
    glGenBuffers(1, vertices);
    glBindVertexArray(array);
    glBindBuffer(GL_ARRAY_BUFFER, *vertices);
    glVertexAttribPointer(0, 3, GL_FLOAT, false, sizeof(MeshVertex), NULL);
    glVertexAttribPointer(1, 3, GL_FLOAT, false, sizeof(MeshVertex),
                          (const void *)offsetof(MeshVertex, normal));
    glEnableVertexAttribArray(0);
    glEnableVertexAttribArray(1);
    glBindVertexArray(0);
    return array;
}

Surface *surface_create(Error *err)
{
    Surface *surface = memory_get(sizeof *surface);
    *surface = (Surface){ .stale = true, .fine_s = INFINITY };
    if (!surface_program_load(&surface->programs[SURFACE_PLAIN], SURFACE_PLAIN, err) ||
        !(surface->sky_program[0] = shader_load("sky", err)) ||
        !(surface->sky_program[1] = shader_load_with("sky", "SMOOTH", err))) {
        surface_destroy(surface);
        return NULL;
    }
    surface->array = make_array(&surface->vertices);
    surface->floor_array = make_array(&surface->floor_vertices);
    glGenBuffers(2 * MESH_ORDERS, surface->indices[0]);
    surface->values = texture_create(GL_LINEAR);
    surface->holes = texture_create(GL_LINEAR);
    surface->colors = texture_create(GL_NEAREST);
    return surface;
}

void surface_destroy(Surface *surface)
{
    if (surface == NULL) {
        return;
    }
    const unsigned textures[] = { surface->values, surface->holes, surface->colors };
    const unsigned arrays[] = { surface->array, surface->floor_array };
    const unsigned buffers[] = { surface->vertices, surface->floor_vertices };
    target_finish(&surface->plain);
    target_finish(&surface->many);
    glDeleteBuffers(2 * MESH_ORDERS, surface->indices[0]);
    glDeleteBuffers(COUNT(buffers), buffers);
    glDeleteVertexArrays(COUNT(arrays), arrays);
    glDeleteTextures(COUNT(textures), textures);
    for (int i = 0; i < SURFACE_VARIANTS; i++) {
        surface_program_finish(&surface->programs[i]);
    }
    glDeleteProgram(surface->sky_program[0]);
    glDeleteProgram(surface->sky_program[1]);
    free(surface);
}

void surface_upload_mesh(Surface *surface, const Mesh *mesh)
{
    glBindVertexArray(0);
    glBindBuffer(GL_ARRAY_BUFFER, surface->vertices);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)(mesh->vertices.count * sizeof(MeshVertex)),
                 mesh->vertices.items, GL_DYNAMIC_DRAW);
    surface->mesh_half_w = -mesh->vertices.items[0].x;
    surface->mesh_half_h = -mesh->vertices.items[0].y;
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
        const int stride = coarse && mesh->columns > COARSE_COLUMNS ? 2 : 1;
        const size_t count =
            mesh_indices(mesh->columns, mesh->rows, stride, (MeshOrder)order, indices);
        surface->index_count[coarse][order] = (GLsizei)count;
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, surface->indices[coarse][order]);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr)(count * sizeof *indices), indices,
                     GL_STATIC_DRAW);
    }
    free(indices);
}

// New storage only when the size changes: filling the old one is cheaper.
static void fill_texture(unsigned texture, bool same_size, int columns, int rows, GLint inside,
                         GLenum type, const void *pixels)
{
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (same_size) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, columns, rows, GL_RED, type, pixels);
    } else {
        glTexImage2D(GL_TEXTURE_2D, 0, inside, columns, rows, 0, GL_RED, type, pixels);
    }
}

void surface_upload_map(Surface *surface, int columns, int rows, const float *values, float half_w,
                        float half_h)
{
    assert(columns >= 2 && rows >= 2);
    const size_t count = (size_t)columns * (size_t)rows;
    float *coefficients = memory_get(count * sizeof *coefficients);
    uint8_t *holes = memory_get(count);
    const bool same = columns == surface->map_columns && rows == surface->map_rows;
    surface->has_holes = grid_prepare(columns, rows, values, coefficients, holes);
    fill_texture(surface->values, same, columns, rows, GL_R32F, GL_FLOAT, coefficients);
    if (surface->has_holes) {
        fill_texture(surface->holes, false, columns, rows, GL_R8, GL_UNSIGNED_BYTE, holes);
    }
    surface->map_columns = columns;
    surface->map_rows = rows;
    surface->half_w = half_w;
    surface->half_h = half_h;
    surface->stale = true;
    free(coefficients);
    free(holes);
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

// The variant for what is to be drawn.
static const SurfaceProgram *program_of(Surface *s, const SurfaceLook *look)
{
    const int variant = (look->coarse ? 0 : SURFACE_SMOOTH) | (s->has_holes ? SURFACE_HOLES : 0);
    SurfaceProgram *program = &s->programs[variant];
    Error err;
    if (!program->id && !surface_program_load(program, (SurfaceVariant)variant, &err)) {
        die("%s", err.text); // the same files were good at the start
    }
    return program;
}

static void bind_texture(int unit, unsigned texture)
{
    glActiveTexture(GL_TEXTURE0 + (GLenum)unit);
    glBindTexture(GL_TEXTURE_2D, texture);
}

static void draw_mesh(const Surface *s, const SurfaceLook *look)
{
    const int coarse = look->coarse ? 1 : 0;
    const MeshOrder order = mesh_order(look->to_eye[0], look->to_eye[1]);
    glEnable(GL_CLIP_DISTANCE0);
    glEnable(GL_CLIP_DISTANCE1);
    glEnable(GL_DEPTH_CLAMP); // a peak is cut where it is asked for alone
    glBindVertexArray(s->array);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, s->indices[coarse][order]);
    glDrawElements(GL_TRIANGLES, s->index_count[coarse][order], GL_UNSIGNED_INT, NULL);
    glDisable(GL_CLIP_DISTANCE0);
    glDisable(GL_CLIP_DISTANCE1);
    glDisable(GL_DEPTH_CLAMP);
}

static void draw_floor(const Surface *s, const SurfaceLook *look)
{
    MeshVertex corners[CORNERS];
    for (int i = 0; i < CORNERS; i++) {
        corners[i] = (MeshVertex){ i % 2 ? s->mesh_half_w : -s->mesh_half_w,
                                   i / 2 ? s->mesh_half_h : -s->mesh_half_h,
                                   look->floor_z,
                                   { 0, 0, 1 } };
    }
    glBindVertexArray(s->floor_array);
    glBindBuffer(GL_ARRAY_BUFFER, s->floor_vertices);
    glBufferData(GL_ARRAY_BUFFER, sizeof corners, corners, GL_STREAM_DRAW);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, CORNERS);
}

// Last, where nothing else is.
static void draw_sky(const Surface *s, const SurfaceLook *look)
{
    const Color sky = look->sky, haze = look->haze;
    const unsigned id = s->sky_program[look->coarse || look->map.even ? 0 : 1];
    glUseProgram(id);
    glUniform3f(glGetUniformLocation(id, "sky"), (float)sky.r / 255, (float)sky.g / 255,
                (float)sky.b / 255);
    glUniform3f(glGetUniformLocation(id, "haze"), (float)haze.r / 255, (float)haze.g / 255,
                (float)haze.b / 255);
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

// Into the bound framebuffer.
static void draw_anew(Surface *s, const SurfaceLook *look, int width, int height)
{
    const float w = (float)s->map_columns, h = (float)s->map_rows;
    const float texel_of[4] = { 0.5f, 0.5f, 0.5f / s->half_w * (w - 1) / w,
                                0.5f / s->half_h * (h - 1) / h };
    const SurfaceProgram *program = program_of(s, look);
    const bool blurs = s->has_holes && !look->coarse; // the edge of a hole covers samples in part
    glViewport(0, 0, width, height);
    glDisable(GL_BLEND);
    glDisable(GL_CULL_FACE);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LEQUAL);
    glDepthMask(true);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
    glColorMask(true, true, true, !s->has_holes); // opaque, whatever part of it is covered
    upload_colors(s, look->map.colormap);
    bind_texture(UNIT_COLORS, s->colors);
    bind_texture(UNIT_HOLES, s->has_holes ? s->holes : 0);
    bind_texture(UNIT_VALUES, s->values);
    surface_program_use(program, look, texel_of, blurs);
    (blurs ? glEnable : glDisable)(GL_SAMPLE_ALPHA_TO_COVERAGE);
    draw_mesh(s, look);
    glDisable(GL_SAMPLE_ALPHA_TO_COVERAGE);
    if (look->floor) {
        surface_program_floor(program, look);
        draw_floor(s, look);
    }
    draw_sky(s, look);
    glColorMask(true, true, true, true);
    glBindVertexArray(0);
    glDisable(GL_DEPTH_TEST);
    glUseProgram(0);
}

// Whether there is one.
static bool draw_into_plain(Surface *s, const SurfaceLook *look, int w, int h)
{
    if (!look->coarse && target_bind(&s->many, w, h, SAMPLES)) {
        draw_anew(s, look, w, h);
        if (!target_bind(&s->plain, w, h, 0)) {
            return false;
        }
        glBindFramebuffer(GL_READ_FRAMEBUFFER, s->many.framebuffer);
        glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GL_COLOR_BUFFER_BIT, GL_NEAREST);
        return true;
    }
    if (!target_bind(&s->plain, w, h, 0)) {
        return false;
    }
    draw_anew(s, look, w, h);
    return true;
}

// The driver has finished before and after, so that the time is this picture's alone.
static bool draw_measured(Surface *s, const SurfaceLook *look, int w, int h)
{
    if (look->coarse) {
        return draw_into_plain(s, look, w, h);
    }
    glFinish();
    const double from_s = clock_seconds();
    const bool drawn = draw_into_plain(s, look, w, h);
    glFinish();
    s->fine_s = clock_seconds() - from_s;
    return drawn;
}

double surface_fine_s(const Surface *surface)
{
    return surface->fine_s;
}

static bool same_look(const SurfaceLook *a, const SurfaceLook *b)
{
    return memcmp(a->matrix, b->matrix, sizeof a->matrix) == 0 &&
           memcmp(a->light, b->light, sizeof a->light) == 0 && a->shading == b->shading &&
           a->low == b->low && a->high == b->high && heatmap_look_equal(&a->map, &b->map) &&
           memcmp(&a->sky, &b->sky, sizeof a->sky) == 0 &&
           memcmp(&a->haze, &b->haze, sizeof a->haze) == 0 && a->floor == b->floor &&
           (!a->floor || a->floor_z == b->floor_z) && a->coarse == b->coarse;
}

static int divided(int length, const SurfaceLook *look)
{
    const int divide = look->map.divide > 1 ? look->map.divide : 1;
    return (length + divide - 1) / divide;
}

void surface_prepare(Surface *s, const SurfaceLook *look, int width, int height)
{
    const int w = divided(width, look), h = divided(height, look);
    if (w <= 0 || h <= 0 || s->columns == 0 || s->map_columns == 0 ||
        (!s->stale && w == s->plain.width && h == s->plain.height && same_look(look, &s->look))) {
        return;
    }
    GLint target = 0;
    const bool scissor = glIsEnabled(GL_SCISSOR_TEST);
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    glDisable(GL_SCISSOR_TEST);
    s->stale = !draw_measured(s, look, w, h);
    s->look = *look;
    glFlush();
    (scissor ? glEnable : glDisable)(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_FRAMEBUFFER, (GLuint)target);
}

void surface_draw(Surface *s, const SurfaceLook *look, const int rect_px[4], int width_px,
                  int height_px)
{
    const int x = rect_px[0], y = rect_px[1], w = rect_px[2], h = rect_px[3];
    const int inner_w = divided(w, look), inner_h = divided(h, look);
    surface_prepare(s, look, w, h);
    if (s->stale || inner_w != s->plain.width || inner_h != s->plain.height || width_px <= 0) {
        return; // nothing to show, or the driver has no room for a picture of that size
    }
    GLint target = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, s->plain.framebuffer);
    glBlitFramebuffer(0, 0, inner_w, inner_h, x, height_px - y - h, x + w, height_px - y,
                      GL_COLOR_BUFFER_BIT, inner_w < w || inner_h < h ? GL_LINEAR : GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, (GLuint)target);
}
