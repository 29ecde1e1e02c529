// The other way round: from a scene to the command line that opens it.
#pragma once

#include "sim/race/scene.h"
#include "sim/train/lab.h"

enum {
    FLAGS_LINE_MAX = 4 * SCENE_FORMULA_MAX + 16384
}; // bytes that are enough for every scene's line with its zero byte

// "thalweg --landscape himmelblau --start 0,1 --optimizer 'adam lr=0.2'", quoted for a POSIX shell:
// what flags_read() takes back to an equal scene (scene_equal). Only the landscape and what differs
// from its defaults is written. Numbers must be in the ranges of the flags (the start within
// scene_bounds(), the seed at most INT64_MAX) and there must be a racer, on or off.
// Returns the bytes needed without the zero byte; out holds as many of them as fit, as snprintf().
size_t scene_write_flags(const Scene *scene, char *out, size_t size);
// "thalweg --data 'spiral noise=0.1' --network 'hidden=10x100 init=he_normal'": what opens this lab
// with the same numbers. Only the first LAB_NETWORKS_ADDED networks fit on a command line.
size_t lab_write_flags(const LabSpec *lab, char *out, size_t size);
