// The heat map is an image that gfx/ fills; everything else is shapes on top of it.
#include "app/landscape/picture.h"

#include "app/landscape/beside.h"
#include "app/landscape/drapes.h"
#include "app/landscape/heads.h"
#include "app/landscape/hiding.h"
#include "app/landscape/inset.h"
#include "app/landscape/insides.h"
#include "app/landscape/path.h"
#include "app/landscape/path_lines.h"
#include "app/landscape/penalties.h"
#include "app/landscape/picture_legend.h"
#include "app/landscape/pins.h"
#include "app/landscape/quadric_net.h"
#include "app/landscape/racer_look.h"
#include "app/landscape/relief_ground.h"
#include "app/landscape/relief_tangent.h"
#include "app/landscape/scales.h"
#include "app/landscape/slopes.h"
#include "app/landscape/workspace_relief.h"
#include "base/words.h"

#include <math.h>

static const float PATH_WIDTH = 2.4f, START_RING = 9;
static const double HOVER_RADIUS = 7;
static const Color INK = RGB_ROW(0xf3f5f8), SHADE = { 8, 12, 18, 150 };

// Where the start is marked. there, NULL if not wanted: whether it is seen there; on the map it is.
static Place start_of(const Workspace *workspace, const Projection *on, bool *there)
{
    const Trail *trail = race_run_count(workspace->race) ? race_trail(workspace->race, 0) : NULL;
    const double *start = workspace->scene.start;
    Place at = { start[0], start[1], trail && trail->count ? trail->rows[0].loss : (double)NAN };
    const bool reached = !on->camera || relief_mark(&workspace->relief, &at);
    if (there) {
        *there = reached && projection_seen(on, at);
    }
    return at;
}

// Whether the start lies on the surface's patch; on the map everything does.
static bool start_covered(const Workspace *workspace, const Projection *on)
{
    const double *start = workspace->scene.start;
    return !on->camera || relief_covers(&workspace->relief, start[0], start[1]);
}

static void start_arrow(Canvas *canvas, const Theme *theme, const PictureArrow *arrow, Taken *taken)
{
    const float x = arrow->x, y = arrow->y, dx = arrow->dx, dy = arrow->dy;
    const float r = PICTURE_ARROW_RADIUS, tip = 9, back = 6, side = 6;
    canvas_circle(canvas, x, y, r, color_alpha(theme->background, PLATE_SHARE), 1.5f, theme->text);
    canvas_polygon(canvas, 3,
                   (float[]){ x + dx * tip, x - dx * back - dy * side, x - dx * back + dy * side },
                   (float[]){ y + dy * tip, y - dy * back + dx * side, y - dy * back - dx * side },
                   theme->text);
    taken_add(taken, (Rect){ x - r, y - r, 2 * r, 2 * r });
    taken_add(taken,
              plate_text(canvas, theme, x, y + r + 14, ALIGN_CENTER, FONT_SANS, 12, tr("start")));
}

// Returns where the hint stands, nothing if there is none.
static Rect start_mark(Canvas *canvas, const Workspace *workspace, const Projection *on,
                       const PictureLook *look, Taken *taken)
{
    enum { PARTS = 12, HINT_AWAY = 18 };
    const Rect picture = on->picture;
    float x, y;
    PictureArrow arrow;
    if (picture_start_arrow(workspace, on, look->clear, look->tools, &arrow)) {
        start_arrow(canvas, look->theme, &arrow, taken);
    }
    bool there;
    const Place start = start_of(workspace, on, &there);
    if (!start_covered(workspace, on) || !projection_point(on, start, &x, &y) ||
        !rect_has(rect_inset(picture, -20), x, y)) {
        return (Rect){ 0 };
    }
    const float r = START_RING;
    const Color shade = there ? SHADE : line_dimmed(SHADE), ink = there ? INK : line_dimmed(INK);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < PARTS; i++) {
            const float a = 6.2831853f * (float)i / PARTS, b = a + 0.24f;
            canvas_line(canvas, x + r * cosf(a), y + r * sinf(a), x + r * cosf(b), y + r * sinf(b),
                        pass ? 1.8f : 4, pass ? ink : shade);
        }
    }
    // Half a picture has no room for it beside a legend and perhaps data.
    const bool both = relief_shown(&workspace->scene) && relief_map_shown(&workspace->scene);
    if (look->hint && !(both && (on->camera || workspace->show.on[SHOW_VECTORS]))) {
        const char *text = tr("start — drag me");
        const float w = plate_size(canvas, FONT_SANS, 13, text).w + HINT_AWAY;
        const bool right = x + w <= picture.x + picture.w;
        if (right || x - w >= picture.x) {
            const Rect hint =
                plate_text(canvas, look->theme, x + (right ? HINT_AWAY : -HINT_AWAY), y - 22,
                           right ? ALIGN_LEFT : ALIGN_RIGHT, FONT_SANS, 13, text);
            taken_add(taken, hint);
            return hint;
        }
    }
    return (Rect){ 0 };
}

