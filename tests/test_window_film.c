// Films of the real rooms: what is in them, step by step, and that the window stays as it is.
#include "sheet_bench.h"

#include "app/shell/export.h"
#include "io/film.h"

#include <dirent.h>
#include <math.h>
#include <webp/demux.h>

enum { WIDTH = 480, HEIGHT = 300 };

static const char *begin_in(void)
{
    static char folder[64];
    snprintf(folder, sizeof folder, "/tmp/thalweg-films-XXXXXX");
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    return folder;
}

static void end_in(const char *folder)
{
    cr_expect_eq(chdir("/"), 0);
    sheet_folder_remove(folder);
}

static int entries(void)
{
    DIR *here = opendir(".");
    int count = -2;
    while (readdir(here)) {
        count++;
    }
    closedir(here);
    return count;
}

static ExportPlan plan_of(const Bench *b, double seconds)
{
    ExportPlan plan = export_plan(&b->app, EXPORT_WEBP);
    strcpy(plan.path, "a.webp");
    plan.width = WIDTH;
    plan.height = HEIGHT;
    plan.rate = 5;
    plan.seconds = seconds;
    return plan;
}

// The pictures of a film, [count][HEIGHT][WIDTH][4], to be freed.
static uint8_t *pictures(const char *path, int *count)
{
    enum { BYTES = WIDTH * HEIGHT * 4 };
    FILE *file = fopen(path, "rb");
    cr_assert(file, "%s", path);
    fseek(file, 0, SEEK_END);
    const size_t size = (size_t)ftell(file);
    uint8_t *bytes = memory_get(size), *pixels, *all = NULL;
    rewind(file);
    cr_assert_eq(fread(bytes, 1, size, file), size);
    fclose(file);
    WebPAnimDecoder *decoder = WebPAnimDecoderNew(&(WebPData){ bytes, size }, NULL);
    int until, before = 0;
    *count = 0;
    while (decoder && WebPAnimDecoderGetNext(decoder, &pixels, &until)) {
        // Pictures that are equal are one that is shown longer.
        for (; before < until; before += 200) {
            all = memory_grow(all, (size_t)(*count + 1) * BYTES);
            memcpy(all + (size_t)(*count)++ * BYTES, pixels, BYTES);
        }
    }
    WebPAnimDecoderDelete(decoder);
    free(bytes);
    return all;
}

// A film has it of every pixel, and colours of every second one.
static double brightness(const uint8_t *rgb)
{
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
}

// How far a film's picture is from the figure of the room as it stands: the mean brightness.
static double away(Bench *b, const uint8_t *film, int number)
{
    Capture capture;
    Error err;
    static uint8_t drawn[WIDTH * HEIGHT * 3];
    const uint8_t *got = film + (size_t)number * WIDTH * HEIGHT * 4;
    double sum = 0;
    cr_assert(capture_init(&capture, WIDTH, HEIGHT, &err));
    const int width = b->app.shell.width_px, height = b->app.shell.height_px;
    capture_bind(&capture);
    b->app.room->row->figure(b->app.room->state, WIDTH, HEIGHT, 0.4f);
    capture_read(&capture, drawn);
    capture_unbind();
    capture_finish(&capture);
    app_resize(&b->app, width, height, b->scale);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        sum += fabs(brightness(got + (ptrdiff_t)4 * i) - brightness(drawn + (ptrdiff_t)3 * i));
    }
    return sum / (WIDTH * HEIGHT);
}

static void expect_step(Bench *b, const uint8_t *film, int number, double step)
{
    Workspace *w = &b->landscape->workspace;
    const double before = w->play.cursor;
    workspace_seek(w, step);
    const double right = away(b, film, number);
    workspace_seek(w, step > 5 ? step - 5 : step + 5);
    const double wrong = away(b, film, number);
    cr_expect_lt(right, 1.5, "picture %d is not at step %g: %g", number, step, right);
    cr_expect_lt(2 * right, wrong, "picture %d, step %g: %g, another: %g", number, step, right,
                 wrong);
    workspace_seek(w, before);
}

