// Which layers have a line, and where its cells lie: pictures as large as they can be, in several
// rows where a line is too short for its channels. Where there is no room for all, what is only on
// the way to a layer's result goes first, then filters, then every so many layers.
#include "app/network/lab_maps.h"

#include "ui/layout.h"

#include <math.h>
#include <stdlib.h>

enum {
    CELL_LEAST = 18,
    CELL_WELL = 28,
    CELL_GOOD = 32, // at which what is only on the way has a line as well
    CELL_MOST = 84,
    PLAIN_MOST = 30, // height of a line of units below pictures
    PLAIN_LEAST = 6, // ... and where there are no pictures: names of some do
    DUST = 8,        // a filter with more weights along its side is seen in a large cell alone
    GAP_MOST = 8,    // between lines
    TEXELS_MOST = 64,
    SIDE_MOST = 1000,
    NAMES_GAP = 6
};
static const float SHRUNK = 0.7f; // cells that hold all channels, rather than good ones for some

typedef enum Class { CLASS_ON_THE_WAY, CLASS_FILTERS, CLASS_RESULT } Class;

typedef struct Candidate {
    MapLine line;
    Class class;
} Candidate;

// A layer's result is what the next one with weights or pool reads.
static bool is_result(const LabMaps *maps, int map)
{
    const int next = map + 1 < maps->map_count ? maps->maps[map + 1].role : ROLE_WEIGHTS;
    return next != ROLE_ACTIVATION && next != ROLE_NORM && next != ROLE_ADD;
}

static int filter_of(const LabMaps *maps, int layer)
{
    for (int i = 0; i < maps->filter_count; i++) {
        if (maps->filters[i].layer == layer) {
            return i;
        }
    }
    return -1;
}

static int filter_side(const FilterShot *filter)
{
    return filter->k * (int)ceil(sqrt(filter->shown_in));
}

static int candidates(const LabMaps *maps, Candidate *all)
{
    int count = 0;
    for (int i = 0; i < maps->map_count; i++) {
        const MapShot *map = &maps->maps[i];
        const int filter = map->role == ROLE_WEIGHTS ? filter_of(maps, map->layer) : -1;
        if (filter >= 0) {
            const FilterShot *f = &maps->filters[filter];
            all[count++] =
                (Candidate){ { .map = -1, .filter = filter, .all = f->out, .cells = f->shown_out },
                             filter_side(f) > DUST ? CLASS_ON_THE_WAY : CLASS_FILTERS };
        }
        // Sums of units are the way through a deep network, and need little height.
        const bool plain = shape_area(map->shape) == 1, sum = map->role == ROLE_ADD && plain;
        all[count++] = (Candidate){ { .map = i,
                                      .filter = -1,
                                      .all = map->shape.channels,
                                      .cells = map->shown,
                                      .plain = plain },
                                    is_result(maps, i) ? CLASS_RESULT
                                    : sum              ? CLASS_FILTERS
                                                       : CLASS_ON_THE_WAY };
    }
    return count;
}

static int keep(Candidate *all, int count, Class least)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (all[i].class >= least) {
            all[kept++] = all[i];
        }
    }
    return kept;
}

// Evenly, with the first and the last.
static int thin(Candidate *all, int count, int most)
{
    for (int i = 0; i < most; i++) {
        all[i] = all[most > 1 ? (int)((long)i * (count - 1) / (most - 1)) : 0];
    }
    return most;
}

// ---- how large the cells are

// A choice of lines, and the place that they have.
typedef struct Choice {
    const LabMaps *maps;
    Candidate *all;
    int count;
    float w, h, below; // below: more height of the output's line
    int pictures;      // lines of them
    float plain;       // height of a line of units
} Choice;

static bool is_output(const Choice *c, int line)
{
    return c->all[line].line.map == c->maps->map_count - 1;
}

// The height that pictures have.
static void measure(Choice *c)
{
    int plain = 0;
    bool output = false;
    for (int i = 0; i < c->count; i++) {
        plain += c->all[i].line.plain;
        output = output || is_output(c, i);
    }
    c->pictures = c->count - plain;
    c->plain = fminf((c->h - (output ? c->below : 0)) / (float)(c->count > 0 ? c->count : 1),
                     c->pictures > 0 ? PLAIN_MOST : CELL_MOST);
    c->plain = fmaxf(c->plain, 1);
    c->h -= c->plain * (float)plain + (output ? c->below : 0);
}

static int rows_of(const MapLine *line, int columns)
{
    return (line->cells + columns - 1) / columns;
}

// The largest cells of which all fit, so many side by side.
static float fit(const Choice *of, int *columns)
{
    Choice c = *of;
    float best = 0;
    *columns = 1;
    measure(&c);
    if (c.pictures == 0) {
        return c.count > MAP_LINES_MAX ? 0 : c.plain;
    }
    for (int side = 1; side <= MAP_CELLS_MAX && c.count <= MAP_LINES_MAX; side++) {
        int rows = 0;
        for (int i = 0; i < c.count; i++) {
            rows += c.all[i].line.plain ? 0 : rows_of(&c.all[i].line, side);
        }
        const float cell = fminf(fminf(c.w / (float)side, c.h / (float)rows), CELL_MOST);
        if (cell > best) {
            best = cell;
            *columns = side;
        }
    }
    return best;
}

