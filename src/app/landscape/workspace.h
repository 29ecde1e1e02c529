// The Landscape workspace without its window: the scene, the race on it, the field below it, and
// the cursor of playback. No SDL and no GL, so that it can be driven by a test.
#pragma once

#include "app/landscape/fair.h"
#include "app/landscape/inset_wish.h"
#include "app/landscape/playback.h"
#include "app/landscape/relief.h"
#include "app/landscape/samples.h"
#include "app/parts/tint.h"
#include "app/parts/view.h"
#include "sim/plane/field.h"
#include "sim/plane/quadric.h"
#include "sim/race/gauge.h"
#include "sim/race/ghost.h"
#include "sim/race/inside.h"
#include "sim/race/race.h"
#include "sim/race/scene_show.h"

enum { WORKSPACE_POINTS_MAX = 160, WORKSPACE_PAST_MAX = 32 };

// A parameter that a typed formula had a while ago.
typedef struct PastParam {
    char name[FORMULA_NAME_MAX];
    double value;
    Param row;
} PastParam;

// What a field is computed of.
typedef struct FieldOf {
    unsigned objective; // version of it
    double x, y, unit;  // of the view
    int width_px, height_px;
    bool log; // of the colours
} FieldOf;

// What is computed remembers what it is of: where that is not what there is now, it is due.
typedef struct Workspace {
    Scene scene;
    unsigned last_id;              // given to a racer
    unsigned objective_version;    // counts changes of the formula and its parameters ...
    unsigned race_version;         // ... of these and of whatever else a race depends on
    char typed[SCENE_FORMULA_MAX]; // what stands in the formula field
    Error mistake;                 // in it; text "" when it is the scene's formula
    char offer[FORMULA_PARAMS_MAX * (FORMULA_NAME_MAX + 2)]; // "a, b": unknown names that could
                                                             // become sliders, or ""
    PastParam past[WORKSPACE_PAST_MAX]; // of earlier states of the formula that is being typed
    int past_count;
    Scene kept; // with has_kept: the typed formula that was shown last, before a landscape
    bool has_kept;
    Formula formula;      // the scene's, compiled; empty on a landscape that is none
    Objective *objective; // what is raced on, in its room: see workspace_objective()
    Arena arenas[2];      // the formula's memory, and the next one's
    int arena;
    Param params[FORMULA_PARAMS_MAX + 1]; // describe scene.params, in its order
    Scratch *scratch;
    Parallel *parallel;

    Race *race;
    InsideReplay *insides;
    Ghost ghost;       // the race before the last change
    uint32_t ghost_of; // the gesture that it was taken for
    bool ghost_none;   // the race before was on another landscape
    uint32_t gesture;  // a drag or an edit under way, all changes of which are one; 0: none
    unsigned race_of;  // version that the race is of
    Stationary points[WORKSPACE_POINTS_MAX];
    int point_count;
    unsigned points_of; // version of the objective that points, poles and lowest are of
    Poles poles;
    double minima[WORKSPACE_POINTS_MAX][2]; // those of the points that are minima
    int minimum_count;
    double lowest; // f_ref of log scales: lowest known value, or the lowest seen; NAN where f falls
                   // without end
    double minimum;   // the same as far as it is a minimum's; NAN: nobody knows
    double tolerance; // how far above it is near enough

    Samples samples; // workspace_samples()
    View view;
    Box frame; // with has_frame: what the view shall show, as soon as the picture's size is known
    bool has_frame;
    Field field;
    Field finer; // the one that follows, being computed over several frames
    bool finer_begun;
    Tint tint;
    FieldOf field_of;
    bool field_coarse;      // a finer one is wanted
    unsigned field_version; // counts computed fields
    Relief relief;          // where the scene shows one
    Eye eye;                // on it
    struct Drapes *drapes;  // the lines on it; owned, NULL: none was drawn yet

    QuadricKept quadric; // where it was asked for last

    Gauge *gauge;    // what the chart shows and the trails do not keep
    ChartKind chart; // which one it is
    bool measuring;  // more of it is to come
    Fair fair;

    unsigned hidden[SCENE_RACERS_MAX]; // ids of racers that are not to be seen (hiding.h) ...
    int hidden_count;                  // ... so many

    Playback play;
    Show show;
    bool hide[SCENE_HIDE_COUNT]; // what the panels leave out
    InsetWish inset;
    bool dragged_start; // the hint "drag me" has served
} Workspace;

