// Command lines of random races, one a line, for torch_race.py: every landscape in turn, from its
// own start, with whatever numbers its racers may have.
// usage: torch_scenes COUNT
#include "io/subject_text.h"
#include "random_subject.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    Rng rng;
    Subject *subject = memory_get(sizeof *subject);
    char *text = memory_get(SUBJECT_TEXT_MAX);
    const int count = argc > 1 ? atoi(argv[1]) : 0;
    rng_init(&rng, 20, 0);
    for (int i = 0; i < count; i++) {
        subject_defaults(subject, SUBJECT_SCENE);
        Scene *scene = &subject->scene;
        scene_set_landscape(scene, &landscapes[i % landscape_count]);
        const Scene usual = *scene;
        random_scene(scene, &rng);
        scene->domain = usual.domain;
        scene->start[0] = usual.start[0];
        scene->start[1] = usual.start[1];
        scene->has_view = false;
        scene->steps = 3 + i % 18;
        scene->noise = scene->noise > 0 ? 0.3 : 0;
        scene->l1 = scene->l1 > 0 ? 0.1 : 0;
        scene->l2 = scene->l2 > 0 ? 0.1 : 0;
        subject_write(subject, text, SUBJECT_TEXT_MAX);
        puts(text);
    }
    free(text);
    free(subject);
    return 0;
}