float picture_start_distance(const Workspace *workspace, const Projection *on, float x, float y)
{
    double px[2];
    return start_covered(workspace, on) && projection_px(on, start_of(workspace, on, NULL), px)
               ? (float)fmin(hypot(px[0] - x, px[1] - y), 1e6)
               : 1e6f;
}

// Where each run is at a step pointed at elsewhere.
static void step_marks(Canvas *canvas, const Workspace *workspace, const Projection *on,
                       const PictureLook *look)
{
    for (int run = 0; look->step >= 0 && run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        Place at;
        float x, y;
        bool away;
        if (!workspace_hides_run(workspace, run) && look->step <= trail->last_step &&
            path_place(workspace, on, trail, look->step, &at, &away) &&
            projection_point(on, at, &x, &y)) {
            const int racer = race_racer(workspace->race, run);
            const Color color = racer_color(&workspace->scene, racer, look->theme);
            canvas_marker(canvas, racer_marker(&workspace->scene, racer), x, y, 4.2f,
                          away ? line_dimmed(color) : color, 1.8f, away ? line_dimmed(INK) : INK);
        }
    }
}

// The place below the pointer, where a surface is shown: a ring that lies on it, and the same on
// the map beside it.
static void hover_mark(Canvas *canvas, const Workspace *workspace, const Projection *on,
                       const PictureLook *look)
{
    enum { PARTS = 24 };
    const Relief *relief = &workspace->relief;
    Tangent tangent;
    double last[2] = { 0, 0 }, at[2] = { 0, 0 };
    if (!look->hover || !relief_shown(&workspace->scene)) {
        return;
    }
    Place place = { look->hover[0], look->hover[1], NAN };
    if (on->camera) {
        relief_heights(relief, 1, &place.x, &place.y, &place.f);
    }
    if ((on->camera && !relief_holds(relief, place)) ||
        !projection_tangent(on, place, NULL, &tangent)) {
        return;
    }
    const float share = projection_seen(on, place) ? 1 : 0.35f;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i <= PARTS; i++) {
            const double a = 6.283185307179586 * i / PARTS, r = HOVER_RADIUS * on->unit;
            const bool there = tangent_px(&tangent, r * cos(a), r * sin(a), at);
            if (there && i > 0) {
                canvas_line(canvas, (float)last[0], (float)last[1], (float)at[0], (float)at[1],
                            pass ? 1.4f : 3.4f, color_alpha(pass ? INK : SHADE, share));
            }
            last[0] = at[0];
            last[1] = at[1];
        }
    }
    canvas_circle(canvas, (float)tangent.px[0], (float)tangent.px[1], 2, color_alpha(INK, share), 0,
                  INK);
}

static void axes(Canvas *canvas, const Workspace *workspace, const Projection *on,
                 const PictureLook *look, Taken *taken)
{
    const Relief *relief = &workspace->relief;
    Projection flat = *on;
    if (!on->camera || relief_axes_flat(relief, &flat)) {
        scales_axes(canvas, look->theme, &flat, look->clear, taken);
        return;
    }
    ReliefAxes of;
    relief_axes_place(canvas, relief, look->clear, taken, &of);
    relief_axes_draw(canvas, look->theme, relief, &of, taken);
}

// What of the ground is seen below and around the surface.
static void ground(Canvas *canvas, const Workspace *workspace, const PictureLook *look)
{
    const Relief *relief = &workspace->relief;
    const Taken none = { .count = 0 };
    Projection flat;
    if (!relief_axes_flat(relief, &flat)) {
        ReliefAxes of;
        relief_axes_place(canvas, relief, look->clear, &none, &of);
        relief_ground_draw(canvas, look->theme, relief, &of);
    }
}

// The start is marked there, too.
static Rect undefined(Canvas *canvas, const Workspace *workspace, const Projection *on,
                      const PictureLook *look, const Taken *taken)
{
    Taken all = *taken;
    float x, y;
    if (projection_point(on, start_of(workspace, on, NULL), &x, &y)) {
        taken_add(&all, (Rect){ x - START_RING, y - START_RING, 2 * START_RING, 2 * START_RING });
    }
    return scales_undefined(canvas, look->theme, look->clear, &all);
}

