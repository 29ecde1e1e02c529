// From a plan to lines: first one line after the other, then whatever is repeated is found, the
// repetition that saves most first, and within it once more. Last, arcs are drawn to what is left.
#include "app/network/lab_blocks.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 2 };

typedef struct Lines {
    const LayerPlan *plans;
    bool branch[NET_LAYERS_MAX]; // a branch begins with that layer
    int count;                   // of lines
    BlockLine of[BLOCK_LINES_ROOM];
} Lines;

// ---- the lines of a plan

// Whether a layer stands on a line of its own, or is written behind the one before. A branch that
// begins with norm and activation has them before its first layer with weights.
static bool begins_line(const Lines *lines, const BlockLine *line, int count, int layer)
{
    if (line->count == 0 || lines->branch[layer]) {
        return true;
    }
    bool heavy = false;
    for (int i = line->first; i < layer; i++) {
        const LayerRole role = layer_role(lines->plans[i].kind);
        heavy = heavy || role == ROLE_WEIGHTS || role == ROLE_POOL || role == ROLE_ADD;
    }
    switch (layer_role(lines->plans[layer].kind)) {
    case ROLE_ADD:
    case ROLE_POOL: return true;
    case ROLE_WEIGHTS: return heavy || layer == count - 1;
    default: return false;
    }
}

static void read_lines(Lines *lines, const LayerPlan *plans, int count, TensorShape input)
{
    lines->plans = plans;
    for (int i = 0; i < count; i++) {
        lines->branch[i] = false;
        if (plans[i].kind == LAYER_ADD) {
            lines->branch[plans[i].other + 1] = true;
        }
    }
    lines->count = 1;
    lines->of[0] = (BlockLine){ .to = input };
    for (int i = 0; i < count; i++) {
        BlockLine *line = &lines->of[lines->count - 1];
        if (begins_line(lines, line, count, i)) {
            line = &lines->of[lines->count++];
            *line = (BlockLine){ .first = i };
        }
        line->count++;
        line->to = plans[i].to;
    }
}

// ---- what is repeated

static bool same_layer(const LayerPlan *plans, int a, int b)
{
    const LayerPlan *p = &plans[a], *q = &plans[b];
    const bool adds = p->kind != LAYER_ADD || a - p->other == b - q->other;
    return p->kind == q->kind && shape_same(p->to, q->to) && p->activation == q->activation &&
           p->number == q->number && p->weight_norm == q->weight_norm && p->drop == q->drop &&
           p->channels == q->channels && p->groups == q->groups && p->kernel == q->kernel &&
           p->stride == q->stride && p->pad == q->pad && adds;
}

static bool same_line(const Lines *lines, int a, int b)
{
    const BlockLine *p = &lines->of[a], *q = &lines->of[b];
    bool same = p->count == q->count;
    for (int i = 0; i < p->count && same; i++) {
        same = same_layer(lines->plans, p->first + i, q->first + i);
    }
    return same;
}

typedef struct Fold {
    int first, period, times;
} Fold;

static bool begins_at_branch(const Lines *lines, int line)
{
    return lines->branch[lines->of[line].first];
}

// The repetition in first..end-1 that saves most lines; of those that save as many one that begins
// with a branch, so that its arc lies within. A single line has to stand there `least` times.
static Fold best_fold(const Lines *lines, int first, int end, int least)
{
    Fold best = { 0, 0, 1 };
    for (int period = 1; 2 * period <= end - first; period++) {
        int run = 0; // lines in a row that are as the one a period later
        for (int i = end - period - 1; i >= first; i--) {
            run = same_line(lines, i, i + period) ? run + 1 : 0;
            const Fold fold = { i, period, run / period + 1 };
            const int saved = period * (fold.times - 1), most = best.period * (best.times - 1);
            const bool better = saved > most || (saved == most && begins_at_branch(lines, i) &&
                                                 !begins_at_branch(lines, best.first));
            if (fold.times >= (period == 1 ? least : 2) && better) {
                best = fold;
            }
        }
    }
    return best;
}

static void add_lines(const Lines *lines, int first, int end, Blocks *blocks)
{
    for (int i = first; i < end; i++) {
        blocks->lines[blocks->line_count] = lines->of[i];
        blocks->line_count++;
    }
}

