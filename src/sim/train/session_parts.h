// What a session is made of, for its own files alone: session.c takes wishes, session_fulfil.c
// makes what they ask for (session_data.c its data; session_gone.c remembers the networks that
// went), session_work.c trains it, session_pace.c says how fast and how far, session_look.c looks
// into its networks: at the plane (session_plane.c), at where they do not know (session_doubt.c),
// at where points are moved to (session_arrows.c), at what they make of a sample (session_maps.c),
// at what they train on (session_batch.c), over their steps (session_bands.c), back to their best
// epoch (session_best.c), and session_scales.c finds the scales of their histograms:
// session_looks.h has all of these. session_shot.c and session_shot_data.c tell what there is.
#pragma once

#include "sim/train/session_gone.h"

// What is costly to see of a network. session_look.c has a row for each.
typedef enum LookPart {
    LOOK_INSIDE,  // layers: moments, histograms, units, what travels through them
    LOOK_BANDS,   // ... as they are now, for their bands, where what is shown is at its best
    LOOK_SURFACE, // the decision surface
    LOOK_CURVE,   // ... of one feature: the line
    LOOK_ZOOM,    // what the units of the enlarged layer see
    LOOK_UNITS,   // what those of every layer see, coarsely
    LOOK_UNIT,    // what one of them sees, finely
    LOOK_ARROWS,  // where points are moved to
    LOOK_ANSWERS, // confusion and samples
    LOOK_MAPS,    // what every layer makes of a sample, and filters
    LOOK_BATCH,   // what the newest step trained on
    LOOK_COUNT
} LookPart;

typedef struct SessionData {
    Arena arena; // owns all but itself
    Dataset set;
    TrainData data;
    unsigned version;
    int samples[SHOT_SAMPLES]; // rows
    int sample_count;
} SessionData;

typedef struct SessionNet {
    Timeline *time;
    uint32_t id;
    int place;    // in the wish
    NetSpec spec; // as wished; the timeline has it when not `adjusting`
    int patience;
    bool adjusting;    // spec waits for the end of a seek
    bool waiting;      // spec waits until it, which is lost, goes back
    unsigned returned; // the newest return that was answered
    long target;       // of a seek
    long stood;        // where it was, or was on its way to, before the wish that is taken over

    Inspect *inspect;
    unsigned seen[LOOK_COUNT]; // session_look_number() when the part was looked at; 0: never
    NetShot shot;              // what was seen of the parts; the rest is filled for each shot
    LabMaps maps;
    LabNorms norms;
    LabUnits units;
    LabUnit unit;
    LabBands bands[INSPECT_COUNT]; // of each kind, whatever is shown
    Inspect *beside;               // of LOOK_BANDS; NULL before the first
    void *borrowed;                // its state of now, while it is as it was at its best
    LabBatch batch;
    bool has_magnitudes;  // if they were asked for: some are not 0, ...
    double magnitudes[2]; // ... from, to
    unsigned binned;      // seen[LOOK_INSIDE] that the counts are of
    InspectKind binned_kind;
    bool binned_log;
    double binned_low[INSPECT_LAYERS_MAX], binned_high[INSPECT_LAYERS_MAX];
} SessionNet;

// Why a wish could not be fulfilled in full, as LabShot says it.
typedef struct Refusal {
    Error error;
    int network; // -1: the data
    bool batch;
} Refusal;

struct Session {
    size_t memory_budget;
    Parallel *parallel;             // NULL: networks one after the other
    LabWish wish;                   // the newest
    LabWish done;                   // the newest whose data and settings were looked at ...
    bool begun;                     // ... if there is one
    Refusal refused;                // of it; its error's text is "" if there is none
    Error barred[LAB_NETWORKS_MAX]; // of each of its networks that could not begin
    bool no_data;                   // its data could not be made, which bars all

