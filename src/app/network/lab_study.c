// Saito's two figures, as a page and for slides: small multiples on one scale, so that the eye can
// go along rows and columns. What is not computed yet stays an empty frame.
#include "app/network/lab_study.h"

#include "app/network/lab_columns.h"
#include "app/network/lab_judgement.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/plot.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { PAD = 16, HEAD = 50, CLOSE = 26, GAP = 8, SIDE = 4 }; // SIDE: plots a side, batch norm

static const float READABLE = 8.5f;
static const double BEYOND = 0.01; // share of values outside a histogram that is worth a mark

// ---- what both have

static void progress(Canvas *canvas, const Study *study, Rect head, const Theme *t)
{
    const int all = studies[study_kind(study)].cells, done = study_done(study);
    char text[256];
    if (done == all) {
        return;
    }
    text_print(text, sizeof text, tr("%d of %d networks"), done, all);
    canvas_text(canvas, head.x + head.w - CLOSE - 12, head.y + 17, ALIGN_RIGHT, FONT_MONO, 12,
                t->muted, text);
    const Rect track = { head.x, head.y + head.h - 6, head.w, 3 };
    canvas_box(canvas, track, 1.5f, t->track, 0, t->track);
    canvas_box(canvas, (Rect){ track.x, track.y, track.w * (float)done / (float)all, track.h },
               1.5f, t->accent, 0, t->accent);
}

static void title(Canvas *canvas, const Study *study, Rect head, const Theme *t)
{
    const StudyRow *row = &studies[study_kind(study)];
    canvas_text(canvas, head.x, head.y + 17, ALIGN_LEFT, FONT_BOLD, 17, t->text,
                tr(row->kind.name));
    canvas_text_fit(canvas, head.x, head.y + 36, ALIGN_LEFT, FONT_SANS, 12, t->muted,
                    tr(row->kind.about), head.w);
}

static void card(Canvas *canvas, Rect rect, const Theme *t)
{
    canvas_box(canvas, rect, 6, t->panel, 1, t->line);
}

// As large as fits, from `size` down to what can still be read.
static void text_fitted(Canvas *canvas, float x, float y, Align align, Font font, float size,
                        Color color, const char *text, float width)
{
    while (size > READABLE && canvas_text_width(canvas, font, size, text) > width) {
        size -= 0.5f;
    }
    canvas_text_fit(canvas, x, y, align, font, size, color, text, width);
}

// Column `i` of `count` and row `j` of `rows`, with gaps between them.
static Rect cell_of(Rect area, int count, int rows, int i, int j, float gap)
{
    const float w = (area.w - gap * (float)(count - 1)) / (float)count;
    const float h = (area.h - gap * (float)(rows - 1)) / (float)rows;
    return (Rect){ area.x + (w + gap) * (float)i, area.y + (h + gap) * (float)j, w, h };
}

// ---- where activations lie

enum { NAMES = 66, COLUMN_TITLE = 42, SIGMA = 17, WORDS = 20, INSIDE = 8, ROW_OF_TWO = 90 };

typedef struct Grid {
    Rect titles, names, cells;
} Grid;

static Grid grid_of(Rect rest)
{
    Grid grid;
    cut_bottom(&rest, 18, 0); // the footnote
    grid.titles = cut_top(&rest, COLUMN_TITLE, 0);
    cut_left(&grid.titles, NAMES, 0);
    grid.names = cut_left(&rest, NAMES, 0);
    grid.cells = rest;
    return grid;
}

// The part of a cell that belongs to a layer.
static Rect layer_of(Rect cell, int layer)
{
    const Rect inner = { cell.x + INSIDE, cell.y + INSIDE, fmaxf(cell.w - 2 * INSIDE, 1),
                         fmaxf(cell.h - INSIDE - SIGMA - WORDS, 1) };
    return cell_of(inner, STUDY_LAYERS, 1, layer, 0, INSIDE - 2);
}

