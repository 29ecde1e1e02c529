// A label tries places in the order of their distance from where it would like to be; a column is a
// row of blocks, and blocks that touch become one that stands at the mean of its wishes.
#include "draw/labels.h"

#include <math.h>

enum { ROUNDS = 72 }; // steps of half a label's height to either side

static bool inside(Rect r, Rect area)
{
    return r.x >= area.x && r.y >= area.y && r.x + r.w <= area.x + area.w + 1e-3f &&
           r.y + r.h <= area.y + area.h + 1e-3f;
}

static bool is_free(const Label *labels, int count, Rect at, const Rect *taken, int taken_count)
{
    for (int i = 0; i < count; i++) {
        if (labels[i].placed && rect_overlap(labels[i].rect, at)) {
            return false;
        }
    }
    for (int i = 0; i < taken_count; i++) {
        if (rect_overlap(taken[i], at)) {
            return false;
        }
    }
    return true;
}

// The places of one round: right and left of the place, moved up and down by `away`; and above and
// below it.
static int candidates(const Label *l, float gap, float away, Rect at[6])
{
    const float right = l->x + gap, left = l->x - gap - l->w, middle = l->y - l->h / 2;
    int n = 0;
    at[n++] = (Rect){ right, middle - away, l->w, l->h };
    if (away == 0) {
        at[n++] = (Rect){ left, middle, l->w, l->h };
        return n;
    }
    at[n++] = (Rect){ right, middle + away, l->w, l->h };
    at[n++] = (Rect){ left, middle - away, l->w, l->h };
    at[n++] = (Rect){ left, middle + away, l->w, l->h };
    if (away >= gap + l->h / 2) {
        at[n++] = (Rect){ l->x - l->w / 2, middle - away, l->w, l->h };
        at[n++] = (Rect){ l->x - l->w / 2, middle + away, l->w, l->h };
    }
    return n;
}

// In a crowd: the nearest free place of all there are.
static void place_anywhere(Label *labels, int i, Rect area, const Rect *taken, int taken_count)
{
    Label *l = &labels[i];
    const float step_x = 12, step_y = l->h / 2;
    float nearest = INFINITY;
    for (float y = area.y; y + l->h <= area.y + area.h; y += step_y) {
        for (float x = area.x; x + l->w <= area.x + area.w; x += step_x) {
            const Rect at = { x, y, l->w, l->h };
            const float away =
                hypotf(clampf(l->x, x, x + l->w) - l->x, clampf(l->y, y, y + l->h) - l->y);
            if (away > 0 && away < nearest && is_free(labels, i, at, taken, taken_count)) {
                nearest = away;
                l->rect = at;
                l->placed = true;
            }
        }
    }
}

void labels_around(Label *labels, int count, Rect area, float gap, const Rect *taken,
                   int taken_count)
{
    for (int i = 0; i < count; i++) {
        Label *l = &labels[i];
        l->placed = false;
        for (int round = 0; round < ROUNDS && !l->placed; round++) {
            Rect at[6];
            const int n = candidates(l, gap, (float)round * l->h / 2, at);
            for (int k = 0; k < n && !l->placed; k++) {
                if (inside(at[k], area) && is_free(labels, i, at[k], taken, taken_count)) {
                    l->rect = at[k];
                    l->placed = true;
                }
            }
        }
        if (!l->placed) {
            place_anywhere(labels, i, area, taken, taken_count);
        }
    }
}

typedef struct Block {
    float wish, height; // mean of where its labels would have its top; together
    int count;
} Block;

static float block_top(const Block *block, Rect area)
{
    return fmaxf(fminf(block->wish, area.y + area.h - block->height), area.y);
}

// The labels that fit, by y.
static int sorted(const Label *labels, int count, float height, int order[LABELS_MAX])
{
    int n = 0;
    for (int i = 0; i < count && i < LABELS_MAX && labels[i].h <= height + 1e-3f; i++) {
        int at = n++;
        for (; at > 0 && labels[order[at - 1]].y > labels[i].y; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
        height -= labels[i].h;
    }
    return n;
}

void labels_column(Label *labels, int count, Rect area)
{
    int order[LABELS_MAX], blocks = 0;
    Block block[LABELS_MAX];
    const int n = sorted(labels, count, area.h, order);
    for (int i = 0; i < count; i++) {
        labels[i].placed = false;
    }
    for (int i = 0; i < n; i++) {
        const Label *l = &labels[order[i]];
        Block now = { l->y - l->h / 2, l->h, 1 };
        while (blocks > 0 && block_top(&block[blocks - 1], area) + block[blocks - 1].height >
                                 block_top(&now, area)) {
            const Block above = block[--blocks];
            const float both = (float)(above.count + now.count);
            now.wish =
                (above.wish * (float)above.count + (now.wish - above.height) * (float)now.count) /
                both;
            now.height += above.height;
            now.count += above.count;
        }
        block[blocks++] = now;
    }
    for (int b = 0, i = 0; b < blocks; b++) {
        float y = block_top(&block[b], area);
        for (int k = 0; k < block[b].count; k++, i++) {
            Label *l = &labels[order[i]];
            l->rect = (Rect){ area.x, y, l->w, l->h };
            l->placed = true;
            y += l->h;
        }
    }
}
