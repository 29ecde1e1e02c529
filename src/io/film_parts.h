// What a kind of film is: a row of functions. They are called on the film's thread, one after the
// other; stop() from any.
#pragma once

#include "io/film.h"
#include "io/output.h"

typedef struct FilmEncoder {
    bool even;                    // both sides must be
    bool (*possible)(Error *why); // NULL: always
    size_t size;                  // of a state, zeroed before init()
    void (*init)(void *state, const FilmPlan *plan, const Output *output);
    bool (*begin)(void *state, Error *err);
    bool (*picture)(void *state, const uint8_t *pixels, Error *err); // as film_room()
    bool (*end)(void *state, Error *err);                            // the output has all bytes
    double (*ending)(const void *state); // how far end() is, 0..1, from any thread; NULL: at once
    void (*stop)(void *state);           // what runs returns soon; NULL: it does anyway
    void (*finish)(void *state);
} FilmEncoder;

extern const FilmEncoder film_mp4, film_gif, film_webp;
