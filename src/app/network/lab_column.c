// Where the parts of a network's column lie, for any width, height and number of layers.
#include "app/network/lab_columns.h"

#include "app/network/lab_blocks.h"
#include "app/network/lab_fit.h"
#include "app/network/lab_judgement.h"
#include "app/network/lab_legend.h"
#include "app/network/lab_losses.h"
#include "app/network/lab_wiring.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>

// Of a layer that can be read; with its scale beside its spread.
static const float ROW_LEAST = 14.2f, ROW_GOOD = 23;
// Of a wide column that a picture may take; how much larger it has to be to move what is beside it.
static const float PICTURE_SHARE = 0.55f, WORTH = 1.2f;

enum {
    NUMBERS = 22,
    JUDGEMENTS = JUDGEMENT_HEIGHT + 4,
    JUDGEMENT_GAP = 8,
    JUDGEMENT_NARROW = 66,            // narrower ones stand one above the other
    COMPACT_SIDE = LAB_NUMBERS_THREE, // the smallest picture, ...
    COMPACT_GAP = 10,
    COMPACT_NUMBERS = 90, // ... and what stands beside it
    ROW_SMALL = 26,
    ROW_LARGE = 44,
    WIDE = 400,
    SMALL = 190, // a picture that should be larger
};

static float numbers_height(const LabColumn *column, Rect rest)
{
    return rest.w < column->one_line ? column->stacked : NUMBERS;
}

// The picture takes what the layers leave, within reason.
static float picture_side(const LabColumn *column, Rect rest, int layers)
{
    const float row = layers > 6 ? ROW_SMALL : ROW_LARGE;
    const float left = rest.h - numbers_height(column, rest) - JUDGEMENTS - row * (float)layers;
    return fmaxf(fminf(rest.w, clampf(left, rest.h * 0.34f, rest.h * 0.62f)), 1);
}

// Both judgements, side by side; in the narrowest columns one above the other.
static void judgements(LabColumn *column, Rect rest)
{
    const float w = rest.w / 2;
    column->foot = rest;
    if (w < JUDGEMENT_NARROW || w - JUDGEMENT_GAP < column->judgement) {
        column->signal = cut_top(&rest, rest.h / 2, 0);
        column->learning = rest;
        return;
    }
    column->signal = (Rect){ rest.x, rest.y, w - JUDGEMENT_GAP, rest.h };
    column->learning = (Rect){ rest.x + w, rest.y, w, rest.h };
}

// The picture has all of the height, the numbers stand below the layers: where the height is
// little.
static bool tall(LabColumn *column, Rect rest, float side, int layers)
{
    const float larger = fminf(rest.h - 8, rest.w * PICTURE_SHARE);
    const float high = rest.h - column->stacked - JUDGEMENTS;
    if (side >= SMALL || larger < WORTH * side || high < ROW_GOOD * (float)layers) {
        return false;
    }
    column->picture = cut_left(&rest, larger, 20);
    column->picture.h = larger;
    judgements(column, cut_bottom(&rest, JUDGEMENTS, 0));
    column->numbers = cut_bottom(&rest, numbers_height(column, rest), 0);
    column->layers = rest;
    return true;
}

// The picture stands beside the layers, the numbers below both: where rows leave it little.
static bool beside_rows(LabColumn *column, Rect rest, float side, int layers)
{
    enum { LAYERS_LEAST = 110, APART = 10 };
    const float numbers = numbers_height(column, rest), high = rest.h - numbers - JUDGEMENTS;
    const float larger = fminf(high, rest.w - LAYERS_LEAST - APART);
    if (side >= SMALL || larger < WORTH * side || high < ROW_GOOD * (float)layers) {
        return false;
    }
    judgements(column, cut_bottom(&rest, JUDGEMENTS, 0));
    column->numbers = cut_bottom(&rest, numbers, 0);
    column->picture = cut_left(&rest, larger, APART);
    column->picture.h = larger;
    column->layers = rest;
    column->across = true;
    return true;
}

// The picture to the left of the layers, as large as the height allows. A sample is no larger for
// the maps beside it, which want the height.
static void wide(LabColumn *column, Rect rest, int layers, bool sample)
{
    const float side = fmaxf(fminf(rest.h - NUMBERS - JUDGEMENTS, rest.w * PICTURE_SHARE), 1);
    if (!sample && tall(column, rest, side, layers)) {
        return;
    }
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
    const float numbers = numbers_height(column, rest);
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
    const float row = (rest.h - side - numbers_height(column, rest) - JUDGEMENTS) / (float)layers;
    return (row < ROW_GOOD && compact(column, rest, side, layers, ROW_GOOD)) ||
           (row < ROW_LEAST &&
            (compact(column, rest, side, layers, ROW_LEAST) || bare(column, rest, layers)));
}

