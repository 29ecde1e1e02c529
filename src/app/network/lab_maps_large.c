// One map or filter in the place of all.
#include "app/network/lab_maps.h"

#include "base/utf8.h"
#include "base/words.h"

#include <math.h>

enum { SIDE_MOST = 1000, APART = 6 };

bool lab_maps_enlarged(const LabSpace *space, int index, MapLine *line)
{
    const LabMaps *maps = &space->shot->maps[index];
    const LabMapPlace *at = &space->map;
    *line = (MapLine){ .map = -1, .filter = -1, .first = at->channel - 1, .cells = 1 };
    if (at->channel < 1 || at->network != index || !maps->any) {
        return false;
    }
    for (int i = 0; !at->filter && i < maps->map_count; i++) {
        const MapShot *map = &maps->maps[i];
        if (map->layer == at->layer && shape_area(map->shape) > 1 && at->channel <= map->shown) {
            line->map = i;
            line->all = map->shape.channels;
        }
    }
    for (int i = 0; at->filter && i < maps->filter_count; i++) {
        const FilterShot *filter = &maps->filters[i];
        if (filter->layer == at->layer && at->channel <= filter->shown_out) {
            line->filter = i;
            line->all = filter->out;
        }
    }
    return line->map >= 0 || line->filter >= 0;
}

void lab_maps_channel_name(const LabMaps *maps, const MapLine *line, int cell, char *text,
                           size_t size)
{
    const bool map = line->map >= 0;
    char called[LAYER_NAME_TEXT];
    const LayerName *name = map ? &maps->maps[line->map].name : &maps->filters[line->filter].name;
    text_print(text, size, tr(map ? N_("%s, channel %d of %d") : N_("%s, filter %d of %d")),
               layer_name(name, called), line->first + cell + 1, line->all);
}

// The pixels it has along its longer side.
static int side_of(const LabMaps *maps, const MapLine *line)
{
    if (line->map < 0) {
        const FilterShot *filter = &maps->filters[line->filter];
        return filter->k * (int)ceil(sqrt(filter->shown_in));
    }
    const TensorShape *shape = &maps->maps[line->map].shape;
    return shape->height > shape->width ? shape->height : shape->width;
}

void lab_maps_sheet_large(const LabMaps *maps, Rect rect, const MapLine *line, float scales,
                          MapSheet *sheet)
{
    *sheet = (MapSheet){ .large = true, .line_count = 1, .columns = 1 };
    sheet->names = (Rect){ rect.x, rect.y, 0, rect.h };
    sheet->texels = clampi(2 * side_of(maps, line) + 2, 9, SIDE_MOST);
    sheet->high = sheet->texels;
    sheet->cell = fmaxf(fminf(rect.h, rect.w - scales - APART), 1);
    sheet->cells = (Rect){ rect.x, rect.y, sheet->cell, rect.h };
    sheet->scales = (Rect){ rect.x + sheet->cell + APART, rect.y,
                            fminf(scales, fmaxf(rect.w - sheet->cell - APART, 0)), rect.h };
    sheet->lines[0] = *line;
    sheet->lines[0].columns = sheet->lines[0].rows = 1;
    sheet->lines[0].high = sheet->texels;
}
