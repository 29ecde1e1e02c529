// The fonts: found by fontconfig, opened and asked through SDL2_ttf.
//
// Each face is opened twice. The ruler stands at RULER_PX pixels an em without hinting, so widths
// are exact fractions of an em at every size; the pen draws, and is set to the size it needs.
#include "gfx/fonts.h"

#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>

enum {
    RULER_PX = 1000,
    FACES_MAX = 32,
    ASCII_COUNT = 128,
    PRINTABLE = 95, // ' ' to '~'
    KERNING_UNKNOWN = INT16_MIN,
    POINTS_PER_INCH = 72, // so that points are pixels
};

typedef struct Face {
    char *path;
    int index, weight;
    TTF_Font *ruler, *pen; // the pen is opened when first needed
    int pen_px, pen_stretch;
} Face;

typedef struct Missing {
    uint32_t code;
    int face; // index, -1 if no font has it
} Missing;

struct Fonts {
    FcConfig *config;
    Face faces[FACES_MAX]; // the first FONT_COUNT are the fonts, the rest serve what they lack
    int face_count;
    float advances[FONT_COUNT][ASCII_COUNT];           // ems; < 0: not yet asked
    int16_t kerning[FONT_COUNT][PRINTABLE][PRINTABLE]; // thousandths of an em
    Array(Missing) missing; // characters outside the three fonts, and who has them
};

// clang-format off
static const struct {
    const char *families[3]; // in order of preference
    int weight, spacing;
} wanted[FONT_COUNT] = {
    [FONT_SANS] = { { "Inter", "Noto Sans", "sans-serif" },          FC_WEIGHT_REGULAR,  FC_PROPORTIONAL },
    [FONT_BOLD] = { { "Inter", "Noto Sans", "sans-serif" },          FC_WEIGHT_DEMIBOLD, FC_PROPORTIONAL },
    [FONT_MONO] = { { "JetBrains Mono", "DejaVu Sans Mono", "monospace" }, FC_WEIGHT_REGULAR, FC_MONO },
};
// clang-format on

// The best upright outline font for the pattern, which is consumed; false if there is none.
static bool match(Fonts *fonts, FcPattern *pattern, uint32_t code, Face *face)
{
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern, FC_OUTLINE, FcTrue);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern, FC_COLOR, FcFalse);
    FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
    FcConfigSubstitute(fonts->config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result;
    FcPattern *found = FcFontMatch(fonts->config, pattern, &result);
    FcPatternDestroy(pattern);
    if (found == NULL) {
        return false;
    }
    FcChar8 *path = NULL;
    FcCharSet *has = NULL;
    *face = (Face){ 0 };
    FcPatternGetInteger(found, FC_INDEX, 0, &face->index);
    face->index &= 0xffff; // above it stands the instance of a variable font
    const bool good =
        FcPatternGetString(found, FC_FILE, 0, &path) == FcResultMatch &&
        (code == 0 || (FcPatternGetCharSet(found, FC_CHARSET, 0, &has) == FcResultMatch &&
                       FcCharSetHasChar(has, code)));
    if (good) {
        face->path = (char *)FcStrCopy(path);
    }
    FcPatternDestroy(found);
    return good;
}

static TTF_Font *open_at(const Face *face, int size_px, int stretch, int hinting)
{
    TTF_Font *font = TTF_OpenFontIndexDPI(face->path, size_px, face->index,
                                          (unsigned)(POINTS_PER_INCH * stretch), POINTS_PER_INCH);
    if (font != NULL) {
        TTF_SetFontHinting(font, hinting);
    }
    return font;
}

static bool open_ruler(Face *face)
{
    face->ruler = open_at(face, RULER_PX, 1, TTF_HINTING_NONE);
    return face->ruler != NULL;
}

static bool find_font(Fonts *fonts, Font font, Error *err)
{
    FcPattern *pattern = FcPatternCreate();
    for (size_t i = 0; i < COUNT(wanted[font].families); i++) {
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)wanted[font].families[i]);
    }
    FcPatternAddInteger(pattern, FC_WEIGHT, wanted[font].weight);
    FcPatternAddInteger(pattern, FC_SPACING, wanted[font].spacing);
    Face *face = &fonts->faces[font];
    if (!match(fonts, pattern, 0, face)) {
        return fail(err,
                    "fontconfig finds no font like %s: install one, for example fonts-inter "
                    "and fonts-jetbrains-mono",
                    wanted[font].families[0]);
    }
    if (!open_ruler(face)) {
        return fail(err, "the font %s cannot be read: %s", face->path, TTF_GetError());
    }
    return true;
}

