// Glyphs in one growing texture: rows ("shelves") of glyphs of about the same height.
#include "gfx/atlas.h"

#include "base/text.h"
#include "gfx/fonts.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIDE_FIRST = 512,
    SIDE_LAST = 4096,
    PADDING = 1,
    SIZE_MAX_PX = 400,
};

typedef struct Entry {
    uint64_t key; // 0: empty
    AtlasGlyph glyph;
} Entry;

typedef struct Shelf {
    int y, height, used;
} Shelf;

typedef struct Scale {
    FontMetrics metrics; // self: this struct
    Atlas *atlas;
    float scale;
} Scale;

struct Atlas {
    Fonts *fonts;
    Entry *entries; // open addressing, capacity a power of two
    size_t entry_count, entry_capacity;
    Array(Shelf) shelves;
    uint8_t *pixels; // [side][side]
    int side, filled;
    int dirty_from, dirty_to; // rows to upload
    unsigned texture, generation;
    bool grown;            // the texture has another size than the pixels
    Array(Scale *) scales; // each allocated, since others hold pointers to them
};

Atlas *atlas_create(Error *err)
{
    Fonts *fonts = fonts_create(err);
    if (fonts == NULL) {
        return NULL;
    }
    Atlas *atlas = memory_get(sizeof *atlas);
    *atlas = (Atlas){ .fonts = fonts, .side = SIDE_FIRST, .entry_capacity = 1024, .grown = true };
    atlas->pixels = memory_get((size_t)atlas->side * (size_t)atlas->side);
    memset(atlas->pixels, 0, (size_t)atlas->side * (size_t)atlas->side);
    atlas->entries = memory_get(atlas->entry_capacity * sizeof *atlas->entries);
    memset(atlas->entries, 0, atlas->entry_capacity * sizeof *atlas->entries);
    return atlas;
}

void atlas_destroy(Atlas *atlas)
{
    if (atlas == NULL) {
        return;
    }
    fonts_destroy(atlas->fonts);
    if (atlas->texture != 0) {
        glDeleteTextures(1, &atlas->texture);
    }
    for (size_t i = 0; i < atlas->scales.count; i++) {
        free(atlas->scales.items[i]);
    }
    array_free(&atlas->scales);
    array_free(&atlas->shelves);
    free(atlas->entries);
    free(atlas->pixels);
    free(atlas);
}

bool atlas_has(const Atlas *atlas, uint32_t code)
{
    return fonts_have(atlas->fonts, code);
}

bool atlas_next(Atlas *atlas, AtlasWalk *walk)
{
    if (walk->at >= walk->length) {
        return false;
    }
    const uint32_t before = walk->at > 0 ? walk->code : 0;
    walk->code = utf8_next(walk->text, walk->length, &walk->at);
    const float size = (float)walk->size_px;
    if (before != 0) {
        walk->pen_px +=
            walk->spacing_px + fonts_kerning(atlas->fonts, walk->font, before, walk->code) * size;
    }
    walk->glyph_px = walk->pen_px;
    const float advance = fonts_advance(atlas->fonts, walk->font, walk->code) * size;
    // Whole pixels for the monospace face: a digit then looks the same wherever it stands.
    walk->pen_px += walk->font == FONT_MONO ? roundf(advance) : advance;
    return true;
}

int atlas_size_px(float size, float scale)
{
    return clampi((int)lroundf(size * scale), 1, SIZE_MAX_PX);
}

static float measure(void *self, Font font, float size, const char *text, size_t length)
{
    const Scale *at = self;
    AtlasWalk walk = {
        .font = font, .size_px = atlas_size_px(size, at->scale), .text = text, .length = length
    };
    while (atlas_next(at->atlas, &walk)) {
    }
    return walk.pen_px / at->scale;
}

const FontMetrics *atlas_metrics(Atlas *atlas, float scale)
{
    for (size_t i = 0; i < atlas->scales.count; i++) {
        if (atlas->scales.items[i]->scale == scale) {
            return &atlas->scales.items[i]->metrics;
        }
    }
    Scale *at = memory_get(sizeof *at);
    *at = (Scale){ { at, measure }, atlas, scale };
    array_push(&atlas->scales, at);
    return &at->metrics;
}

