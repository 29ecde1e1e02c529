// Samples of a landscape become runs of one band when they are drawn; points are kept as they lie
// in their box.
#include "app/shell/classroom_thumbs.h"

#include "app/parts/tint.h"
#include "app/parts/view.h"
#include "base/array.h"
#include "base/file.h"
#include "model/data/dataset.h"
#include "sim/plane/field.h"

#include <math.h>
#include <stdlib.h>

enum { W = 80, H = 54, BANDS = 11, POINTS = 90, LEVELS = 7 };

typedef enum ThumbKind { THUMB_NONE, THUMB_PLANE, THUMB_POINTS, THUMB_BARS } ThumbKind;

typedef struct Thumb {
    ThumbKind kind;
    ColormapKind colors;
    uint8_t bands[H][W];     // of THUMB_PLANE, top row first
    float start[2];          // there, shares of the picture; outside of 0..1: not in it
    int count;               // of THUMB_POINTS
    float points[POINTS][2]; // shares
    uint8_t classes[POINTS];
} Thumb;

struct ClassroomThumbs {
    Array(Thumb) items; // of the lessons in their order
};

ClassroomThumbs *classroom_thumbs_create(void)
{
    ClassroomThumbs *thumbs = memory_get(sizeof *thumbs);
    *thumbs = (ClassroomThumbs){ .items = { 0 } };
    return thumbs;
}

void classroom_thumbs_destroy(ClassroomThumbs *thumbs)
{
    if (thumbs) {
        array_free(&thumbs->items);
        free(thumbs);
    }
}

// ---- a landscape

// What the scene shows first, in a picture of that size.
static Box box_of(const Scene *scene)
{
    View view;
    view_fit(&view,
             scene->has_view    ? scene->view
             : scene->landscape ? scene->landscape->view
                                : scene->domain,
             (Rect){ 0, 0, W, H });
    return view_box(&view, (Rect){ 0, 0, W - 1, H - 1 });
}

static void bands_of(Thumb *thumb, const Scene *scene, const Field *field)
{
    double *home = memory_get((size_t)(2 * W * H) * sizeof *home), *visible = home + W * H;
    for (int i = 0; i < W * H; i++) {
        home[i] = visible[i] = (double)field->values[i];
    }
    const Landscape *landscape = scene->landscape;
    const double lowest =
        landscape && landscape->point_count ? landscape->points[0].f : (double)NAN;
    const Tint tint = tint_choose(true, lowest, (Poles){ false, false }, 1, W * H, home, visible);
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            const double value = (double)field->values[(H - 1 - y) * W + x];
            const double place = tint_position(&tint, value);
            thumb->bands[y][x] = (uint8_t)clampi(
                (int)((isnan(place) ? 1 : clamp(place, 0, 1)) * BANDS), 0, BANDS - 1);
        }
    }
    free(home);
}

static void make_plane(Thumb *thumb, const Scene *scene)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .text = "" };
    if (scene_compile(scene, &formula, &arena, &err)) {
        const Box box = box_of(scene);
        Field field = { .columns = 0 };
        Objective *objective =
            scene_objective(scene, &formula, arena_alloc(&arena, OBJECTIVE_ROOM));
        field_compute(&field, objective, box, W, H, 0, NULL);
        bands_of(thumb, scene, &field);
        thumb->kind = THUMB_PLANE;
        thumb->start[0] = (float)((scene->start[0] - box.x0) / (box.x1 - box.x0));
        thumb->start[1] = (float)((box.y1 - scene->start[1]) / (box.y1 - box.y0));
        field_finish(&field);
    }
    arena_free(&arena);
}

// ---- what networks learn from

static void make_points(Thumb *thumb, const LabSpec *lab)
{
    Arena arena = { 0 };
    Dataset data;
    Error err = { .text = "" };
    thumb->kind = THUMB_BARS;
    if (dataset_make(&data, &lab->data, lab->shared.seed, &arena, &err) &&
        (data.features == 2 || dataset_is_curve(&data))) {
        thumb->kind = THUMB_POINTS;
        thumb->count = data.rows < POINTS ? data.rows : POINTS;
        for (int i = 0; i < thumb->count; i++) {
            for (int k = 0; k < 2; k++) {
                const float at = k < data.features ? data.x[data.features * i + k] : data.target[i];
                thumb->points[i][k] = (at - data.low[k]) / (data.high[k] - data.low[k]);
            }
            thumb->classes[i] = (uint8_t)(data.classes ? (int)data.target[i] : 0);
        }
    }
    arena_free(&arena);
}

