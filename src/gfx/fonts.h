// The fonts: found by fontconfig, opened and asked through SDL2_ttf. A character that the font
// lacks is served by another (gfx/faces.h).
#pragma once

#include "base/error.h"
#include "draw/canvas.h"

typedef struct Fonts Fonts;

Fonts *fonts_create(Error *err);
void fonts_destroy(Fonts *fonts);

// What is shown for a character: itself, U+FFFD or '?'. Widths are in ems (multiply by the size).
float fonts_advance(Fonts *fonts, Font font, uint32_t code);
float fonts_kerning(Fonts *fonts, Font font, uint32_t left, uint32_t right); // added between them

// Whether any font that is installed shows the character itself.
bool fonts_have(Fonts *fonts, uint32_t code);

// The font file that shows *code in `font`, and which face of it; *code becomes what is shown.
const char *fonts_file(Fonts *fonts, Font font, uint32_t *code, int *face);

// A glyph's coverage, `stretch` times as wide as it will be shown.
typedef struct FontBitmap {
    int x, y;          // from the pen on the baseline to the top left, y down; x stretched
    int w, h;          // 0 for a blank
    uint8_t *coverage; // [h][w]; free() it
} FontBitmap;
FontBitmap fonts_render(Fonts *fonts, Font font, int size_px, int stretch, uint32_t code);
