// Arrows are hollow, which no path is. Lengths are those of the picture: a part of the step begins
// where the one before it ends, and the last one ends at the next point.
#include "app/landscape/insides.h"

#include "app/landscape/bowl.h"
#include "app/landscape/path.h"
#include "base/utf8.h"
#include "base/words.h"
#include "draw/arrow.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

static const float SYMBOL_ROOM = 24, SYMBOL_SIZE = 11;
// All are magnified while the longest in the picture is shorter than the one, up to the other.
static const double ELLIPSE_MOST = 26, DOWNHILL_LENGTH = 34;
static const double LONGEST_LEAST = 14, LONGEST_MOST = 64, FAR_PX = 1e7;
static const Color part_colors[OPTIM_PARTS] = {
    [OPTIM_PART_MOMENTUM] = RGB_ROW(0x8fe3ff),
    [OPTIM_PART_GRADIENT] = RGB_ROW(0xffffff),
    [OPTIM_PART_DECAY] = RGB_ROW(0xffa8e8),
    [OPTIM_PART_BACK] = RGB_ROW(0xc9ff8f),
};
static const char *const part_names[OPTIM_PARTS] = {
    [OPTIM_PART_MOMENTUM] = N_("momentum's part"),
    [OPTIM_PART_GRADIENT] = N_("gradient's part"),
    [OPTIM_PART_DECAY] = N_("weight decay's part"),
    [OPTIM_PART_BACK] = N_("lookahead's way back"),
};
const Color insides_downhill = RGB_ROW(0xffe08a);

Color insides_color(OptimPart part)
{
    return part_colors[part];
}

// A run's vectors in pixels: where part k begins is at[k], where it ends at[k + 1].
typedef struct Chain {
    Inside inside;
    Tangent tangent; // of the surface where the run is: all vectors lie in it
    const Optim *optim;
    float at[OPTIM_PARTS + 1][2];
} Chain;

static bool chain_of(const Workspace *workspace, const Projection *on, int run, double factor,
                     Chain *chain)
{
    Inside *inside = &chain->inside;
    if (!inside_at(workspace->insides, workspace->race, run, workspace_step(workspace), inside)) {
        return false;
    }
    const TrailRow *row = trail_at(race_trail(workspace->race, run), workspace_step(workspace));
    const Place from = { inside->x[0], inside->x[1], row->loss };
    if (!projection_tangent(on, from, inside->gradient, &chain->tangent) ||
        !rect_has(on->picture, (float)clamp(chain->tangent.px[0], -FAR_PX, FAR_PX),
                  (float)clamp(chain->tangent.px[1], -FAR_PX, FAR_PX))) {
        return false;
    }
    chain->optim = race_run(workspace->race, run)->optim;
    double by[2] = { 0, 0 }, px[2] = { chain->tangent.px[0], chain->tangent.px[1] };
    for (int part = 0; part <= OPTIM_PARTS; part++) {
        chain->at[part][0] = (float)px[0];
        chain->at[part][1] = (float)px[1];
        for (int i = 0; i < 2 && part < OPTIM_PARTS; i++) {
            const double more = factor * inside->parts[part][i];
            by[i] += isfinite(more) ? clamp(more, -FAR_PX * on->unit, FAR_PX * on->unit) : 0;
        }
        tangent_px(&chain->tangent, by[0], by[1], px);
    }
    return true;
}

// The first run behind *run that has one, in *run; false: none has any more.
static bool chain_next(const Workspace *workspace, const Projection *on, double factor, int *run,
                       Chain *chain)
{
    do {
        ++*run;
    } while (*run < race_run_count(workspace->race) &&
             !chain_of(workspace, on, *run, factor, chain));
    return *run < race_run_count(workspace->race);
}

static float part_length(const Chain *chain, int part)
{
    return hypotf(chain->at[part + 1][0] - chain->at[part][0],
                  chain->at[part + 1][1] - chain->at[part][1]);
}

