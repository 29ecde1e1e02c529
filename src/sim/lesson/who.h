// Who is meant by a word of a lesson: an optimizer of a race or a network of a lab.
//
//     who := an optimizer's key ("adam"; "adam#2" the second of them), a racer's or network's name
//            in double quotes, a network's letter A..F
#pragma once

#include "base/arena.h"
#include "sim/subject.h"

typedef enum WhoKind { WHO_OPTIMIZER, WHO_NAMED, WHO_NETWORK } WhoKind;

typedef struct Who {
    WhoKind kind;
    const Optim *optim; // WHO_OPTIMIZER: its kind, and which of them,
    int nth;            // from 1
    const char *name;   // WHO_NAMED, in the arena of whoever read it
    int network;        // WHO_NETWORK: from 0
    int at;             // where it stands in the text
} Who;

// Reads one from text[*at] on, behind blanks, and moves *at behind it.
bool who_read(const char *text, int *at, Arena *arena, Who *who, Error *err);
// Which racer or network it is, from 0; -1, err->at its place, if there is none or it sits out.
int who_of_subject(const Who *who, const Subject *subject, Error *err);
int who_of_scene(const Who *who, const Scene *scene, Error *err);
int who_of_lab(const Who *who, const LabSpec *spec, Error *err);

// The racer or network that all of a text means, from 0; -1: it means none of them.
int who_called_in_scene(const char *text, const Scene *scene);
int who_called_in_lab(const char *text, const LabSpec *spec);

// A list of them, "adam, momentum" or "all", of what the subject has: bit k for racer or network k.
// err->at is in the text.
bool who_list(const char *text, const Subject *subject, unsigned *bits, Error *err);
