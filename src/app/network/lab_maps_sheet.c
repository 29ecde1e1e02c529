// Which layers have a line, and where its cells lie. Where there is no room for all, what is only
// on the way to a layer's result goes first, then filters, then every so many layers.
#include "app/network/lab_maps.h"

#include "ui/layout.h"

#include <math.h>
#include <stdlib.h>

enum {
    CELL_LEAST = 18,
    CELL_WELL = 28,
    CELL_MOST = 84,
    WELL_COLUMNS = 8,
    TEXELS_MOST = 64,
    SCALES = 64,
    SIDE_MOST = 1000
};
enum { NAMES_GAP = 6 };

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

static int candidates(const LabMaps *maps, Candidate *all)
{
    int count = 0;
    for (int i = 0; i < maps->map_count; i++) {
        const MapShot *map = &maps->maps[i];
        const int filter = map->role == ROLE_WEIGHTS ? filter_of(maps, map->layer) : -1;
        if (filter >= 0) {
            all[count++] = (Candidate){ { -1, filter, maps->filters[filter].out,
                                          maps->filters[filter].shown_out },
                                        CLASS_FILTERS };
        }
        all[count++] = (Candidate){ { i, -1, map->shape.channels, map->shown },
                                    is_result(maps, i) ? CLASS_RESULT : CLASS_ON_THE_WAY };
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

// `well`: so many can be seen well; more are there only for results and filters.
static void choose_lines(const LabMaps *maps, int well, int most, MapSheet *sheet)
{
    Candidate *all = memory_get(sizeof *all * (SHOT_MAP_LAYERS_MAX + SHOT_FILTER_LAYERS_MAX));
    int count = candidates(maps, all);
    count = count > well ? keep(all, count, CLASS_FILTERS) : count;
    count = count > most ? keep(all, count, CLASS_RESULT) : count;
    count = count > most ? thin(all, count, most) : count;
    sheet->left_out = maps->map_count;
    for (int i = 0; i < count; i++) {
        sheet->lines[i] = all[i].line;
        sheet->left_out -= all[i].line.map >= 0;
    }
    sheet->line_count = count;
    free(all);
}

static bool is_picture(const LabMaps *maps, const MapLine *line)
{
    return line->filter >= 0 || shape_area(maps->maps[line->map].shape) > 1;
}

// The most pictures side by side, and the most pixels one of them has along a side.
static void extents(const LabMaps *maps, const MapSheet *sheet, int *cells, int *side)
{
    *cells = *side = 1;
    for (int i = 0; i < sheet->line_count; i++) {
        const MapLine *line = &sheet->lines[i];
        if (!is_picture(maps, line)) {
            continue;
        }
        int most;
        if (line->map >= 0) {
            const TensorShape *shape = &maps->maps[line->map].shape;
            most = shape->height > shape->width ? shape->height : shape->width;
        } else {
            const FilterShot *filter = &maps->filters[line->filter];
            most = filter->k * (int)ceil(sqrt(filter->shown_in));
        }
        *cells = line->cells > *cells ? line->cells : *cells;
        *side = most > *side ? most : *side;
    }
}

void lab_maps_sheet(const LabMaps *maps, Rect rect, float names, float least, MapSheet *sheet)
{
    int cells, side;
    const float smallest = fmaxf(CELL_LEAST, least + 3);
    *sheet = (MapSheet){ .line_count = 0 };
    const float well = fmaxf(CELL_WELL, smallest);
    choose_lines(maps, clampi((int)(rect.h / well), 1, MAP_LINES_MAX),
                 clampi((int)(rect.h / smallest), 1, MAP_LINES_MAX), sheet);
    sheet->names = cut_left(&rect, names, NAMES_GAP);
    const float scales = fminf(fmaxf(SCALES, 5.5f * least), rect.w / 4);
    sheet->scales = cut_right(&rect, scales, NAMES_GAP);
    extents(maps, sheet, &cells, &side);
    const bool few = rect.w < WELL_COLUMNS * well; // better small than hardly any
    const float high =
        fminf(rect.h / (float)(sheet->line_count > 0 ? sheet->line_count : 1), CELL_MOST);
    // Wide enough for all channels where that leaves them large enough to be seen.
    sheet->cell = fmaxf(fminf(high, rect.w / (float)cells), fminf(high, few ? smallest : well));
    sheet->columns = clampi((int)(rect.w / sheet->cell + 0.01f), 1, MAP_CELLS_MAX);
    for (int i = 0; i < sheet->line_count; i++) {
        MapLine *line = &sheet->lines[i];
        if (is_picture(maps, line) && line->cells > sheet->columns) {
            line->cells = sheet->columns > 1 ? sheet->columns - 1 : 1; // "+n" has the last place
        }
    }
    sheet->columns = sheet->columns < cells ? sheet->columns : cells;
    const int longest = sheet->columns > sheet->line_count ? sheet->columns : sheet->line_count;
    sheet->texels = clampi(2 * side + 2, 8, TEXELS_MOST);
    sheet->texels = clampi(sheet->texels, 1, SIDE_MOST / (longest > 0 ? longest : 1));
    sheet->cells = rect;
}

Rect lab_maps_cell(const MapSheet *sheet, int line, int cell)
{
    return (Rect){ sheet->cells.x + sheet->cell * (float)cell,
                   sheet->cells.y + sheet->cell * (float)line, sheet->cell, sheet->cell };
}
