// The curve runs along the floor there, as if it had stopped; the number says how far it went.
#include "app/chart_below.h"

#include "app/chart.h"
#include "app/racer_look.h"
#include "base/text.h"

#include <math.h>

static const float REACH = 5, LINE = 13, SIZE = 11;

typedef struct Mark {
    float x; // of the arrowhead, on the floor
    Color color;
    char text[24];
    Rect number; // where the text stands
} Mark;

static Rect head_of(const Plot *plot, const Mark *mark)
{
    const float floor_y = plot->area.y + plot->area.h;
    return (Rect){ mark->x - REACH, floor_y - 3, 2 * REACH, 8 };
}

static bool overlap(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool is_free(const Plot *plot, const Mark *marks, int count, int mark)
{
    bool clear = true;
    for (int i = 0; i < count; i++) {
        clear = clear && (i == mark || !overlap(marks[mark].number, head_of(plot, &marks[i])));
        clear = clear && (i >= mark || !overlap(marks[mark].number, marks[i].number));
    }
    return clear;
}

// Beside its arrowhead, or on the lowest line above that is free there.
static void place_number(const Canvas *canvas, const Plot *plot, Mark *marks, int count, int mark)
{
    const Rect a = plot->area;
    Mark *m = &marks[mark];
    const float width = canvas_text_width(canvas, FONT_MONO, SIZE, m->text);
    const bool right = m->x + REACH + 4 + width < a.x + a.w;
    for (int line = 0; line <= count; line++) {
        m->number = (Rect){ right ? m->x + REACH + 4 : m->x - REACH - 4 - width,
                            a.y + a.h - LINE * (float)(line + 1), width, LINE };
        if (is_free(plot, marks, count, mark)) {
            return;
        }
    }
}

static void mark_draw(Canvas *canvas, const Plot *plot, const Mark *mark)
{
    const float floor_y = plot->area.y + plot->area.h;
    const float xs[3] = { mark->x - REACH, mark->x + REACH, mark->x },
                ys[3] = { floor_y - 3, floor_y - 3, floor_y + 5 };
    canvas_polygon(canvas, 3, xs, ys, mark->color);
    canvas_text(canvas, mark->number.x, mark->number.y + mark->number.h - 4, ALIGN_LEFT, FONT_MONO,
                SIZE, mark->color, mark->text);
}

// The step of the run's least value below the axis until the cursor; -1: none is below.
static int least_below(const Workspace *workspace, const Plot *plot, const Trail *trail,
                       double *least)
{
    const double until = workspace_step(workspace);
    int at = -1;
    *least = plot->y.low;
    for (int i = 0; i < trail->count && (double)i * trail->stride <= until; i++) {
        const double v = chart_height(workspace, &trail->rows[i]);
        if (v < *least) {
            *least = v;
            at = i;
        }
    }
    return at;
}

void chart_below(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme)
{
    Mark marks[SCENE_RACERS_MAX];
    int count = 0;
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        double least;
        const int at = least_below(workspace, plot, trail, &least);
        if (at >= 0) {
            const int racer = race_racer(workspace->race, run);
            Mark *mark = &marks[count++];
            mark->x = plot_x(plot, (double)at * trail->stride);
            mark->color = racer_color(&workspace->scene, racer, theme);
            text_short(mark->text, sizeof mark->text, least, 3);
        }
    }
    for (int i = 0; i < count; i++) {
        place_number(canvas, plot, marks, count, i);
        mark_draw(canvas, plot, &marks[i]);
    }
}
