// Heads begin on a tiny ring about their places and push each other apart until all are seen. The
// way there is even, so that heads that come together or part do not jump.
#include "app/landscape/heads.h"

#include "app/landscape/hiding.h"
#include "app/landscape/path.h"
#include "app/landscape/path_lines.h"
#include "app/landscape/racer_look.h"

#include <math.h>

static const float NAME_SIZE = 12, NAME_GAP = 11, MARKER = 4.2f, OFF = 1.5f;
static const float NAME_SHARE = 0.4f,
                   NAME_LEAST = 160; // of the picture's width: a longer name is cut
enum { ROUNDS = 80 };

// One round: every pair that is too close moves apart, each half of the way.
static bool push_apart(Heads *heads)
{
    float dx[SCENE_RACERS_MAX] = { 0 }, dy[SCENE_RACERS_MAX] = { 0 };
    bool moved = false;
    for (int i = 0; i < heads->count; i++) {
        for (int j = 0; j < i; j++) {
            const float x = heads->items[i].at_x - heads->items[j].at_x;
            const float y = heads->items[i].at_y - heads->items[j].at_y;
            const float away = hypotf(x, y);
            if (away < HEADS_APART - 0.01f && away > 0) {
                const float by = (HEADS_APART - away) / 2 / away;
                dx[i] += x * by;
                dy[i] += y * by;
                dx[j] -= x * by;
                dy[j] -= y * by;
                moved = true;
            }
        }
    }
    for (int i = 0; i < heads->count; i++) {
        heads->items[i].at_x += dx[i] * 0.6f; // less than all: a crowd would overshoot
        heads->items[i].at_y += dy[i] * 0.6f;
    }
    return moved;
}

void heads_place(const Workspace *workspace, const Projection *on, Heads *heads)
{
    heads->count = 0;
    const int runs = race_run_count(workspace->race);
    for (int run = 0; run < runs; run++) {
        Head head = { .run = run, .racer = race_racer(workspace->race, run) };
        Place at;
        if (!workspace_hides_run(workspace, run) &&
            path_place(workspace, on, race_trail(workspace->race, run), workspace->play.cursor, &at,
                       &head.hidden) &&
            projection_point(on, at, &head.x, &head.y) &&
            rect_has(rect_inset(on->picture, -20), head.x, head.y)) {
            const float angle = 6.2831853f * ((float)run / (float)runs - 0.25f);
            head.at_x = head.x + 0.5f * cosf(angle);
            head.at_y = head.y + 0.5f * sinf(angle);
            heads->items[heads->count++] = head;
        }
    }
    for (int round = 0; round < ROUNDS && push_apart(heads); round++) {
    }
    for (int i = 0; i < heads->count; i++) {
        Head *head = &heads->items[i];
        if (hypotf(head->at_x - head->x, head->at_y - head->y) < 0.6f) { // nobody was near
            head->at_x = head->x;
            head->at_y = head->y;
        }
    }
}

void heads_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Heads *heads,
                Taken *taken)
{
    const Scene *scene = &workspace->scene;
    for (int pass = 0; pass < 2; pass++) { // all lines are below all heads
        for (int i = 0; i < heads->count; i++) {
            const Head *h = &heads->items[i];
            const Color color = pass ? racer_color(scene, h->racer, theme) : theme->halo;
            const Color ink = h->hidden ? line_dimmed(color) : color;
            if (hypotf(h->at_x - h->x, h->at_y - h->y) > OFF) {
                canvas_line(canvas, h->x, h->y, h->at_x, h->at_y, pass ? 1.2f : 3.4f, ink);
                canvas_circle(canvas, h->x, h->y, pass ? 1.6f : 2.8f, ink, 0, ink);
            }
        }
    }
    for (int i = 0; i < heads->count; i++) {
        const Head *h = &heads->items[i];
        const Marker marker = racer_marker(scene, h->racer);
        Color halo = theme->halo, color = racer_color(scene, h->racer, theme);
        Color ring = RGB(0xffffff);
        if (h->hidden) {
            halo = line_dimmed(halo);
            color = line_dimmed(color);
            ring = line_dimmed(ring);
        }
        const float radius = HEAD_RADIUS * (theme->thick + 1) / 2;
        canvas_marker(canvas, marker, h->at_x, h->at_y, radius + 2.6f, halo, 0, halo);
        canvas_marker(canvas, marker, h->at_x, h->at_y, radius, color, 2, ring);
        const float r = radius + 3;
        taken_add(taken, (Rect){ h->at_x - r, h->at_y - r, 2 * r, 2 * r });
    }
}