Fonts *fonts_create(Error *err)
{
    if (TTF_Init() != 0) {
        fail(err, "SDL2_ttf cannot be used: %s", TTF_GetError());
        return NULL;
    }
    Fonts *fonts = memory_get(sizeof *fonts);
    *fonts = (Fonts){ .config = FcInitLoadConfigAndFonts(), .face_count = FONT_COUNT };
    for (Font font = 0; font < FONT_COUNT; font++) {
        if (!find_font(fonts, font, err)) {
            fonts_destroy(fonts);
            return NULL;
        }
        for (size_t i = 0; i < ASCII_COUNT; i++) {
            fonts->advances[font][i] = -1;
        }
        for (size_t i = 0; i < (size_t)PRINTABLE * PRINTABLE; i++) {
            (&fonts->kerning[font][0][0])[i] = KERNING_UNKNOWN;
        }
    }
    return fonts;
}

void fonts_destroy(Fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (int i = 0; i < fonts->face_count; i++) {
        Face *face = &fonts->faces[i];
        if (face->ruler != NULL) {
            TTF_CloseFont(face->ruler);
        }
        if (face->pen != NULL) {
            TTF_CloseFont(face->pen);
        }
        free(face->path);
    }
    if (fonts->config != NULL) {
        FcConfigDestroy(fonts->config);
    }
    array_free(&fonts->missing);
    TTF_Quit();
    free(fonts);
}

// A font for a character that the three lack: one opened already, or a new one. -1 if none has it.
static int find_other(Fonts *fonts, uint32_t code)
{
    for (int i = 0; i < fonts->face_count; i++) {
        if (TTF_GlyphIsProvided32(fonts->faces[i].ruler, code)) {
            return i;
        }
    }
    if (fonts->face_count == FACES_MAX) {
        return -1;
    }
    FcCharSet *needs = FcCharSetCreate();
    FcCharSetAddChar(needs, code);
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"Noto Sans CJK KR");
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"sans-serif");
    FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcPatternAddCharSet(pattern, FC_CHARSET, needs);
    Face face;
    const bool found = match(fonts, pattern, code, &face);
    FcCharSetDestroy(needs);
    if (!found) {
        return -1;
    }
    if (!open_ruler(&face) || !TTF_GlyphIsProvided32(face.ruler, code)) {
        if (face.ruler != NULL) {
            TTF_CloseFont(face.ruler);
        }
        free(face.path);
        return -1;
    }
    fonts->faces[fonts->face_count] = face;
    return fonts->face_count++;
}

static int face_of_missing(Fonts *fonts, uint32_t code)
{
    for (size_t i = 0; i < fonts->missing.count; i++) {
        if (fonts->missing.items[i].code == code) {
            return fonts->missing.items[i].face;
        }
    }
    const Missing row = { code, find_other(fonts, code) };
    array_push(&fonts->missing, row);
    return row.face;
}

// The face that shows *code in `font`; *code becomes what is shown instead where none has it.
static Face *face_for(Fonts *fonts, Font font, uint32_t *code)
{
    const uint32_t instead[] = { *code, 0xfffd, '?' };
    for (size_t i = 0; i < COUNT(instead); i++) {
        *code = instead[i];
        if (TTF_GlyphIsProvided32(fonts->faces[font].ruler, *code)) {
            return &fonts->faces[font];
        }
        const int other = face_of_missing(fonts, *code);
        if (other >= 0) {
            return &fonts->faces[other];
        }
    }
    return &fonts->faces[font]; // its box for what is missing
}

const char *fonts_file(Fonts *fonts, Font font, uint32_t *code, int *index)
{
    const Face *face = face_for(fonts, font, code);
    *index = face->index;
    return face->path;
}

static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36f) || code == 0x200d || (code >= 0xfe00 && code <= 0xfe0f);
}