// Of a network: its frame and head, and what is left.
static LabColumn frame(const Canvas *canvas, const LabShot *shot, Rect area, int index, int count,
                       Rect *rest)
{
    const float w = area.w / (float)count;
    *rest = (Rect){ area.x + w * (float)index, area.y, w, area.h };
    LabColumn column = { .whole = *rest, .judgement = judgement_least(canvas) };
    *rest = (Rect){ rest->x + LAB_COLUMN_PAD, rest->y + 4, fmaxf(rest->w - 2 * LAB_COLUMN_PAD, 1),
                    rest->h - 4 };
    column.head = cut_top(rest, LAB_HEAD, 0);
    lab_losses_room(canvas, shot, &column.one_line, &column.stacked);
    return column;
}

// Column `index` of `count` in an area, for networks of at most so many layers.
static LabColumn any_column(const Canvas *canvas, const LabSpace *space, Rect area, int index,
                            int count, int layers)
{
    Rect rest;
    LabColumn column = frame(canvas, space->shot, area, index, count, &rest);
    if (rest.w >= WIDE && rest.w > 1.1f * rest.h) {
        wide(&column, rest, layers, space->picture == LAB_PICTURE_MAPS);
        return column;
    }
    const float side = picture_side(&column, rest, layers);
    if (beside_rows(&column, rest, side, layers) || low(&column, rest, side, layers)) {
        return column;
    }
    column.picture = cut_top(&rest, side, 0);
    column.picture.w = side;
    column.beside =
        (Rect){ column.picture.x + side + 10, column.picture.y, rest.w - side - 10, side };
    column.numbers = cut_top(&rest, fminf(numbers_height(&column, rest), rest.h), 0);
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

// Makes the picture wider at the cost of the layers beside it; what is below either goes with it.
static void shift(LabColumn *column, float by)
{
    Rect foot = column->foot;
    column->picture.w += by;
    column->layers.x += by;
    column->layers.w -= by;
    if (column->across) {
        return;
    }
    if (column->numbers.x > column->picture.x) { // below the layers
        column->numbers.x += by;
        foot.x += by;
    }
    const float wider = column->numbers.x > column->picture.x ? -by : by;
    column->numbers.w += wider;
    column->beside.w += column->beside.w > 0 ? wider : 0;
    foot.w += wider;
    judgements(column, foot);
}

// A wiring has words, and a curve is no square: they take what is free beside one; where the layers
// stand beside the picture, more of the column.
static void widen(LabColumn *column)
{
    enum { NUMBERS_LEAST = 128, LAYERS_LEAST = 150 };
    static const float BROAD_SHARE = 0.66f;
    const bool beside = column->beside.w > 0 && column->beside.y == column->picture.y;
    const bool numbers = column->numbers.y == column->picture.y && column->picture.w > 0;
    const float more = column->numbers.w - NUMBERS_LEAST;
    const bool below = column->across || column->numbers.x > column->picture.x; // ... the layers
    const float most = column->layers.w - (below ? LAYERS_LEAST : 0);
    const float wider = fminf(column->whole.w * BROAD_SHARE - column->picture.w, most);
    column->picture.h = column->across ? column->layers.h : column->picture.h;
    if (column->layers.y <= column->picture.y && wider > 0 && column->picture.w > 0) {
        shift(column, wider);
    } else if (beside) {
        column->picture.w += column->beside.w;
        column->beside.w = 0;
    } else if (numbers && more > 0) {
        column->picture.w += more;
        column->numbers.x += more;
        column->numbers.w -= more;
    }
}

// Feature maps have all that a small sample leaves, as wide as the column.
static bool below_sample(const Canvas *canvas, const LabShot *shot, Rect area, int index, int count,
                         LabColumn *column)
{
    enum { SAMPLE_MOST = 132, BESIDE = 640, APART = 5 };
    Rect rest;
    LabColumn with = frame(canvas, shot, area, index, count, &rest);
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
    if (less > 0) {
        shift(column, -less);
    }
}

// How much room there is for a legend of those lines, without the picture getting too small.
static float legend_most(const LabColumn *column)
{
    enum { PICTURE_LEAST = 90 };
    return column->picture.h - PICTURE_LEAST - LAB_LEGEND_GAP;
}

// Beside a picture that is too small to have it below: under the numbers, or in the free place.
static void legend_beside(const Canvas *canvas, const LabSpace *space, LabColumn *column)
{
    const bool numbers = column->numbers.y == column->picture.y;
    Rect place = numbers ? column->numbers : column->beside;
    if (numbers) {
        cut_top(&place, LAB_NUMBERS_THREE, LAB_LEGEND_GAP);
    }
    const float height = lab_legend_height(canvas, space, place.w);
    if (place.w < 1 || place.y > column->picture.y + column->picture.h || height > place.h) {
        return;
    }
    column->legend = (Rect){ place.x, place.y, place.w, height };
    if (numbers) {
        column->numbers.h = LAB_NUMBERS_THREE;
    } else {
        column->beside.w = 0;
    }
}

// Below picture and layers, all across.
static void legend_across(LabColumn *column, float height)
{
    column->legend = cut_bottom(&column->layers, height, LAB_LEGEND_GAP);
    column->legend.x = column->numbers.x;
    column->legend.w = column->numbers.w;
    const float less = fmaxf(column->picture.h - column->layers.h, 0);
    const bool square = column->picture.w <= column->picture.h;
    column->picture.h -= less;
    column->picture.w -= square ? less : 0;
    column->layers.x -= square ? less : 0;
    column->layers.w += square ? less : 0;
}

// Below a surface, as wide as the column lets it be, what its colours mean.
static void legend(const Canvas *canvas, const LabSpace *space, LabColumn *column)
{
    const bool square = column->picture.w <= column->picture.h;
    const bool beside = column->beside.w > 0 && column->beside.y == column->picture.y;
    Rect place = column->picture;
    place.w = column->across ? column->numbers.w : place.w + (beside ? column->beside.w : 0);
    const float height = lab_legend_height(canvas, space, place.w), all = height + LAB_LEGEND_GAP;
    if (height <= 0) {
        return;
    }
    if (height > legend_most(column)) {
        legend_beside(canvas, space, column);
        return;
    }
    if (column->across) {
        legend_across(column, height);
        return;
    }
    column->legend = cut_bottom(&place, height, 0);
    column->beside.h -= beside ? all : 0;
    column->picture.h -= all;
    column->picture.w -= square ? all : 0;
}

// Whether a network is a list of layers in a place that is too low for its lines.
static bool list_is_squeezed(const Canvas *canvas, const LabSpace *space, Rect place)
{
    if (!space->shot || place.h >= lab_blocks_least(canvas)) {
        return false;
    }
    bool list = false;
    Wiring *w = memory_get(sizeof *w);
    for (int i = 0; i < space->shot->network_count && !list; i++) {
        list = !lab_wiring_of(canvas, space, i, place, w);
    }
    free(w);
    return list;
}

// The histograms have the place of a list that has no room; in the lowest windows the losses alone.
static LabColumn without_list(const Canvas *canvas, const LabShot *shot, Rect area, int index,
                              int count)
{
    Rect rest;
    LabColumn column = frame(canvas, shot, area, index, count, &rest);
    if (!bare(&column, rest, 0)) {
        column.picture = column.layers = (Rect){ rest.x, rest.y, 0, 0 };
        column.numbers = cut_top(&rest, fminf(NUMBERS, rest.h), 0);
    }
    return column;
}

LabColumn lab_column_of(const Canvas *canvas, const LabSpace *space, Rect area, int index,
                        int count)
{
    LabColumn column = any_column(canvas, space, area, index, count, lines_shown(space, area.h));
    if (space->picture == LAB_PICTURE_WIRING && list_is_squeezed(canvas, space, column.picture)) {
        return without_list(canvas, space->shot, area, index, count);
    }
    if (space->picture == LAB_PICTURE_MAPS &&
        below_sample(canvas, space->shot, area, index, count, &column)) {
        return column;
    }
    if (space->picture == LAB_PICTURE_WIRING) {
        widen(&column);
    } else if (space->picture == LAB_PICTURE_MAPS && column.layers.y <= column.picture.y) {
        narrow(&column);
    } else if (space->picture == LAB_PICTURE_SURFACE && lab_fits_curve(space->shot)) {
        widen(&column);
        legend(canvas, space, &column);
    } else if (space->picture == LAB_PICTURE_SURFACE && space->shot && space->shot->features == 2) {
        legend(canvas, space, &column);
    }
    return column;
}
