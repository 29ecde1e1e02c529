// The table of races to begin with. What their sentences claim is raced by tests/test_window_presets.c.
#include "app/landscape/race_presets.h"

#include "base/utf8.h"
#include "base/words.h"
#include "io/subject_text.h"

#include <stdlib.h>

// clang-format off
const RacePreset race_presets[] = {
    { { .key = "rates_of_adam", .name = N_("Rates of Adam"),
        .about = N_("One optimizer, five rates: at 0.03 it is still on its way, 0.1 to 3 arrive, 10 climbs to ten times the start's height first.") }, RACE_ON_MAP,
      "--landscape valley --optimizer 'adam lr=0.03' --optimizer 'adam lr=0.1' --optimizer 'adam lr=0.3'"
      " --optimizer 'adam lr=3' --optimizer 'adam lr=10'",
      { NULL } },
    { { .key = "schedules_of_sgd", .name = N_("Schedules of SGD"),
        .about = N_("Noisy gradients: at a constant rate the loss ends at 0.32; half a cosine brings it to 0.009, a line to nothing to 0.0005.") }, RACE_ON_MAP,
      "--landscape valley --noise 1 --optimizer 'sgd lr=0.9'"
      " --optimizer 'sgd lr=0.9 schedule=step' --optimizer 'sgd lr=0.9 schedule=exponential'"
      " --optimizer 'sgd lr=0.9 schedule=cosine'"
      " --optimizer 'sgd lr=0.9 schedule=linear start_factor=1 end_factor=0 total_iters=100'",
      { N_("Constant"), N_("Steps down"), N_("Exponential"), N_("Cosine"), N_("A line to nothing") } },
    { { .key = "who_can_rotate", .name = N_("Who can rotate?"),
        .about = N_("A valley of κ = 100 turned by 45°, each at its best rate: after 100 steps AdaGrad is at 8e-3, Adam at 3e-5, the full matrix at 2e-105.") }, RACE_ON_MAP,
      "--landscape valley --param t=0.7853981633974483 --param k=100"
      " --optimizer 'adagrad lr=7.943282347242816' --optimizer 'adam lr=3.9810717055349722'"
      " --optimizer 'full_adagrad lr=7.943282347242816'",
      { NULL } },
    { { .key = "chebyshev", .name = N_("Chebyshev needs no momentum"),
        .about = N_("64 steps, κ = 100: the best constant rate comes to 0.04, the heavy ball at its best pair to 4e-7, well chosen rates alone to 1e-10.") }, RACE_ON_MAP,
      "--formula 'x^2/100 + y^2' --domain -25,25,-25,25 --view -10,10,-10,10 --start -7,2 --steps 64"
      " --optimizer 'sgd lr=0.965' --optimizer 'momentum lr=1.652892561983471 beta=0.6694214876033058'"
      " --optimizer 'sgd schedule=chebyshev'",
      { N_("Best constant rate"), N_("Heavy ball"), N_("Chebyshev's rates") } },
    { { .key = "newton_saddles", .name = N_("Newton likes saddles"),
        .about = N_("Newton's step goes to where the slope vanishes, be it a saddle; made saddle-free it goes on, as SGD and Adam do, to a minimum of −1.") }, RACE_ON_MAP,
      "--landscape saddle --optimizer newton --optimizer 'newton saddle_free=1' --optimizer sgd"
      " --optimizer adam",
      { NULL, N_("Newton, saddle-free") } },
    { { .key = "clipping", .name = N_("Clipping at the cliff"),
        .about = N_("The wall throws Momentum out to x = −9.7, and after 100 steps it is not back; clipped to length 1 it ends 0.0003 above the minimum.") }, RACE_ON_MAP,
      "--landscape cliff --view -11,6,-4.5,3 --start 2,-3 --optimizer 'sgd lr=1' --optimizer 'sgd lr=1 clip=1'"
      " --optimizer 'momentum lr=0.5' --optimizer 'momentum lr=0.5 clip=1'",
      { N_("SGD"), N_("SGD, clipped"), N_("Momentum"), N_("Momentum, clipped") } },
    { { .key = "decay", .name = N_("Decay beside L2"),
        .about = N_("A minimum at (3, 3), steep in x: after 300 steps L2 within Adam's gradient has x at 2.97 and y at 1.5; AdamW's decay has both near 2.3.") }, RACE_ON_MAP,
      "--formula '10*(x - 3)^2 + (y - 3)^2/10' --domain -5,5,-5,5 --view -4,5,-3,5 --start -3,-2 --steps 300"
      " --optimizer 'adam lr=0.1' --optimizer 'adam lr=0.1 coupled_decay=0.2'"
      " --optimizer 'adamw lr=0.1 weight_decay=0.2'",
      { N_("Adam"), N_("Adam with L2"), N_("AdamW") } },
    { { .key = "batches", .name = N_("Batch, minibatch, online"),
        .about = N_("100 steps of one rate: with all points the loss ends at 0.3277, with ten a step at 0.3281, with one a step, a hundredth of the work, at 0.334.") }, RACE_ON_MAP,
      "--landscape logreg --optimizer 'sgd lr=1 batch=all' --optimizer 'sgd lr=1 batch=10'"
      " --optimizer 'sgd lr=1 batch=1'",
      { N_("Batch: all points"), N_("Minibatch: 10"), N_("Online: 1") } },
    { { .key = "relief_saddle", .name = N_("A saddle in 3D"),
        .about = N_("A billionth beside the ridge SGD sits on the saddle for 100 steps, at −0.007; Momentum slips off by step 77, Adam by step 11.") }, RACE_IN_3D,
      "--landscape saddle --start 1.2,1e-9 --view -1.3,1.3,-0.8,1.8 --relief only --height linear --exaggeration 1.3"
      " --camera 150,32,1 --optimizer sgd --optimizer momentum --optimizer rmsprop --optimizer adam",
      { NULL } },
    { { .key = "relief_valley", .name = N_("A valley in 3D"),
        .about = N_("Down to below 6 all get in 30 steps; along the floor in 300 SGD to 3.3, Adam to 0.13, Momentum to 0.03; L-BFGS needs 40.") }, RACE_IN_3D,
      "--landscape rosenbrock --steps 300 --relief only --height log --camera -8,50,1"
      " --optimizer sgd --optimizer momentum --optimizer adam --optimizer lbfgs",
      { NULL } },
    { { .key = "relief_cliff", .name = N_("A cliff in 3D"),
        .about = N_("The wall, up to 8 steep, throws SGD out to x = −5.8, Momentum to −5.6; clipped, or scaled by Adam, steps go down it and stay.") }, RACE_IN_3D,
      "--landscape cliff --view -6.5,4,-4,3 --relief only --height linear --exaggeration 1.3 --camera -60,44,1"
      " --optimizer 'sgd lr=1' --optimizer 'sgd lr=1 clip=1' --optimizer 'momentum lr=0.3' --optimizer 'adam lr=0.2'",
      { N_("SGD"), N_("SGD, clipped"), N_("Momentum"), N_("Adam") } },
    { { .key = "relief_minima", .name = N_("Many minima in 3D"),
        .about = N_("121 dents: SGD falls into the nearest, 12.9; Adam at 0.6 comes to 9, at 0.75 to 1, and with β₁ = 0.95 to the best, at 0.03.") }, RACE_IN_3D,
      "--landscape rastrigin --view -1.5,4.6,-3.4,1.6 --relief only --height linear --exaggeration 0.7 --camera 20,60,1"
      " --optimizer sgd --optimizer 'adam lr=0.6 schedule=cosine' --optimizer 'adam lr=0.75 schedule=cosine'"
      " --optimizer 'adam lr=0.75 beta1=0.95 schedule=cosine'",
      { N_("SGD"), N_("Adam 0.6"), N_("Adam 0.75"), N_("Adam, β₁ 0.95") } },
    { { .key = "relief_plateau", .name = N_("A plateau in 3D"),
        .about = N_("A slope of 0.0004: in 100 steps SGD comes 0.014 nearer, Momentum 0.06; Adam divides it by its own size and is at the bottom.") }, RACE_IN_3D,
      "--landscape easom --start 1.6,1.6 --view 0.8,5.4,1,5.2 --relief only --height linear --exaggeration 0.6 --camera 60,52,1"
      " --optimizer 'sgd lr=0.3' --optimizer 'momentum lr=0.1' --optimizer 'adam lr=0.1'",
      { NULL } },
    { { .key = "relief_sharp", .name = N_("Sharp and flat in 3D"),
        .about = N_("Noise of 1, rates that sink to nothing: from 0.02 and 0.1 SGD stays in the sharp minimum, from 0.5 it ends in the flat one.") }, RACE_IN_3D,
      "--landscape sharp_flat --param a=0.4 --noise 1 --seed 3 --steps 200 --relief only --height linear --exaggeration 0.6 --camera 12,54,1"
      " --optimizer 'sgd lr=0.02 schedule=linear start_factor=1 end_factor=0 total_iters=200'"
      " --optimizer 'sgd lr=0.1 schedule=linear start_factor=1 end_factor=0 total_iters=200'"
      " --optimizer 'sgd lr=0.5 schedule=linear start_factor=1 end_factor=0 total_iters=200'",
      { N_("From 0.02"), N_("From 0.1"), N_("From 0.5") } },
};
// clang-format on
const int race_preset_count = COUNT(race_presets);
const Registry race_preset_kinds = { REGISTRY(race_presets) };

void race_preset_scene(const RacePreset *preset, Scene *scene)
{
    Subject *subject = memory_get(sizeof *subject);
    Error err = { .text = "" };
    if (!subject_parse(subject, preset->flags, &err)) {
        die("the race '%s': %s", preset->kind.key, err.text); // a test reads them all
    }
    *scene = subject->scene;
    for (int i = 0; i < scene->racer_count; i++) {
        const char *name = preset->names[i];
        text_print(scene->racers[i].name, RACER_GIVEN_MAX, "%s", name ? tr(name) : "");
    }
    free(subject);
}
