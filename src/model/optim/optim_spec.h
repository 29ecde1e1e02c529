// An optimizer with its numbers, and its spec: a kind's key and its parameters, "adam lr=0.05
// beta1=0.9" (base/setting_parse.h has the grammar).
#pragma once

#include "base/setting.h"
#include "model/optim/optim.h"

struct SettingBeside; // base/setting_parse.h

enum { SPEC_TEXT_MAX = 1024 };

// An optimizer with its numbers. has_rate: whether the rate was given (otherwise it is the
// landscape's own default, or the row's).
typedef struct OptimSpec {
    const Optim *optim;
    OptimParams params;
    bool has_rate;
    bool has_clip; // whether clip was given: in a network it is otherwise the lab's
} OptimSpec;

extern const Form optim_form;       // how an OptimSpec holds it
extern const Setting optim_setting; // of an OptimSpec by itself, for a landscape
SettingAccepts optim_in_networks;   // what a network's may be
// What every optimizer can have beside its kind's numbers (model/optim/around.h).
extern const Setting optim_settings[];
// Whether this kind goes together with the setting of that key.
bool optim_takes(const Optim *optim, const char *key);
// Whether the setting has a meaning in this OptimSpec, as a panel asks: its kind takes it, and it
// is not of something that is off.
bool optim_setting_matters(const void *spec, const char *key);
SettingWords optim_words; // "Adam", "Momentum lr 0.1 beta 0.5"

// err->at is the byte of `text` at fault.
bool spec_parse_optim(OptimSpec *spec, const char *text, Error *err);
// The same with words and settings of whoever has the optimizer among its own; theirs may have been
// read when it is wrong.
bool spec_parse_optim_beside(OptimSpec *spec, const struct SettingBeside *beside, const char *text,
                             Error *err);
// After a change by hand: what does not go together any more follows what was changed.
void spec_mend_optim(const OptimSpec *before, OptimSpec *spec);
// The shortest text that parses back to the same bits: defaults are left out, the rate is written
// when has_rate.
void spec_write_optim(const OptimSpec *spec, char *text, size_t size);
