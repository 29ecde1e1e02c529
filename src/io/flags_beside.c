// One table a kind; whatever has a flag of its own name replaces that as well.
#include "io/flags_beside.h"

#include "io/flags_lab.h"

#include <string.h>

// What else is replaced by a flag, names with a comma before and behind each.
typedef struct Beside {
    const char *typed, *filed;
} Beside;

static const Beside scene_rows[] = {
    { "landscape", ",formula,domain,view,param,start," },
    { "formula", ",landscape,domain,view,param,start," },
    { "steps", ",step," },
    { "optimizer", ",open," },
};

static const Beside lab_rows[] = {
    { "data", ",classes,points,csv," },
    { "epochs", ",step," },
    { "network", ",of,layer,select," },
    { "shared", ",layer," },
};

static bool names(const char *list, const char *name)
{
    const size_t length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)); at++) {
        if (at > list && at[-1] == ',' && at[length] == ',') {
            return true;
        }
    }
    return false;
}

static bool listed(const Beside *rows, size_t count, const char *typed, const char *filed)
{
    bool is = strcmp(typed, filed) == 0;
    for (size_t i = 0; i < count; i++) {
        is = is || (strcmp(rows[i].typed, typed) == 0 && names(rows[i].filed, filed));
    }
    return is;
}

bool scene_flag_replaces(const Given *typed, const Given *filed)
{
    const size_t name = strcspn(typed->value, "=");
    const bool params =
        strcmp(typed->flag->name, "param") == 0 && strcmp(filed->flag->name, "param") == 0;
    const bool same =
        strcspn(filed->value, "=") == name && strncmp(typed->value, filed->value, name) == 0;
    return params ? same
                  : listed(scene_rows, COUNT(scene_rows), typed->flag->name, filed->flag->name);
}

// Whether it says what the networks are, or what they are trained on.
static bool changes_lab(const char *name)
{
    const Flag *flag;
    bool shows = strcmp(name, "epochs") == 0, known = false;
    for (size_t i = 0; (flag = settings_flag(lab_show_settings, i)); i++) {
        shows = shows || strcmp(name, flag->name) == 0;
    }
    for (size_t i = 0; (flag = lab_flag_at(i)); i++) {
        known = known || strcmp(name, flag->name) == 0;
    }
    return known && !shows;
}

// A canvas is what the file's points lie on.
static bool keeps_points(const Given *typed, const Given *filed)
{
    const char *canvas = data_rows[DATA_CANVAS].kind.key, *value = typed->value;
    value += strspn(value, " \t");
    const size_t length = strlen(canvas);
    return strcmp(typed->flag->name, "data") == 0 && strncmp(value, canvas, length) == 0 &&
           strcspn(value, " \t") == length && names(",classes,points,", filed->flag->name);
}

bool lab_flag_replaces(const Given *typed, const Given *filed)
{
    if (keeps_points(typed, filed)) {
        return false;
    }
    return listed(lab_rows, COUNT(lab_rows), typed->flag->name, filed->flag->name) ||
           (strcmp(filed->flag->name, "changes") == 0 && changes_lab(typed->flag->name));
}