static Scene *valley(void)
{
    Scene *scene = memory_get(sizeof *scene);
    scene_defaults(scene);
    scene->steps = 40;
    return scene;
}

static Bench *open_race(void)
{
    Bench *b = bench_open(1280, 720, 1);
    Scene *scene = valley();
    bench_show(b, SUBJECT_SCENE, scene);
    free(scene);
    bench_frame(b);
    return b;
}

Test(window_film, shows_a_race_from_its_first_to_its_last_step)
{
    const char *folder = begin_in();
    Bench *b = open_race();
    Error err = { .text = "" };
    const ExportPlan plan = plan_of(b, 1);
    int count;
    workspace_seek(&b->landscape->workspace, 7);
    bench_read(b);
    uint8_t *before = bench_shot(b, (Rect){ 0, 0, 1280, 720 });
    cr_assert(export_write(&b->app, &plan, &err), "%s", err.text);
    cr_expect_eq(b->landscape->workspace.play.cursor, 7, "the window's own stays");
    cr_expect_eq(bench_changes(b, (Rect){ 0, 0, 1280, 720 }, before), 0);
    uint8_t *film = pictures("a.webp", &count);
    cr_assert_eq(count, 5);
    for (int i = 0; i < 5; i++) {
        expect_step(b, film, i, 10 * i);
    }
    free(before);
    free(film);
    bench_close(b);
    end_in(folder);
}

Test(window_film, goes_from_step_to_step_as_asked_and_backwards)
{
    const char *folder = begin_in();
    Bench *b = open_race();
    Error err = { .text = "" };
    ExportPlan plan = plan_of(b, 0.6);
    int count;
    plan.from = 30;
    plan.to = 11;
    cr_assert(export_write(&b->app, &plan, &err), "%s", err.text);
    uint8_t *film = pictures("a.webp", &count);
    cr_assert_eq(count, 3);
    expect_step(b, film, 0, 30);
    expect_step(b, film, 1, 20.5); // between two steps
    expect_step(b, film, 2, 11);
    free(film);
    bench_close(b);
    end_in(folder);
}

Test(window_film, turns_a_surface_once_around)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    Scene *scene = valley();
    Error err = { .text = "" };
    int count;
    scene->relief.kind = RELIEF_ONLY;
    bench_show(b, SUBJECT_SCENE, scene);
    bench_frame(b);
    ExportPlan plan = plan_of(b, 0.8);
    plan.from = plan.to = 20;
    plan.turned = 360;
    cr_assert(export_write(&b->app, &plan, &err), "%s", err.text);
    uint8_t *film = pictures("a.webp", &count);
    cr_assert_eq(count, 4);
    Workspace *w = &b->landscape->workspace;
    workspace_seek(w, 20);
    for (int i = 0; i < 4; i++) {
        w->eye.turned = 90 * i;
        const double right = away(b, film, i);
        cr_expect_lt(right, 1.5, "%d: %g", i, right);
        w->eye.turned = 90 * i + 45;
        cr_expect_lt(2 * right, away(b, film, i));
    }
    free(film);
    free(scene);
    bench_close(b);
    end_in(folder);
}

Test(window_film, trains_a_lab_of_its_own_to_the_same_bits)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    LabSpec *spec = memory_get(sizeof *spec);
    Error err = { .text = "" };
    int count;
    lab_preset_spec(&lab_presets[0], spec);
    spec->epochs = 3;
    bench_show(b, SUBJECT_LAB, spec);
    LabSpace *space = &b->network->lab;
    labspace_compute(space, 0, 0);
    bench_frame(b);
    const ExportPlan plan = plan_of(b, 1);
    const long last = labspace_last_step(space);
    cr_assert_gt(last, 4);
    cr_assert(export_write(&b->app, &plan, &err), "%s", err.text);
    cr_expect_eq(space->shot->step, 0, "the window's own stays where it is");
    uint8_t *film = pictures("a.webp", &count);
    cr_assert_eq(count, 5);
    for (int i = 0; i < 5; i++) {
        labspace_compute(space, 0, last * i / 4);
        const double right = away(b, film, i);
        cr_expect_lt(right, 1.5, "%d: %g", i, right);
    }
    labspace_compute(space, 0, 0);
    cr_expect_gt(away(b, film, 4), 2.5, "another step is another picture");
    free(film);
    free(spec);
    bench_close(b);
    end_in(folder);
}

