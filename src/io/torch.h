// A subject as a script for PyTorch that does what the program does: what `code` writes and the
// window copies. Each kind of subject has a function of its own.
#pragma once

#include "base/error.h"
#include "sim/subject.h"

#include <stdio.h>

// The whole script. weights: the file with a lab's weights, data and draws that it reads, as it was
// named; NULL: none. False: nothing was written that could be used.
bool torch_write(FILE *out, const Subject *subject, const char *weights, Error *err);
// The same to memory, to be freed; NULL: it cannot be.
char *torch_text(const Subject *subject, const char *weights, Error *err);

// The same to a file, which is complete or not there (NULL: stdout). err->at is 0 where the path is
// at fault.
bool torch_save(const char *path, const Subject *subject, const char *weights, Error *err);

// Of each kind; torch_race.c and torch_lab.c.
bool torch_race_write(FILE *out, const Subject *subject, const char *weights, Error *err);
bool torch_lab_write(FILE *out, const Subject *subject, const char *weights, Error *err);
