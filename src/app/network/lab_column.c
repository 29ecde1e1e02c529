// Where the parts of a network's column lie, for any width, height and number of layers.
#include "app/network/lab_columns.h"

#include "app/network/lab_fit.h"
#include "app/network/lab_judgement.h"
#include "app/network/lab_legend.h"
#include "ui/widgets.h"

#include <math.h>

// Of a layer that can be read; with its scale beside its spread.
static const float ROW_LEAST = 14.2f, ROW_GOOD = 23;

enum {
    NUMBERS = 22,
    NUMBERS_NARROW = 112, // a narrower column has its losses one above the other
    JUDGEMENTS = JUDGEMENT_HEIGHT + 4,
    JUDGEMENT_GAP = 8,
    JUDGEMENT_NARROW = 66, // narrower ones stand one above the other
    COMPACT_SIDE = 40,     // the smallest picture, ...
    COMPACT_GAP = 10,
    COMPACT_NUMBERS = 90, // ... and what stands beside it
    ROW_SMALL = 26,
    ROW_LARGE = 44,
    WIDE = 400
};

static float numbers_height(Rect rest)
{
    return rest.w < NUMBERS_NARROW ? LAB_NUMBERS_TWO : NUMBERS;
}

// The picture takes what the layers leave, within reason.
static float picture_side(Rect rest, int layers)
{
    const float row = layers > 6 ? ROW_SMALL : ROW_LARGE;
    const float left = rest.h - numbers_height(rest) - JUDGEMENTS - row * (float)layers;
    return fmaxf(fminf(rest.w, clampf(left, rest.h * 0.34f, rest.h * 0.62f)), 1);
}

// Both judgements, side by side; in the narrowest columns one above the other.
static void judgements(LabColumn *column, Rect rest)
{
    const float w = rest.w / 2;
    if (w < JUDGEMENT_NARROW || w - JUDGEMENT_GAP < column->judgement) {
        column->signal = cut_top(&rest, rest.h / 2, 0);
        column->learning = rest;
        return;
    }
    column->signal = (Rect){ rest.x, rest.y, w - JUDGEMENT_GAP, rest.h };
    column->learning = (Rect){ rest.x + w, rest.y, w, rest.h };
}

// The picture to the left of the layers, as large as the height allows.
static void wide(LabColumn *column, Rect rest)
{
    const float side = fmaxf(fminf(rest.h - NUMBERS - JUDGEMENTS, rest.w * 0.55f), 1);
    Rect left = cut_left(&rest, side, 20);
    column->picture = cut_top(&left, side, 0);
    column->numbers = cut_top(&left, fminf(NUMBERS, left.h), 0);
    judgements(column, cut_bottom(&left, fminf(JUDGEMENTS, left.h), 0));
    column->beside = left;
    column->layers = (Rect){ rest.x, rest.y, rest.w, rest.h - 8 };
}

// No picture, where there is room for the layers alone.
static bool bare(LabColumn *column, Rect rest, int layers)
{
    const float numbers = numbers_height(rest);
    if (rest.h - numbers - JUDGEMENTS < ROW_LEAST * (float)layers) {
        return false;
    }
    column->picture = (Rect){ rest.x, rest.y, 0, 0 };
    column->numbers = cut_top(&rest, numbers, 0);
    judgements(column, cut_bottom(&rest, JUDGEMENTS, 0));
    column->layers = rest;
    return true;
}

// A small picture with the losses beside it, so that every layer is `row` high; false if there is
// no room for that.
static bool compact(LabColumn *column, Rect rest, float side, int layers, float row)
{
    const float small = fminf(rest.h - JUDGEMENTS - row * (float)layers, side);
    if (small < COMPACT_SIDE || rest.w - small - COMPACT_GAP < COMPACT_NUMBERS) {
        return false;
    }
    const Rect top = cut_top(&rest, small, 0);
    column->picture = (Rect){ top.x, top.y, small, small };
    column->numbers =
        (Rect){ top.x + small + COMPACT_GAP, top.y, top.w - small - COMPACT_GAP, small };
    judgements(column, cut_bottom(&rest, JUDGEMENTS, 0));
    column->layers = rest;
    return true;
}

// Where layers leave too little height a row, as on a projector: what gives it to them.
static bool low(LabColumn *column, Rect rest, float side, int layers)
{
    const float row = (rest.h - side - numbers_height(rest) - JUDGEMENTS) / (float)layers;
    return (row < ROW_GOOD && compact(column, rest, side, layers, ROW_GOOD)) ||
           (row < ROW_LEAST &&
            (compact(column, rest, side, layers, ROW_LEAST) || bare(column, rest, layers)));
}

// Of a network: its frame and head, and what is left.
static LabColumn frame(const Canvas *canvas, Rect area, int index, int count, Rect *rest)
{
    const float w = area.w / (float)count;
    *rest = (Rect){ area.x + w * (float)index, area.y, w, area.h };
    LabColumn column = { .whole = *rest, .judgement = judgement_least(canvas) };
    *rest = (Rect){ rest->x + LAB_COLUMN_PAD, rest->y + 4, fmaxf(rest->w - 2 * LAB_COLUMN_PAD, 1),
                    rest->h - 4 };
    column.head = cut_top(rest, LAB_HEAD, 0);
    return column;
}

