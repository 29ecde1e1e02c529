// Small pictures made by the processor (decision surfaces, what units see, digits), kept as
// textures and drawn at any size.
#pragma once

#include "base/base.h"

typedef struct Tiles Tiles;

enum { TILES_MAX = 32, TILE_SIDE_MAX = 1024 };

// Needs a current GL context.
Tiles *tiles_create(void);
void tiles_destroy(Tiles *tiles); // accepts NULL
// rgba [height][width][4], sRGB, opaque, row 0 at the top. id 0..TILES_MAX-1.
void tiles_upload(Tiles *tiles, int id, int width, int height, const uint8_t *rgba);
// Into the bound framebuffer [width_px x height_px] at rect_px [x, y, w, h] from its top left.
// smooth: values in between are mixed; else every pixel of the tile is a box. Nothing for a tile
// that was never uploaded.
void tiles_draw(const Tiles *tiles, int id, bool smooth, const int rect_px[4], int width_px,
                int height_px);