static void column_titles(Canvas *canvas, const Grid *grid, const Theme *t)
{
    for (int i = 0; i < STUDY_ACTIVATIONS_COLUMNS; i++) {
        const Rect cell = cell_of(grid->titles, STUDY_ACTIVATIONS_COLUMNS, 1, i, 0, GAP);
        const StudyLine *line = &study_columns[i];
        const float w = canvas_text(canvas, cell.x + INSIDE, cell.y + 15, ALIGN_LEFT, FONT_BOLD, 14,
                                    t->text, line->name);
        canvas_text(canvas, cell.x + INSIDE + w + 8, cell.y + 15, ALIGN_LEFT, FONT_MONO, 12,
                    t->muted, line->rule);
        for (int layer = 0; layer < STUDY_LAYERS; layer++) {
            const Rect part = layer_of(cell, layer);
            char text[256];
            text_print(text, sizeof text, tr("L%d"), layer + 1);
            canvas_text(canvas, part.x + part.w / 2, cell.y + COLUMN_TITLE - 7, ALIGN_CENTER,
                        FONT_MONO, 11, t->muted, text);
        }
    }
}

static void row_names(Canvas *canvas, const Grid *grid, const Theme *t)
{
    for (int j = 0; j < STUDY_ACTIVATIONS_ROWS; j++) {
        const Rect row = cell_of(grid->names, 1, STUDY_ACTIVATIONS_ROWS, 0, j, GAP);
        const StudyLine *line = &study_rows[j];
        char text[256];
        canvas_text(canvas, row.x, row.y + 22, ALIGN_LEFT, FONT_BOLD, 14, t->text, line->name);
        if (row.h >= ROW_OF_TWO) {
            text_print(text, sizeof text, tr("%g to %g"), line->low, line->high);
            canvas_text(canvas, row.x, row.y + 40, ALIGN_LEFT, FONT_MONO, 11, t->muted, text);
        }
        canvas_text(canvas, row.x + row.w - 8, row.y + row.h - WORDS - 4, ALIGN_RIGHT, FONT_MONO,
                    12, t->muted, tr("σ"));
    }
}

// Three digits where they are short; they stand side by side.
static void std_text(char *text, size_t size, double std)
{
    if (std >= 0.0995 && std < 999.5) {
        snprintf(text, size, "%.*f", std < 9.995 ? 2 : 0, std);
    } else {
        text_short(text, size, std, 2);
    }
}

// What points to the values beyond a histogram's right end.
static void beyond_mark(Canvas *canvas, float x, float y, const Theme *t)
{
    canvas_polygon(canvas, 3, (float[]){ x, x + 5, x }, (float[]){ y - 5, y, y + 5 }, t->error);
}

static void layer_histogram(Canvas *canvas, const StudyCell *cell, int layer, Rect part,
                            Color color, const Theme *t)
{
    const LayerStats *stats = &cell->stats[layer];
    char text[24];
    double inside = 0;
    for (int b = 0; b < STUDY_BINS; b++) {
        inside += cell->counts[layer][b];
    }
    canvas_rect(canvas, part, t->raised);
    const float zero = cell->low < 0 ? (float)(-cell->low / (cell->high - cell->low)) : -1;
    lab_histogram_draw(canvas, part, STUDY_BINS, cell->counts[layer], color, zero, t);
    if (inside < (1 - BEYOND) * (double)stats->count) {
        beyond_mark(canvas, part.x + part.w + 0.5f, part.y + part.h - 7, t);
    }
    const float width = part.w + INSIDE - 5;
    std_text(text, sizeof text, stats->std);
    if (canvas_text_width(canvas, FONT_MONO, READABLE, text) > width) {
        text_short(text, sizeof text, stats->std, 1);
    }
    text_fitted(canvas, part.x + part.w / 2, part.y + part.h + 14, ALIGN_CENTER, FONT_MONO, 11,
                t->text, text, width);
}

static void activations_cell(Canvas *canvas, const StudyCell *cell, Rect rect, Color color,
                             const Theme *t)
{
    JudgementWords words;
    char text[120];
    signal_words(&cell->signal, INSPECT_ACTIVATIONS, &words);
    text_print(text, sizeof text, "%s, %s", words.short_word, words.figures[1]);
    const Color mood = mood_color(words.mood, t);
    for (int layer = 0; layer < STUDY_LAYERS; layer++) {
        layer_histogram(canvas, cell, layer, layer_of(rect, layer), color, t);
    }
    const float y = rect.y + rect.h - 8;
    canvas_circle(canvas, rect.x + INSIDE + 3.5f, y - 4, 3.5f, mood, 0, mood);
    text_fitted(canvas, rect.x + INSIDE + 12, y, ALIGN_LEFT, FONT_SANS, 12, mood, text,
                rect.w - INSIDE - 12 - 4);
}

