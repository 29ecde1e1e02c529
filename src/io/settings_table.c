// The table of settings: one row each, and a few kinds of them.
#include "io/settings_table.h"

#include "base/languages.h"
#include "base/param.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/color.h"
#include "io/terminal.h"
#include "sim/race/relief_look.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Row Row;

// Where a setting lives in memory, and how it is written.
typedef struct Storage {
    double (*get)(const void *field);
    void (*set)(void *field, double value);
    bool (*read)(const Row *row, const char *text, double *value, Error *err);
    void (*write)(const Row *row, double value, char *out, size_t size);
} Storage;

struct Row {
    Param param; // key, place, default and range; of a choice: the numbers of its names
    const Storage *storage;
    const Registry *choices; // choices only
    const char *also;        // what else is allowed beside the range; NULL: nothing
};

static double get_double(const void *field)
{
    return *(const double *)field;
}

static void set_double(void *field, double value)
{
    *(double *)field = value;
}

static double get_int(const void *field)
{
    return *(const int *)field;
}

static void set_int(void *field, double value)
{
    *(int *)field = (int)value;
}

static double get_bool(const void *field)
{
    return *(const bool *)field;
}

static void set_bool(void *field, double value)
{
    *(bool *)field = value != 0;
}

// The default is always allowed, even outside the range: it may stand for "automatic".
static bool read_number(const Row *row, const char *text, double *value, Error *err)
{
    Error wrong = { .at = -1 };
    if (!text_number(text, strlen(text), row->param.key, value, err)) {
        return false;
    }
    if (*value == row->param.def || param_check(&row->param, *value, &wrong)) {
        return true;
    }
    return row->also ? fail(err, row->also, wrong.text) : fail_said(err, -1, wrong.text);
}

static void write_number(const Row *row, double value, char *out, size_t size)
{
    const Param *p = &row->param;
    if (value != p->def) {
        value = isnan(value) ? p->def : clamp(value, p->min, p->max);
    }
    text_exact(out, size, value);
}

static bool read_choice(const Row *row, const char *text, double *value, Error *err)
{
    const Registry *choices = row->choices;
    char known[100];
    const int choice = registry_find(choices, text);
    if (choice >= 0) {
        *value = choice;
        return true;
    }
    text_names(known, sizeof known, choices->count, registry_key, choices);
    return fail(err, "%s: '%.40s' is none of %s", row->param.key, text, known);
}

static void write_choice(const Row *row, double value, char *out, size_t size)
{
    assert(value >= 0 && value <= row->param.max);
    snprintf(out, size, "%s", registry_key(row->choices, (size_t)value));
}

static const Kind switches[] = { { .key = "false" }, { .key = "true" } };
static const Registry switch_kinds = { REGISTRY(switches) };

static const Kind exports[] = { { .key = "png" }, { .key = "svg" },  { .key = "pdf" },
                                { .key = "mp4" }, { .key = "webp" }, { .key = "gif" },
                                { .key = "csv" }, { .key = "py" } };
const Registry settings_exports = { REGISTRY(exports) };
static const Kind looks[] = { { .key = "window" }, { .key = "dark" }, { .key = "light" } };
static const Registry look_kinds = { REGISTRY(looks) };

static const Storage store_number = { get_double, set_double, read_number, write_number };
static const Storage store_whole = { get_int, set_int, read_number, write_number };
static const Storage store_choice = { get_int, set_int, read_choice, write_choice };
static const Storage store_switch = { get_bool, set_bool, read_choice, write_choice };

