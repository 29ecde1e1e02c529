// The pictures that are made pixel by pixel from a snapshot: surfaces, units, samples. Made anew
// when a newer snapshot or another theme is shown.
#include "app/network/lab_batch.h"
#include "app/network/lab_maps.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_views.h"
#include "app/network/lab_wiring_pixels.h"
#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

static_assert((int)LAB_IMAGE_COUNT <= (int)TILES_MAX, "a tile for each image");

static void surface(NetworkRoom *room, int network)
{
    int side = 0;
    uint8_t *rgba = lab_surface_pixels(&room->lab, network, &themes[room->shell->theme], &side);
    tiles_upload(room->tiles, LAB_IMAGE_SURFACE + network, side, side, rgba);
    free(rgba);
}

int lab_units_columns(int units)
{
    return units > 0 ? (int)ceil(sqrt(units * 1.6)) : 1;
}

// All units of the enlarged layer in one sheet, with a line of ground between them.
static void units(NetworkRoom *room)
{
    const NetShot *net = &room->lab.shot->networks[room->lab.zoom_network];
    const Theme *theme = &themes[room->shell->theme];
    if (net->zoom_units == 0) {
        return;
    }
    const int columns = lab_units_columns(net->zoom_units);
    const int rows = (net->zoom_units + columns - 1) / columns, cell = SHOT_UNIT_SIDE + 2;
    const int width = columns * cell, height = rows * cell;
    uint8_t *rgba = memory_get((size_t)width * (size_t)height * 4);
    for (int i = 0; i < width * height; i++) {
        color_put(theme->background, rgba + (size_t)i * 4);
    }
    for (int unit = 0; unit < net->zoom_units; unit++) {
        const int x0 = unit % columns * cell + 1, y0 = unit / columns * cell + 1;
        for (int i = 0; i < SHOT_UNIT_SIDE * SHOT_UNIT_SIDE; i++) {
            const int x = x0 + i % SHOT_UNIT_SIDE;
            const int y = y0 + SHOT_UNIT_SIDE - 1 - i / SHOT_UNIT_SIDE;
            color_put(lab_value_color(net->zoom[unit][i], -127, 127, theme),
                      rgba + ((size_t)y * (size_t)width + (size_t)x) * 4);
        }
    }
    tiles_upload(room->tiles, LAB_IMAGE_UNITS, width, height, rgba);
    free(rgba);
}

// The samples side by side, ink on paper as the theme has them.
static void samples(NetworkRoom *room)
{
    const LabShot *shot = room->lab.shot;
    const Theme *theme = &themes[room->shell->theme];
    const int w = shot->image_width, h = shot->image_height, count = shot->sample_count;
    if (count == 0 || w == 0) {
        return;
    }
    const int width = count * w;
    uint8_t *rgba = memory_get((size_t)width * (size_t)h * 4);
    for (int sample = 0; sample < count; sample++) {
        for (int i = 0; i < w * h; i++) {
            const float ink = (float)shot->sample_pixels[sample][i] / 255;
            color_put(color_mix(theme->raised, theme->text, ink),
                      rgba + ((size_t)(i / w) * (size_t)width + (size_t)(sample * w + i % w)) * 4);
        }
    }
    tiles_upload(room->tiles, LAB_IMAGE_SAMPLES, width, h, rgba);
    free(rgba);
}

static MapSheet sheet_of(const NetworkRoom *room, int network)
{
    MapSheet sheet;
    lab_maps_sheet_of(&room->shell->canvas, &room->lab, network, room->maps[network], &sheet);
    return sheet;
}

static void upload(NetworkRoom *room, int id, int width, int height, uint8_t *rgba)
{
    if (rgba) {
        tiles_upload(room->tiles, id, width, height, rgba);
    }
    free(rgba);
}

static void maps(NetworkRoom *room, int network)
{
    const MapSheet sheet = sheet_of(room, network);
    int width = 0, height = 0;
    uint8_t *rgba = lab_maps_pixels(&room->lab.shot->maps[network], &sheet,
                                    &themes[room->shell->theme], &width, &height);
    upload(room, LAB_IMAGE_MAPS + network, width, height, rgba);
}