double insides_factor(const Workspace *workspace, const Projection *on)
{
    static const double round[] = { 5, 2, 1 };
    double longest = 0;
    Chain chain;
    Projection above = *on; // turning the surface changes nothing
    above.camera = NULL;
    for (int run = -1; chain_next(workspace, &above, 1, &run, &chain);) {
        for (int part = 0; part < OPTIM_PARTS; part++) {
            longest = fmax(longest, (double)part_length(&chain, part));
        }
    }
    if (longest >= LONGEST_LEAST || !(longest > 1e-30)) {
        return 1;
    }
    const double power = pow(10, floor(log10(LONGEST_MOST / longest)));
    for (size_t i = 0; i < COUNT(round); i++) {
        if (longest * round[i] * power <= LONGEST_MOST) {
            return round[i] * power;
        }
    }
    return power;
}

// So many pixels of the map to the right and up, along the surface.
static void tangent_by(const Tangent *tangent, double right, double up, float at[2])
{
    const double unit = tangent->on->unit;
    double px[2] = { tangent->px[0], tangent->px[1] };
    tangent_px(tangent, right * unit, up * unit, px);
    at[0] = (float)px[0];
    at[1] = (float)px[1];
}

// The rates of the two coordinates as the axes of an ellipse; the larger is always as long.
static void rate_ellipse(Canvas *canvas, const Tangent *tangent, const double rate[2])
{
    enum { PARTS = 36 };
    const double larger = fmax(rate[0], rate[1]);
    if (!(larger > 0) || !isfinite(larger)) {
        return;
    }
    const double a = fmax(ELLIPSE_MOST * rate[0] / larger, 1.5);
    const double b = fmax(ELLIPSE_MOST * rate[1] / larger, 1.5);
    float at[PARTS + 1][2];
    for (int i = 0; i <= PARTS; i++) {
        const double t = 6.283185307179586 * i / PARTS;
        tangent_by(tangent, a * cos(t), b * sin(t), at[i]);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < PARTS; i++) {
            canvas_line(canvas, at[i][0], at[i][1], at[i + 1][0], at[i + 1][1], pass ? 1.3f : 3,
                        pass ? color_alpha(insides_downhill, 0.9f)
                             : color_alpha(arrow_shade, 0.5f));
        }
    }
}

// Whether the method turns the gradient away from its direction.
static bool bends(const Chain *chain)
{
    const double *g = chain->inside.gradient, *p = chain->inside.parts[OPTIM_PART_GRADIENT];
    return fabs(g[0] * p[1] - g[1] * p[0]) > 0.01 * hypot(g[0], g[1]) * hypot(p[0], p[1]);
}

// Where −∇f itself would lead: a direction alone, always as long.
static void downhill(Canvas *canvas, const Chain *chain)
{
    const Inside inside = chain->inside;
    const double norm = hypot(inside.gradient[0], inside.gradient[1]);
    if (!bends(chain) || !(norm > 0) || !isfinite(norm)) {
        return;
    }
    const float *from = chain->at[0];
    float to[2];
    tangent_by(&chain->tangent, -inside.gradient[0] / norm * DOWNHILL_LENGTH,
               -inside.gradient[1] / norm * DOWNHILL_LENGTH, to);
    const float dx = to[0] - from[0], dy = to[1] - from[1];
    if (hypotf(dx, dy) >= ARROW_SHORTEST) {
        arrow_solid(canvas, from[0], from[1], dx, dy, 1.6f, 1.1f, arrow_shade);
        arrow_solid(canvas, from[0], from[1], dx, dy, 1.6f, 0, insides_downhill);
    }
}

void insides_vectors(Canvas *canvas, const Workspace *workspace, const Projection *on)
{
    const double factor = insides_factor(workspace, on);
    Chain chain;
    for (int run = -1; chain_next(workspace, on, factor, &run, &chain);) {
        rate_ellipse(canvas, &chain.tangent, chain.inside.rate);
        downhill(canvas, &chain);
        bowl_draw(canvas, on, chain.tangent.at, &chain.inside.ahead);
        looks_draw(canvas, workspace, on, chain.tangent.at, &chain.inside.ahead);
        for (int part = 0; part < OPTIM_PARTS; part++) {
            const float *from = chain.at[part], *to = chain.at[part + 1];
            arrow_hollow(canvas, from[0], from[1], to[0] - from[0], to[1] - from[1],
                         part_colors[part]);
        }
    }
}

