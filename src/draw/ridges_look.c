// A look goes from one line of the grid to the next, along the axis on which it advances faster, so
// that heights are interpolated between two neighbours alone. Tiles that lie below it as a whole
// are passed in one stride. The surface hides a place when the look leaves it below the surface, or
// later passes through it: was clearly above and is below, or the other way.
#include "draw/ridges.h"

#include <math.h>

enum { FINER = 4, SAMPLES_MOST = 600, LINES_BESIDE = 2 };
static const double COVERED_PX = 0.5;
static const double STEEP = 1e-3; // looks so steep that nothing stands beside them

// A look in lines of the grid: `main` runs along the axis on which it advances by whole lines,
// `side` along the other.
typedef struct Look {
    const Ridges *ridges;
    bool by_rows;           // main counts rows
    double main, side, z;   // where it begins
    double per_side, per_z; // for each line of main
    int first, step, lines; // the first line that it meets, ±1, how many lines there are
    int main_stride, side_stride, side_lines;
    double cover; // of z: what covers by less does not hide
    double until; // z above which nothing stands
    double reach; // lines of main until the eye
    double off;   // how far the grid's height is from the place's own
} Look;

// How far the grid is from a place at u, v, in lines of it.
static double off_at(const Ridges *r, double u, double v, double z)
{
    const int c = clampi((int)u, 0, r->columns - 2), row = clampi((int)v, 0, r->rows - 2);
    const float *at = &r->z.items[row * r->columns + c];
    const double x = u - c, y = v - row;
    const double low = (1 - x) * (double)at[0] + x * (double)at[1];
    const double high = (1 - x) * (double)at[r->columns] + x * (double)at[r->columns + 1];
    const double off = fabs((1 - y) * low + y * high - z);
    return isnan(off) ? 0 : off;
}

// false: nothing can stand in the way.
static bool look_begin(Look *look, const RidgeEye *eye, const double at[3])
{
    const Ridges *r = eye->ridges;
    double along[3];
    if (r->columns < 2 || r->rows < 2) {
        return false;
    }
    lens_to_eye(eye->lens, at, along);
    const double flat = hypot(along[0], along[1]);
    const double u = (at[0] + r->half_w) / (2 * r->half_w) * (r->columns - 1);
    const double v = (at[1] + r->half_h) / (2 * r->half_h) * (r->rows - 1);
    const double du = along[0] / (2 * r->half_w) * (r->columns - 1);
    const double dv = along[1] / (2 * r->half_h) * (r->rows - 1);
    if (!(flat > STEEP) || !isfinite(at[2])) {
        return false;
    }
    const bool by_rows = fabs(dv) > fabs(du);
    const double advance = by_rows ? dv : du;
    const double main = by_rows ? v : u;
    const int step = advance > 0 ? 1 : -1;
    *look = (Look){
        .ridges = r,
        .by_rows = by_rows,
        .main = main,
        .side = by_rows ? u : v,
        .z = at[2],
        .per_side = (by_rows ? du : dv) / advance,
        .per_z = along[2] / advance,
        .step = step,
        .first = (int)clamp(step > 0 ? floor(main) + 1 : ceil(main) - 1, -9, 1e6),
        .lines = by_rows ? r->rows : r->columns,
        .main_stride = by_rows ? r->columns : 1,
        .side_stride = by_rows ? 1 : r->columns,
        .side_lines = by_rows ? r->columns : r->rows,
        .cover = COVERED_PX / (lens_scale(eye->lens, at) * flat),
        .until = fmin(r->top, r->high),
        .reach = INFINITY,
        .off = off_at(r, u, v, at[2]),
    };
    if (!eye->lens->orbit.parallel) {
        double away[3];
        for (int i = 0; i < 3; i++) {
            away[i] = eye->lens->target[i] + eye->lens->eye_away * eye->lens->back[i] - at[i];
        }
        look->reach = hypot(away[0], away[1]) / flat * fabs(advance);
    }
    return true;
}

// How the look stands to the surface as far as it has come.
typedef struct Standing {
    int side;        // of the surface: 1 below it, -1 above, 0 not clearly either
    double above, z; // the surface above the look, and where the look was
    double through;  // z where it met the surface last
    bool left;       // it has left the place, where it was on neither side
    bool hidden;
} Standing;

