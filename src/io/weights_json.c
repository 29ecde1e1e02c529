// Numbers are written so that they read back to the same floats.
#include "io/weights_json.h"

#include "io/output.h"
#include "io/weights_layers.h"
#include "sim/train/lab_past.h"

#include <stdlib.h>

static void write_rows(FILE *out, int count, const uint32_t *rows)
{
    fputc('[', out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "%s%lu", i > 0 ? ", " : "", (unsigned long)rows[i]);
    }
    fputc(']', out);
}

// A text as JSON has it.
static void write_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') {
            fputc('\\', out);
        }
        if (byte < 0x20) {
            fprintf(out, "\\u%04x", byte);
        } else {
            fputc(byte, out);
        }
    }
    fputc('"', out);
}

// ---- what is minimized, and by what

static void write_optimizer(FILE *out, const Train *train)
{
    const OptimSpec *optimizer = &train->spec.optimizer;
    char text[SPEC_TEXT_MAX];
    fprintf(out, "\"optimizer\": {\"name\": \"%s\"", optimizer->optim->kind.key);
    for (const Param *p = optimizer->optim->kind.params; p && p->key; p++) {
        fprintf(out, ", \"%s\": %.17g", p->key, param_value(p, &optimizer->params));
    }
    spec_write_optim(optimizer, text, sizeof text);
    fputs("},\n\"spec\": ", out);
    write_text(out, text);
}

static void write_goal(FILE *out, const Train *train)
{
    const Learner *learner = &train->learner;
    const Goal *goal = &learner->goal;
    const double smoothing = losses[goal->loss].smooths ? goal->label_smoothing : 0;
    const double entropy = losses[goal->loss].smooths ? goal->entropy : 0;
    fprintf(out,
            "\"loss\": \"%s\", \"label_smoothing\": %.17g, \"entropy\": %.17g, \"l1\": %.17g, "
            "\"l2\": %.17g,\n\"clip_norm\": %.17g, \"max_norm\": %.17g, \"gradient_noise\": %.17g, "
            "\"fgsm\": %.17g,\n",
            losses[goal->loss].kind.key, smoothing, entropy, goal->l1, goal->l2,
            learner->params.clip, goal->max_norm, goal->gradient_noise, goal->fgsm);
    write_optimizer(out, train);
}

// ---- data

// As PyTorch has them.
static void write_shape(FILE *out, TensorShape shape)
{
    if (shape_area(shape) == 1) {
        fprintf(out, "[%d]", shape.channels);
    } else {
        fprintf(out, "[%d, %d, %d]", shape.channels, shape.height, shape.width);
    }
}

static void write_x(FILE *out, const Dataset *set)
{
    fprintf(out, "\"train\": %d,\n\"input_shape\": ", set->train_count);
    write_shape(out, set->shape);
    fputs(",\n\"x\": [", out);
    for (int i = 0; i < set->rows; i++) {
        fputs(i > 0 ? ",\n  " : "\n  ", out);
        weights_floats(out, (size_t)set->features, set->x + (size_t)i * (size_t)set->features);
    }
    fputs("],\n", out);
}

bool weights_json_orders(const Lab *lab)
{
    return data_rows[lab->spec.data.kind].load &&
           (double)lab->set.rows * lab->set.features > WEIGHTS_X_MAX;
}

static void write_order(FILE *out, const Lab *lab)
{
    const int rows = lab->set.rows;
    uint32_t *order = memory_get(sizeof *order * (size_t)lab->set.made_rows);
    dataset_order(lab->set.made_rows, lab_data_seed(&lab->spec), order);
    for (int i = 0; i < rows && lab->set.kept; i++) { // never before its own place
        order[i] = order[lab->set.kept[i]];
    }
    fprintf(out, "\"train\": %d,\n\"input_shape\": ", lab->set.train_count);
    write_shape(out, lab->set.shape);
    fputs(",\n\"order\": ", out);
    write_rows(out, rows, order);
    fputs(",\n", out);
    free(order);
}

static void write_y(FILE *out, const Train *train)
{
    const Dataset *set = train->data->set;
    const size_t wide = (size_t)padded(train->outputs);
    fputs(",\n\"y\": [", out);
    for (int i = 0; i < set->rows; i++) {
        fputs(i > 0 ? ", " : "", out);
        if (losses[train->loss].smooths) {
            fprintf(out, "%.9g", (double)set->target[i]);
        } else {
            weights_floats(out, (size_t)train->outputs, train->target + (size_t)i * wide);
        }
    }
    fputs("]", out);
}

// Whole steps alone.
static void write_batches(FILE *out, Train *train, long steps, long rows_max)
{
    long rows_written = 0;
    fputs(",\n\"batches\": [", out);
    for (long step = 0; step < steps; step++) {
        int count = 0;
        const uint32_t *rows = train_rows(train, step, &count);
        rows_written += count;
        if (step > 0 && rows_written > rows_max) {
            break;
        }
        fputs(step > 0 ? ",\n  " : "\n  ", out);
        write_rows(out, count, rows);
    }
    fputs("]", out);
}

// ---- the whole

static bool same_batches(const Lab *lab)
{
    bool same = true;
    const Train *first = lab->networks[0].train;
    for (int i = 1; i < lab->spec.network_count; i++) {
        const Train *other = lab->networks[i].train;
        same = same && other->spec.seed == first->spec.seed && other->batch == first->batch;
    }
    return same;
}

static long rows_most(const Lab *lab)
{
    const int count = lab->spec.network_count;
    return count == 1 || same_batches(lab) ? WEIGHTS_ROWS_MAX : WEIGHTS_ROWS_MAX / count;
}

long weights_json_epochs(const Lab *lab)
{
    const long held = rows_most(lab) / lab->set.train_count;
    return held < lab->spec.epochs ? held : lab->spec.epochs;
}

static void write_network(FILE *out, Lab *lab, int index, long rows_max)
{
    Train *train = lab->networks[index].train;
    char name[LAB_NAME_MAX];
    lab_name(&lab->spec, index, name, sizeof name);
    fputs("\"name\": ", out);
    write_text(out, name);
    fputs(",\n", out);
    weights_layers(out, &train->learner.net);
    write_goal(out, train);
    if (!weights_json_orders(lab) || lab->spec.data.label_noise > 0) {
        write_y(out, train);
    }
    if (rows_max > 0) {
        write_batches(out, train, lab->spec.epochs * train->epoch_steps, rows_max);
    }
}

static void write_lab(FILE *out, Lab *lab)
{
    const int count = lab->spec.network_count;
    const bool alone = count == 1, shared = !alone && same_batches(lab);
    fputs("{", out);
    if (weights_json_orders(lab)) {
        write_order(out, lab);
    } else {
        write_x(out, &lab->set);
    }
    fputs(alone ? "" : "\"networks\": [", out);
    for (int i = 0; i < count; i++) {
        fputs(alone ? "" : i > 0 ? ",\n{" : "\n{", out);
        write_network(out, lab, i, shared ? 0 : rows_most(lab));
        fputs(alone ? "" : "}", out);
    }
    fputs(alone ? "" : "]", out);
    if (shared) {
        Train *train = lab->networks[0].train;
        write_batches(out, train, lab->spec.epochs * train->epoch_steps, rows_most(lab));
    }
    fputs("}\n", out);
}

bool weights_json_write(Lab *lab, const char *path, Error *err)
{
    Output output;
    if (!output_open(&output, path, err)) {
        return false;
    }
    write_lab(output.out, lab);
    return output_close(&output, err);
}
