// Read and written to the bit: a place that has a name by its name.
#include "sim/race/relief_camera.h"

#include "base/spec.h"
#include "base/text.h"
#include "sim/race/relief_look.h"

#include <stdio.h>
#include <string.h>

static const char PARALLEL[] = "parallel";

static void camera_reset(const Setting *setting, void *owner)
{
    *(Orbit *)setting_field(setting, owner) = relief_camera;
}

static void camera_copy(const Setting *setting, void *to, const void *from)
{
    *(Orbit *)setting_field(setting, to) = *(const Orbit *)setting_value(setting, from);
}

static bool camera_same(const Setting *setting, const void *a, const void *b)
{
    return orbit_equal(setting_value(setting, a), setting_value(setting, b));
}

static bool camera_usual(const Setting *setting, const void *owner)
{
    return orbit_equal(setting_value(setting, owner), &relief_camera);
}

// The text without the blanks about it.
static const char *trimmed(const char *text, size_t *length)
{
    static const char BLANKS[] = " \t\r\n";
    while (*length > 0 && strchr(BLANKS, *text)) {
        text++;
        (*length)--;
    }
    while (*length > 0 && strchr(BLANKS, text[*length - 1])) {
        (*length)--;
    }
    return text;
}

static bool fail_name(const char *what, const char *typed, Error *err)
{
    const Registry *names = &relief_cameras;
    char known[160];
    text_names(known, sizeof known, names->count, registry_key, names);
    if (!typed[0]) {
        return fail_at(err, 0, "%s needs a name (%s) or azimuth,elevation,distance as in 30,35,1",
                       what, known);
    }
    const char *near = registry_nearest(names, typed);
    return near ? fail_at(err, 0, "%s: there is no '%.40s', did you mean '%s'? (known: %s)", what,
                          typed, near, known)
                : fail_at(err, 0,
                          "%s: '%.40s' is neither a name (%s) nor azimuth,elevation,distance "
                          "as in 30,35,1",
                          what, typed, known);
}

static bool read_name(Orbit *orbit, const char *what, const char *text, size_t length, Error *err)
{
    char typed[48];
    text_print(typed, sizeof typed, "%.*s", (int)utf8_fit(text, length, sizeof typed - 1), text);
    const ReliefCamera *camera = registry_row(&relief_cameras, typed);
    if (camera) {
        *orbit = camera->orbit;
    }
    return camera || fail_name(what, typed, err);
}

// One of the numbers; *at, in text [length], moves behind it and its comma.
static bool read_number(Orbit *orbit, const char *what, int number, const char *text, size_t length,
                        size_t *at, Error *err)
{
    const Param *param = &orbit_params[number];
    if (*at > length) {
        return fail_at(err, (int)length,
                       "%s: the %s is missing; give azimuth,elevation,distance as in 30,35,1", what,
                       param->key);
    }
    const char *comma = memchr(text + *at, ',', length - *at);
    const size_t size = comma ? (size_t)(comma - text) - *at : length - *at;
    double value;
    Error mistake = { .at = -1 };
    if (!text_number(text + *at, size, what, &value, &mistake)) {
        return fail_said(err, (int)*at + mistake.at, mistake.text);
    }
    if (!param_check(param, value, &mistake)) {
        return fail_at(err, (int)*at, "%s: %s", what, mistake.text);
    }
    *param_field(param, orbit) = value;
    *at += size + 1;
    return true;
}

// What may stand behind the distance or a name, from byte `at` of text [length].
static bool read_parallel(const char *what, const char *text, size_t length, size_t at, Error *err)
{
    size_t left = length - at;
    const char *word = trimmed(text + at, &left);
    return (left == strlen(PARALLEL) && memcmp(word, PARALLEL, left) == 0) ||
           fail_at(err, (int)(word - text),
                   "%s: behind the distance or a name can stand only 'parallel', not '%.*s'", what,
                   (int)utf8_fit(word, left, 40), word);
}

static bool read_orbit(Orbit *orbit, const char *what, const char *text, size_t length, Error *err)
{
    const char *comma = memchr(text, ',', length);
    size_t at = 0, left = comma ? (size_t)(comma - text) : length;
    const char *name = trimmed(text, &left);
    Orbit read = { .parallel = false };
    if (left == 0 ? !comma : !strchr("+-.0123456789", *name)) {
        const int before = (int)(name - text);
        Error mistake = { .at = 0 };
        if (!read_name(&read, what, name, left, &mistake)) {
            return fail_said(err, before + mistake.at, mistake.text);
        }
        if (comma && !read_parallel(what, text, length, (size_t)(comma - text) + 1, err)) {
            return false;
        }
        read.parallel = read.parallel || comma;
        *orbit = read;
        return true;
    }
    for (int i = 0; i < ORBIT_PARAM_COUNT; i++) {
        if (!read_number(&read, what, i, text, length, &at, err)) {
            return false;
        }
    }
    read.parallel = at <= length;
    if (read.parallel && !read_parallel(what, text, length, at, err)) {
        return false;
    }
    *orbit = read;
    return true;
}

static bool camera_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    const int at = word_value_at(word), length = word_value_length(word);
    Error mistake = { .at = 0 };
    return read_orbit(setting_field(setting, owner), setting->param.key,
                      word->text + (at - word->at), (size_t)length, &mistake) ||
           fail_said(err, at + mistake.at, mistake.text);
}

static size_t camera_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    const Orbit *orbit = setting_value(setting, owner);
    const Registry *names = &relief_cameras;
    for (size_t i = 0; i < names->count; i++) {
        const ReliefCamera *camera = registry_row(names, registry_key(names, i));
        if (orbit_equal(&camera->orbit, orbit)) {
            return (size_t)snprintf(text, size, "%s", camera->kind.key);
        }
    }
    char numbers[ORBIT_PARAM_COUNT][32];
    for (int i = 0; i < ORBIT_PARAM_COUNT; i++) {
        text_exact(numbers[i], sizeof numbers[i], param_value(&orbit_params[i], orbit));
    }
    return (size_t)snprintf(text, size, "%s,%s,%s%s%s", numbers[0], numbers[1], numbers[2],
                            orbit->parallel ? "," : "", orbit->parallel ? PARALLEL : "");
}

static bool camera_take(const Setting *setting, void *owner, const char *what, const char *text,
                        Error *err)
{
    return read_orbit(setting_field(setting, owner), what, text, strlen(text), err);
}

const SettingType relief_camera_type = { camera_reset, camera_copy,  camera_same, camera_usual,
                                         camera_read,  camera_write, camera_take };
