// Networks of a session that changes have taken away, as stories that taking the change back goes
// on with. For the session's own files alone.
#pragma once

#include "sim/train/session.h"
#include "sim/train/timeline.h"

// A network that a change took away: what it was wished to be, where it stood, and its story.
typedef struct Gone {
    uint32_t id;
    NetSpec spec;
    int patience;
    bool adjusting; // SessionNet's
    long step;
    Story *story; // its own
} Gone;

typedef struct GoneLab GoneLab;
typedef Array(GoneLab *) GonePile; // the newest last

typedef enum GonePileKind {
    GONE_CHANGED, // by changes
    GONE_UNDONE,  // by changes that were taken back
    GONE_COUNT
} GonePileKind;

struct SessionNet;

// Around a wish: those that are added between are remembered together. before: nothing is brought
// back yet, so that what is taken back may be among them.
void session_gone_begin(Session *session);
void session_gone_add(Session *session, const struct SessionNet *net); // takes its timeline's story
void session_gone_end(Session *session, bool before);
// The network of that number that the wish brings back, with its story; the caller's. NULL: none is
// known, or the wish takes nothing back.
Gone *session_gone_take(Session *session, const LabWish *wish, uint32_t id, const NetSpec *spec);
void session_gone_finish(Session *session);