LabColumn lab_column(const Canvas *canvas, Rect area, int index, int count, int layers)
{
    Rect rest;
    LabColumn column = frame(canvas, area, index, count, &rest);
    if (rest.w >= WIDE && rest.w > 1.1f * rest.h) {
        wide(&column, rest);
        return column;
    }
    const float side = picture_side(rest, layers);
    if (low(&column, rest, side, layers)) {
        return column;
    }
    column.picture = cut_top(&rest, side, 0);
    column.picture.w = side;
    column.beside =
        (Rect){ column.picture.x + side + 10, column.picture.y, rest.w - side - 10, side };
    column.numbers = cut_top(&rest, fminf(numbers_height(rest), rest.h), 0);
    judgements(&column, cut_bottom(&rest, fminf(JUDGEMENTS, rest.h), 0));
    column.layers = rest;
    return column;
}

static int lines_shown(const LabSpace *space, float height)
{
    enum { BEFORE_ANY = 2, BESIDE_WIRING = 6 };
    const float of_maps = 0.58f * height / ROW_SMALL;
    const LabShot *shot = space->shot;
    if (!shot) {
        return BEFORE_ANY;
    }
    if (space->picture == LAB_PICTURE_MAPS) { // have the most of the height
        return (int)fmaxf(of_maps, BEFORE_ANY);
    }
    if (space->picture == LAB_PICTURE_WIRING) { // a list of layers needs height as well
        return shot->layers_shown < BESIDE_WIRING ? shot->layers_shown : BESIDE_WIRING;
    }
    // The rows of norms have strips below their bars.
    return lab_shows_norms(shot) ? 2 * shot->layers_shown : shot->layers_shown;
}

// A wiring has words, and a curve is no square: they take what is free beside one; where the layers
// stand beside the picture, more of the column.
static void widen(LabColumn *column)
{
    enum { NUMBERS_LEAST = 128 };
    static const float BROAD_SHARE = 0.66f;
    const bool beside = column->beside.w > 0 && column->beside.y == column->picture.y;
    const bool numbers = column->numbers.y == column->picture.y && column->picture.w > 0;
    const float more = column->numbers.w - NUMBERS_LEAST;
    const float wider = column->whole.w * BROAD_SHARE - column->picture.w;
    if (column->layers.y <= column->picture.y && wider > 0 && column->picture.w > 0) {
        column->picture.w += wider;
        column->numbers.w += wider;
        column->beside.w += wider;
        column->signal.w += wider / 2;
        column->learning.x += wider / 2;
        column->learning.w += wider / 2;
        column->layers.x += wider;
        column->layers.w -= wider;
        return;
    }
    if (beside) {
        column->picture.w += column->beside.w;
        column->beside.w = 0;
    } else if (numbers && more > 0) {
        column->picture.w += more;
        column->numbers.x += more;
        column->numbers.w -= more;
    }
}

// Feature maps have all that a small sample leaves, as wide as the column.
static bool below_sample(const Canvas *canvas, Rect area, int index, int count, LabColumn *column)
{
    enum { SAMPLE_MOST = 132, BESIDE = 640, APART = 5 };
    Rect rest;
    LabColumn with = frame(canvas, area, index, count, &rest);
    const float side = fminf(rest.h * 0.24f, SAMPLE_MOST);
    if (rest.w >= BESIDE || !compact(&with, rest, side, 0, 0)) {
        return false;
    }
    cut_top(&with.layers, APART, 0);
    cut_bottom(&with.layers, APART, 0);
    *column = with;
    return true;
}

// A sample needs less room than a surface where its maps stand beside it.
static void narrow(LabColumn *column)
{
    enum { LEFT_LEAST = 200 };
    const float less = column->picture.w - fmaxf(column->whole.w * 0.26f, LEFT_LEAST);
    if (less <= 0) {
        return;
    }
    column->picture.w -= less;
    column->numbers.w -= less;
    column->signal.w -= less / 2;
    column->learning.x -= less / 2;
    column->learning.w -= less / 2;
    column->layers.x -= less;
    column->layers.w += less;
}

// Below a surface, as wide as the column lets it be, what its colours mean.
static void legend(LabColumn *column)
{
    enum { PICTURE_LEAST = 96 };
    const float height = LAB_LEGEND + LAB_LEGEND_GAP;
    if (column->picture.h < PICTURE_LEAST + height) {
        return;
    }
    const bool square = column->picture.w <= column->picture.h;
    column->legend = (Rect){ column->picture.x, column->picture.y + column->picture.h - LAB_LEGEND,
                             column->picture.w, LAB_LEGEND };
    if (column->beside.w > 0 && column->beside.y == column->picture.y) {
        column->legend.w += column->beside.w;
        column->beside.h -= height;
    }
    column->picture.h -= height;
    column->picture.w -= square ? height : 0;
}

LabColumn lab_column_of(const Canvas *canvas, const LabSpace *space, Rect area, int index,
                        int count)
{
    LabColumn column = lab_column(canvas, area, index, count, lines_shown(space, area.h));
    if (space->picture == LAB_PICTURE_MAPS && below_sample(canvas, area, index, count, &column)) {
        return column;
    }
    if (space->picture == LAB_PICTURE_WIRING) {
        widen(&column);
    } else if (space->picture == LAB_PICTURE_MAPS && column.layers.y <= column.picture.y) {
        narrow(&column);
    } else if (space->picture == LAB_PICTURE_SURFACE && lab_fits_curve(space->shot)) {
        widen(&column);
        legend(&column);
    } else if (space->picture == LAB_PICTURE_SURFACE && space->shot && space->shot->features == 2) {
        legend(&column);
    }
    return column;
}
