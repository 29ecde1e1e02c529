// Share codes: a subject as one line to send, "thalweg1:eNpL...". Behind the colon stands its scene
// file (io/subject_file.h, with the data it needs in it and without any path) deflated by zlib,
// whose checksum it ends with, in base64url. A code comes from strangers: it opens no file, and
// what it unpacks to is limited.
#pragma once

#include "base/arena.h"
#include "sim/subject.h"

enum { SHARE_CODE_MAX = 1 << 20 }; // bytes of a code

// Whether a text (blanks before it do not count) is meant as a code of any version.
bool share_code_is(const char *text);
// Line breaks and blanks in it do not count: mail puts them there. On failure *subject is as
// before.
bool share_code_parse(Subject *subject, const char *code, Error *err);
// The code in the arena. False with the reason where the subject cannot be sent: its data are too
// large, or pictures.
bool share_code_write(const Subject *subject, Arena *arena, char **code, Error *err);
// The text of the scene file that a code holds, in the arena.
bool share_code_unpack(const char *code, Arena *arena, char **text, size_t *length, Error *err);
