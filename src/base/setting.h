// One row for each thing the user can set: how it is typed, shown, explained and checked, and where
// it lies in its owner's struct. Parser, flags, --help, completion, panel, undo and writing all
// read that row, and what they do with a value of its type stands in one SettingType.
//
//     value = number | whole | name | text | number { "," number } | composition
//     composition = kind { blank+ key "=" value }     "adam lr=0.1 schedule=cosine t_max=100"
#pragma once

#include "base/flag.h"

struct Word; // base/spec.h

// Some rows of a table: bit k is row k.
typedef uint64_t SettingBits;
#define SETTING_BIT(row) (UINT64_C(1) << (row))

typedef struct Setting Setting;

// What can be done with the values of one type. `owner` is the struct that the row's offset is of.
typedef struct SettingType {
    void (*reset)(const Setting *setting, void *owner); // to the default
    void (*copy)(const Setting *setting, void *to, const void *from);
    bool (*same)(const Setting *setting, const void *a, const void *b);
    // Whether it need not be written.
    bool (*usual)(const Setting *setting, const void *owner);
    // From the value of a word, at whose byte a mistake is told. Of a composition the kind alone,
    // which brings the defaults of all that belongs to it.
    bool (*read)(const Setting *setting, void *owner, const struct Word *word, Error *err);
    // As read() takes it, of a composition all of it; the bytes it needs, like snprintf.
    size_t (*write)(const Setting *setting, const void *owner, char *text, size_t size);
    // From all that stands behind a flag, which `what` names; NULL: its values have no flag.
    bool (*take)(const Setting *setting, void *owner, const char *what, const char *text,
                 Error *err);
} SettingType;

extern const SettingType setting_number;       // double
extern const SettingType setting_count;        // int
extern const SettingType setting_whole;        // uint64_t, 0 to INT64_MAX: not through a double
#define SETTING_WHOLE_SHOWN 9007199254740992.0 // how far a double, which a panel edits, counts
extern const SettingType setting_choice;       // int or enum: the place of a row of a registry
extern const SettingType setting_switches; // bool [rows of a registry]: "contours,minima", "none"
extern const SettingType setting_text;     // char [size]: never empty once it is read; "": none
extern const SettingType setting_list;     // SettingList: "15,40"; empty: its word for 0
extern const SettingType setting_kind;     // a kind of a registry with settings of its own

enum { SETTING_LIST_MAX = 8 };
typedef struct SettingList {
    int count;
    double items[SETTING_LIST_MAX]; // each larger than the one before
} SettingList;

// Values that do not go together: the key that is wrong, of the struct's kind or what belongs to
// it, with what would be right in *err (no place). NULL: all is well.
typedef const char *SettingRefuse(const void *held, Error *err);

// How a struct holds a kind with what belongs to it. Offsets are in that struct.
typedef struct Form {
    const Registry *registry;
    size_t kind;   // of a pointer to the kind's row ...
    bool by_place; // ... or of an int or enum, its place in the registry
    size_t params; // of the struct that the kinds' Params describe, of params_size bytes
    size_t params_size;
    size_t given; // of a bool: whether the first of these was typed; 0: not kept
    const char *const
        *given_keys; // ... of kinds whose first has one of these keys, ended by NULL; NULL: of all
    size_t parts;    // offset *in a row of the registry* of a const Setting *: what only this
                     // kind has; 0: the rows have none
    const Setting *common; // what every kind has; NULL: nothing
    const char *nothing;   // N_(), what is told when no kind is named; NULL: which there are
    SettingRefuse *refuse; // NULL: whatever its values are, they go together
} Form;

// Who has a setting of a network.
typedef enum SettingHolder {
    SETTING_SHARED, // all networks, and any of them may have its own
    SETTING_OWN,    // each network its own from the start
} SettingHolder;

// What a change does to a training.
typedef enum SettingEffect {
    SETTING_RUNS,          // it goes on
    SETTING_RESTARTS,      // it begins anew
    SETTING_KIND_RESTARTS, // another kind begins anew, the kind's numbers take effect while it runs
} SettingEffect;

