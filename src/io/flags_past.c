// A change is told beside the one before it, so that a file shows what was changed.
#include "io/flags_past.h"

#include "base/spec.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    CHANGE_TEXT_MAX = NET_TEXT_MAX + 96,
    STEP_SHOWN_MAX = 40,
    KEY_SHOWN_MAX = 40,
    VALUE_SHOWN_MAX = 80
};

static const Param step_param = { .key = "step",
                                  .max = LAB_STEPS_SHOWN_MAX,
                                  .scale = PARAM_INTEGER };

bool past_take_classes(PastTyped *typed, const char *value, UNUSED Error *err)
{
    typed->classes = value;
    return true;
}

bool past_take_point(PastTyped *typed, const char *value, Error *err)
{
    if (typed->point_count == LAB_POINTS_MAX) {
        return fail_at(err, 0, "points: at most %d; this is one more", LAB_POINTS_MAX);
    }
    typed->points[typed->point_count++] = value;
    return true;
}

bool past_take_change(PastTyped *typed, const char *value, Error *err)
{
    if (typed->change_count == LAB_CHANGES_MAX) {
        return fail_at(err, 0, "changes: at most %d; this is one more", LAB_CHANGES_MAX);
    }
    typed->changes[typed->change_count++] = value;
    return true;
}

static bool read_classes(const PastTyped *typed, LabPast *past, FlagsError *err)
{
    uint64_t classes;
    err->typed = typed->classes;
    if (!text_whole(typed->classes, strlen(typed->classes), "classes", &classes, &err->error)) {
        return false;
    }
    past->painted_classes = (int)classes;
    return classes == 0 || (classes >= 2 && classes <= DATASET_CLASSES_MAX) ||
           fail_at(&err->error, 0,
                   "classes: points have 2 to %d classes, or 0: then their third number is a value",
                   DATASET_CLASSES_MAX);
}

static bool read_point(const char *text, LabPast *past, FlagsError *err)
{
    static const char *const what = "points";
    double numbers[3];
    const int classes = past->painted_classes;
    err->typed = text;
    if (!text_numbers(text, what, COUNT(numbers), numbers, &err->error)) {
        return false;
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (!(fabs(numbers[i]) <= FLT_MAX)) {
            return fail_at(&err->error, 0, "points: a number lies beyond %g", (double)FLT_MAX);
        }
    }
    const double target = numbers[2];
    if (classes && !(target >= 0 && target < classes && target == floor(target))) {
        return fail_at(&err->error, (int)(strrchr(text, ',') + 1 - text),
                       "points: the third number is the class, a whole number from 0 to %d",
                       classes - 1);
    }
    past->points.items[past->points.count++] =
        (LabPoint){ (float)numbers[0], (float)numbers[1], (float)target, false };
    return true;
}

static bool read_points(const PastTyped *typed, LabPast *past, FlagsError *err)
{
    if (!typed->classes) {
        err->typed = typed->point_count ? typed->points[0] : NULL;
        return !typed->point_count ||
               fail_at(&err->error, 0, "points need 'classes: 2', or how many there are");
    }
    past->painted = true;
    bool good = read_classes(typed, past, err);
    for (int i = 0; good && i < typed->point_count; i++) {
        good = read_point(typed->points[i], past, err);
    }
    return good;
}

