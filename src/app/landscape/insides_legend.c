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

static const float SIGNS = 52, LINE = 18; // beside the words; from row to row
static const float LETTERS = 12, SMALLEST = 11;
// Of the plate from the edges of the map, where numbers stand.
enum { LEFT = 54, RIGHT = 54, BOTTOM = 32, TOP = 12, ASIDE = 10 };

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
            seen.row[INSIDES_RATES] |= chain_rates(&chain);
            seen.row[INSIDES_BOWL] |= isfinite(chain.inside.ahead.middle[0]);
            seen.row[INSIDES_LOOKS] |= chain.inside.ahead.look_count > 0;
            seen.row[INSIDES_BALL] |= chain.inside.ahead.ball > 0;
            const double *back = chain.inside.parts[OPTIM_PART_BACK];
            seen.row[OPTIM_PART_BACK] |= steps && (back[0] != 0 || back[1] != 0);
        }
    }
    return seen;
}

// What it says, and how long the longest row is.
typedef struct Words {
    char title[256];
    const char *names[INSIDES_ROWS];
    int kinds[INSIDES_ROWS], count;
    float width; // of the letters at their usual size
} Words;

static void words_find(const Canvas *canvas, const Workspace *workspace, const Projection *on,
                       Words *words)
{
    const Seen seen = seen_in(workspace, on);
    const double factor = insides_factor(workspace, on);
    words->count = 0;
    text_print(words->title, sizeof words->title,
               tr(!seen.goes_on ? N_("No step follows")
                  : factor == 1 ? N_("The next step, true lengths")
                                : N_("The next step, vectors × %.6g")),
               factor);
    words->width = canvas_text_width(canvas, FONT_BOLD, LETTERS, words->title) - 32;
    for (int kind = 0; kind < INSIDES_ROWS; kind++) {
        if (seen.row[kind]) {
            const char *name = tr(kind < OPTIM_PARTS ? part_names[kind] : row_names[kind]);
            words->kinds[words->count] = kind;
            words->names[words->count++] = name;
            words->width = fmaxf(words->width, canvas_text_width(canvas, FONT_SANS, LETTERS, name));
        }
    }
}

enum { HINT_HIDDEN = 1000, INSET_HIDDEN = 3000 };
// Corners are compared by one size at every step, whatever there is to explain just then.
enum { WIDEST = 220, HIGHEST = 82 };

static int kept_hidden(const InsidesKeep *keep, Rect plate)
{
    return (rect_overlap(keep->hint, plate) ? HINT_HIDDEN : 0) +
           (rect_overlap(keep->inset, plate) ? INSET_HIDDEN : 0);
}

// Beside a surface the upper left corner comes first, for the axes lie below, unless that is too
// near to the colours.
static LegendSpot spot_aside(const Workspace *workspace, const Projection *on, Rect clear,
                             const InsidesKeep *keep, float w, float h)
{
    enum { COLORS = 110, CROWDED = 2000 };
    const float left = clear.x + ASIDE, bottom = clear.y + clear.h - h - ASIDE;
    const Rect places[] = { { left, clear.y + ASIDE, w, h },
                            { left, bottom, w, h },
                            { clear.x + clear.w - w - ASIDE, bottom, w, h } };
    LegendSpot best = { .hidden = INT_MAX };
    for (size_t i = 0; i < COUNT(places); i++) {
        const bool near = i == 0 && clear.w - w - ASIDE < COLORS;
        const float x = i == 2 ? places[i].x + w - WIDEST : left;
        const float y = i == 0 ? places[i].y : bottom + h - HIGHEST;
        const Rect usual = { x, y, WIDEST, HIGHEST };
        const int hidden =
            path_hidden(workspace, on, usual) + kept_hidden(keep, usual) + (near ? CROWDED : 0);
        if (hidden < best.hidden) {
            best = (LegendSpot){ places[i], LETTERS, hidden };
        }
    }
    return best;
}

// In the corner of the map where it hides the least; the last one is the colour scale's.
static LegendSpot spot_on_map(const Workspace *workspace, const Projection *on, Rect clear,
                              const InsidesKeep *keep, float w, float h)
{
    const float left = clear.x + LEFT, right = clear.x + clear.w - RIGHT - w;
    const float top = clear.y + TOP, bottom = clear.y + clear.h - BOTTOM - h;
    const Rect places[] = { { left, bottom, w, h }, { right, bottom, w, h }, { left, top, w, h } };
    LegendSpot best = { .hidden = INT_MAX };
    for (size_t i = 0; i < COUNT(places); i++) {
        const float x = i == 1 ? right + w - WIDEST : left;
        const float y = i == 2 ? top : bottom + h - HIGHEST;
        const Rect usual = { x, y, WIDEST, HIGHEST };
        const int hidden = path_hidden(workspace, on, usual) + kept_hidden(keep, usual);
        if (hidden < best.hidden && (i == 0 || right > left + w / 2 || i == 2)) {
            best = (LegendSpot){ places[i], LETTERS, hidden };
        }
    }
    return best;
}

LegendSpot insides_legend_spot(const Canvas *canvas, const Workspace *workspace,
                               const Projection *on, Rect clear, const InsidesKeep *keep)
{
    Words words;
    words_find(canvas, workspace, on, &words);
    // In a narrow picture the letters become a little smaller.
    const float sides = on->camera ? 2 * ASIDE : LEFT + TOP;
    const float letters = LETTERS * fminf(1, (clear.w - sides - SIGNS) / words.width);
    const float w = words.width * letters / LETTERS + SIGNS;
    const float h = LINE * (float)(words.count + 1) + 10;
    if (letters < SMALLEST || h + TOP + BOTTOM > clear.h) {
        return (LegendSpot){ .letters = 0, .hidden = INT_MAX };
    }
    LegendSpot spot = on->camera ? spot_aside(workspace, on, clear, keep, w, h)
                                 : spot_on_map(workspace, on, clear, keep, w, h);
    spot.letters = letters;
    return spot;
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
                    const Projection *on, const LegendSpot *spot, Taken *taken)
{
    Words words;
    words_find(canvas, workspace, on, &words);
    plate_draw(canvas, theme, spot->plate);
    taken_add(taken, spot->plate);
    const float x = spot->plate.x + 10, size = spot->letters;
    float y = spot->plate.y + 14;
    canvas_text(canvas, x, y + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_BOLD, size, theme->text,
                words.title);
    for (int i = 0; i < words.count; i++) {
        y += LINE;
        legend_sign(canvas, words.kinds[i], x, y);
        canvas_text(canvas, x + 32, y + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_SANS, size,
                    theme->text, words.names[i]);
    }
}
