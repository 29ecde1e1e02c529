// The ways to look into a session's networks, one file each, for session_look.c, which has a row
// for each part, and for session_shot.c, which tells what was seen.
#pragma once

#include "sim/train/session_parts.h"

// ---- session_plane.c

bool session_wants_surface(const Session *session, const SessionNet *net);
bool session_wants_curve(const Session *session, const SessionNet *net);
bool session_wants_zoom(const Session *session, const SessionNet *net);
bool session_wants_units(const Session *session, const SessionNet *net);
bool session_wants_unit(const Session *session, const SessionNet *net);
void session_look_surface(Session *session, SessionNet *net, bool coarse);
void session_look_curve(Session *session, SessionNet *net, bool coarse);
void session_look_zoom(Session *session, SessionNet *net, bool coarse);
void session_look_units(Session *session, SessionNet *net, bool coarse);
void session_look_unit(Session *session, SessionNet *net, bool coarse);

// ---- session_arrows.c

bool session_wants_arrows(const Session *session, const SessionNet *net);
void session_look_arrows(Session *session, SessionNet *net, bool coarse);

// ---- session_doubt.c

enum { SESSION_CELLS = 1024 }; // at once

// Over SHOT_PASSES passes with masks, of rows x [rows][features], at most SESSION_CELLS: mean (may
// be NULL) and standard deviation [rows] of the probability of class said[i] (NULL: there are no
// classes), or of the value. Without masks the answer itself, and 0.
void session_spread(Train *train, int rows, const float *x, const uint8_t *said, float *mean,
                    float *deviation);

// ---- session_bands.c

// Takes down what was just seen inside, if it is of now; where it is not and bands are wished for,
// the network is looked at once more.
void session_take_bands(const Session *session, SessionNet *net);
bool session_wants_bands(const Session *session, const SessionNet *net);
void session_look_bands(Session *session, SessionNet *net, bool coarse);
// Forgets those of steps that a change has cut off.
void session_cut_bands(SessionNet *net);
// Where a network on its way to its target stops to be looked at; the target: nowhere.
long session_band_stop(const Session *session, const SessionNet *net);

// ---- session_best.c

// Whether a network is looked at as it was at its best.
bool session_shows_best(const Session *session, const SessionNet *net);
// Another number: what is looked at has other parameters.
unsigned session_look_number(const Session *session, SessionNet *net);
// For the time of a look the network has its best parameters, if these are shown.
void session_borrow_best(const Session *session, SessionNet *net);
void session_give_back(SessionNet *net);

// ---- session_maps.c

bool session_wants_maps(const Session *session, const SessionNet *net);
void session_look_maps(Session *session, SessionNet *net, bool coarse);
// The sample that is wished for: a row of the data; -1: none.
int session_sample(const Session *session);

// ---- session_batch.c

bool session_wants_batch(const Session *session, const SessionNet *net);
void session_look_batch(Session *session, SessionNet *net, bool coarse);

// ---- session_scales.c

// Histograms of what was seen, on scales that fit together.
void session_shoot_layers(const Session *session, LabShot *shot);

// ---- session_shot_data.c

// What there is to say of the data; of no data.
void session_shoot_data(const Session *session, LabShot *shot);
void session_shoot_nothing(const Session *session, LabShot *shot);
// The pixels of a row of pictures, ink 255: the mean of the channels.
void session_grey(const Dataset *set, const float *x, uint8_t *pixels);
// What was changed on the way.
void session_shoot_changes(const Session *session, LabShot *shot);