    // NULL before the first that could be made. Of painted points that could not: those before.
    SessionData *data;
    LabWish made; // whose data these are: the newest, or ...
    bool held;    // ... one before it, while the newest's cannot be made
    // Where the newest's cannot be made: as Dataset has them, of what is wished for; 0: not known.
    int subset_most;
    double imbalance_most;
    unsigned data_version;
    int net_count;
    SessionNet *nets[LAB_NETWORKS_MAX];  // that are not barred
    SessionNet *aside[LAB_NETWORKS_MAX]; // of barred ones, on the same data, what they were
    int aside_count;

    bool seeking;
    bool gathering;   // ... to where the furthest stood when it was paused, whatever the wish says
    bool beyond;      // it plays on from its end
    bool undoing;     // this wish takes a change back ...
    long undone_step; // ... that was made at this step; LONG_MAX: at none
    long back_step;   // ... to where networks stood that it brings back; -1: it brings none
    GonePile gone[GONE_COUNT];
    size_t gone_bytes; // of all of them
    GoneLab *going;    // that this wish takes away
    unsigned pieces;
    SessionClock *clock; // of the pace
    void *clock_context;
    double due_s;       // of the next step under a speed limit
    double allowance_s; // of time to look, may be overdrawn
    int look_next;      // where looking goes on: network x part
    double rate_since_s, rate_rows, rate;
    long rate_steps; // of the hindmost, where the measuring began
    double step_rate;
};

// ---- session_fulfil.c

// Whether the two ask for the same data and settings.
bool session_same(const LabWish *a, const LabWish *b);
// Data and networks as the wish says, as far as they can be; `refused` and `barred` say what
// cannot. anew: whatever there is begins at step 0.
void session_fulfil(Session *session, const LabWish *wish, bool anew);
// What a wish says of the return of a network; NULL: nothing.
const LabReturn *session_return_of(const LabWish *wish, uint32_t id);
// Forgets networks and data.
void session_clear(Session *session);

// ---- session_data.c

// Bars network `place` (-1: all) with the reason; batch: its batches cannot be.
void session_bar(Session *session, int place, const Error *error, bool batch);
void session_data_destroy(SessionData *data); // accepts NULL
// The data of the wish: those there are, or new ones (*fresh). Where they cannot be made: those
// there are, and it is told; NULL: all are barred.
SessionData *session_data_for(Session *session, const LabWish *wish, bool anew, bool *fresh);
// Takes new data over. None: points that are too few are painted on the plane of those before, but
// where it is a canvas, which has one of its own.
void session_take_data(Session *session, SessionData *data, const LabWish *wish);

// ---- session_pace.c

// Networks that are short of a step, or of scores.
bool session_behind(const Session *session, long step);
// The greatest of the networks' steps; the least of those that can go further, LONG_MAX if none
// can.
long session_front(const Session *session);
long session_hindmost(const Session *session);
// The lab's end, a step; 0: it has none. Where playing stops now: there, or where the furthest
// stands beyond it; LONG_MAX: nowhere.
long session_goal(const Session *session);
long session_stop(const Session *session);
// begins: from its end it goes on without one, until a network is begun anew.
void session_begin_to_play(Session *session, bool begins);
bool session_ended(const Session *session);
// Steps a second that are wanted; INFINITY: as many as there can be.
double session_speed(const Session *session);
void session_clock_restart(Session *session);
// Steps that are due now, at most `most`; they are taken off the account.
long session_due_steps(Session *session, long most);
// Seconds until the next is due.
double session_due_s(const Session *session);
void session_measure(Session *session, bool working);
double session_left_s(const Session *session); // as LabShot's

// ---- session_look.c

// Looks at parts never seen (coarsely), then at others in turn as long as the allowance lasts.
void session_look(Session *session);
// Whether there is a part to show.
bool session_seen(const Session *session, const SessionNet *net, LookPart part);
// Looks inside networks that have stopped on their way for it (session_band_stop()).
void session_look_on_the_way(Session *session);
// What a changed wish makes unseen.
void session_look_changed(Session *session, const LabLook *before);
// Which rows are shown as samples: of many classes, in turn.
void session_choose_samples(SessionData *data);
