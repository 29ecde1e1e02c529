// Font files: which of them shows a character, as fontconfig tells.
#pragma once

#include "base/error.h"
#include "draw/canvas.h"

#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>

// Ems of the ruler, pixels.
enum { FACE_RULER_PX = 1000, FACES_MAX = 32 };

typedef struct Face {
    char *path;
    int index;
    TTF_Font *ruler, *pen; // the pen is opened when first needed
    int pen_px, pen_stretch;
} Face;

typedef struct Faces {
    FcConfig *config;
    Face items[FACES_MAX]; // the first FONT_COUNT are the fonts, the rest serve what they lack
    int count;
    int korean[FONT_COUNT]; // which has Hangul beside that font: -1 none
    bool korean_asked[FONT_COUNT];
} Faces;

// Opens the fonts themselves. Zeroed before; to be finished also where it fails.
bool faces_init(Faces *faces, Error *err);
void faces_finish(Faces *faces);

// The index of the face for a character in `font`: the font itself, for Korean letters a Korean
// face of its weight and kind, else what fontconfig likes best for the character alone, whatever
// was asked before. -1 if none has it.
int faces_find(Faces *faces, Font font, uint32_t code);
// Sets its pen; false: it cannot draw in that size.
bool face_set_pen(Face *face, int size_px, int stretch);