// From a name that could not stand beside its head.
static void leader(Canvas *canvas, const Theme *theme, const Head *head, Rect plate, Color color)
{
    const float x = clampf(head->at_x, plate.x, plate.x + plate.w);
    const float y = clampf(head->at_y, plate.y, plate.y + plate.h);
    const float dx = x - head->at_x, dy = y - head->at_y, length = hypotf(dx, dy);
    const float from = HEAD_RADIUS + 2;
    if (length > NAME_GAP + 4) {
        for (int pass = 0; pass < 2; pass++) {
            canvas_line(canvas, head->at_x + dx / length * from, head->at_y + dy / length * from, x,
                        y, pass ? 1.2f : 3.2f, pass ? color : theme->halo);
        }
    }
}

// Beside their heads and clear of all that is taken; those that find no room there may cover what
// is only better left free.
static void names_place(Label *labels, int count, Rect area, const Taken *better,
                        const Taken *taken)
{
    Taken rest = *taken;
    labels_around(labels, count, area, NAME_GAP, better->rects, better->count);
    for (int i = 0; i < count; i++) {
        if (labels[i].placed) {
            taken_add(&rest, labels[i].rect);
        }
    }
    for (int i = 0; i < count; i++) {
        if (!labels[i].placed) {
            labels_around(&labels[i], 1, area, NAME_GAP, rest.rects, rest.count);
            if (labels[i].placed) {
                taken_add(&rest, labels[i].rect);
            }
        }
    }
}

void heads_names(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Heads *heads,
                 Rect picture, const Taken *better, Taken *taken)
{
    const Scene *scene = &workspace->scene;
    char names[SCENE_RACERS_MAX][RACER_NAME_MAX];
    Label labels[SCENE_RACERS_MAX];
    const float side = 2 * MARKER + 6; // of the marker in front of the name
    int of[SCENE_RACERS_MAX], count = 0;
    for (int i = 0; i < heads->count; i++) {
        const Head *h = &heads->items[i];
        if (rect_has(picture, h->x, h->y)) {
            scene_racer_name(scene, h->racer, names[count], sizeof names[count]);
            Rect size = plate_size(canvas, FONT_BOLD, NAME_SIZE, names[count]);
            size.w = fminf(size.w, fmaxf(NAME_SHARE * picture.w, NAME_LEAST));
            labels[count] =
                (Label){ .x = h->at_x, .y = h->at_y, .w = size.w + side, .h = size.h + 2 };
            of[count++] = i;
        }
    }
    names_place(labels, count, rect_inset(picture, 3), better, taken);
    for (int i = 0; i < count; i++) { // below all names, so that none is struck through
        const Head *h = &heads->items[of[i]];
        if (labels[i].placed) {
            leader(canvas, theme, h, labels[i].rect, racer_color(scene, h->racer, theme));
        }
    }
    for (int i = 0; i < count; i++) {
        const Head *h = &heads->items[of[i]];
        Rect plate = labels[i].rect;
        if (!labels[i].placed) {
            continue;
        }
        const Color color = racer_color(scene, h->racer, theme);
        taken_add(taken, plate);
        plate.h -= 2; // the gap between two names
        plate_draw(canvas, theme, plate);
        canvas_marker(canvas, racer_marker(scene, h->racer), plate.x + MARKER + 5,
                      plate.y + plate.h / 2, MARKER, color, 0, color);
        const float x = plate.x + side + 0.42f * NAME_SIZE;
        canvas_text_fit(canvas, x, plate.y + plate.h / 2 + TEXT_MIDDLE * NAME_SIZE, ALIGN_LEFT,
                        FONT_BOLD, NAME_SIZE, theme->text, names[i], plate.x + plate.w - x);
    }
}