static void stand(Standing *now, const Look *look, double above, double z)
{
    if (isnan(above)) { // a hole
        now->side = 0;
        now->left = true;
        return;
    }
    const int side = above > look->cover ? 1 : above < -look->cover ? -1 : now->side;
    if ((above > 0) != (now->above > 0)) {
        now->through = now->z + now->above / (now->above - above) * (z - now->z);
    }
    if (!now->left && side == 1) { // the place is on the upper side
        now->hidden = true;
    } else if (side != now->side && now->side != 0) {
        now->hidden = now->hidden ||
                      (now->through <= look->ridges->high && now->through >= look->ridges->low);
    }
    *now = (Standing){ side, above, z, now->through, now->left || side != 0, now->hidden };
}

// Between two neighbours of the grid.
static void height_between(const Ridges *r, int i, int k, double share, float *z, float *doubt)
{
    const float a = r->doubt.items[i], b = r->doubt.items[k];
    *z = r->z.items[i] + (float)share * (r->z.items[k] - r->z.items[i]);
    *doubt = a > b ? a : b;
}

// The grid's height and doubt where the look meets a line, `*main` from where it begins; or, where
// it leaves the grid by its side before, at the edge there, which `*main` is moved to. False: it
// has left.
static bool line_at(const Look *look, int line, double *main, float *z, float *doubt)
{
    const double side = look->side + *main * look->per_side, last = look->side_lines - 1;
    if (line < 0 || line >= look->lines) {
        return false;
    }
    if (side >= 0 && side <= last) {
        const int low = clampi((int)side, 0, look->side_lines - 2);
        const int i = line * look->main_stride + low * look->side_stride;
        height_between(look->ridges, i, i + look->side_stride, side - low, z, doubt);
        return true;
    }
    const double edge = side < 0 ? 0 : last;
    const int from = line - look->step,
              i = from * look->main_stride + (int)edge * look->side_stride;
    const double before = *main - look->step;
    *main = (edge - look->side) / look->per_side;
    const double share = (*main - before) * look->step;
    if (!(share >= 0 && share < 1) || from < 0 || from >= look->lines) {
        return false;
    }
    height_between(look->ridges, i, i + look->step * look->main_stride, share, z, doubt);
    return true;
}

// Whether the tile that begins at this line lies below the look as a whole.
static bool tile_below(const Look *look, int line, double side, double z)
{
    const Ridges *r = look->ridges;
    const int tiles = ridges_tiles(look->side_lines), along = ridges_tiles(look->lines);
    const int main = look->step > 0 ? line / RIDGES_TILE : line / RIDGES_TILE - 1;
    const double after = side + look->step * RIDGES_TILE * look->per_side;
    if (main < 0 || main >= along) {
        return false;
    }
    const int across = ridges_tiles(r->columns);
    const int from = clampi((int)(fmin(side, after) / RIDGES_TILE), 0, tiles - 1);
    const int to = clampi((int)(fmax(side, after) / RIDGES_TILE), 0, tiles - 1);
    for (int i = from; i <= to; i++) {
        const int tile = look->by_rows ? main * across + i : i * across + main;
        if (!(r->tops.items[tile] < z - look->cover)) {
            return false;
        }
    }
    return true;
}

// A place on the way of a look.
typedef struct Sample {
    double main;  // lines from where it begins
    double above; // the surface above the look
    bool exact;   // ... is to be asked for
} Sample;

typedef struct Samples {
    Sample items[SAMPLES_MOST];
    int count, exact;
} Samples;

static void sample_add(Samples *samples, double main, double above, bool exact)
{
    if (samples->count < SAMPLES_MOST) {
        samples->items[samples->count++] = (Sample){ main, above, exact };
        samples->exact += exact;
    }
}

// Passes lines of the grid as long as the look stays clearly above the surface, at most to the next
// tile: returns the line that it comes to.
static int lines_above(const Look *look, int line, Standing *now)
{
    const Ridges *r = look->ridges;
    const double main = line - look->main;
    const float per_side = (float)(look->step * look->per_side);
    const float rise = (float)(look->step * look->per_z);
    const float cover = (float)look->cover, last = (float)(look->side_lines - 1);
    float side = (float)(look->side + main * look->per_side);
    float z = (float)(look->z + main * look->per_z);
    for (; line % RIDGES_TILE != 0 && line < look->lines;
         line += look->step, side += per_side, z += rise) {
        if (!(side >= 0 && side < last)) {
            break;
        }
        const int low = (int)side, i = line * look->main_stride + low * look->side_stride;
        const int k = i + look->side_stride;
        const float a = r->z.items[i], b = r->z.items[k];
        const float above = a + (side - (float)low) * (b - a) - z;
        const float p = r->doubt.items[i], q = r->doubt.items[k];
        if (!(above + (p > q ? p : q) < -cover)) {
            break;
        }
        now->above = (double)above;
        now->z = (double)z;
    }
    return line;
}