static void walk_letters(void *self, const Shape *shape, const char *text, LetterTake *take,
                         void *context)
{
    const Scale *at = self;
    AtlasWalk walk = {
        .font = shape->text.font,
        .size_px = atlas_size_px(shape->text.size, at->scale),
        .text = text,
        .length = shape->text.length,
        .spacing_px = shape->text.spacing * at->scale,
    };
    while (atlas_next(at->atlas, &walk)) {
        TextLetter letter = { .code = walk.code,
                              .x = walk.glyph_px / at->scale,
                              .size = (float)walk.size_px / at->scale };
        letter.file = fonts_file(at->atlas->fonts, walk.font, &letter.code, &letter.face);
        take(context, &letter);
    }
}

LetterSource atlas_letters(Atlas *atlas, float scale)
{
    return (LetterSource){ atlas_metrics(atlas, scale)->self, walk_letters };
}

static void start_anew(Atlas *atlas)
{
    memset(atlas->entries, 0, atlas->entry_capacity * sizeof *atlas->entries);
    memset(atlas->pixels, 0, (size_t)atlas->side * (size_t)atlas->side);
    atlas->entry_count = 0;
    atlas->shelves.count = 0;
    atlas->filled = 0;
    atlas->dirty_from = 0;
    atlas->dirty_to = atlas->side;
    atlas->generation++;
}

static void grow(Atlas *atlas)
{
    if (atlas->side == SIDE_LAST) {
        start_anew(atlas);
        return;
    }
    const size_t old = (size_t)atlas->side, side = old * 2;
    uint8_t *pixels = memory_get(side * side);
    memset(pixels, 0, side * side);
    for (size_t y = 0; y < old; y++) {
        memcpy(pixels + y * side, atlas->pixels + y * old, old);
    }
    free(atlas->pixels);
    atlas->pixels = pixels;
    atlas->side = (int)side;
    atlas->grown = true;
}

// A free place for w x h pixels: on the shelf that wastes least, or on a new one.
static bool place(Atlas *atlas, int w, int h, int *x, int *y)
{
    Shelf *best = NULL;
    for (size_t i = 0; i < atlas->shelves.count; i++) {
        Shelf *shelf = &atlas->shelves.items[i];
        if (shelf->height >= h && shelf->height <= h + h / 4 + 2 &&
            shelf->used + w <= atlas->side && (best == NULL || shelf->height < best->height)) {
            best = shelf;
        }
    }
    if (best == NULL) {
        if (atlas->filled + h > atlas->side || w > atlas->side) {
            return false;
        }
        const Shelf shelf = { atlas->filled, h, 0 };
        array_push(&atlas->shelves, shelf);
        atlas->filled += h;
        best = &atlas->shelves.items[atlas->shelves.count - 1];
    }
    *x = best->used;
    *y = best->y;
    best->used += w;
    return true;
}

