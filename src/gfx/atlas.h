// Glyphs of SDL2_ttf in one growing texture; the fonts are found through fontconfig.
#pragma once

#include "base/error.h"
#include "draw/letters.h"

typedef struct Atlas Atlas;

// Glyphs are kept at this many horizontal places within a pixel, so that letters stand where the
// font wants them.
enum { GLYPH_PHASES = 4 };

typedef struct AtlasGlyph {
    uint16_t u_px, v_px; // top left in the texture
    int16_t x_px, y_px;  // from the pen's pixel on the baseline to the top left, y down
    uint16_t w_px, h_px; // 0 for a blank
} AtlasGlyph;

// Inter and JetBrains Mono, or any sans and mono; further fonts, such as a Korean one, are opened
// only when a character is shown that these lack.
Atlas *atlas_create(Error *err);
void atlas_destroy(Atlas *atlas);

// Whether any font that is installed shows the character.
bool atlas_has(const Atlas *atlas, uint32_t code);

// Where the glyphs of a text stand. Fill in the first four, then call atlas_next until false.
// Afterwards pen_px is the text's width.
typedef struct AtlasWalk {
    Font font;
    int size_px;
    const char *text;
    size_t length;
    float spacing_px; // added between letters
    size_t at;        // bytes done
    float pen_px;     // where the next glyph would stand
    float glyph_px;   // where this glyph stands, from the text's left end
    uint32_t code;    // its character
} AtlasWalk;
bool atlas_next(Atlas *atlas, AtlasWalk *walk);

// Picture of a character at a size in physical pixels whose pen is `phase` / GLYPH_PHASES right of
// a pixel's left edge; made when first asked for. Valid until atlas_generation changes, which
// happens when the texture is full and starts anew.
AtlasGlyph atlas_glyph(Atlas *atlas, Font font, int size_px, uint32_t code, int phase);
unsigned atlas_generation(const Atlas *atlas);
unsigned atlas_texture(Atlas *atlas); // GL texture, one channel, uploaded if it changed
// Metrics for layout at `scale` physical pixels per logical pixel. Valid while the atlas lives.
const FontMetrics *atlas_metrics(Atlas *atlas, float scale);
// The letters as they are drawn at that scale. Valid while the atlas lives.
LetterSource atlas_letters(Atlas *atlas, float scale);
// The size in physical pixels at which a text of `size` logical pixels is drawn.
int atlas_size_px(float size, float scale);
