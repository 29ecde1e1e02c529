// What is dashed is no path that was walked.
#include "app/landscape/beside.h"

#include "app/landscape/hiding.h"
#include "app/landscape/path.h"
#include "app/landscape/path_lines.h"
#include "app/landscape/racer_look.h"
#include "base/words.h"

static const float WIDTH = 1.8f, RING = 4, NAME_SIZE = 11, NAME_GAP = 9;

static Color color_of(const Workspace *workspace, const Theme *theme, int run)
{
    return racer_color(&workspace->scene, race_racer(workspace->race, run), theme);
}

void beside_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                 const Projection *on)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Color color = color_of(workspace, theme, run);
        const PathLook look = { .color = color,
                                .halo = theme->halo,
                                .width = WIDTH * theme->thick };
        for (int point = 0; point < AROUND_POINTS; point++) {
            Place place;
            bool away;
            float x, y;
            if (!workspace_hides_run(workspace, run) &&
                path_beside(canvas, workspace, on, run, (AroundPoint)point, &look) &&
                path_place(workspace, on, race_points(workspace->race, run, (AroundPoint)point),
                           workspace->play.cursor, &place, &away) &&
                projection_point(on, place, &x, &y)) {
                const Color ring = away ? line_dimmed(color) : color;
                canvas_circle(canvas, x, y, RING + 1.5f,
                              away ? line_dimmed(theme->halo) : theme->halo, 0, color);
                canvas_circle(canvas, x, y, RING, color_alpha(color, 0), 2, ring);
            }
        }
    }
}

static void name_at(Canvas *canvas, const Theme *theme, Rect clear, const float at[2],
                    const char *name, Taken *taken)
{
    const Rect size = plate_size(canvas, FONT_SANS, NAME_SIZE, name);
    Label label = { .x = at[0], .y = at[1], .w = size.w, .h = size.h };
    labels_around(&label, 1, rect_inset(clear, 3), NAME_GAP, taken->rects, taken->count);
    if (label.placed) {
        plate_text_in(canvas, theme, label.rect, FONT_SANS, NAME_SIZE, name);
        taken_add(taken, label.rect);
    }
}

void beside_names(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                  const Projection *on, Rect clear, Taken *taken)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Optim *optim = race_run(workspace->race, run)->optim;
        for (int point = 0; point < AROUND_POINTS; point++) {
            const Trail *trail = race_points(workspace->race, run, (AroundPoint)point);
            Place place;
            float at[2];
            if (trail && !workspace_hides_run(workspace, run) &&
                path_place(workspace, on, trail, workspace->play.cursor, &place, NULL) &&
                projection_point(on, place, &at[0], &at[1]) && rect_has(clear, at[0], at[1])) {
                name_at(canvas, theme, clear, at, tr(around_point_name(optim, (AroundPoint)point)),
                        taken);
            }
        }
    }
}
