// Texts with the very fonts that the window has, letter by letter where it has them. cairo embeds
// what is used of a font and remembers which letters its shapes stand for.
#include "io/vector_parts.h"

#include "base/utf8.h"

#include <cairo-ft.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// cairo keeps fonts for longer than their users do; the library goes when the last font has gone.
typedef struct Library {
    FT_Library freetype;
    int users;
} Library;

typedef struct OpenFace {
    char *file;
    int index;
    FT_Face face; // NULL: cannot be read
    cairo_font_face_t *font;
} OpenFace;

struct VectorFonts {
    Library *library;
    Array(OpenFace) faces;
};

// The user data of a cairo font: what it must outlive.
typedef struct Held {
    Library *library;
    FT_Face face;
} Held;

static void library_leave(Library *library)
{
    if (--library->users == 0) {
        FT_Done_FreeType(library->freetype);
        free(library);
    }
}

static void held_free(void *data)
{
    Held *held = data;
    FT_Done_Face(held->face);
    library_leave(held->library);
    free(held);
}

VectorFonts *vector_fonts_create(void)
{
    VectorFonts *fonts = memory_get(sizeof *fonts);
    Library *library = memory_get(sizeof *library);
    *library = (Library){ .users = 1 };
    *fonts = (VectorFonts){ .library = library };
    if (FT_Init_FreeType(&library->freetype) != 0) {
        die("no memory for fonts");
    }
    return fonts;
}

void vector_fonts_destroy(VectorFonts *fonts)
{
    for (size_t i = 0; i < fonts->faces.count; i++) {
        OpenFace *open = &fonts->faces.items[i];
        cairo_font_face_destroy(open->font);
        free(open->file);
    }
    array_free(&fonts->faces);
    library_leave(fonts->library);
    free(fonts);
}

static cairo_font_face_t *hold(VectorFonts *fonts, FT_Face face)
{
    static const cairo_user_data_key_t key;
    Held *held = memory_get(sizeof *held);
    *held = (Held){ fonts->library, face };
    cairo_font_face_t *font = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(font, &key, held, held_free) != CAIRO_STATUS_SUCCESS) {
        die("no memory for fonts");
    }
    fonts->library->users++;
    return font;
}

static char *copied(const char *text)
{
    const size_t bytes = strlen(text) + 1;
    return memcpy(memory_get(bytes), text, bytes);
}

static const OpenFace *open_face(VectorFonts *fonts, const char *file, int index)
{
    for (size_t i = 0; i < fonts->faces.count; i++) {
        if (fonts->faces.items[i].index == index && strcmp(fonts->faces.items[i].file, file) == 0) {
            return &fonts->faces.items[i];
        }
    }
    OpenFace open = { .file = copied(file), .index = index };
    if (FT_New_Face(fonts->library->freetype, file, index, &open.face) == 0) {
        open.font = hold(fonts, open.face);
    } else {
        open.face = NULL;
    }
    array_push(&fonts->faces, open);
    return &fonts->faces.items[fonts->faces.count - 1];
}

// Letters of one font in a row: shown at once.
enum { ROW_MAX = 256 };

typedef struct Row {
    VectorFonts *fonts;
    cairo_t *cr;
    const Shape *shape;
    const char *file; // the font's; NULL: none yet
    int face;
    float size;
    int count;
    cairo_glyph_t glyphs[ROW_MAX];
    cairo_text_cluster_t clusters[ROW_MAX];
    char text[4 * ROW_MAX]; // their characters
    size_t bytes;
} Row;

static void show(Row *row)
{
    const OpenFace *open = row->count > 0 ? open_face(row->fonts, row->file, row->face) : NULL;
    if (open && open->face) {
        for (int i = 0; i < row->count; i++) {
            row->glyphs[i].index = FT_Get_Char_Index(open->face, row->glyphs[i].index);
        }
        cairo_set_font_face(row->cr, open->font);
        cairo_set_font_size(row->cr, row->size);
        cairo_show_text_glyphs(row->cr, row->text, (int)row->bytes, row->glyphs, row->count,
                               row->clusters, row->count, 0);
    }
    row->count = 0;
    row->bytes = 0;
}

// The index is the character until the row is shown.
static void take(void *context, const TextLetter *letter)
{
    Row *row = context;
    if (row->count == ROW_MAX || !row->file || letter->face != row->face ||
        strcmp(letter->file, row->file) != 0) {
        show(row);
    }
    row->file = letter->file;
    row->face = letter->face;
    row->size = letter->size;
    row->glyphs[row->count] = (cairo_glyph_t){ .index = letter->code,
                                               .x = row->shape->text.x + letter->x,
                                               .y = row->shape->text.y };
    const size_t bytes = utf8_put(letter->code, row->text + row->bytes);
    row->clusters[row->count] = (cairo_text_cluster_t){ (int)bytes, 1 };
    row->bytes += bytes;
    row->count++;
}

void vector_text(VectorFonts *fonts, VectorPen *pen, const Shape *shape, const char *text,
                 const LetterSource *letters)
{
    const float size = shape->text.size, reach = size * 1.2f;
    const Rect bounds = { shape->text.x - reach, shape->text.y - reach,
                          (size + shape->text.spacing) * (float)shape->text.length + 2 * reach,
                          2 * reach };
    if (!isfinite(shape->text.x) || !isfinite(shape->text.y) || shape->fill.a == 0 ||
        !rect_overlap(bounds, pen->clips[shape->clip])) {
        return;
    }
    vector_clip(pen, shape->clip, bounds);
    vector_flush(pen);
    vector_color(pen->cr, shape->fill);
    Row *row = memory_get(sizeof *row);
    *row = (Row){ .fonts = fonts, .cr = pen->cr, .shape = shape };
    letters->letters(letters->self, shape, text, take, row);
    show(row);
    free(row);
}