void insides_cover(const Workspace *workspace, const Projection *on, Taken *taken)
{
    enum { BOXES = 4 }; // along an arrow
    const float half = ARROW_WIDTH + 1;
    const double factor = insides_factor(workspace, on);
    Chain chain;
    for (int run = -1; chain_next(workspace, on, factor, &run, &chain);) {
        for (int part = 0; part < OPTIM_PARTS; part++) {
            const float *from = chain.at[part], *to = chain.at[part + 1];
            for (int i = 0; i < BOXES && part_length(&chain, part) >= ARROW_SHORTEST; i++) {
                const float a = (float)i / BOXES, b = (float)(i + 1) / BOXES;
                const float x0 = from[0] + a * (to[0] - from[0]);
                const float y0 = from[1] + a * (to[1] - from[1]);
                const float x1 = from[0] + b * (to[0] - from[0]);
                const float y1 = from[1] + b * (to[1] - from[1]);
                taken_add(taken, (Rect){ fminf(x0, x1) - half, fminf(y0, y1) - half,
                                         fabsf(x1 - x0) + 2 * half, fabsf(y1 - y0) + 2 * half });
            }
        }
    }
}

void insides_symbols(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                     const Projection *on, Taken *taken)
{
    const double factor = insides_factor(workspace, on);
    Chain chain;
    for (int run = -1; chain_next(workspace, on, factor, &run, &chain);) {
        for (int part = 0; part < OPTIM_PARTS; part++) {
            const char *symbol = chain.optim->parts[part];
            const float x = (chain.at[part][0] + chain.at[part + 1][0]) / 2;
            const float y = (chain.at[part][1] + chain.at[part + 1][1]) / 2;
            if (!symbol || part_length(&chain, part) < SYMBOL_ROOM ||
                !rect_has(on->picture, x, y)) {
                continue;
            }
            const Rect size = plate_size(canvas, FONT_MONO, SYMBOL_SIZE, symbol);
            Label label = { .x = x, .y = y, .w = size.w, .h = size.h };
            labels_around(&label, 1, rect_inset(on->picture, 4), 6, taken->rects, taken->count);
            const float away = fabsf(label.rect.y + label.h / 2 - y);
            if (label.placed && away < 2 * label.h) { // farther away it would name nothing
                plate_text_in(canvas, theme, label.rect, FONT_MONO, SYMBOL_SIZE, symbol);
                taken_add(taken, label.rect);
            }
        }
    }
}

// The rows of the legend: the parts of a step, then these.
enum {
    INSIDES_DOWNHILL = OPTIM_PARTS,
    INSIDES_RATES,
    INSIDES_BOWL,
    INSIDES_LOOKS,
    INSIDES_BALL,
    INSIDES_ROWS
};
static const char *const row_names[INSIDES_ROWS] = {
    [INSIDES_DOWNHILL] = N_("direction of −∇f"),
    [INSIDES_RATES] = N_("rates of x and y (adaptive)"),
    [INSIDES_BOWL] = N_("bowl that f is taken for, its middle"),
    [INSIDES_LOOKS] = N_("points that are tried"),
    [INSIDES_BALL] = N_("SAM's ball"),
};

// What of it is in the picture; whether any run goes on.
typedef struct Seen {
    bool row[INSIDES_ROWS]; // of the legend
    bool goes_on;
} Seen;

static Seen seen_in(const Workspace *workspace, const Projection *on)
{
    Seen seen = { 0 };
    const int step = workspace_step(workspace);
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        Chain chain;
        seen.goes_on |= step < (trail->lost ? trail->last_step : workspace_last_step(workspace));
        if (chain_of(workspace, on, run, 1, &chain)) {
            const double *decay = chain.inside.parts[OPTIM_PART_DECAY]; // NAN where no step follows
            const bool steps = isfinite(chain.inside.step[0]) && isfinite(chain.inside.step[1]);
            seen.row[OPTIM_PART_MOMENTUM] |= steps && chain.optim->parts[OPTIM_PART_MOMENTUM] &&
                                             !isnan(chain.inside.velocity[0]);
            seen.row[OPTIM_PART_GRADIENT] |= steps;
            seen.row[OPTIM_PART_DECAY] |= steps && (decay[0] != 0 || decay[1] != 0);
            seen.row[INSIDES_DOWNHILL] |= bends(&chain);
            seen.row[INSIDES_RATES] |= isfinite(chain.inside.rate[0]);
            seen.row[INSIDES_BOWL] |= isfinite(chain.inside.ahead.middle[0]);
            seen.row[INSIDES_LOOKS] |= chain.inside.ahead.look_count > 0;
            seen.row[INSIDES_BALL] |= chain.inside.ahead.ball > 0;
            const double *back = chain.inside.parts[OPTIM_PART_BACK];
            seen.row[OPTIM_PART_BACK] |= steps && (back[0] != 0 || back[1] != 0);
        }
    }
    return seen;
}