#define PLACE(field) NULL, offsetof(Settings, field)
#define SWITCH(field, def)                                                                         \
    {                                                                                              \
        { #field, #field, PLACE(field), def, 0, 1, PARAM_INTEGER }, &store_switch, &switch_kinds,  \
            NULL                                                                                   \
    }

// clang-format off
static const Row rows[] = {
    { { "theme", "theme", PLACE(theme), THEME_DARK, 0, THEME_COUNT - 1, PARAM_INTEGER },
      &store_choice, &theme_kinds, NULL },
    { { "language", "language", PLACE(language), LANGUAGE_AUTO, 0, LANGUAGE_COUNT - 1,
        PARAM_INTEGER },
      &store_choice, &languages, NULL },
    { { "scale", "scale", PLACE(scale), 0, 0.75, 2.5, PARAM_LINEAR },
      &store_number, NULL, N_("%s and not 0, automatic") },
    { { "width", "width", PLACE(width), 1440, 320, 16384, PARAM_INTEGER },
      &store_whole, NULL, NULL },
    { { "height", "height", PLACE(height), 900, 240, 16384, PARAM_INTEGER },
      &store_whole, NULL, NULL },
    { { "chart", "chart", PLACE(chart), 0, 60, 4000, PARAM_LINEAR },
      &store_number, NULL, N_("%s and not 0, automatic") },
    { { "colormap", "colormap", PLACE(colormap), COLORMAP_VALLEY, 0, COLORMAP_COUNT - 1,
        PARAM_INTEGER },
      &store_choice, &colormap_kinds, NULL },
    SWITCH(contours, true), SWITCH(minima, true), SWITCH(log_colour, true), SWITCH(dots, true),
    SWITCH(loop, false), SWITCH(still, false),
    { { "relief", "relief", PLACE(relief), RELIEF_OFF, 0, RELIEF_COUNT - 1, PARAM_INTEGER },
      &store_choice, &relief_kinds, NULL },
    SWITCH(floor, false), SWITCH(quadric, false),
    { { "export_kind", "export_kind", PLACE(export_kind), 0, 0, COUNT(exports) - 1, PARAM_INTEGER },
      &store_choice, &settings_exports, NULL },
    { { "export_width", "export_width", PLACE(export_width), 2400, 16, 16384, PARAM_INTEGER },
      &store_whole, NULL, NULL },
    { { "export_height", "export_height", PLACE(export_height), 1500, 16, 16384, PARAM_INTEGER },
      &store_whole, NULL, NULL },
    { { "export_dpi", "export_dpi", PLACE(export_dpi), 96, 24, 2400, PARAM_LINEAR },
      &store_number, NULL, NULL },
    { { "export_theme", "export_theme", PLACE(export_theme), 0, 0, COUNT(looks) - 1,
        PARAM_INTEGER },
      &store_choice, &look_kinds, NULL },
    SWITCH(export_window, false), SWITCH(export_transparent, false),
    { { "export_seconds", "export_seconds", PLACE(export_seconds), 10, 0.1, 600, PARAM_LINEAR },
      &store_number, NULL, NULL },
    { { "export_rate", "export_rate", PLACE(export_rate), 30, 1, 60, PARAM_INTEGER },
      &store_whole, NULL, NULL },
};
// clang-format on

static_assert(COUNT(rows) == SETTING_COUNT, "one row for each setting");

static void *field_of(const Row *row, const Settings *settings)
{
    return (char *)(uintptr_t)settings + row->param.offset;
}

void settings_defaults(Settings *settings)
{
    memset(settings, 0, sizeof *settings);
    for (size_t i = 0; i < COUNT(rows); i++) {
        rows[i].storage->set(field_of(&rows[i], settings), rows[i].param.def);
    }
}

const char *setting_key(size_t index)
{
    assert(index < COUNT(rows));
    return rows[index].param.key;
}

// Quoted YAML can hold what a terminal or a font must not be given.
static void make_safe(const char *text, char safe[SETTING_TEXT_MAX])
{
    size_t put = 0;
    for (size_t at = 0, length = strlen(text); at < length && put + 4 < SETTING_TEXT_MAX;) {
        put += utf8_put(terminal_safe(utf8_next(text, length, &at)), safe + put);
    }
    safe[put] = '\0';
}

bool setting_read(size_t index, const char text[SETTING_TEXT_MAX], Settings *settings, Error *err)
{
    assert(index < COUNT(rows));
    const Row *row = &rows[index];
    char safe[SETTING_TEXT_MAX];
    double value = 0;
    make_safe(text, safe);
    if (!row->storage->read(row, safe, &value, err)) {
        return false;
    }
    row->storage->set(field_of(row, settings), value);
    return true;
}

void setting_write(size_t index, const Settings *settings, char text[SETTING_TEXT_MAX])
{
    assert(index < COUNT(rows));
    const Row *row = &rows[index];
    row->storage->write(row, row->storage->get(field_of(row, settings)), text, SETTING_TEXT_MAX);
}