static float ask_advance(Fonts *fonts, Font font, uint32_t code)
{
    if (is_mark(code)) {
        return 0; // stands on the letter before it
    }
    const Face *face = face_for(fonts, font, &code);
    int advance = 0;
    if (TTF_GlyphMetrics32(face->ruler, code, NULL, NULL, NULL, NULL, &advance) != 0) {
        return 0.5f;
    }
    return (float)advance / RULER_PX;
}

float fonts_advance(Fonts *fonts, Font font, uint32_t code)
{
    if (code >= ASCII_COUNT) {
        return ask_advance(fonts, font, code);
    }
    float *known = &fonts->advances[font][code];
    if (*known < 0) {
        *known = ask_advance(fonts, font, code);
    }
    return *known;
}

static int ruler_width(const Face *face, const char *text)
{
    int width = 0;
    TTF_SizeUTF8(face->ruler, text, &width, NULL);
    return width;
}

// SDL_ttf tells kerning only as part of a text's width. Between two bars, which are not kerned,
// everything but the kerning of the pair cancels.
static int16_t ask_kerning(const Face *face, char left, char right)
{
    const char pair[] = { '|', left, right, '|', 0 };
    const char first[] = { '|', left, '|', 0 }, second[] = { '|', right, '|', 0 };
    const int kerning = ruler_width(face, pair) - ruler_width(face, first) -
                        ruler_width(face, second) + ruler_width(face, "||");
    return (int16_t)(abs(kerning) < RULER_PX / 2 ? kerning : 0);
}

float fonts_kerning(Fonts *fonts, Font font, uint32_t left, uint32_t right)
{
    if (font == FONT_MONO || left - ' ' >= PRINTABLE || right - ' ' >= PRINTABLE) {
        return 0;
    }
    int16_t *known = &fonts->kerning[font][left - ' '][right - ' '];
    if (*known == KERNING_UNKNOWN) {
        *known = ask_kerning(&fonts->faces[font], (char)left, (char)right);
    }
    return (float)*known / RULER_PX;
}

static bool set_pen(Face *face, int size_px, int stretch)
{
    if (face->pen != NULL && face->pen_px == size_px && face->pen_stretch == stretch) {
        return true;
    }
    face->pen_px = size_px;
    face->pen_stretch = stretch;
    if (face->pen == NULL) {
        face->pen = open_at(face, size_px, stretch, TTF_HINTING_LIGHT);
        return face->pen != NULL;
    }
    return TTF_SetFontSizeDPI(face->pen, size_px, (unsigned)(POINTS_PER_INCH * stretch),
                              POINTS_PER_INCH) == 0;
}

// The rows and columns of the surface that hold ink; false if there is none.
static bool find_ink(const SDL_Surface *surface, SDL_Rect *ink)
{
    int x0 = surface->w, x1 = -1, y0 = surface->h, y1 = -1;
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *row = (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            if (row[x] != 0) {
                x0 = x < x0 ? x : x0;
                x1 = x > x1 ? x : x1;
                y0 = y < y0 ? y : y0;
                y1 = y;
            }
        }
    }
    *ink = (SDL_Rect){ x0, y0, x1 - x0 + 1, y1 - y0 + 1 };
    return x1 >= 0;
}

FontBitmap fonts_render(Fonts *fonts, Font font, int size_px, int stretch, uint32_t code)
{
    FontBitmap bitmap = { 0 };
    Face *face = face_for(fonts, font, &code);
    int left = 0, top = 0;
    if (!set_pen(face, size_px, stretch) ||
        TTF_GlyphMetrics32(face->pen, code, &left, NULL, NULL, &top, NULL) != 0) {
        return bitmap;
    }
    const SDL_Color white = { 255, 255, 255, 255 }, black = { 0, 0, 0, 255 };
    SDL_Surface *surface = TTF_RenderGlyph32_Shaded(face->pen, code, white, black);
    SDL_Rect ink;
    if (surface != NULL && find_ink(surface, &ink)) {
        bitmap = (FontBitmap){ left, -top, ink.w, ink.h, memory_get((size_t)(ink.w * ink.h)) };
        for (int y = 0; y < ink.h; y++) {
            memcpy(bitmap.coverage + (ptrdiff_t)y * ink.w,
                   (const uint8_t *)surface->pixels + (ptrdiff_t)(ink.y + y) * surface->pitch +
                       ink.x,
                   (size_t)ink.w);
        }
    }
    SDL_FreeSurface(surface);
    return bitmap;
}