static void draw_activations(Canvas *canvas, const Study *study, Rect rest, const Theme *t)
{
    const Grid grid = grid_of(rest);
    column_titles(canvas, &grid, t);
    row_names(canvas, &grid, t);
    for (int i = 0; i < STUDY_ACTIVATIONS_ROWS * STUDY_ACTIVATIONS_COLUMNS; i++) {
        const int column = i % STUDY_ACTIVATIONS_COLUMNS;
        const Rect rect = cell_of(grid.cells, STUDY_ACTIVATIONS_COLUMNS, STUDY_ACTIVATIONS_ROWS,
                                  column, i / STUDY_ACTIVATIONS_COLUMNS, GAP);
        card(canvas, rect, t);
        if (i < study_done(study)) {
            activations_cell(canvas, study_cell(study, i), rect, labspace_letter_color(column, t),
                             t);
        }
    }
    const float x = grid.cells.x + INSIDE, y = rest.y + rest.h - 3;
    beyond_mark(canvas, x, y - 4, t);
    canvas_text(canvas, x + 12, y, ALIGN_LEFT, FONT_SANS, 11, t->muted,
                // xgettext:no-c-format
                tr("more than 1 % of the values lie beyond the range shown"));
}

// ---- with and without batch normalization

enum { Y_LABELS = 42, X_LABELS = 20, PLOT_TITLE = 18 };

static Color curve_color(bool batchnorm, const Theme *t)
{
    return lab_class_color(batchnorm ? 1 : 0, t);
}

static const float DASH = 5, CURVE = 2.2f;

static void legend(Canvas *canvas, Rect head, const Theme *t)
{
    float x = head.x + head.w - CLOSE - 12;
    const float y = head.y + 36, middle = y - 4;
    const struct {
        const char *text;
        bool batchnorm;
    } lines[] = { { N_("without"), false }, { N_("with batch norm"), true } };
    for (size_t i = 0; i < COUNT(lines); i++) {
        const Color color = curve_color(lines[i].batchnorm, t);
        x -= canvas_text(canvas, x, y, ALIGN_RIGHT, FONT_SANS, 12, t->text, tr(lines[i].text)) + 6;
        if (lines[i].batchnorm) {
            canvas_line(canvas, x - 26, middle, x, middle, CURVE, color);
        } else {
            for (float from = x - 25; from < x; from += 2 * DASH) {
                canvas_line_butt(canvas, from, middle, from + DASH, middle, CURVE, color);
            }
        }
        x -= 26 + 18;
    }
}

// The frame of a plot; labels only at the figure's edges.
static void frame(Canvas *canvas, const Plot *plot, bool left, bool bottom)
{
    static const double shares[] = { 0, 0.5, 1 };
    static const int epochs[] = { 0, STUDY_EPOCHS / 2, STUDY_EPOCHS };
    const Rect area = plot->area;
    char text[16];
    for (size_t i = 0; i < COUNT(shares); i++) {
        const float y = plot_y(plot, shares[i]), x = plot_x(plot, epochs[i]);
        canvas_rect(canvas, (Rect){ area.x, roundf(y), area.w, 1 }, plot->line);
        canvas_rect(canvas, (Rect){ roundf(x), area.y + area.h, 1, 3 }, plot->line);
        if (left) {
            snprintf(text, sizeof text, "%g", shares[i]);
            canvas_text(canvas, area.x - 16, y + TEXT_MIDDLE * plot->text_size, ALIGN_RIGHT,
                        FONT_MONO, plot->text_size, plot->muted, text);
        }
        if (bottom) {
            snprintf(text, sizeof text, "%d", epochs[i]);
            canvas_text(canvas, x, area.y + area.h + 22, ALIGN_CENTER, FONT_MONO, plot->text_size,
                        plot->muted, text);
        }
    }
}