// Units as small pictures, in their places.
static void wiring(NetworkRoom *room, int network)
{
    int width = 0, height = 0;
    uint8_t *rgba =
        lab_wiring_pixels(&room->shell->canvas, &room->lab, network, room->wirings[network],
                          room->shell->scale, &themes[room->shell->theme], &width, &height);
    upload(room, LAB_IMAGE_WIRING + network, width, height, rgba);
}

static void sample(NetworkRoom *room)
{
    int width = 0, height = 0;
    uint8_t *rgba =
        lab_sample_pixels(&room->lab.shot->sample, &themes[room->shell->theme], &width, &height);
    upload(room, LAB_IMAGE_SAMPLE, width, height, rgba);
}

static void batch(NetworkRoom *room, int network, const int rect_px[4])
{
    int width = 0, height = 0;
    uint8_t *rgba = lab_batch_pixels(room->lab.shot, network, (float)rect_px[2], (float)rect_px[3],
                                     &themes[room->shell->theme], &width, &height);
    upload(room, LAB_IMAGE_BATCH + network, width, height, rgba);
}

// Of everything but surfaces: the snapshot and, of feature maps, how many are in the image.
static unsigned counted_version(const NetworkRoom *room, int id)
{
    unsigned version =
        (room->lab.shot_version * LAB_NETWORKS_MAX + (unsigned)room->lab.zoom_network) *
            THEME_COUNT +
        room->shell->theme + 1;
    if (id >= LAB_IMAGE_MAPS) {
        const MapSheet sheet = sheet_of(room, id - LAB_IMAGE_MAPS);
        const int parts[] = { sheet.columns,         sheet.line_count,    sheet.high,
                              sheet.texels,          sheet.large,         sheet.lines[0].map,
                              sheet.lines[0].filter, sheet.lines[0].first };
        version = hash_version(hash_words(HASH_BEGIN ^ version, parts, sizeof parts));
    }
    return version;
}

static void make(NetworkRoom *room, int id, const int rect_px[4])
{
    if (id < LAB_IMAGE_UNITS) {
        surface(room, id - LAB_IMAGE_SURFACE);
    } else if (id == LAB_IMAGE_UNITS) {
        units(room);
    } else if (id == LAB_IMAGE_SAMPLES) {
        samples(room);
    } else if (id == LAB_IMAGE_SAMPLE) {
        sample(room);
    } else if (id < LAB_IMAGE_MAPS) {
        batch(room, id - LAB_IMAGE_BATCH, rect_px);
    } else if (id < LAB_IMAGE_WIRING) {
        maps(room, id - LAB_IMAGE_MAPS);
    } else {
        wiring(room, id - LAB_IMAGE_WIRING);
    }
}

static unsigned version_of(const NetworkRoom *room, int id)
{
    const Theme *theme = &themes[room->shell->theme];
    if (id < LAB_IMAGE_UNITS) {
        return lab_surface_version(&room->lab, id - LAB_IMAGE_SURFACE, theme);
    }
    if (id >= LAB_IMAGE_WIRING) {
        return lab_wiring_version(&room->shell->canvas, &room->lab, id - LAB_IMAGE_WIRING,
                                  room->wirings[id - LAB_IMAGE_WIRING], room->shell->scale, theme);
    }
    return counted_version(room, id);
}

void lab_image(NetworkRoom *room, int id, const int rect_px[4], int width_px, int height_px)
{
    const LabShot *shot = room->lab.shot;
    const bool is_surface = id < LAB_IMAGE_UNITS;
    if (!shot || (is_surface && lab_surface_look(&room->lab, id - LAB_IMAGE_SURFACE).side == 0)) {
        return;
    }
    const bool is_batch = id >= LAB_IMAGE_BATCH && id < LAB_IMAGE_MAPS;
    const unsigned version =
        version_of(room, id) +
        (is_batch ? (unsigned)rect_px[2] << 8 : 0); // by which it has more or fewer pictures
    if (room->tiles_shown[id] != version) {
        room->tiles_shown[id] = version;
        make(room, id, rect_px);
    }
    tiles_draw(room->tiles, id, id < LAB_IMAGE_SAMPLES, rect_px, width_px, height_px);
}
