// Pictures to a film: MP4 and GIF by the program `ffmpeg`, animated WebP by libwebp. They are
// encoded on a thread of their own, so that whoever draws them goes on; the file is complete or
// not there, however the program ends.
#pragma once

#include "base/error.h"
#include "base/registry.h"

typedef enum FilmKind { FILM_MP4, FILM_GIF, FILM_WEBP, FILM_KIND_COUNT } FilmKind;

extern const Registry film_kinds; // the keys are the files' endings

enum { FILM_RATE_MOST = 60, FILM_SIDE_MOST = 4096 };

typedef struct FilmPlan {
    FilmKind kind;
    const char *path;
    int width, height; // pixels, as film_fit() gives them
    int rate;          // pictures a second, 1 to FILM_RATE_MOST
    long count;        // how many pictures will come
    const char *title; // told in the file where it can be; NULL: none
} FilmPlan;

typedef struct Film Film;

// Whether films of that kind can be made on this computer; else why not, and what would help.
bool film_possible(FilmKind kind, Error *why);
// The least size that the kind takes, at or above this one: MP4 has even sides alone.
void film_fit(FilmKind kind, int *width, int *height);

// NULL with a message; err->at is 0 where the path itself is at fault (the user's mistake).
Film *film_begin(const FilmPlan *plan, Error *err);
// Where the next picture goes, [height][width][4], top row first, red green blue and a byte that
// counts for nothing. NULL: the encoder is behind (wait: it is waited for) or has failed.
uint8_t *film_room(Film *film, bool wait);
// That picture is complete.
void film_put(Film *film);
// No more will come.
void film_last(Film *film);
// Whether nothing more is to be waited for: it failed, or has all of its pictures.
bool film_ended(Film *film);
// How far the encoder is, 0..1.
double film_progress(Film *film);
// After film_last(): waits until it is encoded and puts the file in its place. Frees the film;
// false with a message, and then there is no file.
bool film_finish(Film *film, Error *err);
// Nothing of it remains. Frees the film; accepts NULL.
void film_abandon(Film *film);
