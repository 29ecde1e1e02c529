// The heat map: drawn into a texture of its own when something changed, else only copied.
#include "gfx/heatmap.h"

#include "base/array.h"
#include "gfx/grid.h"
#include "gfx/shader.h"
#include "gfx/texture.h"

#include <epoxy/gl.h>
#include <stdlib.h>
#include <string.h>

enum { COLORS = 1024, UNIT_VALUES = 0, UNIT_COLORS = 1, UNIT_HOLES = 2 };

// A program and where its uniforms are. The second one also shows where values are undefined, and
// is made when such values come.
typedef struct Program {
    unsigned id;
    GLint texel_of, grid, logarithmic, scale, color_of, level_of, contour, contour_width, undefined,
        noise;
} Program;

struct Heatmap {
    Program plain, holed;
    unsigned array, values, holes, colors;
    int columns, rows;
    Array(float) coefficients;       // [rows][columns]
    int filled_columns, filled_rows; // size of the texture `values`
    bool has_holes;
    Colormap colormap; // what `colors` shows
    // The finished picture and what it was made from.
    unsigned picture, framebuffer;
    int width, height;
    HeatmapLook look;
    bool stale;
};

static bool make_program(Program *program, const char *define, Error *err)
{
    const unsigned id = shader_load_with("heatmap", define, err);
    if (id == 0) {
        return false;
    }
    *program = (Program){
        id,
        glGetUniformLocation(id, "texel_of"),
        glGetUniformLocation(id, "grid"),
        glGetUniformLocation(id, "logarithmic"),
        glGetUniformLocation(id, "scale"),
        glGetUniformLocation(id, "color_of"),
        glGetUniformLocation(id, "level_of"),
        glGetUniformLocation(id, "contour"),
        glGetUniformLocation(id, "contour_width"),
        glGetUniformLocation(id, "undefined"),
        glGetUniformLocation(id, "noise"),
    };
    glUseProgram(id);
    glUniform1i(glGetUniformLocation(id, "values"), UNIT_VALUES);
    glUniform1i(glGetUniformLocation(id, "colors"), UNIT_COLORS);
    glUniform1i(glGetUniformLocation(id, "holes"), UNIT_HOLES);
    glUseProgram(0);
    return true;
}

Heatmap *heatmap_create(Error *err)
{
    Heatmap *heatmap = memory_get(sizeof *heatmap);
    *heatmap = (Heatmap){ .stale = true };
    if (!make_program(&heatmap->plain, NULL, err)) {
        heatmap_destroy(heatmap);
        return NULL;
    }
    glGenVertexArrays(1, &heatmap->array);
    heatmap->values = texture_create(GL_NEAREST);
    heatmap->holes = texture_create(GL_LINEAR);
    heatmap->colors = texture_create(GL_NEAREST);
    heatmap->picture = texture_create(GL_NEAREST);
    glGenFramebuffers(1, &heatmap->framebuffer);
    return heatmap;
}

void heatmap_destroy(Heatmap *heatmap)
{
    if (heatmap == NULL) {
        return;
    }
    const unsigned textures[] = { heatmap->values, heatmap->holes, heatmap->colors,
                                  heatmap->picture };
    glDeleteTextures(COUNT(textures), textures);
    glDeleteFramebuffers(1, &heatmap->framebuffer);
    glDeleteVertexArrays(1, &heatmap->array);
    glDeleteProgram(heatmap->plain.id);
    glDeleteProgram(heatmap->holed.id);
    array_free(&heatmap->coefficients);
    free(heatmap);
}

// New storage only when the size changes: filling the old one is cheaper.
static void fill_texture(unsigned texture, bool same_size, int columns, int rows, GLint inside,
                         GLenum type, const void *pixels)
{
    glBindTexture(GL_TEXTURE_2D, texture);
    if (same_size) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, columns, rows, GL_RED, type, pixels);
    } else {
        glTexImage2D(GL_TEXTURE_2D, 0, inside, columns, rows, 0, GL_RED, type, pixels);
    }
}

