// The curve runs along the floor there, or out of the picture, as if it had stopped; the number
// says how far it went.
#include "app/landscape/chart_beyond.h"

#include "app/landscape/chart_scale.h"
#include "app/landscape/hiding.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"

#include <math.h>

static const float REACH = 5, LINE = 13, SIZE = 11;

enum { MARKS_MAX = 2 * SCENE_RACERS_MAX };

typedef struct Mark {
    float x; // of the arrowhead
    bool up; // on the ceiling, else on the floor
    Color color;
    char text[24];
    Rect number; // where the text stands
} Mark;

static Rect head_of(const Plot *plot, const Mark *mark)
{
    const float edge = mark->up ? plot->area.y - 5 : plot->area.y + plot->area.h - 3;
    return (Rect){ mark->x - REACH, edge, 2 * REACH, 8 };
}

static bool is_free(const Plot *plot, const Mark *marks, int count, int mark)
{
    bool clear = true;
    for (int i = 0; i < count; i++) {
        clear = clear && (i == mark || !rect_overlap(marks[mark].number, head_of(plot, &marks[i])));
        clear = clear && (i >= mark || !rect_overlap(marks[mark].number, marks[i].number));
    }
    return clear;
}

// Beside its arrowhead, or on the next line inwards that is free there.
static void place_number(const Canvas *canvas, const Plot *plot, Mark *marks, int count, int mark)
{
    const Rect a = plot->area;
    Mark *m = &marks[mark];
    const float width = canvas_text_width(canvas, FONT_MONO, SIZE, m->text);
    const bool right = m->x + REACH + 4 + width < a.x + a.w;
    for (int line = 0; line <= count; line++) {
        const float inwards = LINE * (float)line;
        m->number = (Rect){ right ? m->x + REACH + 4 : m->x - REACH - 4 - width,
                            m->up ? a.y + inwards : a.y + a.h - LINE - inwards, width, LINE };
        if (is_free(plot, marks, count, mark)) {
            return;
        }
    }
}

static void mark_draw(Canvas *canvas, const Plot *plot, const Mark *mark)
{
    const Rect head = head_of(plot, mark);
    const float base = mark->up ? head.y + head.h : head.y,
                tip = mark->up ? head.y : head.y + head.h;
    const float xs[3] = { mark->x - REACH, mark->x + REACH, mark->x }, ys[3] = { base, base, tip };
    canvas_polygon(canvas, 3, xs, ys, mark->color);
    canvas_text(canvas, mark->number.x, mark->number.y + mark->number.h - 4, ALIGN_LEFT, FONT_MONO,
                SIZE, mark->color, mark->text);
}

// The place in the trail of what lies furthest beyond that end of the axis until the cursor; -1:
// nothing does.
static int furthest(const Workspace *workspace, const Plot *plot, int run, bool up, double *value)
{
    const Trail *trail = race_trail(workspace->race, run);
    const double until = workspace_step(workspace);
    int at = -1;
    *value = up ? plot->y.high : plot->y.low;
    for (int i = 0; i < trail->count && (double)i * trail->stride <= until; i++) {
        const double v = chart_height(workspace, run, i);
        if (isfinite(v) && (up ? v > *value : v < *value)) {
            *value = v;
            at = i;
        }
    }
    return at;
}

static int collect(const Workspace *workspace, const Plot *plot, const Theme *theme, Mark *marks)
{
    int count = 0;
    for (int k = 0; k < 2 * race_run_count(workspace->race); k++) {
        const Trail *trail = race_trail(workspace->race, k / 2);
        const bool up = k % 2;
        double value;
        const int at = workspace_hides_run(workspace, k / 2)
                           ? -1
                           : furthest(workspace, plot, k / 2, up, &value);
        if (at >= 0) {
            const int racer = race_racer(workspace->race, k / 2);
            Mark *mark = &marks[count++];
            mark->x = plot_x(plot, (double)at * trail->stride);
            mark->up = up;
            mark->color = racer_color(&workspace->scene, racer, theme);
            text_short(mark->text, sizeof mark->text, value, 3);
        }
    }
    return count;
}

void chart_beyond(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme)
{
    Mark marks[MARKS_MAX];
    const int count = collect(workspace, plot, theme, marks);
    for (int i = 0; i < count; i++) {
        place_number(canvas, plot, marks, count, i);
        mark_draw(canvas, plot, &marks[i]);
    }
}