static void curve(Canvas *canvas, const Plot *plot, const StudyCell *cell, const Theme *t)
{
    const Color color = curve_color(cell->batchnorm, t);
    plot_series(canvas, plot, STUDY_EPOCHS + 1, cell->accuracy, 0, 1, CURVE, color,
                cell->batchnorm ? 0 : DASH);
    int last = 0;
    while (last < STUDY_EPOCHS && isfinite(cell->accuracy[last + 1])) {
        last++;
    }
    if (last < STUDY_EPOCHS) {
        const float x = plot_x(plot, last), y = plot_y(plot, cell->accuracy[last]);
        canvas_line(canvas, x - 3.5f, y - 3.5f, x + 3.5f, y + 3.5f, 2, color);
        canvas_line(canvas, x - 3.5f, y + 3.5f, x + 3.5f, y - 3.5f, 2, color);
        canvas_text(canvas, x + 9, y + 4, ALIGN_LEFT, FONT_SANS, 11, color, tr("lost"));
    }
}

static void draw_batch_norm(Canvas *canvas, const Study *study, Rect rest, const Theme *t)
{
    cut_left(&rest, Y_LABELS, 0);
    cut_top(&rest, PLOT_TITLE, 0);
    const Rect foot = cut_bottom(&rest, X_LABELS, 0);
    const int done = study_done(study);
    for (int i = 0; i < STUDY_SCALES; i++) {
        Rect rect = cell_of(rest, SIDE, SIDE, i % SIDE, i / SIDE, GAP);
        card(canvas, rect, t);
        const Rect head = cut_top(&rect, PLOT_TITLE, 0);
        const Plot plot = { .area = { rect.x + 10, rect.y + 6, rect.w - 20, rect.h - 14 },
                            .x = { 0, STUDY_EPOCHS, false },
                            .y = { 0, 1, false },
                            .line = t->line,
                            .muted = t->muted,
                            .text_size = 11 };
        frame(canvas, &plot, i % SIDE == 0, i / SIDE == SIDE - 1);
        StudyCell known;
        study_describe(STUDY_BATCH_NORM, 2 * i, &known);
        canvas_text(canvas, head.x + head.w / 2, head.y + 15, ALIGN_CENTER, FONT_BOLD, 12, t->text,
                    known.title);
        for (int k = 2 * i; k < done && k < 2 * (i + 1); k++) {
            curve(canvas, &plot, study_cell(study, k), t);
        }
    }
    canvas_text(canvas, rest.x - Y_LABELS, rest.y - 5, ALIGN_LEFT, FONT_SANS, 11, t->muted,
                tr("accuracy"));
    canvas_text(canvas, foot.x - Y_LABELS, foot.y + 14, ALIGN_LEFT, FONT_SANS, 11, t->muted,
                tr("epochs"));
}

// ---- the page

static void (*const drawn[STUDY_COUNT])(Canvas *, const Study *, Rect, const Theme *) = {
    [STUDY_ACTIVATIONS] = draw_activations,
    [STUDY_BATCH_NORM] = draw_batch_norm,
};

void lab_study_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme)
{
    const Study *study = space->study;
    Rect rest = rect_inset(rect, PAD);
    const Rect head = cut_top(&rest, HEAD, 8);
    title(canvas, study, head, theme);
    progress(canvas, study, head, theme);
    if (study_kind(study) == STUDY_BATCH_NORM) {
        legend(canvas, head, theme);
    }
    drawn[study_kind(study)](canvas, study, rest, theme);
}

void lab_study(NetworkRoom *room, Rect rect)
{
    const Rect inner = rect_inset(rect, PAD);
    const Rect close = { inner.x + inner.w - CLOSE, inner.y - 2, CLOSE, CLOSE };
    room->lab.hover_network = room->lab.hover_layer = -1;
    lab_study_draw(&room->shell->canvas, &room->lab, rect, room->shell->ui.theme);
    if (ui_icon_button(&room->shell->ui, "lab.study.close", close, ICON_CLOSE, false,
                       tr("Back to your networks (Esc)"))) {
        labspace_study(&room->lab, STUDY_COUNT, NULL, NULL);
    }
}