// What undo brings back: the scene and how it is looked at.
typedef struct WorkspaceMoment {
    Scene scene;
    View view;
    Show show;
    bool hide[SCENE_HIDE_COUNT];   // what the panels leave out
    char typed[SCENE_FORMULA_MAX]; // what stands in the formula field, be it a mistake
} WorkspaceMoment;

void workspace_init(Workspace *workspace);
void workspace_finish(Workspace *workspace);
// Takes a scene over, with its own view; its formula compiles (it was checked).
void workspace_open(Workspace *workspace, const Scene *scene);

void workspace_moment(const Workspace *workspace, WorkspaceMoment *moment);
bool workspace_moment_equal(const void *a, const void *b); // of WorkspaceMoments
void workspace_restore(Workspace *workspace, const WorkspaceMoment *moment);

// As at the very start, the window's settings left alone.
void workspace_reset(Workspace *workspace);
// Whether what is shown is what a fresh workspace shows.
bool workspace_shows_default(const Workspace *workspace);
void workspace_set_landscape(Workspace *workspace, int landscape);
// To be called when `typed` has changed: compiles it, and on success makes it the scene's formula;
// otherwise fills `mistake` and leaves the scene as it is.
void workspace_typed(Workspace *workspace);
// What is typed goes back to the scene's formula.
void workspace_typed_back(Workspace *workspace);
// Makes the offered names parameters with value 1.
void workspace_accept_offer(Workspace *workspace);
// Shows the typed formula again that was shown before a built-in landscape, if there is one.
void workspace_set_typed(Workspace *workspace);
// Whether all runs are lost at once: value or gradient is not finite at the start.
bool workspace_start_lost(const Workspace *workspace);
// Moves the start to the nearest point that has both (sim/race/start_search.h); false: none found.
bool workspace_move_start(Workspace *workspace);
// For the workspace's own files. Spare memory to compile in, empty, so that the old formula lives
// on if the new one is wrong; adopts what was compiled so; keeps the typed formula, if it is one.
Arena *workspace_spare(Workspace *workspace);
void workspace_adopt(Workspace *workspace, const Formula *formula);
void workspace_keep_typed(Workspace *workspace);
// Whether the field is of what is looked at, and as fine as it gets.
bool workspace_field_rests(const Workspace *workspace);
// To be called when the scene's numbers changed: a parameter, the start, noise, an optimizer.
void workspace_changed_params(Workspace *workspace);
void workspace_changed_race(Workspace *workspace);
// When racers were added or removed: the race begins anew at once, for what is shown of it asks the
// scene for its racers.
void workspace_changed_racers(Workspace *workspace);
// The same where they only stand in another order, which changes nobody's run.
void workspace_moved_racers(Workspace *workspace);
// Within the bounds, beyond which a run would be lost at once.
void workspace_set_start(Workspace *workspace, double x, double y);
// The same by hand: with as many digits as a pixel can tell.
void workspace_drag_start(Workspace *workspace, double x, double y);

// Computes what is due: race first, then points, then the field of this picture, coarser if it
// would take longer than the budget. Returns whether more remains for the next frame.
// pixel_scale: physical pixels per logical one. budget_s INFINITY: all, as fine as can be.
bool workspace_compute(Workspace *workspace, Rect whole, double pixel_scale, double budget_s);

// What is raced on, mapped and searched; its cost is known after workspace_compute().
const Objective *workspace_objective(const Workspace *workspace);
// What distances of the race are to.
GaugeGoal workspace_goal(const Workspace *workspace);
// A run's loss at a step, for people, or where it was lost: true then.
bool workspace_loss_text(const Workspace *workspace, int run, int step, int digits, char *text,
                         size_t size);
// The last step of the race, as far as it is computed.
int workspace_last_step(const Workspace *workspace);
// The step shown: the cursor's, whole.
int workspace_step(const Workspace *workspace);
// "step 3 / 100", or how far it is computed, in the reader's language.
void workspace_step_text(const Workspace *workspace, char *text, size_t size);
void workspace_seek(Workspace *workspace, double step); // pauses
// Lets time pass: true while something moves.
bool workspace_play(Workspace *workspace, double elapsed_s);
void workspace_play_toggle(Workspace *workspace);
