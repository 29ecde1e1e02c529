// What tells the racers of a scene apart: their names and their places in the table of colours and
// markers.
#pragma once

#include "sim/race/scene.h"

enum {
    RACER_NAME_MAX = 96,       // bytes of a name with its zero byte; what does not fit is left out
    RACER_LOOKS = OPTIM_LOOKS, // the first kinds have their own, the others take what is free
};

// What racer i is called: the name that it was given, or its optimizer's name and, of several of a
// kind, what differs between them: the rate ("Adam 0.1", "Adam 0.3"), where rates are equal the
// next number that differs ("Adam β₁ 0.5"), then what it has beside its numbers ("SGD 0.1
// Cosine"), and the batch ("SGD batch 8"); and a place among those that are called alike
// ("Adam (2)").
void scene_racer_name(const Scene *scene, int racer, char *text, size_t size);

// Its place in the table of colours and markers, 0..RACER_LOOKS-1, no two alike. The first of a
// kind that has its own has that, or who had it before they were moved, whoever else races and
// whether or not it is on; a further one, and a kind without, has the next that no kind in the race
// calls its own, those of the classic kinds last; it keeps that while others come and go.
int scene_racer_look(const Scene *scene, int racer);
// Everybody keeps the look that he has; none where all have what they would have anyhow.
void scene_keep_looks(Scene *scene);

// One more of that kind behind the others, with default numbers, on. False if there are
// SCENE_RACERS_MAX already.
bool scene_add_racer(Scene *scene, const Optim *optim);
// One more just like it but for a given name, right behind it, on; false as above.
bool scene_duplicate_racer(Scene *scene, int racer);
// False if it is the only one: somebody must race.
bool scene_remove_racer(Scene *scene, int racer);
// It comes to stand at `place`, those in between move by one; all keep their looks.
void scene_move_racer(Scene *scene, int racer, int place);