// What lies over the paths. Later parts keep out of the way of earlier ones.
static void over_paths(Canvas *canvas, Workspace *workspace, const Projection *on,
                       const PictureLook *look, const Pins *pins)
{
    const bool vectors = workspace->show.on[SHOW_VECTORS];
    const Theme *theme = look->theme;
    Taken taken = { .count = 0 };
    Rect net = { 0 };
    InsidesKeep keep = { 0 };
    Heads heads;
    Inset inset;
    heads_place(workspace, on, &heads);
    if (on->camera && look->tools.w > 0) {
        taken_add(&taken, look->tools);
    }
    if (!(on->camera && relief_map_shown(&workspace->scene)) && // one for both
        inset_place(workspace, on, look->clear, &inset)) {
        inset_draw(canvas, theme, workspace, &inset, look->hover);
        taken_add(&taken, inset.rect);
        keep.inset = inset.rect;
    }
    if (workspace->show.on[SHOW_QUADRIC] && relief_shown(&workspace->scene)) {
        net = quadric_draw(canvas, workspace, on, look->hover);
    }
    if (vectors) {
        insides_vectors(canvas, workspace, on);
    }
    keep.hint = start_mark(canvas, workspace, on, look, &taken);
    step_marks(canvas, workspace, on, look);
    hover_mark(canvas, workspace, on, look);
    heads_draw(canvas, theme, workspace, &heads, &taken);
    if (on->camera ? workspace->relief.field.empty : workspace->field.empty) {
        taken_add(&taken, undefined(canvas, workspace, on, look, &taken));
    }
    if (on->camera || !relief_shown(&workspace->scene)) {
        const bool aside = on->camera && !relief_axes_flat(&workspace->relief, &(Projection){ 0 });
        scales_colors(canvas, theme, workspace, look->clear, aside, &taken);
    }
    if (on->camera) {
        picture_legend(canvas, workspace, on, look, &keep, &taken);
    }
    axes(canvas, workspace, on, look, &taken);
    if (!on->camera) {
        picture_legend(canvas, workspace, on, look, &keep, &taken);
    }
    if (net.w > 0) {
        quadric_word(canvas, theme, workspace, net, look->clear, &taken);
    }
    Taken better = taken; // names rather leave pins and arrows free
    pins_cover(pins, &better);
    if (vectors) {
        insides_cover(workspace, on, &better);
    }
    heads_names(canvas, theme, workspace, &heads, look->clear, &better, &taken);
    beside_names(canvas, theme, workspace, on, look->clear, &taken);
    if (vectors) {
        insides_symbols(canvas, theme, workspace, on, &taken);
    }
    taken_add(&taken, net);
    pins_values(canvas, theme, workspace, pins, look->clear, &taken);
}

static void part_draw(Canvas *canvas, Workspace *workspace, const Projection *on,
                      const PictureLook *look)
{
    const Rect picture = on->picture;
    canvas_clip_push(canvas, picture);
    canvas_image(canvas, picture, on->camera ? PICTURE_RELIEF : PICTURE_HEATMAP);
    if (on->camera) {
        ground(canvas, workspace, look);
    }
    if (workspace->show.on[SHOW_FIELD]) {
        slopes_draw(canvas, workspace, on);
    }
    if (workspace->show.on[SHOW_GHOSTS]) {
        ghost_draw(canvas, look->theme, workspace, on);
    }
    penalties_draw(canvas, look->theme, workspace, on);
    Pins pins;
    pins_place(workspace, on, &pins);
    pins_draw(canvas, &pins);
    PathLook paths[SCENE_RACERS_MAX];
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const int racer = race_racer(workspace->race, run);
        paths[run] = (PathLook){
            .color = racer_color(&workspace->scene, racer, look->theme),
            .halo = look->theme->halo,
            .width = PATH_WIDTH * look->theme->thick + (run == look->lit ? 1.2f : 0),
            .dots = workspace->show.on[SHOW_DOTS],
        };
    }
    paths_draw(canvas, workspace, on, workspace->play.cursor, paths);
    beside_draw(canvas, look->theme, workspace, on);
    over_paths(canvas, workspace, on, look, &pins);
    canvas_clip_pop(canvas);
}

Projection picture_inset_on(Workspace *workspace, Rect picture)
{
    return relief_map_shown(&workspace->scene)
               ? view_projection(&workspace->view, relief_map_rect(&workspace->scene, picture))
               : workspace_relief(workspace, relief_rect(&workspace->scene, picture));
}

void picture_draw(Canvas *canvas, Workspace *workspace, Rect picture, const PictureLook *look)
{
    const Rect map = relief_map_rect(&workspace->scene, picture);
    const Rect surface = relief_rect(&workspace->scene, picture);
    PictureLook part = *look;
    part.aside = picture_legend_aside(canvas, workspace, map, surface, look);
    if (map.w >= 1 && map.h >= 1) {
        const Projection on = view_projection(&workspace->view, map);
        part.clear = rect_intersect(look->clear, map);
        part_draw(canvas, workspace, &on, &part);
    }
    const bool computed = workspace->relief.version > 0; // not in the pass that first asks for it
    if (computed && surface.w >= 1 && surface.h >= 1) {
        const Projection on = workspace_relief(workspace, surface);
        drapes_follow(workspace);
        part.clear = rect_intersect(look->clear, surface);
        part_draw(canvas, workspace, &on, &part);
    }
}
