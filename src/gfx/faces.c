// Each face is opened twice. The ruler stands at FACE_RULER_PX pixels an em without hinting, so
// widths are exact fractions of an em at every size; the pen draws, and is set to the size it
// needs.
#include "gfx/faces.h"

#include <stdlib.h>
#include <string.h>

enum {
    POINTS_PER_INCH = 72, // so that points are pixels
    FAMILIES_MAX = 8,
    GA = 0xac00 // the first syllable: who has it has Hangul
};

// clang-format off
static const struct {
    const char *families[FAMILIES_MAX]; // in order of preference, as are the Korean ones
    const char *korean[FAMILIES_MAX];
    int weight, spacing;
} wanted[FONT_COUNT] = {
    [FONT_SANS] = { { "Inter", "Noto Sans", "sans-serif" },
        { "Pretendard", "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "NanumBarunGothic", "sans-serif" },
        FC_WEIGHT_REGULAR, FC_PROPORTIONAL },
    [FONT_BOLD] = { { "Inter", "Noto Sans", "sans-serif" },
        { "Pretendard", "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "NanumBarunGothic", "sans-serif" },
        FC_WEIGHT_DEMIBOLD, FC_PROPORTIONAL },
    [FONT_MONO] = { { "JetBrains Mono", "DejaVu Sans Mono", "monospace" },
        { "Noto Sans Mono CJK KR", "D2Coding", "NanumGothicCoding", "NanumGothic", "monospace" },
        FC_WEIGHT_REGULAR, FC_MONO },
};
// clang-format on

// The best upright outline font for the pattern, which is consumed; false if there is none.
static bool match(const Faces *faces, FcPattern *pattern, uint32_t code, Face *face)
{
    enum { ALL_INSTANCES = 0x8000 };
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern, FC_OUTLINE, FcTrue);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern, FC_COLOR, FcFalse);
    FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
    FcConfigSubstitute(faces->config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result;
    FcPattern *found = FcFontMatch(faces->config, pattern, &result);
    FcPatternDestroy(pattern);
    if (found == NULL) {
        return false;
    }
    FcChar8 *path = NULL;
    FcCharSet *has = NULL;
    *face = (Face){ 0 };
    FcPatternGetInteger(found, FC_INDEX, 0, &face->index);
    // Above it stands which weight of a variable font is meant; all of them are none.
    if ((unsigned)face->index >> 16 >= ALL_INSTANCES) {
        face->index &= 0xffff;
    }
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
    face->ruler = open_at(face, FACE_RULER_PX, 1, TTF_HINTING_NONE);
    return face->ruler != NULL;
}

static FcPattern *pattern_of(const char *const families[FAMILIES_MAX], int weight, int spacing)
{
    FcPattern *pattern = FcPatternCreate();
    for (size_t i = 0; i < FAMILIES_MAX && families[i]; i++) {
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)families[i]);
    }
    FcPatternAddInteger(pattern, FC_WEIGHT, weight);
    FcPatternAddInteger(pattern, FC_SPACING, spacing);
    return pattern;
}

static bool open_font(Faces *faces, Font font, Error *err)
{
    Face *face = &faces->items[font];
    FcPattern *pattern =
        pattern_of(wanted[font].families, wanted[font].weight, wanted[font].spacing);
    if (!match(faces, pattern, 0, face)) {
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

bool faces_init(Faces *faces, Error *err)
{
    faces->config = FcInitLoadConfigAndFonts();
    for (; faces->count < FONT_COUNT; faces->count++) {
        if (!open_font(faces, (Font)faces->count, err)) {
            faces->count++; // its path is ours
            return false;
        }
    }
    return true;
}

static void face_close(Face *face)
{
    if (face->ruler != NULL) {
        TTF_CloseFont(face->ruler);
    }
    if (face->pen != NULL) {
        TTF_CloseFont(face->pen);
    }
    free(face->path);
}

void faces_finish(Faces *faces)
{
    for (int i = 0; i < faces->count; i++) {
        face_close(&faces->items[i]);
    }
    if (faces->config != NULL) {
        FcConfigDestroy(faces->config);
    }
}

// What fontconfig likes best for the pattern, which is consumed, and the character: one that is
// open already, or a new one. -1 if it has not got the character.
static int open_other(Faces *faces, FcPattern *pattern, uint32_t code)
{
    FcCharSet *needs = FcCharSetCreate();
    FcCharSetAddChar(needs, code);
    FcPatternAddCharSet(pattern, FC_CHARSET, needs);
    Face face;
    const bool found = match(faces, pattern, code, &face);
    FcCharSetDestroy(needs);
    if (!found) {
        return -1;
    }
    for (int i = 0; i < faces->count; i++) {
        if (faces->items[i].index == face.index && !strcmp(faces->items[i].path, face.path)) {
            free(face.path);
            return i;
        }
    }
    if (faces->count == FACES_MAX || !open_ruler(&face) ||
        !TTF_GlyphIsProvided32(face.ruler, code)) {
        face_close(&face);
        return -1;
    }
    faces->items[faces->count] = face;
    return faces->count++;
}

static int korean_of(Faces *faces, Font font)
{
    if (!faces->korean_asked[font]) {
        FcPattern *pattern =
            pattern_of(wanted[font].korean, wanted[font].weight, wanted[font].spacing);
        FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)"ko");
        faces->korean_asked[font] = true;
        faces->korean[font] = open_other(faces, pattern, GA);
    }
    return faces->korean[font];
}

// Hangul, and what a Korean text has besides: its punctuation, full-width letters, Chinese ones.
static bool is_korean(uint32_t code)
{
    static const uint32_t blocks[][2] = {
        { 0x1100, 0x11ff }, { 0x3000, 0x303f }, { 0x3130, 0x318f }, { 0x4e00, 0x9fff },
        { 0xa960, 0xa97f }, { 0xac00, 0xd7ff }, { 0xf900, 0xfaff }, { 0xff00, 0xffef },
    };
    for (size_t i = 0; i < COUNT(blocks); i++) {
        if (code >= blocks[i][0] && code <= blocks[i][1]) {
            return true;
        }
    }
    return false;
}

static bool has(const Faces *faces, int index, uint32_t code)
{
    return index >= 0 && TTF_GlyphIsProvided32(faces->items[index].ruler, code);
}

int faces_find(Faces *faces, Font font, uint32_t code)
{
    if (has(faces, (int)font, code)) {
        return (int)font;
    }
    if (is_korean(code) && has(faces, korean_of(faces, font), code)) {
        return faces->korean[font];
    }
    for (int i = 0; i < FONT_COUNT; i++) {
        if (has(faces, i, code)) {
            return i;
        }
    }
    static const char *const any[FAMILIES_MAX] = { "sans-serif" };
    return open_other(faces, pattern_of(any, FC_WEIGHT_REGULAR, FC_PROPORTIONAL), code);
}

bool face_set_pen(Face *face, int size_px, int stretch)
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