// In cells of that size: one row a line, more where there is height left; false if there is none
// for one row each. "+n" has the last place.
static bool crop(const Choice *of, float cell, int *columns)
{
    Choice c = *of;
    measure(&c);
    int rows = (int)(c.h / cell + 0.01f) - c.pictures;
    *columns = clampi((int)(c.w / cell + 0.01f), 1, MAP_CELLS_MAX);
    if (rows < 0 || c.count > MAP_LINES_MAX) {
        return false;
    }
    for (int i = 0; i < c.count; i++) {
        MapLine *line = &c.all[i].line;
        if (!line->plain && line->cells > *columns) {
            const int more = clampi(rows_of(line, *columns) - 1, 0, rows);
            const int room = *columns * (more + 1);
            rows -= more;
            line->cells = line->cells > room ? (room > 1 ? room - 1 : 1) : line->cells;
        }
    }
    return true;
}

static bool plain_alone(const Choice *c)
{
    for (int i = 0; i < c->count; i++) {
        if (!c->all[i].line.plain) {
            return false;
        }
    }
    return true;
}

// Every so many of them and the last, so that no number seems to be missing.
static int thin_evenly(Candidate *all, int count, int most)
{
    int step = 1, kept = 0;
    while (step < count && (count - 2) / step + 2 > most) {
        step++;
    }
    for (int i = 0; i < count - 1; i += step) {
        all[kept++] = all[i];
    }
    all[kept++] = all[count - 1];
    return kept;
}

// The sums alone, with the first layer and the output; nothing is changed where there are none.
static int keep_sums(const LabMaps *maps, Candidate *all, int count)
{
    int sums = 0, kept = 0;
    for (int i = 0; i < count; i++) {
        sums += maps->maps[all[i].line.map].role == ROLE_ADD;
    }
    for (int i = 0; i < count; i++) {
        const bool end = i == 0 || i == count - 1;
        if (sums < 2 || end || maps->maps[all[i].line.map].role == ROLE_ADD) {
            all[kept++] = all[i];
        }
    }
    return kept;
}

// The same of units alone, whose lines may be lower than letters.
static float choose_plain(Choice *c, int *columns)
{
    c->count = keep(c->all, c->count, CLASS_FILTERS);
    if (fit(c, columns) < PLAIN_LEAST) {
        c->count = keep_sums(c->maps, c->all, c->count);
    }
    const int most = clampi((int)((c->h - c->below) / PLAIN_LEAST), 1, MAP_LINES_MAX);
    c->count = c->count > most ? thin_evenly(c->all, c->count, most) : c->count;
    return fit(c, columns);
}

// What is shown, and how large; the least of these steps that has room.
static float choose(Choice *c, float well, float smallest, int *columns)
{
    const float good = fmaxf(CELL_GOOD, well);
    float cell = fit(c, columns);
    if (cell >= good) {
        return cell;
    }
    if (plain_alone(c)) {
        return choose_plain(c, columns);
    }
    c->count = keep(c->all, c->count, CLASS_FILTERS);
    for (int class = CLASS_FILTERS; class <= CLASS_RESULT; class ++) {
        c->count = keep(c->all, c->count, (Class) class);
        cell = fit(c, columns);
        if (cell >= fmaxf(SHRUNK * well, smallest)) {
            return cell;
        }
        if (crop(c, well, columns)) {
            return well;
        }
    }
    cell = fit(c, columns);
    if (cell >= smallest) {
        return cell;
    }
    const int most = clampi((int)(c->h / smallest), 1, MAP_LINES_MAX);
    c->count = c->count > most ? thin(c->all, c->count, most) : c->count;
    while (!crop(c, smallest, columns) && c->count > 1) {
        c->count = thin(c->all, c->count, c->count - 1);
    }
    return smallest;
}

// ---- the sheet

// The most pixels a picture has along a side.
static int side_of(const Choice *c)
{
    int side = 1;
    for (int i = 0; i < c->count; i++) {
        const MapLine *line = &c->all[i].line;
        if (line->map < 0) {
            const int most = filter_side(&c->maps->filters[line->filter]);
            side = most > side ? most : side;
        } else if (!line->plain) {
            const TensorShape *shape = &c->maps->maps[line->map].shape;
            const int most = shape->height > shape->width ? shape->height : shape->width;
            side = most > side ? most : side;
        }
    }
    return side;
}

