// The Network room while four networks of 10 x 100 train: pictures a second, what a picture costs,
// and the training's speed as a share of plain training on one core.
#include "app/network/room_network.h"
#include "app/rooms.h"
#include "app/shell/frame.h"
#include "base/file.h"
#include "gfx/capture.h"
#include "gfx/window.h"
#include "io/flags.h"
#include "times.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double PERIOD_S = 1.0 / 60, RUN_S = 4;

static LabSpec *lab_of(const char *preset)
{
    LabSpec *spec = memory_get(sizeof *spec);
    for (int i = 0; i < lab_preset_count; i++) {
        if (strcmp(lab_presets[i].kind.key, preset) == 0) {
            lab_preset_spec(&lab_presets[i], spec);
        }
    }
    return spec;
}

// Samples a second of plain training with its scores, as `thalweg train` does it on one core.
static double plain_rate(const LabSpec *spec)
{
    LabError err;
    Lab *lab = lab_create(spec, &err);
    if (!lab) {
        die("%s", err.error.text);
    }
    const double begun_s = clock_seconds();
    long epochs = 0;
    lab_begin(lab, NULL, NULL);
    while (clock_seconds() - begun_s < RUN_S / 2) {
        lab_epoch(lab, NULL, EPOCHS_ENDS, NULL, NULL);
        epochs++;
    }
    const double rate =
        (double)epochs * lab->set.train_count * spec->network_count / (clock_seconds() - begun_s);
    lab_destroy(lab);
    return rate;
}

// Frames as the program's loop makes them: at most 60 a second, one for every news of the worker.
static void measure(const char *preset, int width, int height)
{
    Error err = { .text = "" };
    LabSpec *spec = lab_of(preset);
    const double plain = plain_rate(spec);
    Window *window = window_create(&(WindowOptions){ "", width, height, true, false }, &err);
    Capture target;
    App *app = memory_get(sizeof *app);
    if (!window || !capture_init(&target, width, height, &err) || !app_init(app, &rooms, &err)) {
        die("%s", err.text);
    }
    capture_bind(&target);
    app_resize(app, width, height, 1);
    spec->epochs = LAB_EPOCHS_MAX;
    Subject *subject = memory_get(sizeof *subject);
    subject_set(subject, SUBJECT_LAB, spec);
    app_open(app, subject);
    free(subject);
    NetworkRoom *network = app_state(app, &network_room);
    network->lab.wish.paced = false; // as fast as it goes, without an end
    labspace_play(&network->lab, true);
    double times[1024];
    int count = 0;
    unsigned shots = 0;
    double rate = 0;
    InputEvents events = { 0 };
    const double begun_s = clock_seconds();
    while (clock_seconds() - begun_s < RUN_S && count < (int)COUNT(times)) {
        const double now_s = clock_seconds();
        app_frame(app, now_s, 0.008);
        capture_wait();
        times[count++] = clock_seconds() - now_s;
        shots = network->lab.shot_version;
        rate = network->lab.shot ? network->lab.shot->samples_per_s : 0;
        // As the program's loop: the next picture when the worker has news, 60 a second at most.
        const double rest_s = PERIOD_S - (clock_seconds() - now_s);
        if (rest_s > 0) {
            nanosleep(&(struct timespec){ 0, (long)(rest_s * 1e9) }, NULL);
        }
        events.count = 0;
        window_poll(window, RUN_S, &events);
    }
    array_free(&events);
    const double run_s = clock_seconds() - begun_s;
    const double middle_s = median(count, times);
    const double quit_s = clock_seconds();
    app_finish(app);
    printf("%-16s %4dx%-4d  %5.1f pictures/s  %5.1f snapshots/s  frame %5.1f ms (median) %5.1f "
           "(90 %%)  training %6.0f k samples/s = %3.0f %% of plain %6.0f k  end %3.0f ms\n",
           preset, width, height, count / run_s, shots / run_s, 1e3 * middle_s,
           1e3 * times[count * 9 / 10], rate / 1e3, 100 * rate / plain, plain / 1e3,
           1e3 * (clock_seconds() - quit_s));
    capture_finish(&target);
    window_destroy(window);
    free(app);
    free(spec);
}

int main(void)
{
    measure("initializations", 1280, 720);
    measure("optimizers", 1280, 720);
    measure("digits", 1280, 720);
    measure("initializations", 1920, 1080);
    return 0;
}