// Lines first..end-1, with what is repeated once.
static void fold(const Lines *lines, int first, int end, int least, int depth, Blocks *blocks)
{
    const Fold best = best_fold(lines, first, end, least);
    if (best.times < 2 || depth >= DEPTH_MAX || blocks->group_count == BLOCK_GROUPS_MAX) {
        add_lines(lines, first, end, blocks);
        return;
    }
    fold(lines, first, best.first, least, depth, blocks);
    const int group = blocks->group_count++;
    const int begin = blocks->line_count;
    fold(lines, best.first, best.first + best.period, least, depth + 1, blocks);
    blocks->groups[group] = (BlockGroup){ begin, blocks->line_count - 1, best.times, depth };
    fold(lines, best.first + best.period * best.times, end, least, depth, blocks);
}

static void fold_all(const Lines *lines, int least, Blocks *blocks)
{
    memset(blocks, 0, sizeof *blocks);
    add_lines(lines, 0, 1, blocks);
    fold(lines, 1, lines->count, least, 0, blocks);
}

// ---- what has no room

// Where a line comes to stand when cut..cut+gone-1 become one.
static int moved(int line, int cut, int gone)
{
    return line < cut ? line : line < cut + gone ? cut : line - gone + 1;
}

static void leave_out(const Lines *lines, int most, Blocks *blocks)
{
    const int gone = blocks->line_count - most + 1;
    const int cut = (most - 1) / 2;
    if (blocks->line_count <= most) {
        return;
    }
    const int from = blocks->lines[cut].first, to = blocks->lines[cut + gone].first;
    blocks->lines[cut] = (BlockLine){ .to = lines->plans[to - 1].to, .layers_skipped = to - from };
    memmove(&blocks->lines[cut + 1], &blocks->lines[cut + gone],
            sizeof *blocks->lines * (size_t)(blocks->line_count - cut - gone));
    blocks->line_count = most;
    int kept = 0;
    for (int i = 0; i < blocks->group_count; i++) {
        BlockGroup group = blocks->groups[i];
        group.first = moved(group.first, cut, gone);
        group.last = moved(group.last, cut, gone);
        if (group.first != cut || group.last != cut) {
            blocks->groups[kept++] = group;
        }
    }
    blocks->group_count = kept;
}

// ---- arcs

// The line on which a layer stands; -1: none.
static int line_of(const Blocks *blocks, int layer)
{
    for (int i = 1; i < blocks->line_count; i++) {
        const BlockLine *line = &blocks->lines[i];
        if (line->count > 0 && layer >= line->first && layer < line->first + line->count) {
            return i;
        }
    }
    return -1;
}

static void find_arcs(const Lines *lines, Blocks *blocks)
{
    for (int i = 1; i < blocks->line_count && blocks->arc_count < BLOCK_ARCS_MAX; i++) {
        const BlockLine *line = &blocks->lines[i];
        const LayerPlan *plan = &lines->plans[line->first];
        const int from =
            line->count > 0 && plan->kind == LAYER_ADD ? line_of(blocks, plan->other + 1) : -1;
        if (from >= 0) {
            BlockArc arc = { from, i, 0 };
            for (int k = 0; k < blocks->arc_count; k++) {
                const BlockArc *inner = &blocks->arcs[k];
                const bool inside = inner->from >= from && inner->to <= i;
                arc.level = inside && inner->level >= arc.level ? inner->level + 1 : arc.level;
            }
            blocks->arc_levels =
                arc.level >= blocks->arc_levels ? arc.level + 1 : blocks->arc_levels;
            blocks->arcs[blocks->arc_count++] = arc;
        }
    }
}

void blocks_of(const LayerPlan *plans, int count, TensorShape input, int most, Blocks *blocks)
{
    Lines *lines = memory_get(sizeof *lines);
    most = most < BLOCK_LINES_FEWEST ? BLOCK_LINES_FEWEST
           : most > BLOCK_LINES_MAX  ? BLOCK_LINES_MAX
                                     : most;
    read_lines(lines, plans, count, input);
    fold_all(lines, 3, blocks);
    if (blocks->line_count > most) {
        fold_all(lines, 2, blocks);
    }
    leave_out(lines, most, blocks);
    find_arcs(lines, blocks);
    for (int i = 0; i < blocks->group_count; i++) {
        const int depth = blocks->groups[i].depth + 1;
        blocks->group_depth = depth > blocks->group_depth ? depth : blocks->group_depth;
    }
    free(lines);
}