void heatmap_upload(Heatmap *heatmap, int columns, int rows, const float *values)
{
    assert(columns >= 2 && rows >= 2);
    const size_t count = (size_t)columns * (size_t)rows;
    array_reserve(&heatmap->coefficients, count);
    uint8_t *holes = memory_get(count);
    heatmap->has_holes = grid_prepare(columns, rows, values, heatmap->coefficients.items, holes);
    if (heatmap->has_holes) {
        glActiveTexture(GL_TEXTURE0);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        fill_texture(heatmap->holes, false, columns, rows, GL_R8, GL_UNSIGNED_BYTE, holes);
    }
    heatmap->columns = columns;
    heatmap->rows = rows;
    heatmap->stale = true;
    free(holes);
}

// One row of values for each row of the picture.
static void upload_rows(Heatmap *heatmap, const HeatmapLook *look, int height)
{
    const double per_y = (heatmap->rows - 1) / (look->grid[3] - look->grid[2]);
    const double step = (look->view[3] - look->view[2]) * per_y / height;
    const double first = (look->view[2] - look->grid[2]) * per_y + step / 2;
    const int columns = heatmap->columns;
    float *values = memory_get((size_t)columns * (size_t)height * sizeof *values);
    grid_rows(columns, heatmap->rows, heatmap->coefficients.items, first, step, height, values);
    const bool same_size = columns == heatmap->filled_columns && height == heatmap->filled_rows;
    glActiveTexture(GL_TEXTURE0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    fill_texture(heatmap->values, same_size, columns, height, GL_R32F, GL_FLOAT, values);
    heatmap->filled_columns = columns;
    heatmap->filled_rows = height;
    free(values);
}

// The colour map at COLORS places, finer than eight bits.
static void upload_colors(Heatmap *heatmap, const Colormap *map)
{
    if (memcmp(&heatmap->colormap, map, sizeof *map) == 0) {
        return;
    }
    heatmap->colormap = *map;
    float(*rgba)[4] = memory_get(COLORS * sizeof *rgba);
    for (int i = 0; i < COLORS; i++) {
        const float at = (float)(i * (map->count - 1)) / (COLORS - 1);
        const int stop = clampi((int)at, 0, map->count - 2);
        const float share = at - (float)stop;
        const Color a = map->stops[stop], b = map->stops[stop + 1];
        rgba[i][0] = ((float)a.r * (1 - share) + (float)b.r * share) / 255;
        rgba[i][1] = ((float)a.g * (1 - share) + (float)b.g * share) / 255;
        rgba[i][2] = ((float)a.b * (1 - share) + (float)b.b * share) / 255;
        rgba[i][3] = 1;
    }
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, heatmap->colors);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, COLORS, 1, 0, GL_RGBA, GL_FLOAT, rgba);
    free(rgba);
}

static void set_color(GLint uniform, Color color)
{
    glUniform4f(uniform, (float)color.r / 255, (float)color.g / 255, (float)color.b / 255,
                (float)color.a / 255);
}

// All differences of coordinates are taken in double: the view may be 1e-12 wide around 1.
static void set_uniforms(const Heatmap *heatmap, const Program *program, const HeatmapLook *look)
{
    const double *grid = look->grid, *view = look->view;
    const double per_x = (heatmap->columns - 1) / (grid[1] - grid[0]);
    const double per_y = (heatmap->rows - 1) / (grid[3] - grid[2]);
    glUniform4f(program->texel_of, (float)((view[0] - grid[0]) * per_x),
                (float)((view[2] - grid[2]) * per_y), (float)((view[1] - view[0]) * per_x),
                (float)((view[3] - view[2]) * per_y));
    glUniform2f(program->grid, 1 / (float)heatmap->columns, 1 / (float)heatmap->rows);
    glUniform1i(program->logarithmic, look->log);
    glUniform1f(program->scale, look->log ? 1 / look->softness : 1);
    const float range = look->t_high - look->t_low;
    const float per_t = range != 0 ? 1 / range : 0;
    glUniform2f(program->color_of, per_t, -look->t_low * per_t);
    const bool lines = look->step > 0;
    glUniform2f(program->level_of, lines ? 1 / look->step : 0,
                lines ? -(look->t_low + look->first) / look->step : 0);
    set_color(program->contour, lines ? look->contour : (Color){ 0, 0, 0, 0 });
    glUniform1f(program->contour_width, look->contour_width_px);
    glUniform1f(program->noise, look->even ? 0 : 1);
    if (program->undefined >= 0) {
        set_color(program->undefined, look->undefined);
    }
}

