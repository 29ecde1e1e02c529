// What is known of characters: who shows them and how wide they are, asked once each.
#include "gfx/fonts.h"

#include "gfx/faces.h"

#include <stdlib.h>
#include <string.h>

enum {
    KNOWN_FIRST = 1024, // a power of two
    PRINTABLE = 95,     // ' ' to '~'
    KERNING_UNKNOWN = INT16_MIN,
};

// A character in a font.
typedef struct Known {
    uint64_t key;   // 0: empty
    uint32_t shown; // what stands there: the character, U+FFFD or '?'
    int face;       // whose
    float advance;  // ems
} Known;

struct Fonts {
    Faces faces;
    Known *known; // open addressing
    size_t known_count, known_capacity;
    int16_t kerning[FONT_COUNT][PRINTABLE][PRINTABLE]; // thousandths of an em
};

Fonts *fonts_create(Error *err)
{
    if (TTF_Init() != 0) {
        fail(err, "SDL2_ttf cannot be used: %s", TTF_GetError());
        return NULL;
    }
    Fonts *fonts = memory_get(sizeof *fonts);
    fonts->known_capacity = KNOWN_FIRST;
    fonts->known = memory_get(KNOWN_FIRST * sizeof *fonts->known);
    if (!faces_init(&fonts->faces, err)) {
        fonts_destroy(fonts);
        return NULL;
    }
    for (size_t i = 0; i < (size_t)FONT_COUNT * PRINTABLE * PRINTABLE; i++) {
        (&fonts->kerning[0][0][0])[i] = KERNING_UNKNOWN;
    }
    return fonts;
}

void fonts_destroy(Fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    faces_finish(&fonts->faces);
    TTF_Quit();
    free(fonts->known);
    free(fonts);
}

static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36f) || code == 0x200d || (code >= 0xfe00 && code <= 0xfe0f);
}

static float ask_advance(Face *face, uint32_t code)
{
    int advance = 0;
    if (TTF_GlyphMetrics32(face->ruler, code, NULL, NULL, NULL, NULL, &advance) != 0) {
        return 0.5f;
    }
    return (float)advance / FACE_RULER_PX;
}

static Known ask(Fonts *fonts, Font font, uint32_t code)
{
    const uint32_t instead[] = { code, 0xfffd, '?' };
    Known known = { .shown = '?', .face = (int)font }; // its box for what is missing
    for (size_t i = 0; i < COUNT(instead); i++) {
        const int face = faces_find(&fonts->faces, font, instead[i]);
        if (face >= 0) {
            known.face = face;
            known.shown = instead[i];
            break;
        }
    }
    // A mark stands on the letter before it.
    known.advance = is_mark(code) ? 0 : ask_advance(&fonts->faces.items[known.face], known.shown);
    return known;
}

static Known *place_of(Known *table, size_t capacity, uint64_t key)
{
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (capacity - 1);
    while (table[at].key != 0 && table[at].key != key) {
        at = (at + 1) & (capacity - 1);
    }
    return &table[at];
}

static void widen(Fonts *fonts)
{
    const size_t capacity = fonts->known_capacity * 2;
    Known *table = memory_get(capacity * sizeof *table);
    for (size_t i = 0; i < fonts->known_capacity; i++) {
        if (fonts->known[i].key != 0) {
            *place_of(table, capacity, fonts->known[i].key) = fonts->known[i];
        }
    }
    free(fonts->known);
    fonts->known = table;
    fonts->known_capacity = capacity;
}

static const Known *known_of(Fonts *fonts, Font font, uint32_t code)
{
    const uint64_t key = (uint64_t)1 << 63 | (uint64_t)font << 32 | code;
    Known *known = place_of(fonts->known, fonts->known_capacity, key);
    if (known->key == 0) {
        if (2 * ++fonts->known_count > fonts->known_capacity) {
            widen(fonts);
        }
        known = place_of(fonts->known, fonts->known_capacity, key);
        *known = ask(fonts, font, code);
        known->key = key;
    }
    return known;
}

bool fonts_have(Fonts *fonts, uint32_t code)
{
    return known_of(fonts, FONT_SANS, code)->shown == code;
}

const char *fonts_file(Fonts *fonts, Font font, uint32_t *code, int *index)
{
    const Known *known = known_of(fonts, font, *code);
    const Face *face = &fonts->faces.items[known->face];
    *code = known->shown;
    *index = face->index;
    return face->path;
}

float fonts_advance(Fonts *fonts, Font font, uint32_t code)
{
    return known_of(fonts, font, code)->advance;
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
    return (int16_t)(abs(kerning) < FACE_RULER_PX / 2 ? kerning : 0);
}

float fonts_kerning(Fonts *fonts, Font font, uint32_t left, uint32_t right)
{
    if (font == FONT_MONO || left - ' ' >= PRINTABLE || right - ' ' >= PRINTABLE) {
        return 0;
    }
    int16_t *known = &fonts->kerning[font][left - ' '][right - ' '];
    if (*known == KERNING_UNKNOWN) {
        *known = ask_kerning(&fonts->faces.items[font], (char)left, (char)right);
    }
    return (float)*known / FACE_RULER_PX;
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
    const Known *known = known_of(fonts, font, code);
    Face *face = &fonts->faces.items[known->face];
    code = known->shown;
    int left = 0, top = 0;
    if (!face_set_pen(face, size_px, stretch) ||
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
