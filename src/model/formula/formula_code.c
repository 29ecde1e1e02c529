// Orders the nodes that a result needs into instructions and gives each a plane to write to. A
// plane is used again as soon as nobody reads it any more, so that all stay in the first cache.
#include "model/formula/formula_code.h"

#include "model/formula/formula.h"

#include <string.h>

// 8 more than a block: planes whose addresses are equal modulo 4096 would wait for each other.
enum { PLANE_SIZE = FORMULA_BLOCK + 8, PLANES_AT_FULL_BLOCK = 96, SMALL_BLOCK = 32 };

typedef struct Builder {
    const Graph *graph;
    Program *program;
    uint32_t *place;   // [nodes] where each begins
    uint32_t *readers; // [nodes] how many have still to read it; 0: not needed at all
    bool *done;        // [nodes] written by an earlier instruction (the cosine of a SINCOS)
    Array(uint32_t) free_planes;
    Array(double) constants;
    Array(ScalarInstr) scalar_instrs;
    Array(FormulaInstr) instrs;
} Builder;

static bool is_computed(const Node *node)
{
    return node->op < OP_COMPUTED;
}

static void count_readers(Builder *b, const NodeId *outputs, size_t output_count)
{
    for (size_t i = 0; i < output_count; i++) {
        b->readers[outputs[i]]++; // one that is never done reading
    }
    for (size_t i = b->graph->nodes.count; i-- > 0;) {
        const Node *node = &b->graph->nodes.items[i];
        if (b->readers[i] > 0 && is_computed(node)) {
            b->readers[node->a]++;
            b->readers[node->b] += node->b != node->a;
        }
    }
}

// Parameters, then constants, then what follows from them.
static void place_scalars(Builder *b, uint32_t param_count)
{
    const Node *nodes = b->graph->nodes.items;
    uint32_t next = param_count;
    for (size_t i = 0; i < b->graph->nodes.count; i++) {
        if (nodes[i].op == OP_PARAM) {
            b->place[i] = (uint32_t)nodes[i].value;
        } else if (nodes[i].op == OP_CONSTANT && b->readers[i] > 0) {
            b->place[i] = next++;
            array_push(&b->constants, nodes[i].value);
        }
    }
    for (size_t i = 0; i < b->graph->nodes.count; i++) {
        const Node *node = &nodes[i];
        if (is_computed(node) && !node->varies && b->readers[i] > 0) {
            b->place[i] = next++;
            const ScalarInstr instr = { formula_ops[node->op].scalar, b->place[i],
                                        b->place[node->a], b->place[node->b] };
            array_push(&b->scalar_instrs, instr);
        }
    }
    b->program->size = (next + FORMULA_LANES - 1) / FORMULA_LANES * FORMULA_LANES;
}

static uint32_t plane_new(Builder *b)
{
    if (b->free_planes.count > 0) {
        return b->free_planes.items[--b->free_planes.count];
    }
    const uint32_t plane = b->program->size;
    b->program->size += PLANE_SIZE;
    return plane;
}

static void reader_done(Builder *b, NodeId node)
{
    if (b->graph->nodes.items[node].varies && --b->readers[node] == 0) {
        array_push(&b->free_planes, b->place[node]);
    }
}

// Where the other half of sin and cos of the same is needed too, one call gives both.
static bool emit_sincos(Builder *b, NodeId id, const Node *node)
{
    const bool sine = node->op == OP_SIN;
    const NodeId other = sine || node->op == OP_COS
                             ? graph_find_unary(b->graph, sine ? OP_COS : OP_SIN, node->a)
                             : NODE_NONE;
    if (other == NODE_NONE || b->readers[other] == 0) {
        return false;
    }
    b->place[id] = plane_new(b);
    b->place[other] = plane_new(b);
    b->done[other] = true;
    const FormulaInstr instr = { formula_sincos, b->place[sine ? id : other], b->place[node->a],
                                 b->place[sine ? other : id] };
    array_push(&b->instrs, instr);
    reader_done(b, node->a);
    reader_done(b, node->a);
    return true;
}

static void emit(Builder *b, NodeId id)
{
    const Node *node = &b->graph->nodes.items[id];
    if (emit_sincos(b, id, node)) {
        return;
    }
    const FormulaOpRow *row = &formula_ops[node->op];
    const bool a_varies = b->graph->nodes.items[node->a].varies;
    const bool b_varies = b->graph->nodes.items[node->b].varies;
    b->place[id] = plane_new(b); // before the operands' are free: no plane is read and written
    const FormulaInstr instr = { !a_varies   ? row->scalar_plane
                                 : !b_varies ? row->plane_scalar
                                             : row->planes,
                                 b->place[id], b->place[node->a], b->place[node->b] };
    array_push(&b->instrs, instr);
    reader_done(b, node->a);
    if (node->b != node->a) {
        reader_done(b, node->b);
    }
}

static void emit_all(Builder *b)
{
    const Node *nodes = b->graph->nodes.items;
    b->program->x = plane_new(b);
    b->program->y = plane_new(b);
    for (size_t i = 0; i < b->graph->nodes.count; i++) {
        if (nodes[i].op == OP_X || nodes[i].op == OP_Y) {
            b->place[i] = nodes[i].op == OP_X ? b->program->x : b->program->y;
        } else if (is_computed(&nodes[i]) && nodes[i].varies && b->readers[i] > 0 && !b->done[i]) {
            emit(b, (NodeId)i);
        }
    }
}

static void *keep(Arena *arena, const void *items, size_t bytes)
{
    void *copy = arena_alloc(arena, bytes);
    return bytes > 0 ? memcpy(copy, items, bytes) : copy;
}

#define KEEP(arena, array) keep((arena), (array).items, (array).count * sizeof *(array).items)

void program_build(Program *program, const Graph *graph, const NodeId *outputs, FormulaLevel level,
                   int param_count, Arena *arena)
{
    static const size_t output_counts[] = { 1, 3, FORMULA_OUTPUTS };
    const size_t output_count = output_counts[level];
    Arena scratch = { 0 };
    *program = (Program){ .param_count = (uint32_t)param_count };
    Builder b = { .graph = graph, .program = program };
    b.place = arena_new(&scratch, uint32_t, graph->nodes.count);
    b.readers = arena_new(&scratch, uint32_t, graph->nodes.count);
    b.done = arena_new(&scratch, bool, graph->nodes.count);
    count_readers(&b, outputs, output_count);
    place_scalars(&b, (uint32_t)param_count);
    emit_all(&b);
    for (size_t i = 0; i < output_count; i++) {
        program->output[i] = b.place[outputs[i]];
        program->output_varies[i] = graph->nodes.items[outputs[i]].varies;
    }
    program->block =
        program->size > PLANES_AT_FULL_BLOCK * PLANE_SIZE ? SMALL_BLOCK : FORMULA_BLOCK;
    program->constants = KEEP(arena, b.constants);
    program->scalar_instrs = KEEP(arena, b.scalar_instrs);
    program->instrs = KEEP(arena, b.instrs);
    program->constant_count = (uint32_t)b.constants.count;
    program->scalar_instr_count = (uint32_t)b.scalar_instrs.count;
    program->instr_count = (uint32_t)b.instrs.count;
    array_free(&b.free_planes);
    array_free(&b.constants);
    array_free(&b.scalar_instrs);
    array_free(&b.instrs);
    arena_free(&scratch);
}