Test(window_film, goes_on_piece_by_piece_and_is_cancelled_without_a_trace)
{
    const char *folder = begin_in();
    Bench *b = open_race();
    Error err = { .text = "" };
    const ExportPlan plan = plan_of(b, 20);
    Export *job = export_begin(&b->app, &plan, &err);
    cr_assert(job, "%s", err.text);
    double before = 0;
    for (int i = 0; i < 500 && before == 0; i++) {
        cr_expect_eq(export_step(job, 0.03, &err), EXPORT_GOES_ON);
        bench_frame(b); // the window goes on meanwhile
        cr_expect(export_progress(job) >= before && export_progress(job) < 1);
        before = export_progress(job);
    }
    cr_expect_gt(before, 0);
    export_end(job);
    cr_expect_eq(entries(), 0);
    bench_close(b);
    end_in(folder);
}

Test(window_film, comes_to_its_end_piece_by_piece)
{
    const char *folder = begin_in();
    Bench *b = open_race();
    Error err = { .text = "" };
    const ExportPlan plan = plan_of(b, 1);
    Export *job = export_begin(&b->app, &plan, &err);
    ExportState state = EXPORT_GOES_ON;
    int count;
    for (int i = 0; i < 20000 && state == EXPORT_GOES_ON; i++) {
        state = export_step(job, 0.002, &err);
        usleep(1000);
    }
    cr_expect_eq(state, EXPORT_DONE, "%s", err.text);
    cr_expect_eq(export_progress(job), 1);
    export_end(job);
    free(pictures("a.webp", &count));
    cr_expect_eq(count, 5);
    bench_close(b);
    end_in(folder);
}

Test(window_film, says_what_is_wrong_with_a_plan)
{
    const char *folder = begin_in();
    Bench *b = open_race();
    ExportPlan plan = plan_of(b, 1);
    Error err = { .text = "" };
    plan.to = 41;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "a film from step 0 to 41: there are 40 steps");
    plan = plan_of(b, 700);
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "a film of 700 seconds: from 0.1 to 600");
    plan = plan_of(b, 1);
    plan.kind = EXPORT_GIF;
    plan.rate = 60;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "a .gif film has from 1 to 50 pictures a second, not 60");
    plan = plan_of(b, 1);
    plan.width = 5000;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "a film of 5000 x 300 pixels: each side is at most 4096");
    plan = plan_of(b, 1);
    plan.transparent = true;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "a .webp file cannot be without its ground");
    plan = plan_of(b, 1);
    plan.turned = 90;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "nothing turns: no surface is shown");
    cr_expect_eq(entries(), 0);
    bench_close(b);
    end_in(folder);
}

Test(window_film, is_not_offered_where_nothing_moves)
{
    Bench *b = bench_open(1280, 720, 1);
    Error err = { .text = "" };
    app_enter(&b->app, &network_room);
    labspace_study(&b->network->lab, STUDY_ACTIVATIONS, NULL, NULL);
    cr_expect_not(export_rows[EXPORT_WEBP].can(&b->app, &err));
    cr_expect_str_eq(err.text,
                     "there is nothing that moves: a film shows a race, or a lab in training");
    setenv("PATH", "/nowhere", 1);
    app_enter(&b->app, &landscape_room);
    cr_expect(export_rows[EXPORT_WEBP].can(&b->app, &err));
    cr_expect_not(export_rows[EXPORT_MP4].can(&b->app, &err));
    cr_expect_not(export_rows[EXPORT_GIF].can(&b->app, &err));
    cr_expect(strstr(err.text, "ffmpeg"));
    bench_close(b);
}
