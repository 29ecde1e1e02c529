// Arrows are hollow, which no path is. Lengths are those of the picture: a part of the step begins
// where the one before it ends, and the last one ends at the next point.
#include "app/landscape/insides.h"

#include "app/landscape/bowl.h"
#include "app/landscape/insides_chain.h"
#include "draw/arrow.h"

#include <math.h>

static const float SYMBOL_ROOM = 24, SYMBOL_SIZE = 11, FAINT = 0.35f; // behind the surface
// All are magnified while the longest in the picture is shorter than the one, up to the other.
static const double ELLIPSE_MOST = 26, DOWNHILL_LENGTH = 34;
static const double LONGEST_LEAST = 14, LONGEST_MOST = 64;
static const Color part_colors[OPTIM_PARTS] = {
    [OPTIM_PART_MOMENTUM] = RGB_ROW(0x8fe3ff),
    [OPTIM_PART_GRADIENT] = RGB_ROW(0xffffff),
    [OPTIM_PART_DECAY] = RGB_ROW(0xffa8e8),
    [OPTIM_PART_BACK] = RGB_ROW(0xc9ff8f),
};
const Color insides_downhill = RGB_ROW(0xffe08a);

Color insides_color(OptimPart part)
{
    return part_colors[part];
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
            longest = fmax(longest, (double)chain_length(&chain, part));
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
static void rate_ellipse(Canvas *canvas, const Chain *chain)
{
    enum { PARTS = 36 };
    const double *rate = chain->inside.rate;
    const float share = chain->seen ? 1 : FAINT;
    const double larger = fmax(rate[0], rate[1]);
    if (!chain_rates(chain)) {
        return;
    }
    const double a = fmax(ELLIPSE_MOST * rate[0] / larger, 1.5);
    const double b = fmax(ELLIPSE_MOST * rate[1] / larger, 1.5);
    float at[PARTS + 1][2];
    for (int i = 0; i <= PARTS; i++) {
        const double t = 6.283185307179586 * i / PARTS;
        tangent_by(&chain->tangent, a * cos(t), b * sin(t), at[i]);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < PARTS; i++) {
            canvas_line(canvas, at[i][0], at[i][1], at[i + 1][0], at[i + 1][1], pass ? 1.3f : 3,
                        pass ? color_alpha(insides_downhill, 0.9f * share)
                             : color_alpha(arrow_shade, 0.5f * share));
        }
    }
}

// Where −∇f itself would lead: a direction alone, always as long.
static void downhill(Canvas *canvas, const Chain *chain)
{
    const Inside inside = chain->inside;
    const double norm = hypot(inside.gradient[0], inside.gradient[1]);
    if (!chain_bends(chain) || !(norm > 0) || !isfinite(norm)) {
        return;
    }
    const float *from = chain->at[0];
    float to[2];
    tangent_by(&chain->tangent, -inside.gradient[0] / norm * DOWNHILL_LENGTH,
               -inside.gradient[1] / norm * DOWNHILL_LENGTH, to);
    const float dx = to[0] - from[0], dy = to[1] - from[1];
    if (hypotf(dx, dy) >= ARROW_SHORTEST) {
        const float share = chain->seen ? 1 : FAINT;
        arrow_solid(canvas, from[0], from[1], dx, dy, 1.6f, 1.1f, color_alpha(arrow_shade, share));
        arrow_solid(canvas, from[0], from[1], dx, dy, 1.6f, 0,
                    color_alpha(insides_downhill, share));
    }
}

void insides_vectors(Canvas *canvas, const Workspace *workspace, const Projection *on)
{
    const double factor = insides_factor(workspace, on);
    Chain chain;
    for (int run = -1; chain_next(workspace, on, factor, &run, &chain);) {
        rate_ellipse(canvas, &chain);
        downhill(canvas, &chain);
        bowl_draw(canvas, on, chain.tangent.at, &chain.inside.ahead);
        looks_draw(canvas, workspace, on, chain.tangent.at, &chain.inside.ahead);
        for (int part = 0; part < OPTIM_PARTS; part++) {
            const float *from = chain.at[part], *to = chain.at[part + 1];
            arrow_hollow(canvas, from[0], from[1], to[0] - from[0], to[1] - from[1],
                         color_alpha(part_colors[part], chain.seen ? 1 : FAINT));
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
            for (int i = 0; i < BOXES && chain_length(&chain, part) >= ARROW_SHORTEST; i++) {
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
            if (!symbol || chain_length(&chain, part) < SYMBOL_ROOM ||
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
