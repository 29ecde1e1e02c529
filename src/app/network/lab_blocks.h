// A network as a list of lines, for the picture of its wiring: a line for each layer with weights,
// together with the norms, activations and dropout behind it. What is repeated stands once.
#pragma once

#include "draw/canvas.h"
#include "model/net/net.h"

enum {
    BLOCK_LINES_FEWEST = 4,
    BLOCK_LINES_MAX = 64,                  // that are shown
    BLOCK_LINES_ROOM = NET_LAYERS_MAX + 1, // before any is left out
    BLOCK_GROUPS_MAX = 64,
    BLOCK_ARCS_MAX = 64,
};

typedef struct BlockLine {
    int first, count;   // layers of the plan, of the first repetition; count 0: none of them
    TensorShape to;     // what it gives
    int layers_skipped; // > 0: it stands for so many layers that have no room
} BlockLine;

// Lines first..last stand for `times` times as many; depth 0 is the outermost.
typedef struct BlockGroup {
    int first, last, times, depth;
} BlockGroup;

// What goes into line `from` is added at line `to`; level 0 has no other arc inside.
typedef struct BlockArc {
    int from, to, level;
} BlockArc;

typedef struct Blocks {
    int line_count, group_count, arc_count, arc_levels, group_depth;
    BlockLine lines[BLOCK_LINES_ROOM]; // 0: the input
    BlockGroup groups[BLOCK_GROUPS_MAX];
    BlockArc arcs[BLOCK_ARCS_MAX];
} Blocks;

// plans [count]. At most `most` lines (BLOCK_LINES_FEWEST..MAX): the middle of a longer list is
// left out, and says so.
void blocks_of(const LayerPlan *plans, int count, TensorShape input, int most, Blocks *blocks);
// What stands on a line: "conv 8 3x3 · batch norm · ReLU", in short "conv 8 3x3 · BN · ReLU".
enum { BLOCK_TEXT = 256 };
void block_text(const LayerPlan *plans, int count, const BlockLine *line, bool brief,
                char text[BLOCK_TEXT]);
// What the layers of a line do, a line of text for each.
void block_tip(const LayerPlan *plans, int count, const BlockLine *line, char *text, size_t size);
// As lab_blocks_draw() in the same place: the tip of the line at height y, and where that lies;
// false: there is none.
bool lab_blocks_tip(const Canvas *canvas, const LayerPlan *plans, int count, TensorShape input,
                    Rect rect, float y, Rect *line, char *text, size_t size);
// The least height in which that can be read; in less nothing is drawn.
float lab_blocks_least(const Canvas *canvas);
void lab_blocks_draw(Canvas *canvas, const LayerPlan *plans, int count, TensorShape input,
                     Rect rect, Color color, const Theme *theme);