typedef bool SettingAccepts(const Kind *kind, Error *err);
typedef void SettingWords(const Setting *setting, const void *owner, char *text, size_t size);

struct Setting {
    Param param; // key (as typed), label (on screen), symbol, offset; of numbers default, range and
                 // scale; the default of a choice or kind is its place. key NULL ends a table
    const SettingType *type;
    const Registry *choices; // of a choice, of switches
    const Form *form;        // of a kind
    SettingAccepts *accepts; // of a kind, whether it may stand here; NULL: any may
    const char *zero;        // of a number: a word for 0, which may lie outside the range: "all"
    size_t size;             // of a text, with its zero byte
    bool shown;              // of a text: it stands on screen, so it has no control characters and
                             // more than blanks
    bool bare;               // of a text: behind its flag it stands without quotes
    size_t given;            // offset of a bool: whether a value was said; 0: there always is one
    bool brief;              // of a kind: the first number is not written where it is the default,
                             // whether it was typed or not
    struct {
        const char *label; // NULL: the row's own
        double min, max;   // both 0: the row's own, and its scale
        ParamScale scale;
    } slider; // where sliders go less far than what can be typed
    SettingHolder holder;
    SettingEffect effect;
    SettingWords *words; // the value for a name or a title; NULL: "label smoothing 0.1"
    const char *about; // N_(), what it does, in a sentence without its stop; NULL: nothing is said
    Flag flag;         // on the command line; name NULL: it has none. Of a text `value` is also
                       // what stands for it where it is missing: "FILE"
};

void *setting_field(const Setting *setting, void *owner);
const void *setting_value(const Setting *setting, const void *owner);
// The row of its slider.
Param setting_slider(const Setting *setting);
// What a choice or a composition can be; NULL: anything else.
const Registry *setting_registry(const Setting *setting);
// Whether there is a value: it need not be said, or it was.
bool setting_said(const Setting *setting, const void *owner);
// A composition's kind.
const Kind *setting_kind_of(const Setting *setting, const void *owner);
// What only this kind has, beside its numbers; NULL: nothing.
const Setting *setting_parts(const Setting *setting, const Kind *kind);
// Whether it is kept of a kind's first number that it was typed.
bool setting_keeps_given(const Form *form, const Kind *kind);
// Another kind, with the defaults of all that belongs to it.
void setting_choose(const Setting *setting, void *owner, const Kind *kind);

// A value as it stands behind a flag: messages name the flag, "--steps: 'x' is not a number".
// For types that can be taken.
bool setting_take(const Setting *setting, void *owner, const char *text, Error *err);
// A value in words, by the row's own rule.
void setting_say(const Setting *setting, const void *owner, char *text, size_t size);
SettingWords setting_name_words; // of a choice: its name, "ReLU"

// The setting whose flag this is, of a flag without take(); what a flag's value can be, its own or
// the setting's.
const Setting *flag_setting(const Flag *flag);
const Registry *flag_choices(const Flag *flag);

// A table and the size of its owner, for who knows neither.
struct SettingTable {
    const Setting *rows;
    size_t owner_size;
    const SettingTable *beside; // what may stand among them, of another owner; NULL: nothing
};

// The same for all rows of a table.
size_t settings_count(const Setting *table);
// The place of a setting in a table; -1: it is of another one.
int settings_place(const Setting *table, const Setting *setting);
// The index-th flag of those that have one; NULL past the last.
const Flag *settings_flag(const Setting *table, size_t index);
// The same of several tables, one behind the other.
const Flag *settings_flags(size_t count, const Setting *const *tables, size_t index);
// Values as they stand behind flags, texts [rows of the table], NULL where none does; *at: the one
// that was taken last, at fault when it fails.
bool settings_take(const Setting *table, void *owner, const char *const *texts, const char **at,
                   Error *err);
void settings_reset(const Setting *table, void *owner);
bool settings_same(const Setting *table, const void *a, const void *b);
