// Each tile is a texture with a framebuffer of its own; drawing is a scaled copy, which needs no
// shader and which software renderers do fast.
#include "gfx/tiles.h"

#include <epoxy/gl.h>
#include <stdlib.h>

typedef struct Tile {
    unsigned texture, framebuffer;
    int width, height; // 0: never uploaded
} Tile;

struct Tiles {
    Tile tiles[TILES_MAX];
};

Tiles *tiles_create(void)
{
    Tiles *tiles = memory_get(sizeof *tiles);
    *tiles = (Tiles){ .tiles = { { .texture = 0 } } };
    return tiles;
}

void tiles_destroy(Tiles *tiles)
{
    for (int i = 0; tiles && i < TILES_MAX; i++) {
        glDeleteTextures(1, &tiles->tiles[i].texture);
        glDeleteFramebuffers(1, &tiles->tiles[i].framebuffer);
    }
    free(tiles);
}

static void make(Tile *tile)
{
    glGenTextures(1, &tile->texture);
    glBindTexture(GL_TEXTURE_2D, tile->texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glGenFramebuffers(1, &tile->framebuffer);
}

void tiles_upload(Tiles *tiles, int id, int width, int height, const uint8_t *rgba)
{
    assert(id >= 0 && id < TILES_MAX && width > 0 && height > 0);
    Tile *tile = &tiles->tiles[id];
    GLint target = 0;
    glActiveTexture(GL_TEXTURE0);
    if (!tile->texture) {
        make(tile);
    }
    glBindTexture(GL_TEXTURE_2D, tile->texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    if (width == tile->width && height == tile->height) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
        return;
    }
    tile->width = width;
    tile->height = height;
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &target);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, tile->framebuffer);
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, tile->texture,
                           0);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, (GLuint)target);
}

void tiles_draw(const Tiles *tiles, int id, bool smooth, const int rect_px[4], int width_px,
                int height_px)
{
    assert(id >= 0 && id < TILES_MAX);
    const Tile *tile = &tiles->tiles[id];
    const int x = rect_px[0], y = rect_px[1], w = rect_px[2], h = rect_px[3];
    if (!tile->width || w <= 0 || h <= 0 || width_px <= 0) {
        return;
    }
    GLint target = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &target);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, tile->framebuffer);
    // The tile's first row is at its bottom as GL sees it, and goes to the top.
    glBlitFramebuffer(0, 0, tile->width, tile->height, x, height_px - y, x + w, height_px - y - h,
                      GL_COLOR_BUFFER_BIT, smooth ? GL_LINEAR : GL_NEAREST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, (GLuint)target);
}