static int floor_div(int a, int b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

// The pixel at (x, y) of a glyph shifted right by `phase`: the mean of the stretched ones below it.
static uint8_t pixel_of(const FontBitmap *bitmap, int x, int y)
{
    const uint8_t *row = bitmap->coverage + (ptrdiff_t)y * bitmap->w;
    int sum = 0;
    for (int i = 0; i < GLYPH_PHASES; i++) {
        const int at = x + i;
        sum += at >= 0 && at < bitmap->w ? row[at] : 0;
    }
    return (uint8_t)((sum + GLYPH_PHASES / 2) / GLYPH_PHASES);
}

static AtlasGlyph draw_glyph(Atlas *atlas, Font font, int size_px, uint32_t code, int phase)
{
    const FontBitmap bitmap = fonts_render(atlas->fonts, font, size_px, GLYPH_PHASES, code);
    if (bitmap.w == 0) {
        return (AtlasGlyph){ 0 };
    }
    const int first = floor_div(bitmap.x + phase, GLYPH_PHASES);
    const int last = floor_div(bitmap.x + phase + bitmap.w - 1, GLYPH_PHASES);
    const int w = last - first + 1, h = bitmap.h;
    int left, top;
    while (!place(atlas, w + PADDING, h + PADDING, &left, &top)) {
        grow(atlas);
    }
    for (int y = 0; y < h; y++) {
        uint8_t *row = atlas->pixels + (ptrdiff_t)(top + y) * atlas->side + left;
        for (int x = 0; x < w; x++) {
            row[x] = pixel_of(&bitmap, (first + x) * GLYPH_PHASES - bitmap.x - phase, y);
        }
    }
    free(bitmap.coverage);
    const bool clean = atlas->dirty_from == atlas->dirty_to;
    atlas->dirty_from = clean || top < atlas->dirty_from ? top : atlas->dirty_from;
    atlas->dirty_to = clean || top + h > atlas->dirty_to ? top + h : atlas->dirty_to;
    return (AtlasGlyph){ (uint16_t)left,    (uint16_t)top, (int16_t)first,
                         (int16_t)bitmap.y, (uint16_t)w,   (uint16_t)h };
}

static Entry *entry_for(Entry *entries, size_t capacity, uint64_t key)
{
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (capacity - 1);
    while (entries[at].key != 0 && entries[at].key != key) {
        at = (at + 1) & (capacity - 1);
    }
    return &entries[at];
}

static void widen_table(Atlas *atlas)
{
    const size_t capacity = atlas->entry_capacity * 2;
    Entry *entries = memory_get(capacity * sizeof *entries);
    memset(entries, 0, capacity * sizeof *entries);
    for (size_t i = 0; i < atlas->entry_capacity; i++) {
        if (atlas->entries[i].key != 0) {
            *entry_for(entries, capacity, atlas->entries[i].key) = atlas->entries[i];
        }
    }
    free(atlas->entries);
    atlas->entries = entries;
    atlas->entry_capacity = capacity;
}

AtlasGlyph atlas_glyph(Atlas *atlas, Font font, int size_px, uint32_t code, int phase)
{
    assert(size_px >= 1 && size_px <= SIZE_MAX_PX && phase >= 0 && phase < GLYPH_PHASES);
    const uint64_t key = (uint64_t)1 << 63 | (uint64_t)font << 48 | (uint64_t)phase << 44 |
                         (uint64_t)size_px << 32 | code;
    const Entry *known = entry_for(atlas->entries, atlas->entry_capacity, key);
    if (known->key != 0) {
        return known->glyph;
    }
    const AtlasGlyph glyph = draw_glyph(atlas, font, size_px, code, phase);
    if (2 * (atlas->entry_count + 1) > atlas->entry_capacity) {
        widen_table(atlas);
    }
    *entry_for(atlas->entries, atlas->entry_capacity, key) = (Entry){ key, glyph };
    atlas->entry_count++;
    return glyph;
}

unsigned atlas_generation(const Atlas *atlas)
{
    return atlas->generation;
}

static void make_texture(Atlas *atlas)
{
    if (atlas->texture == 0) {
        glGenTextures(1, &atlas->texture);
    }
    glBindTexture(GL_TEXTURE_2D, atlas->texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, atlas->side, atlas->side, 0, GL_RED, GL_UNSIGNED_BYTE,
                 NULL);
    atlas->dirty_from = 0;
    atlas->dirty_to = atlas->side;
    atlas->grown = false;
}

unsigned atlas_texture(Atlas *atlas)
{
    if (atlas->grown) {
        make_texture(atlas);
    }
    if (atlas->dirty_to > atlas->dirty_from) {
        glBindTexture(GL_TEXTURE_2D, atlas->texture);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, atlas->dirty_from, atlas->side,
                        atlas->dirty_to - atlas->dirty_from, GL_RED, GL_UNSIGNED_BYTE,
                        atlas->pixels + (ptrdiff_t)atlas->dirty_from * atlas->side);
        atlas->dirty_from = atlas->dirty_to = 0;
    }
    return atlas->texture;
}