// In the corner where it hides the least; the last one is the colour scale's.
static Rect legend_place(const Workspace *workspace, const Projection *on, Rect clear, float w,
                         float h)
{
    enum { LEFT = 54, RIGHT = 54, BOTTOM = 32, TOP = 12, WIDEST = 220, HIGHEST = 82 };
    const float left = clear.x + LEFT, right = clear.x + clear.w - RIGHT - w;
    const float top = clear.y + TOP, bottom = clear.y + clear.h - BOTTOM - h;
    const Rect places[] = { { left, bottom, w, h }, { right, bottom, w, h }, { left, top, w, h } };
    size_t best = 0;
    int least = INT_MAX;
    for (size_t i = 0; i < COUNT(places); i++) {
        // By the same size at every step, whatever there is to explain just then.
        const float x = i == 1 ? right + w - WIDEST : left;
        const float y = i == 2 ? top : bottom + h - HIGHEST;
        const int hidden = path_hidden(workspace, on, (Rect){ x, y, WIDEST, HIGHEST });
        if (hidden < least && (i == 0 || right > left + w / 2 || i == 2)) {
            least = hidden;
            best = i;
        }
    }
    return places[best];
}

static void legend_sign(Canvas *canvas, int row, float x, float y)
{
    if (row < OPTIM_PARTS) {
        arrow_hollow(canvas, x, y, 24, 0, part_colors[row]);
    } else if (row == INSIDES_DOWNHILL) {
        arrow_solid(canvas, x, y, 24, 0, 1.6f, 1.1f, arrow_shade);
        arrow_solid(canvas, x, y, 24, 0, 1.6f, 0, insides_downhill);
    } else if (row == INSIDES_RATES) {
        canvas_box(canvas, (Rect){ x + 1, y - 6, 22, 12 }, 6, (Color){ 0 }, 3, arrow_shade);
        canvas_box(canvas, (Rect){ x + 2, y - 5, 20, 10 }, 5, (Color){ 0 }, 1.3f, insides_downhill);
    } else if (row == INSIDES_BOWL) {
        bowl_sign(canvas, x, y);
    } else if (row == INSIDES_LOOKS) {
        looks_sign(canvas, x, y);
    } else {
        ball_sign(canvas, x, y);
    }
}

void insides_legend(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                    const Projection *on, Rect clear, Taken *taken)
{
    const Seen seen = seen_in(workspace, on);
    const float line = 18, size = 12;
    const double factor = insides_factor(workspace, on);
    const char *names[INSIDES_ROWS];
    int kinds[INSIDES_ROWS], count = 0;
    char title[256];
    text_print(title, sizeof title,
               tr(!seen.goes_on ? N_("No step follows")
                  : factor == 1 ? N_("The next step, true lengths")
                                : N_("The next step, vectors × %.6g")),
               factor);
    float width = canvas_text_width(canvas, FONT_BOLD, size, title) - 32;
    for (int kind = 0; kind < INSIDES_ROWS; kind++) {
        if (seen.row[kind]) {
            kinds[count] = kind;
            names[count] = tr(kind < OPTIM_PARTS ? part_names[kind] : row_names[kind]);
            width = fmaxf(width, canvas_text_width(canvas, FONT_SANS, size, names[count]));
            count++;
        }
    }
    const float h = line * (float)(count + 1) + 10;
    const Rect plate = legend_place(workspace, on, clear, width + 52, h);
    plate_draw(canvas, theme, plate);
    taken_add(taken, plate);
    float y = plate.y + 14;
    canvas_text(canvas, plate.x + 10, y + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_BOLD, size,
                theme->text, title);
    for (int i = 0; i < count; i++) {
        y += line;
        const float x = plate.x + 10;
        legend_sign(canvas, kinds[i], x, y);
        canvas_text(canvas, x + 32, y + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_SANS, size,
                    theme->text, names[i]);
    }
}
