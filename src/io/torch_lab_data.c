// A lab's data in Python: drawn by one of the functions of src/io/python/data.py, read from the
// same files, or the points that were painted.
#include "io/torch_lab.h"

#include "base/text.h"
#include "io/torch_script.h"
#include "io/weights_json.h"
#include "model/data/dataset_digits.h"

#include <string.h>

// A function that draws the data, or reads them, and the numbers that it takes.
typedef struct DataCall {
    const char *function;
    const char *numbers; // keys, divided by blanks
} DataCall;

// clang-format off
static const DataCall calls[DATA_COUNT] = {
    [DATA_CIRCLE]       = { "circle", "noise" },
    [DATA_XOR]          = { "xor", "noise" },
    [DATA_GAUSS]        = { "gauss", "noise" },
    [DATA_SPIRAL]       = { "spiral", "noise arms" },
    [DATA_MOONS]        = { "moons", "noise" },
    [DATA_CHECKERBOARD] = { "checkerboard", "noise" },
    [DATA_BLOBS]        = { "blobs", "noise k" },
    [DATA_PLANE]        = { "plane", "noise" },
    [DATA_WAVE]         = { "wave", "noise" },
    [DATA_SINE]         = { "sine", "noise" },
    [DATA_STEP]         = { "jump", "noise" },
    [DATA_POLY]         = { "poly", "noise degree" },
    [DATA_NOISE]        = { "normal_inputs", "features classes" },
    [DATA_DIGITS]       = { "digits", "noise" },
    [DATA_SHAPES]       = { "shapes", "noise turn" },
    [DATA_CANVAS]       = { "points", "" }, // which are written out
    [DATA_CSV]          = { "read_csv", "" },
    [DATA_MNIST]        = { "read_mnist", "" },
};
// clang-format on

static void write_number(FILE *out, const DataSpec *spec, const char *key)
{
    const Param *param = param_find(data_rows[spec->kind].kind.params, key);
    fprintf(out, ", %s=", key);
    if (param->scale == PARAM_INTEGER) {
        torch_count(out, param_value(param, &spec->params));
    } else {
        torch_number(out, param_value(param, &spec->params));
    }
}

static void write_draw(FILE *out, const DataSpec *spec, const char *rows)
{
    const DataCall *call = &calls[spec->kind];
    char key[16];
    fprintf(out, "%s(%s", call->function, rows);
    for (const char *at = call->numbers; *at; at += strcspn(at, " ")) {
        at += *at == ' ';
        snprintf(key, sizeof key, "%.*s", (int)strcspn(at, " "), at);
        write_number(out, spec, key);
    }
    fputc(')', out);
}

// Whether the classes of a file are called by words: None for values.
static const char *words_of(const Dataset *set)
{
    bool numbers = true;
    for (int k = 0; k < set->classes && set->class_names; k++) {
        const char *name = set->class_names[k];
        numbers = numbers && text_number(name, strlen(name), "", &(double){ 0 }, NULL);
    }
    return set->classes == 0 ? "None" : numbers ? "False" : "True";
}

static void write_read(FILE *out, const DataSpec *spec, const Dataset *set, const char *rows)
{
    fprintf(out, "%s(", calls[spec->kind].function);
    torch_string(out, spec->files[0]);
    if (spec->kind == DATA_CSV) {
        fprintf(out, ", %s, words=%s)", rows, words_of(set));
    } else {
        fputs(", ", out);
        torch_string(out, spec->files[1]);
        fputc(')', out);
    }
}

static void write_points(FILE *out, const LabPoints *points)
{
    fputs("POINTS = [\n", out);
    for (int i = 0; i < points->count; i++) {
        const LabPoint *point = &points->items[i];
        fprintf(out, "%s[%.9g, %.9g, %.9g]%s", i % 4 == 0 ? "    " : " ", (double)point->x,
                (double)point->y, (double)point->target,
                i % 4 == 3 || i + 1 == points->count ? ",\n" : ",");
    }
    fputs("]\n\n", out);
}

static void write_glyph(FILE *out, const Knot *knots)
{
    fputc('[', out);
    for (int i = 0; i < DIGIT_KNOTS_MAX && knots[i].pen != PEN_END; i++) {
        const bool begins = knots[i].pen == PEN_DOWN;
        fprintf(out, "%s(%d, %d, %d)", begins ? i > 0 ? "], [" : "[" : ", ", knots[i].x, knots[i].y,
                knots[i].pen == PEN_CORNER);
    }
    fputs("]],", out);
}

static void write_glyphs(FILE *out)
{
    fputs("# The digits, each in two forms: strokes of knots, from the middle to the right, from\n"
          "# the top (0) down (100); where the third is 1 the stroke has a corner.\n"
          "GLYPHS = [\n",
          out);
    for (int digit = 0; digit < 10; digit++) {
        fputs("    [\n", out);
        for (int form = 0; form < DIGIT_FORMS; form++) {
            char text[512] = "";
            FILE *memory = fmemopen(text, sizeof text, "w");
            if (!memory) {
                die("out of memory");
            }
            write_glyph(memory, digit_glyphs[digit][form]);
            fclose(memory);
            torch_wrap(out, "        ", text);
            fputc('\n', out);
        }
        fputs("    ],\n", out);
    }
    fputs("]\n\n", out);
}