// The words before a change's keys: the step, "network=2", "patience=3". *at moves behind them.
static bool read_head(const char *text, const LabSpec *lab, LabChange *change, int *at, Error *err)
{
    static const Param network_param = {
        .key = "network", .min = 1, .max = LAB_NETWORKS_MAX, .scale = PARAM_INTEGER
    };
    Word word;
    double number;
    if (!word_next(text, at, &word) ||
        !text_number(word.text, (size_t)word.length, "step", &number, err)) {
        return fail_at(err, 0, "changes: a step comes first: '400 network=1 dropout=0.5'");
    }
    if (!param_check(&step_param, number, NULL)) {
        return fail_at(err, word.at, "changes: '%.*s' is no step: a whole number from 0 to %ld",
                       word.length < STEP_SHOWN_MAX ? word.length : STEP_SHOWN_MAX, word.text,
                       (long)LAB_STEPS_SHOWN_MAX);
    }
    change->step = (long)number;
    if (!word_next(text, at, &word) || !word_key_is(&word, "network")) {
        return fail_at(err, *at,
                       "changes: behind the step stands of which network: "
                       "'400 network=1 dropout=0.5'");
    }
    if (!word_number(&word, &network_param, &number, err)) {
        return false;
    }
    if (number > lab->network_count) {
        return fail_n(err, word_value_at(&word), lab->network_count,
                      "changes: the lab has %d network", "changes: the lab has %d networks",
                      lab->network_count);
    }
    change->network = (int)number - 1;
    int behind = *at;
    if (word_next(text, &behind, &word) && word_key_is(&word, "patience")) {
        *at = behind;
        if (!word_number(&word, &lab_settings[LAB_PATIENCE].param, &number, err)) {
            return false;
        }
        change->patience = (int)number;
    }
    return true;
}

// Whether a change can follow the one before it, NULL: it is the first.
static bool check_order(const LabChange *change, const LabChange *before, Error *err)
{
    const bool first = !before || before->network != change->network;
    if (before && before->network > change->network) {
        return fail_at(err, 0, "changes: those of network %d stand before those of network %d",
                       change->network + 1, before->network + 1);
    }
    if (first && change->step != 0) {
        return fail_at(err, 0, "changes: the first of a network is what it began with, at step 0");
    }
    return first || change->step > before->step ||
           fail_at(err, 0, "changes: step %ld is not later than %ld", change->step, before->step);
}

// What begins a network anew cannot change while it trains: the window begins it anew, and it has
// nothing behind it. `keys`: where
// in the text those words begin, read over the network as it was before.
static bool fail_running(const char *text, int keys, const NetSpec *before, Error *err)
{
    char part[CHANGE_TEXT_MAX], key[KEY_SHOWN_MAX];
    Word word;
    int at = keys;
    while (word_next(text, &at, &word)) { // the first word that does
        NetSpec now;
        text_print(part, sizeof part, "%.*s", at - keys, text + keys);
        if (net_spec_parse(&now, before, part, NULL) && net_spec_restarts(before, &now)) {
            break;
        }
    }
    word_key(&word, key, sizeof key);
    return fail_at(err, word.at,
                   "changes: another %s begins the network anew, so it has none on the way; say "
                   "it in the network's change at step 0",
                   key);
}

static bool read_change(const char *text, const LabSpec *lab, LabPast *past, FlagsError *err)
{
    const LabChange *before = past->change_count ? &past->changes[past->change_count - 1] : NULL;
    LabChange *change = &past->changes[past->change_count];
    NetSpec from;
    int at = 0;
    err->typed = text;
    *change = (LabChange){ .patience = before ? before->patience : 0 };
    if (!read_head(text, lab, change, &at, &err->error) ||
        !check_order(change, before, &err->error)) {
        return false;
    }
    if (change->step == 0) {
        net_spec_defaults(&from);
    } else {
        from = before->spec;
    }
    if (!net_spec_parse(&change->spec, &from, text + at, &err->error)) {
        error_shift(&err->error, at);
        return false;
    }
    if (change->step > 0 && net_spec_restarts(&before->spec, &change->spec)) {
        return fail_running(text, at, &before->spec, &err->error);
    }
    change->spec.own = 0;
    change->spec.epochs = lab->epochs;
    past->change_count++;
    return true;
}

// A value as it is typed, cut where it is long.
static void write_value(const Setting *setting, const NetSpec *spec, char *text, size_t size)
{
    char whole[NET_TEXT_MAX];
    whole[0] = '\0';
    if (setting_said(setting, spec)) { // the data's own loss has no name
        setting->type->write(setting, spec, whole, sizeof whole);
    }
    text_print(text, size, "'%.*s'", (int)utf8_fit(whole, strlen(whole), size - 3), whole);
}

