// What the arrows are, on a plate in a corner of the picture.
#include "app/landscape/bowl.h"
#include "app/landscape/insides.h"
#include "app/landscape/insides_chain.h"
#include "app/landscape/path.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/arrow.h"

#include <limits.h>
#include <math.h>

static const char *const part_names[OPTIM_PARTS] = {
    [OPTIM_PART_MOMENTUM] = N_("momentum's part"),
    [OPTIM_PART_GRADIENT] = N_("gradient's part"),
    [OPTIM_PART_DECAY] = N_("weight decay's part"),
    [OPTIM_PART_BACK] = N_("lookahead's way back"),
};

static const float SIGNS = 52, EDGE = 54; // beside the words; beside the plate

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
            seen.row[INSIDES_DOWNHILL] |= chain_bends(&chain);
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

enum { HINT_HIDDEN = 1000, INSET_HIDDEN = 3000 };

static int kept_hidden(const InsidesKeep *keep, Rect plate)
{
    return (rect_overlap(keep->hint, plate) ? HINT_HIDDEN : 0) +
           (rect_overlap(keep->inset, plate) ? INSET_HIDDEN : 0);
}

// Beside a surface it is the upper left corner, for the axes lie below, unless that is taken or too
// near to the colours.
static Rect legend_aside(Rect clear, const InsidesKeep *keep, float w, float h)
{
    enum { ASIDE = 10, COLORS = 110, CROWDED = 2000 };
    const float left = clear.x + ASIDE, bottom = clear.y + clear.h - h - ASIDE;
    const Rect places[] = { { left, clear.y + ASIDE, w, h },
                            { left, bottom, w, h },
                            { clear.x + clear.w - w - ASIDE, bottom, w, h } };
    size_t best = 0;
    int least = INT_MAX;
    for (size_t i = 0; i < COUNT(places); i++) {
        const bool crowded = i == 0 && clear.w - w - ASIDE < COLORS;
        const int hidden = kept_hidden(keep, places[i]) + (crowded ? CROWDED : 0);
        if (hidden < least) {
            least = hidden;
            best = i;
        }
    }
    return places[best];
}

// In the corner where it hides the least; the last one is the colour scale's.
static Rect legend_place(const Workspace *workspace, const Projection *on, Rect clear,
                         const InsidesKeep *keep, float w, float h)
{
    enum { LEFT = 54, RIGHT = 54, BOTTOM = 32, TOP = 12, WIDEST = 220, HIGHEST = 82 };
    if (on->camera) {
        return legend_aside(clear, keep, w, h);
    }
    const float left = clear.x + LEFT, right = clear.x + clear.w - RIGHT - w;
    const float top = clear.y + TOP, bottom = clear.y + clear.h - BOTTOM - h;
    const Rect places[] = { { left, bottom, w, h }, { right, bottom, w, h }, { left, top, w, h } };
    size_t best = 0;
    int least = INT_MAX;
    for (size_t i = 0; i < COUNT(places); i++) {
        // By the same size at every step, whatever there is to explain just then.
        const float x = i == 1 ? right + w - WIDEST : left;
        const float y = i == 2 ? top : bottom + h - HIGHEST;
        const Rect usual = { x, y, WIDEST, HIGHEST };
        const int hidden = path_hidden(workspace, on, usual) + kept_hidden(keep, usual);
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
        arrow_hollow(canvas, x, y, 24, 0, insides_color((OptimPart)row));
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
                    const Projection *on, Rect clear, const InsidesKeep *keep, Taken *taken)
{
    const Seen seen = seen_in(workspace, on);
    const double factor = insides_factor(workspace, on);
    const char *names[INSIDES_ROWS];
    int kinds[INSIDES_ROWS], count = 0;
    char title[256];
    text_print(title, sizeof title,
               tr(!seen.goes_on ? N_("No step follows")
                  : factor == 1 ? N_("The next step, true lengths")
                                : N_("The next step, vectors × %.6g")),
               factor);
    float size = 12, width = canvas_text_width(canvas, FONT_BOLD, size, title) - 32;
    for (int kind = 0; kind < INSIDES_ROWS; kind++) {
        if (seen.row[kind]) {
            kinds[count] = kind;
            names[count] = tr(kind < OPTIM_PARTS ? part_names[kind] : row_names[kind]);
            width = fmaxf(width, canvas_text_width(canvas, FONT_SANS, size, names[count]));
            count++;
        }
    }
    // In a narrow picture the letters become smaller.
    const float room = fmaxf(clear.w - 2 * EDGE - SIGNS, 60);
    size *= fminf(1, room / width);
    width = fminf(width, room);
    const float line = 18, h = line * (float)(count + 1) + 10;
    const Rect plate = legend_place(workspace, on, clear, keep, width + SIGNS, h);
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