static void bind_texture(int unit, unsigned texture)
{
    glActiveTexture(GL_TEXTURE0 + (GLenum)unit);
    glBindTexture(GL_TEXTURE_2D, texture);
}

static void size_picture(Heatmap *heatmap, int width, int height)
{
    bind_texture(0, heatmap->picture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, NULL);
    glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D,
                           heatmap->picture, 0);
    heatmap->width = width;
    heatmap->height = height;
}

// Into the picture, which is bound.
static void draw_anew(Heatmap *heatmap, const HeatmapLook *look, int width, int height)
{
    if (width != heatmap->width || height != heatmap->height) {
        size_picture(heatmap, width, height);
    }
    upload_colors(heatmap, look->colormap);
    upload_rows(heatmap, look, height);
    if (heatmap->has_holes && heatmap->holed.id == 0) {
        Error err;
        if (!make_program(&heatmap->holed, "HOLES", &err)) {
            die("%s", err.text); // the same files were good at the start
        }
    }
    const Program *program = heatmap->has_holes ? &heatmap->holed : &heatmap->plain;
    glUseProgram(program->id);
    set_uniforms(heatmap, program, look);
    bind_texture(UNIT_COLORS, heatmap->colors);
    bind_texture(UNIT_HOLES, heatmap->has_holes ? heatmap->holes : 0);
    bind_texture(UNIT_VALUES, heatmap->values);
    glBindVertexArray(heatmap->array);
    glViewport(0, 0, width, height);
    glDisable(GL_BLEND);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glBindVertexArray(0);
    glUseProgram(0);
}

bool heatmap_look_equal(const HeatmapLook *a, const HeatmapLook *b)
{
    return memcmp(a->grid, b->grid, sizeof a->grid) == 0 &&
           memcmp(a->view, b->view, sizeof a->view) == 0 && a->log == b->log &&
           a->softness == b->softness && a->t_low == b->t_low && a->t_high == b->t_high &&
           a->step == b->step && a->first == b->first && a->colormap == b->colormap &&
           memcmp(&a->contour, &b->contour, sizeof a->contour) == 0 &&
           a->contour_width_px == b->contour_width_px && a->even == b->even &&
           memcmp(&a->undefined, &b->undefined, sizeof a->undefined) == 0;
}

void heatmap_draw(Heatmap *heatmap, const HeatmapLook *look, const int rect_px[4], int width_px,
                  int height_px)
{
    const int x = rect_px[0], y = rect_px[1], w = rect_px[2], h = rect_px[3];
    if (w <= 0 || h <= 0 || heatmap->columns == 0 || width_px <= 0) {
        return;
    }
    const int divide = look->divide > 1 ? look->divide : 1;
    const int inner_w = (w + divide - 1) / divide, inner_h = (h + divide - 1) / divide;
    GLint target = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    if (heatmap->stale || inner_w != heatmap->width || inner_h != heatmap->height ||
        !heatmap_look_equal(look, &heatmap->look)) {
        const bool scissor = glIsEnabled(GL_SCISSOR_TEST);
        glDisable(GL_SCISSOR_TEST);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, heatmap->framebuffer);
        draw_anew(heatmap, look, inner_w, inner_h);
        heatmap->look = *look;
        heatmap->stale = false;
        (scissor ? glEnable : glDisable)(GL_SCISSOR_TEST);
    }
    glBindFramebuffer(GL_READ_FRAMEBUFFER, heatmap->framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, (GLuint)target);
    glBlitFramebuffer(0, 0, inner_w, inner_h, x, height_px - y - h, x + w, height_px - y,
                      GL_COLOR_BUFFER_BIT, divide > 1 ? GL_LINEAR : GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, (GLuint)target);
}