// Whether a doubt of the grid's height matters where the look now is.
static bool in_doubt(const Look *look, const Standing *now, int side_before, double main,
                     double doubt)
{
    const double all = doubt + (fabs(main) < LINES_BESIDE ? look->off : 0);
    const bool passes = side_before != 0 && now->side != side_before;
    return fabs(fabs(now->above) - look->cover) <= all ||
           (passes && fabs(now->through - look->ridges->high) <= all + fabs(look->per_z));
}

// By the grid, until the place is hidden or nothing more can hide it: true if the grid can tell.
// samples: all that is met, and what is to be asked for; NULL: not wanted.
static bool look_over(const Look *look, Standing *now, Samples *samples)
{
    bool sure = true, doubted = false;
    double before = 0;
    int line = look->first;
    for (;; line += look->step) {
        if (now->side < 0 && !doubted && line >= 0) {
            const int passed = lines_above(look, line, now);
            if (passed != line) {
                line = passed;
                before = line - look->step - look->main;
                if (samples) {
                    sample_add(samples, before, now->above, false);
                }
            }
        }
        double main = line - look->main, z = look->z + main * look->per_z;
        const double side = look->side + main * look->per_side;
        float height, doubt;
        if (now->side <= 0 && line % RIDGES_TILE == 0 && tile_below(look, line, side, z)) {
            stand(now, look, -2 * look->cover, z);
            if (samples) {
                sample_add(samples, main, -2 * look->cover, false);
            }
            if (z > look->until) {
                return sure;
            }
            line += look->step * (RIDGES_TILE - 1);
            doubted = false;
            before = line - look->main;
            continue;
        }
        if (!line_at(look, line, &main, &height, &doubt) || fabs(main) > look->reach) {
            return sure;
        }
        z = look->z + main * look->per_z;
        const double above = (double)height - z;
        const int side_before = now->side;
        stand(now, look, above, z);
        const bool doubtful = in_doubt(look, now, side_before, main, (double)doubt);
        for (int i = 1; samples && (doubtful || doubted) && i < FINER; i++) {
            sample_add(samples, before + (main - before) * i / FINER, 0, true);
        }
        if (samples) {
            sample_add(samples, main, above, doubtful);
        }
        sure = sure && !doubtful;
        if (z > look->until || (sure && now->hidden)) {
            return sure;
        }
        doubted = doubtful;
        before = main;
    }
}

// The same with the heights themselves where the grid is in doubt.
static bool look_closely(const RidgeEye *eye, const Look *look)
{
    Samples samples = { .count = 0 };
    Standing now = { 0 };
    double x[SAMPLES_MOST], y[SAMPLES_MOST], z[SAMPLES_MOST];
    int n = 0;
    x[0] = y[0] = 0;
    look_over(look, &now, &samples);
    for (int i = 0; i < samples.count; i++) {
        const Sample *s = &samples.items[i];
        if (s->exact) {
            const double main = look->main + s->main;
            const double side = look->side + s->main * look->per_side;
            const Ridges *r = look->ridges;
            const double u = look->by_rows ? side : main, v = look->by_rows ? main : side;
            x[n] = (2 * u / (r->columns - 1) - 1) * r->half_w;
            y[n++] = (2 * v / (r->rows - 1) - 1) * r->half_h;
        }
    }
    eye->heights(eye->self, n, x, y, z);
    now = (Standing){ 0 };
    for (int i = 0, k = 0; i < samples.count && !now.hidden; i++) {
        const Sample *s = &samples.items[i];
        const double at = look->z + s->main * look->per_z;
        stand(&now, look, s->exact ? z[k++] - at : s->above, at);
    }
    return now.hidden;
}

bool ridges_seen(const RidgeEye *eye, const double at[3])
{
    Look look;
    Standing now = { 0 };
    if (!look_begin(&look, eye, at)) {
        return true;
    }
    if (look_over(&look, &now, NULL) || !eye->heights) {
        return !now.hidden;
    }
    return !look_closely(eye, &look);
}