// Before some were left out.
static void rows_made(const Dataset *set, char *text, size_t size)
{
    snprintf(text, size, "ROWS");
    if (set->kept) {
        snprintf(text, size, "%d", set->made_rows);
    }
}

// "x, classes = spiral(...)", behind `margin`.
static void write_made(FILE *out, const char *margin, const Subject *subject, const Dataset *set)
{
    const DataSpec *spec = &subject->lab.data;
    const char *target = torch_lab_target(set);
    if (subject->past.painted) {
        fprintf(
            out,
            "%sx, %s = torch.tensor(POINTS, dtype=torch.float32).split(2, 1)\n%s%s = %s[:, 0]%s\n",
            margin, target, margin, target, target, set->classes > 0 ? ".long()" : "");
        return;
    }
    char rows[16];
    rows_made(set, rows, sizeof rows);
    fprintf(out, "%sx, %s = ", margin, target);
    if (data_rows[spec->kind].load) {
        write_read(out, spec, set, rows);
    } else {
        write_draw(out, spec, rows);
    }
    fputc('\n', out);
}

static void write_scaled(FILE *out, const char *margin, const DataSpec *spec, const Dataset *set)
{
    if (spec->scale != DATA_UNSCALED) {
        fprintf(out, "%sx = scaled(x, TRAIN, to=\"%s\", alike=%s)\n", margin,
                registry_key(&data_scalings, (size_t)spec->scale),
                shape_area(set->shape) > 1 ? "True" : "False");
    }
}

// What becomes of training rows (model/data/dataset_settle.h), where none are saved.
static void write_settled(FILE *out, const DataSpec *spec, const Dataset *set)
{
    const char *target = torch_lab_target(set);
    if (set->kept) {
        fprintf(out, "    x, %s, TRAIN = thinned(x, %s, %d, imbalance=", target, target,
                set->made_train);
        torch_number(out, spec->imbalance);
        fprintf(out, ", subset=%.0f)\n    ROWS = len(x)\n", spec->subset);
    }
    if (spec->label_noise > 0) {
        fprintf(out, "    %s = mislabelled(%s, TRAIN, noise=", target, target);
        torch_number(out, spec->label_noise);
        fputs(")\n", out);
    }
}

// As Thalweg wrote them: what the outputs are compared with, back to classes or values.
static const char *saved_target(const Train *first)
{
    return losses[first->loss].smooths      ? ".long()"
           : first->data->set->classes == 0 ? "[:, 0].float()"
           : first->outputs == 1            ? "[:, 0].long()"
                                            : ".argmax(1)";
}

static void write_saved_y(FILE *out, const Lab *lab)
{
    fprintf(out,
            "    y = torch.tensor({**SAVED, **SAVED.get(\"networks\", [{}])[0]}[\"y\"])\n"
            "    %s = y%s\n",
            torch_lab_target(&lab->set), saved_target(lab->networks[0].train));
}

// Of large files, whose rows are not written once more.
static void write_ordered(FILE *out, const Subject *subject, const Lab *lab)
{
    const Dataset *set = &lab->set;
    const DataSpec *spec = &subject->lab.data;
    const char *target = torch_lab_target(set);
    char rows[16];
    rows_made(set, rows, sizeof rows);
    fprintf(out, "torch.manual_seed(%llu)\n", (unsigned long long)lab_data_seed(&subject->lab));
    write_made(out, "", subject, set);
    fprintf(out,
            "order = torch.tensor(SAVED[\"order\"]) if SAVED else torch.randperm(%s)\n"
            "x, %s = x[order], %s[order]\n",
            rows, target, target);
    if (set->kept || spec->label_noise > 0) {
        fputs("if not SAVED:\n", out);
        write_settled(out, spec, set);
    }
    if (spec->label_noise > 0) {
        fputs("else:\n", out);
        write_saved_y(out, lab);
    }
    write_scaled(out, "", spec, set);
}

void torch_lab_data(FILE *out, const Subject *subject, const Lab *lab)
{
    const Dataset *set = &lab->set;
    const char *target = torch_lab_target(set);
    fprintf(out, "ROWS, TRAIN = %d, %d%s\n", set->rows, set->train_count,
            set->train_count < set->rows ? "  # the first ones are trained on, the rest validates"
                                         : "");
    if (subject->past.painted) {
        write_points(out, &subject->past.points);
    } else if (subject->lab.data.kind == DATA_DIGITS) {
        write_glyphs(out);
    }
    if (weights_json_orders(lab)) {
        write_ordered(out, subject, lab);
        return;
    }
    char rows[16];
    rows_made(set, rows, sizeof rows);
    fputs("if SAVED:\n"
          "    x = torch.tensor(SAVED[\"x\"], dtype=torch.float32)\n",
          out);
    write_saved_y(out, lab);
    fprintf(out, "else:\n    torch.manual_seed(%llu)\n",
            (unsigned long long)lab_data_seed(&subject->lab));
    write_made(out, "    ", subject, set);
    fprintf(out,
            "    order = torch.randperm(%s)\n"
            "    x, %s = x[order], %s[order]\n",
            rows, target, target);
    write_settled(out, &subject->lab.data, set);
    write_scaled(out, "    ", &subject->lab.data, set);
}
