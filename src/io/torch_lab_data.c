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

static void write_draw(FILE *out, const DataSpec *spec)
{
    const DataCall *call = &calls[spec->kind];
    char key[16];
    fprintf(out, "%s(ROWS", call->function);
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

static void write_read(FILE *out, const DataSpec *spec, const Dataset *set)
{
    fprintf(out, "%s(", calls[spec->kind].function);
    torch_string(out, spec->files[0]);
    if (spec->kind == DATA_CSV) {
        fprintf(out, ", ROWS, words=%s)", words_of(set));
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
    fprintf(out, "%sx, %s = ", margin, target);
    if (data_rows[spec->kind].load) {
        write_read(out, spec, set);
    } else {
        write_draw(out, spec);
    }
    fputc('\n', out);
}

// Of large files, whose rows are not written once more.
static void write_ordered(FILE *out, const Subject *subject, const Dataset *set)
{
    const char *target = torch_lab_target(set);
    fprintf(out, "torch.manual_seed(%llu)\n", (unsigned long long)lab_data_seed(&subject->lab));
    write_made(out, "", subject, set);
    fprintf(out,
            "order = torch.tensor(SAVED[\"order\"]) if SAVED else torch.randperm(ROWS)\n"
            "x, %s = x[order], %s[order]\n",
            target, target);
}

// As Thalweg wrote them: what the outputs are compared with, back to classes or values.
static const char *saved_target(const Train *first)
{
    return losses[first->loss].smooths      ? ".long()"
           : first->data->set->classes == 0 ? "[:, 0]"
           : first->outputs == 1            ? "[:, 0].long()"
                                            : ".argmax(1)";
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
        write_ordered(out, subject, set);
        return;
    }
    fprintf(out,
            "if SAVED:\n"
            "    x = torch.tensor(SAVED[\"x\"], dtype=torch.float32)\n"
            "    y = torch.tensor({**SAVED, **SAVED.get(\"networks\", [{}])[0]}[\"y\"])\n"
            "    %s = y%s\n"
            "else:\n"
            "    torch.manual_seed(%llu)\n",
            target, saved_target(lab->networks[0].train),
            (unsigned long long)lab_data_seed(&subject->lab));
    write_made(out, "    ", subject, set);
    fprintf(out,
            "    order = torch.randperm(ROWS)\n"
            "    x, %s = x[order], %s[order]\n",
            target, target);
}
