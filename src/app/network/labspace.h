// The Network workspace without its window: what the user wants of the lab (a wish), the newest
// snapshot of it, and what is looked at. No SDL and no GL, so that it can be driven by a test.
//
// Panels change `space->wish` and then call labspace_changed(); once a frame the wish goes to the
// worker, and the newest snapshot comes back. Nothing here ever waits for a network.
#pragma once

#include "app/network/lab_part.h"
#include "app/network/lab_pin.h"
#include "base/array.h"
#include "draw/color.h"
#include "sim/train/lab_show.h"
#include "sim/train/study.h"
#include "sim/train/worker.h"

enum { BRUSH_NONE = -1, BRUSH_ERASER = -2 }; // else a class

// Layers as text, as they are typed.
typedef struct LayersDraft {
    char text[LAYER_TEXT_MAX];
    char from[LAYER_TEXT_MAX]; // the layers that held when it was begun
} LayersDraft;

typedef struct LabSpace {
    LabWish wish;           // complete; spec.ids tell networks apart
    LabWish *given;         // the one that the worker has, or had last; owned
    unsigned anew;          // serial of the last wish given with other data than the one before
    Array(void *) pasts;    // changes that labs were opened with, owned: as long as the session
    unsigned wish_version;  // counts its changes
    unsigned given_version; // of the wish that the worker has; 0: none
    uint32_t next_id;
    Worker *worker;        // NULL until labspace_start(), and in `render`
    Session *session;      // render's, in place of the worker
    LabShot *own_shot;     // ... and its snapshot
    bool approaches;       // labspace_approach() has begun to work towards its step
    const LabShot *shot;   // the newest; NULL before the first
    unsigned shot_version; // counts the snapshots seen
    bool normed;           // whether networks had norms when the strip was last drawn
    unsigned opened, went; // `restarts` and `seeks` of the wish that a snapshot has answered

    Study *study;              // open as a page over the columns; NULL: none
    int selected;              // network whose own settings the panel shows
    int zoom_network;          // whose layer is enlarged while wish.look.zoom_layer >= 0
    bool hide[LAB_HIDE_COUNT]; // what the panel leaves out
    LabPicture picture;
    unsigned begins, begun; // presets taken over so far; the one that the lab comes from, 0: none
    LabChart chart;
    LabAxes axes;               // of charts
    bool chart_log, chart_hide; // its axis; nothing is shown after the shot's step, ...
    double smooth;              // LabShow's, as are the next ones
    int points;                 // LabPointsShown
    bool areas, units;
    LabUnitPlace pinned, pointed; // units that are enlarged until they are freed, and while pointed
    LabMapPlace map;              // the feature map that is enlarged
    bool data_open;               // a folded part of the data's section
    bool blind;                   // ... whatever chart_hide says, while one bets on it
    DataSpec asked;               // data for which files are still to be named, while ...
    bool asks;                    // ... this holds; the wish waits for them
    int brush;
    int class_count;                   // what can be painted
    uint32_t hidden[LAB_NETWORKS_MAX]; // ids of networks that are not to be seen (lab_hiding.h) ...
    int hidden_count;                  // ... so many
    int hover_network;                 // whose surface is pointed at, -1 none ...
    float hover[2];                    // ... and where, in the data's units; unused at -1
    int hover_layer;                   // whose histogram, -1 none
    long hover_step;                   // in the chart, -1 none
    bool training_open;                // a folded part of the panel
    SettingBits added;                 // bit k: NetKey k stands in the panel though it is as usual
    char hidden_text[NET_TEXT_MAX];    // what stands in the field of the hidden layers' units
    LayersDraft drafts[LAB_NETWORKS_MAX + 1]; // of the shared layers, then of each network's own
} LabSpace;

// How a lab is looked at.
typedef struct LabPresetView {
    InspectKind kind;
    LabPicture picture;
    AxisKind axis; // of its chart: what falls far at once needs a logarithmic one
} LabPresetView;

// What a fresh one looks at.
extern const LabLook labspace_first_look;

