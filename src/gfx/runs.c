// Long runs of small boxes as pictures.
#include "gfx/runs.h"

#include "gfx/raster.h"
#include "gfx/shader.h"

#include <epoxy/gl.h>
#include <stdlib.h>
#include <string.h>

// Measured with llvmpipe: what a run saves on each box it loses on each pixel of its picture.
enum { PICTURES_MAX = 6, RUN_MIN = 300, PIXELS_PER_BOX = 64 };

typedef struct Picture {
    unsigned texture;
    int w, h; // of the texture
    Bounds area;
} Picture;

struct Runs {
    unsigned program, array;
    GLint place_at;
    Parallel *parallel;
    Array(uint32_t) pixels;
    Picture pictures[PICTURES_MAX];
    int count;
};

bool runs_wanted(void)
{
    const char *renderer = (const char *)glGetString(GL_RENDERER);
    return renderer != NULL &&
           (strstr(renderer, "llvmpipe") != NULL || strstr(renderer, "softpipe") != NULL);
}

Runs *runs_create(Error *err)
{
    const unsigned program = shader_load("run", err);
    if (program == 0) {
        return NULL;
    }
    Runs *runs = memory_get(sizeof *runs);
    *runs = (Runs){ .program = program, .parallel = parallel_create(0) };
    runs->place_at = glGetUniformLocation(program, "place");
    glGenVertexArrays(1, &runs->array);
    for (int i = 0; i < PICTURES_MAX; i++) {
        glGenTextures(1, &runs->pictures[i].texture);
        glBindTexture(GL_TEXTURE_2D, runs->pictures[i].texture);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    }
    return runs;
}

void runs_destroy(Runs *runs)
{
    if (runs == NULL) {
        return;
    }
    for (int i = 0; i < PICTURES_MAX; i++) {
        glDeleteTextures(1, &runs->pictures[i].texture);
    }
    glDeleteVertexArrays(1, &runs->array);
    glDeleteProgram(runs->program);
    parallel_destroy(runs->parallel);
    array_free(&runs->pixels);
    free(runs);
}

void runs_begin(Runs *runs)
{
    runs->count = 0;
}

int runs_add(Runs *runs, const BoxVertex *quads, size_t count, const Bounds *clip)
{
    if (runs->count == PICTURES_MAX) {
        return -1;
    }
    Picture *picture = &runs->pictures[runs->count];
    picture->area = raster_area(quads, count, clip);
    const int w = (int)(picture->area.x1 - picture->area.x0);
    const int h = (int)(picture->area.y1 - picture->area.y0);
    array_reserve(&runs->pixels, w * h);
    raster_quads(runs->parallel, quads, count, &picture->area, runs->pixels.items);
    if (w > 0 && h > 0) {
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, picture->texture);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
        if (w == picture->w && h == picture->h) {
            glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, w, h, GL_RGBA, GL_UNSIGNED_BYTE,
                            runs->pixels.items);
        } else {
            glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, w, h, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                         runs->pixels.items);
        }
        picture->w = w;
        picture->h = h;
    }
    return runs->count++;
}

void runs_draw(const Runs *runs, int number, int width_px, int height_px)
{
    const Picture *picture = &runs->pictures[number];
    const Bounds area = picture->area;
    if (area.x0 >= area.x1 || area.y0 >= area.y1) {
        return;
    }
    const float x = 2 / (float)width_px, y = 2 / (float)height_px;
    glUseProgram(runs->program);
    glUniform4f(runs->place_at, area.x0 * x - 1, 1 - area.y0 * y, area.x1 * x - 1, 1 - area.y1 * y);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, picture->texture);
    glBindVertexArray(runs->array);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

static bool is_run(const BoxVertex *quads, size_t count, const Bounds *clip)
{
    if (count < RUN_MIN) {
        return false;
    }
    const Bounds area = raster_area(quads, count, clip);
    return (area.x1 - area.x0) * (area.y1 - area.y0) <= (float)count * PIXELS_PER_BOX;
}

size_t runs_split(const BoxVertex *quads, size_t count, const Bounds *clip, bool *run)
{
    size_t done = 0;
    while (done < count) {
        size_t end = done;
        while (end < count && raster_suits(quads + 4 * end)) {
            end++;
        }
        if (is_run(quads + 4 * done, end - done, clip)) { // here it begins
            *run = done == 0;
            return done == 0 ? end : done;
        }
        done = end < count ? end + 1 : end;
    }
    *run = false;
    return count;
}
