// A variant that is wanted later is made then, of files that were good before.
#include "gfx/surface_program.h"

#include "gfx/shader.h"

#include <epoxy/gl.h>

static const char *const defines[SURFACE_VARIANTS] = {
    [SURFACE_SMOOTH] = "SMOOTH",
    [SURFACE_HOLES] = "HOLES",
    [SURFACE_SMOOTH | SURFACE_HOLES] = "SMOOTH_HOLES",
};

static const float EVERYWHERE = 1e9f, FLOOR_VEIL = 0.45f;

bool surface_program_load(SurfaceProgram *program, SurfaceVariant variant, Error *err)
{
    const unsigned id = shader_load_with("surface", defines[variant], err);
    if (id == 0) {
        return false;
    }
    *program = (SurfaceProgram){
        id,
        glGetUniformLocation(id, "matrix"),
        glGetUniformLocation(id, "texel_of"),
        glGetUniformLocation(id, "cut"),
        glGetUniformLocation(id, "light"),
        glGetUniformLocation(id, "shading"),
        glGetUniformLocation(id, "logarithmic"),
        glGetUniformLocation(id, "scale"),
        glGetUniformLocation(id, "color_of"),
        glGetUniformLocation(id, "level_of"),
        glGetUniformLocation(id, "contour"),
        glGetUniformLocation(id, "contour_width"),
        glGetUniformLocation(id, "veil"),
        glGetUniformLocation(id, "undefined"),
        glGetUniformLocation(id, "least"),
    };
    glUseProgram(id);
    glUniform1i(glGetUniformLocation(id, "values"), UNIT_VALUES);
    glUniform1i(glGetUniformLocation(id, "colors"), UNIT_COLORS);
    glUniform1i(glGetUniformLocation(id, "holes"), UNIT_HOLES);
    glUseProgram(0);
    return true;
}

void surface_program_finish(SurfaceProgram *program)
{
    glDeleteProgram(program->id);
    *program = (SurfaceProgram){ 0 };
}

static void set_color(GLint uniform, Color color, float alpha)
{
    glUniform4f(uniform, (float)color.r / 255, (float)color.g / 255, (float)color.b / 255, alpha);
}

void surface_program_use(const SurfaceProgram *p, const SurfaceLook *look, const float *texel_of,
                         bool multisampled)
{
    const HeatmapLook *map = &look->map;
    const float range = map->t_high - map->t_low, per_t = range != 0 ? 1 / range : 0;
    const bool lines = map->step > 0;
    glUseProgram(p->id);
    glUniformMatrix4fv(p->matrix, 1, false, look->matrix);
    glUniform4fv(p->texel_of, 1, texel_of);
    glUniform2f(p->cut, look->low, look->high);
    glUniform3fv(p->light, 1, look->light);
    glUniform1f(p->shading, look->shading);
    glUniform1i(p->logarithmic, map->log);
    glUniform1f(p->scale, map->log ? 1 / map->softness : 1);
    glUniform2f(p->color_of, per_t, -map->t_low * per_t);
    glUniform2f(p->level_of, lines ? 1 / map->step : 0,
                lines ? -(map->t_low + map->first) / map->step : 0);
    set_color(p->contour, map->contour, lines ? (float)map->contour.a / 255 : 0);
    glUniform1f(p->contour_width, map->contour_width_px);
    set_color(p->veil, look->haze, 0);
    if (p->undefined >= 0) {
        set_color(p->undefined, map->undefined, 0);
        glUniform1f(p->least, multisampled ? 0.02f : 0.5f);
    }
}

void surface_program_floor(const SurfaceProgram *p, const SurfaceLook *look)
{
    glUniform2f(p->cut, -EVERYWHERE, EVERYWHERE);
    glUniform1f(p->shading, 0);
    set_color(p->veil, look->haze, FLOOR_VEIL);
    if (p->undefined >= 0) {
        set_color(p->undefined, look->map.undefined, 1);
    }
}
