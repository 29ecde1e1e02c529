// What is on screen, kept beside the program for when it ends without having been closed: scene
// files in $XDG_STATE_HOME/thalweg. Every program that runs has a slot of its own, locked as long
// as it lives; what lies in a slot that nobody has locked was left there.
#pragma once

#include "sim/subject.h"

typedef struct Rescue {
    int slot; // from 1; 0: none
    int lock; // its file, locked
} Rescue;

// Locks a slot: an empty one or, left: the one in which something was left last. False: there is
// none, or no home.
bool rescue_take(Rescue *rescue, bool left);
// Somebody else may have it, with what lies in it.
void rescue_release(Rescue *rescue);
// The file of a kind of subject in that slot, for free(); NULL without a slot.
char *rescue_path(const Rescue *rescue, SubjectKind kind);
// Removes that file, if it is there.
void rescue_clear(const Rescue *rescue, SubjectKind kind);

// A scene file that remembers which document it was. document: that one's file; NULL: it had none.
bool rescue_write(const char *path, const Subject *subject, const char *document, Error *err);
// That document, to be freed; NULL: it had none.
char *rescue_document(const char *path);
