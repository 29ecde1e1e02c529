// Glyphs of SDL2_ttf in one growing texture; the fonts are found through fontconfig.
#pragma once

#include "base/error.h"
#include "draw/canvas.h"

typedef struct Atlas Atlas;

typedef struct AtlasGlyph {
    float u0, v0, u1, v1;     // texture coordinates, 0..1
    int x_px, y_px;           // from the pen on the baseline to the top left of the bitmap, y down
    int w_px, h_px;
    float advance_px;
} AtlasGlyph;

// Inter and JetBrains Mono, or any sans and mono; a further font (Noto Sans CJK) is opened only
// when a character is shown that these lack.
Atlas *atlas_create(Error *err);
void atlas_destroy(Atlas *atlas);
// Glyph of a character at a size in physical pixels, made when first asked for. The texture may
// grow, which moves all coordinates: `atlas_generation` then changes.
const AtlasGlyph *atlas_glyph(Atlas *atlas, Font font, int size_px, uint32_t code);
// Kerning between two characters, physical pixels.
float atlas_kerning(Atlas *atlas, Font font, int size_px, uint32_t left, uint32_t right);
unsigned atlas_generation(const Atlas *atlas);
unsigned atlas_texture(Atlas *atlas); // GL texture, one channel, uploaded if it changed
// Metrics for layout at `scale` physical pixels per logical pixel. Valid while the atlas lives.
const FontMetrics *atlas_metrics(Atlas *atlas, float scale);
