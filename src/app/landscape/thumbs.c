// Every row of samples becomes runs of one band; where a run begins is found between the samples,
// so that its edge is smooth.
#include "app/landscape/thumbs.h"

#include "app/parts/tint.h"
#include "app/parts/view.h"
#include "base/array.h"
#include "base/file.h"
#include "sim/plane/field.h"
#include "sim/race/scene.h"

#include <math.h>
#include <stdlib.h>

enum { BANDS = 11, SAMPLES = THUMB_WIDTH * THUMB_HEIGHT };

// Goes on to the next run, or to the row's end.
typedef struct ThumbRun {
    float x; // in samples
    uint8_t row, band;
} ThumbRun;

typedef struct Thumb {
    Array(ThumbRun) runs; // from the top row down
    bool done;
} Thumb;

struct Thumbs {
    Thumb *items; // [landscape_count]
    int next;     // the one that is computed
    bool begun;   // its field is
    Field field;
    Scene scene; // of the next one, as are these
    Arena arena;
    Formula formula;
    Objective *objective;
    void *room; // of the objective
};

Thumbs *thumbs_create(void)
{
    Thumbs *thumbs = memory_get(sizeof *thumbs);
    *thumbs = (Thumbs){ .items = memory_get(sizeof *thumbs->items * (size_t)landscape_count),
                        .room = memory_get(OBJECTIVE_ROOM) };
    for (int i = 0; i < landscape_count; i++) {
        thumbs->items[i] = (Thumb){ .done = false };
    }
    return thumbs;
}

void thumbs_destroy(Thumbs *thumbs)
{
    if (!thumbs) {
        return;
    }
    for (int i = 0; i < landscape_count; i++) {
        array_free(&thumbs->items[i].runs);
    }
    field_finish(&thumbs->field);
    arena_free(&thumbs->arena);
    free(thumbs->items);
    free(thumbs->room);
    free(thumbs);
}

bool thumbs_has(const Thumbs *thumbs, int landscape)
{
    return thumbs->items[landscape].done;
}

// The landscape's first view, with samples in the middle of their cells.
static Box box_of(const Landscape *landscape)
{
    const Rect picture = { 0, 0, THUMB_WIDTH, THUMB_HEIGHT };
    View view;
    view_fit(&view, landscape->view, picture);
    const Rect middles = { 0, 0, THUMB_WIDTH - 1, THUMB_HEIGHT - 1 };
    return view_box(&view, middles);
}

static void begin(Thumbs *thumbs)
{
    const Landscape *landscape = &landscapes[thumbs->next];
    Error err = { .text = "" };
    scene_defaults(&thumbs->scene);
    scene_set_landscape(&thumbs->scene, landscape);
    arena_free(&thumbs->arena);
    if (!scene_compile(&thumbs->scene, &thumbs->formula, &thumbs->arena, &err)) {
        die("%s: %s", landscape->kind.key, err.text); // a test compiles them all
    }
    thumbs->objective = scene_objective(&thumbs->scene, &thumbs->formula, thumbs->room);
    field_begin(&thumbs->field, box_of(landscape), THUMB_WIDTH, THUMB_HEIGHT, 0);
    thumbs->begun = true;
}

// The places of a row's values between the two ends of the colours, 0..1.
static void places_of(const Field *field, const Tint *tint, int row, double *places)
{
    const float *values = &field->values[(field->rows - 1 - row) * field->columns];
    for (int i = 0; i < field->columns; i++) {
        const double place = tint_position(tint, (double)values[i]);
        places[i] = isnan(place) ? 1 : clamp(place, 0, 1);
    }
}

static int band_of(double place)
{
    return clampi((int)(place * BANDS), 0, BANDS - 1);
}

static void add_row(Thumb *thumb, int row, const double *places)
{
    ThumbRun first = { 0, (uint8_t)row, (uint8_t)band_of(places[0]) };
    array_push(&thumb->runs, first);
    for (int i = 1; i < THUMB_WIDTH; i++) {
        const int before = band_of(places[i - 1]), now = band_of(places[i]);
        if (now == before) {
            continue;
        }
        const double border = (double)(now > before ? now : before) / BANDS;
        const double share = (border - places[i - 1]) / (places[i] - places[i - 1]);
        ThumbRun run = { (float)(i - 0.5 + clamp(share, 0, 1)), (uint8_t)row, (uint8_t)now };
        array_push(&thumb->runs, run);
    }
}

static void complete(Thumbs *thumbs)
{
    Thumb *thumb = &thumbs->items[thumbs->next];
    const Landscape *landscape = &landscapes[thumbs->next];
    const Field *field = &thumbs->field;
    double *home = memory_get(2 * SAMPLES * sizeof *home), *visible = home + SAMPLES;
    for (int i = 0; i < SAMPLES; i++) {
        home[i] = visible[i] = (double)field->values[i];
    }
    const double lowest = landscape->point_count ? landscape->points[0].f : NAN;
    const Tint tint = tint_choose(true, lowest, (Poles){ false, false }, 1, SAMPLES, home, visible);
    for (int row = 0; row < THUMB_HEIGHT; row++) {
        places_of(field, &tint, row, home);
        add_row(thumb, row, home);
    }
    free(home);
    thumb->done = true;
    thumbs->begun = false;
    thumbs->next++;
}

bool thumbs_advance(Thumbs *thumbs, double budget_s)
{
    const double end_s = clock_seconds() + budget_s;
    do {
        if (thumbs->next == landscape_count) {
            return false;
        }
        if (!thumbs->begun) {
            begin(thumbs);
        }
        if (field_continue(&thumbs->field, thumbs->objective, NULL, end_s - clock_seconds())) {
            complete(thumbs);
        }
    } while (clock_seconds() < end_s);
    return thumbs->next < landscape_count;
}

void thumbs_draw(const Thumbs *thumbs, Canvas *canvas, Rect rect, int landscape,
                 const Colormap *colors)
{
    const Thumb *thumb = &thumbs->items[landscape];
    const float w = rect.w / THUMB_WIDTH, h = rect.h / THUMB_HEIGHT;
    for (size_t i = 0; i < thumb->runs.count && thumb->done; i++) {
        const ThumbRun *run = &thumb->runs.items[i];
        const float below = run->row + 1 < THUMB_HEIGHT ? 0.5f * h : 0; // the next one lies on it
        const Rect place = { rect.x + run->x * w, rect.y + (float)run->row * h, rect.w - run->x * w,
                             h + below };
        canvas_rect(canvas, place, colormap_at(colors, (run->band + 0.5) / BANDS));
    }
}