// Lines one below the other, in texels; what height is left lies between them.
static void stack(const Choice *of, MapSheet *sheet)
{
    Choice c = *of;
    measure(&c);
    const float texel = sheet->cell / (float)sheet->texels;
    int rows = 0, widest = 1;
    for (int i = 0; i < sheet->line_count; i++) {
        MapLine *line = &sheet->lines[i];
        *line = c.all[i].line;
        line->columns = line->plain && line->cells > 0 ? line->cells : sheet->columns;
        line->rows = line->plain ? 1 : rows_of(line, sheet->columns);
        rows += line->plain ? 0 : line->rows;
        if (line->rows > 1 && line->cells == line->all) { // as many in each row
            line->columns = (line->cells + line->rows - 1) / line->rows;
        }
        const int wide = line->rows > 1 ? line->columns : line->cells;
        widest = !line->plain && wide > widest ? wide : widest;
    }
    const float left = fmaxf(c.h - (float)rows * sheet->cell, 0);
    const float gap = fminf(left / (float)sheet->line_count, c.pictures > 0 ? GAP_MOST : 0);
    int top = 0;
    for (int i = 0; i < sheet->line_count; i++) {
        MapLine *line = &sheet->lines[i];
        const float below = is_output(of, i) ? of->below : 0;
        line->top = top;
        line->high = line->plain ? (int)((c.plain + below) / texel + 0.01f) : sheet->texels;
        line->high = line->high > 0 ? line->high : 1;
        line->below = below;
        top += line->rows * line->high + (int)(gap / texel);
    }
    sheet->high = top - (int)(gap / texel);
    sheet->columns = widest < sheet->columns ? widest : sheet->columns;
}

void lab_maps_sheet(const LabMaps *maps, Rect rect, const MapRoom *room, MapSheet *sheet)
{
    const float smallest = fmaxf(CELL_LEAST, room->least + 3);
    *sheet = (MapSheet){ .line_count = 0 };
    sheet->names = cut_left(&rect, room->names, NAMES_GAP);
    sheet->scales = cut_right(&rect, fminf(room->scales, rect.w / 2), NAMES_GAP);
    sheet->cells = rect;
    Choice c = {
        .maps = maps,
        .all = memory_get(sizeof *c.all * (SHOT_MAP_LAYERS_MAX + SHOT_FILTER_LAYERS_MAX)),
        .w = rect.w,
        .h = rect.h,
        .below = room->below,
    };
    c.count = candidates(maps, c.all);
    sheet->cell = choose(&c, fmaxf(CELL_WELL, smallest), smallest, &sheet->columns);
    sheet->line_count = c.count;
    sheet->left_out = maps->map_count;
    int rows = 0;
    for (int i = 0; i < c.count; i++) {
        const MapLine *line = &c.all[i].line;
        sheet->left_out -= line->map >= 0;
        rows += line->plain ? 1 : 1 + rows_of(line, sheet->columns);
    }
    const int longest = sheet->columns > rows ? sheet->columns : rows;
    sheet->texels = clampi(2 * side_of(&c) + 2, 8, TEXELS_MOST);
    sheet->texels =
        clampi(sheet->texels, 1, clampi(SIDE_MOST / (longest > 0 ? longest : 1), 1, TEXELS_MOST));
    if (c.count > 0) {
        stack(&c, sheet);
    }
    free(c.all);
}

Rect lab_maps_cell(const MapSheet *sheet, int line, int cell)
{
    const MapLine *of = &sheet->lines[line];
    const float texel = sheet->cell / (float)sheet->texels;
    const float high = texel * (float)of->high;
    return (Rect){ sheet->cells.x + sheet->cell * (float)(cell % of->columns),
                   sheet->cells.y + texel * (float)of->top + high * (float)(cell / of->columns),
                   sheet->cell, high };
}

Rect lab_maps_line(const MapSheet *sheet, int line)
{
    const MapLine *of = &sheet->lines[line];
    const float texel = sheet->cell / (float)sheet->texels;
    return (Rect){ sheet->cells.x, sheet->cells.y + texel * (float)of->top, sheet->cells.w,
                   texel * (float)(of->high * of->rows) };
}

float lab_maps_bottom(const MapSheet *sheet)
{
    return sheet->cells.y + sheet->cell / (float)sheet->texels * (float)sheet->high;
}

int lab_maps_picture(const MapSheet *sheet)
{
    return sheet->texels > 8 ? sheet->texels - 2 : sheet->texels > 1 ? sheet->texels - 1 : 1;
}

Rect lab_maps_unit(const MapSheet *sheet, int line, int unit)
{
    enum { WIDE_MOST = 18, WIDE_NAMED = 64, HIGH_MOST = 18 };
    const MapLine *of = &sheet->lines[line];
    const Rect row = lab_maps_line(sheet, line);
    const float most = of->below > 0 ? WIDE_NAMED : WIDE_MOST;
    const float wide = fminf(row.w / (float)of->cells, most);
    const float room = row.h - of->below;
    const float high = fminf(room * (room > 24 ? 0.7f : 0.8f), HIGH_MOST);
    return (Rect){ row.x + wide * (float)unit, row.y + (room - high) / 2 - 1, fmaxf(wide - 1, 1),
                   high };
}