void labspace_init(LabSpace *space);
void labspace_finish(LabSpace *space);
// Takes a lab over, at step 0, not playing.
void labspace_open(LabSpace *space, const LabSpec *spec);
// What a lab that was just opened has behind it: painted points, and the changes on the way, which
// are made again while it trains.
void labspace_set_past(LabSpace *space, const LabPast *past);
// What the lab has behind it, as far as the newest snapshot knows. False when there were more
// changes than are kept: then there are none, and only what the networks are now.
bool labspace_past(const LabSpace *space, LabPast *past);
// Shown so from now on, trained to its step if it has one; all that is said of what is shown. The
// step is the one that is gone to, as long as it is under way.
void labspace_show(LabSpace *space, const LabShow *show);
void labspace_shown(const LabSpace *space, LabShow *show);
// Which picture each network has; and, of feature maps, the sample `by` farther on.
void labspace_set_picture(LabSpace *space, LabPicture picture);
void labspace_sample_step(LabSpace *space, int by);
// How fast it trains: the place of one of lab_speeds.
int labspace_speed(const LabSpace *space);
void labspace_set_speed(LabSpace *space, int speed);
// Makes the worker if there is none; wake is called from its thread.
void labspace_start(LabSpace *space, JobWake *wake, void *context);
// To be called whenever the wish has changed.
void labspace_changed(LabSpace *space);
// Whether the worker has the wish as it stands.
bool labspace_given(const LabSpace *space);
// Gives the wish on if it has changed and takes the newest snapshot; true when it is new. Never
// waits.
bool labspace_update(LabSpace *space);
// For `render`: trains every network to the end of that epoch, or (step not negative) to that step,
// in the caller, and takes a complete snapshot.
void labspace_compute(LabSpace *space, long epochs, long step);
// The same for about budget_s, towards a step: true when it is there. Films go on so.
bool labspace_approach(LabSpace *space, long step, double budget_s);
// The end of its epochs, or how far it was ever trained, if that is farther; 0: not known yet.
long labspace_last_step(const LabSpace *space);

// Networks. Up to LAB_NETWORKS_ADDED; the last one cannot be removed.
void labspace_add(LabSpace *space);
void labspace_duplicate(LabSpace *space, int network);
void labspace_remove(LabSpace *space, int network);
// "A".."F", and the colour of a column.
const char *labspace_letter(int network);
// Its letter's colour or, where the networks are compared by their optimizers, the optimizer's.
Color labspace_color(const LabSpace *space, int network, const Theme *theme);
Color labspace_letter_color(int network, const Theme *theme);

// Makes a shared setting a network's own (with the value it has), or lets it follow again.
void labspace_set_own(LabSpace *space, int network, NetKey key, bool own);
bool labspace_owns(const LabSpace *space, int network, NetKey key);
// The spec to edit for a key: the selected network's if the key is its own, else the shared one;
// labspace_edited() afterwards lets the others follow and marks the wish as changed.
NetSpec *labspace_edit(LabSpace *space, NetKey key);
void labspace_edited(LabSpace *space);

// Time. Played from its end on, a lab goes on without one.
void labspace_play(LabSpace *space, bool play);
bool labspace_at_end(const LabSpace *space);
void labspace_seek(LabSpace *space, long step); // back or forth; pauses
void labspace_epoch(LabSpace *space, int by);   // to the next (+1) or previous (-1) epoch's end
// Takes a network that was lost back to a step with its new settings, and plays.
void labspace_return(LabSpace *space, int network, long step);
void labspace_new_seed(LabSpace *space);

// Of label smoothing or the entropy term: whether the one that labspace_edit() edits has a say.
bool labspace_is_softmax(const LabSpace *space, NetKey key);

// Data. Choosing a kind brings its defaults but keeps noise and train share.
void labspace_set_data(LabSpace *space, DataKind kind);
// A kind that needs files waits for them: nothing changes before all are named.
void labspace_files_named(LabSpace *space);
// A dropped or chosen CSV file; false with the message ("points.csv, line 3, ...") and nothing
// changed when it is malformed.
bool labspace_set_csv(LabSpace *space, const char *path, Error *err);
// Opens a study's page (closing another), or closes it: STUDY_COUNT.
void labspace_study(LabSpace *space, StudyKind kind, JobWake *wake, void *context);

// Labs to begin with, one click each.
typedef struct LabPreset {
    Kind kind;
    const char *data; // spec strings, as on the command line
    const char *shared;
    const char *networks[LAB_NETWORKS_MAX]; // NULL: no more
    const char *names[LAB_NETWORKS_MAX];    // NULL: made from what is own
    int epochs;
    LabPresetView view;
} LabPreset;

extern const LabPreset lab_presets[];
extern const int lab_preset_count;
extern const Registry lab_preset_kinds;
// A preset's lab; its specs are known to be good.
void lab_preset_spec(const LabPreset *preset, LabSpec *spec);
// Takes a preset over, at step 0, not playing, and shows it as it is meant to be looked at; nothing
// of how the lab before was looked at stays.
void labspace_begin(LabSpace *space, const LabPreset *preset);
// The preset that the lab still is: none of its settings was changed; NULL if there is none.
const LabPreset *labspace_preset(const LabSpace *space);
// For lists: the presets, then the studies.
const char *lab_preset_label(const void *context, int index);