bool classroom_thumbs_advance(ClassroomThumbs *thumbs, const LessonList *list, double budget_s)
{
    const double end_s = clock_seconds() + budget_s;
    while (thumbs->items.count < list->heads.count && clock_seconds() < end_s) {
        const Subject *subject = list->heads.items[thumbs->items.count].subject;
        Thumb thumb = { .kind = THUMB_NONE };
        if (subject && subject->kind == SUBJECT_SCENE) {
            thumb.colors = (ColormapKind)subject->scene_show.show.colormap;
            make_plane(&thumb, &subject->scene);
        } else if (subject) {
            make_points(&thumb, &subject->lab);
        }
        array_push(&thumbs->items, thumb);
    }
    return thumbs->items.count < list->heads.count;
}

// ---- drawing

static void plane_draw(const Thumb *thumb, Canvas *canvas, Rect rect)
{
    const float w = rect.w / W, h = rect.h / H;
    for (int y = 0; y < H; y++) {
        for (int x = 0, end; x < W; x = end) {
            const int band = thumb->bands[y][x];
            for (end = x + 1; end < W && thumb->bands[y][end] == band;) {
                end++;
            }
            const Rect run = { rect.x + w * (float)x, rect.y + h * (float)y, w * (float)(end - x),
                               y + 1 < H ? 1.5f * h : h };
            canvas_rect(canvas, run, colormap_at(&colormaps[thumb->colors], (band + 0.5) / BANDS));
        }
    }
    if (thumb->start[0] >= 0 && thumb->start[0] <= 1 && thumb->start[1] >= 0 &&
        thumb->start[1] <= 1) {
        canvas_circle(canvas, rect.x + rect.w * thumb->start[0], rect.y + rect.h * thumb->start[1],
                      3.2f, RGB(0xf3f5f8), 1.4f, RGB(0x14161a));
    }
}

static void points_draw(const Thumb *thumb, Canvas *canvas, Rect rect, const Theme *theme)
{
    const float side = rect.h - 8, x = rect.x + (rect.w - side) / 2;
    for (int i = 0; i < thumb->count; i++) {
        const int k = thumb->classes[i];
        canvas_circle(canvas, x + side * thumb->points[i][0],
                      rect.y + 4 + side * (1 - thumb->points[i][1]), 1.7f,
                      k < 2 ? color_classes[k] : series_color(k, theme), 0, (Color){ 0 });
    }
}

// Layers whose values spread.
static void bars_draw(Canvas *canvas, Rect rect, const Theme *theme)
{
    const float w = (rect.w - 16) / LEVELS;
    for (int i = 0; i < LEVELS; i++) {
        const float share = expf(-0.5f * (float)((i - LEVELS / 2) * (i - LEVELS / 2)) / 3);
        const float h = (rect.h - 14) * share;
        canvas_rect(canvas, (Rect){ rect.x + 8 + w * (float)i, rect.y + rect.h - 7 - h, w - 2, h },
                    theme->accent);
    }
}

void classroom_thumb_draw(const ClassroomThumbs *thumbs, Canvas *canvas, const Theme *theme,
                          Rect rect, int lesson)
{
    canvas_box(canvas, rect, 4, theme->background, 1, theme->line);
    if (lesson < 0 || (size_t)lesson >= thumbs->items.count) {
        return;
    }
    const Thumb *thumb = &thumbs->items.items[lesson];
    const Rect inside = rect_inset(rect, 1);
    switch (thumb->kind) {
    case THUMB_PLANE: plane_draw(thumb, canvas, inside); break;
    case THUMB_POINTS: points_draw(thumb, canvas, inside, theme); break;
    case THUMB_BARS: bars_draw(canvas, inside, theme); break;
    case THUMB_NONE: break;
    }
}