// Told by the first setting that differs, for what a lab shares may be forgotten in its changes.
static bool fail_last(const NetSpec *now, const LabChange *change, Error *err)
{
    char is[VALUE_SHOWN_MAX], was[VALUE_SHOWN_MAX];
    int key = 0;
    while (net_settings[key].type->same(&net_settings[key], now, &change->spec)) {
        key++;
    }
    const Setting *setting = &net_settings[key];
    write_value(setting, now, is, sizeof is);
    write_value(setting, &change->spec, was, sizeof was);
    return fail_at(err, 0,
                   "changes: network %d is not what this change made it: %s is %s, and was %s; say "
                   "the same in both places (a change holds what is shared as well), or take its "
                   "changes away",
                   change->network + 1, setting->param.key, is, was);
}

// What a network has become by its changes is what it is.
static bool check_last(const PastTyped *typed, const LabSpec *lab, const LabPast *past,
                       FlagsError *err)
{
    for (int i = 0; i < past->change_count; i++) {
        const LabChange *change = &past->changes[i];
        if (i + 1 < past->change_count && change[1].network == change->network) {
            continue;
        }
        const NetSpec now = lab_network(lab, change->network);
        if (!settings_same(net_settings, &now, &change->spec)) {
            err->typed = typed->changes[i];
            return fail_last(&now, change, &err->error);
        }
    }
    return true;
}

bool past_typed_apply(const PastTyped *typed, Subject *subject, FlagsError *err)
{
    LabPast *past = &subject->past;
    past->painted = false;
    past->points.count = past->change_count = 0;
    bool good = read_points(typed, past, err);
    for (int i = 0; good && i < typed->change_count; i++) {
        good = read_change(typed->changes[i], &subject->lab, past, err);
    }
    return good && check_last(typed, &subject->lab, past, err);
}

// The shortest decimal that reads back as the same float.
static void write_float(char *out, size_t size, float value)
{
    for (int digits = 6; digits <= 9; digits++) {
        char text[32];
        double back = 0;
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        if (text_number(text, strlen(text), "", &back, NULL) && (float)back == value) {
            text_exact(out, size, back);
            return;
        }
    }
    text_exact(out, size, value);
}

static void write_points(Line *line, const LabPast *past)
{
    char text[128];
    text_print(text, sizeof text, "%d", past->painted_classes);
    line_flag(line, "classes", text);
    for (int i = 0; i < past->points.count; i++) {
        const LabPoint *point = &past->points.items[i];
        char x[32], y[32], target[32];
        write_float(x, sizeof x, point->x);
        write_float(y, sizeof y, point->y);
        write_float(target, sizeof target, point->target);
        text_print(text, sizeof text, "%s,%s,%s", x, y, target);
        line_flag(line, "points", text);
    }
}

static void write_change(Line *line, const LabChange *change, const LabChange *before)
{
    char text[CHANGE_TEXT_MAX], keys[NET_TEXT_MAX], patience[32] = "";
    NetSpec from, spec = change->spec;
    if (change->step == 0) {
        net_spec_defaults(&from);
    } else {
        from = before->spec;
    }
    if (change->patience != (before ? before->patience : 0)) {
        text_print(patience, sizeof patience, " patience=%d", change->patience);
    }
    spec.own = net_spec_differ(&from, &spec);
    net_spec_write(&spec, keys, sizeof keys);
    text_print(text, sizeof text, "%ld network=%d%s%s%s", change->step, change->network + 1,
               patience, *keys ? " " : "", keys);
    line_flag(line, "changes", text);
}

void past_flags_write(Line *line, const Subject *subject)
{
    const LabPast *past = &subject->past;
    if (past->painted) {
        write_points(line, past);
    }
    for (int i = 0; i < past->change_count; i++) {
        write_change(line, &past->changes[i], i > 0 ? &past->changes[i - 1] : NULL);
    }
}
