// What is on screen is kept while it changes, and offered, never brought back unasked, when the
// program was not closed.
#include "document_bench.h"

#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <sys/wait.h>

TestSuite(autosave, .init = home_enter, .fini = home_leave);

static const char himmelblau[] = "thalweg: 1\nscene:\n  landscape: himmelblau\n  start: -1,4\n";
static const char spiral[] = "thalweg: 1\nlab:\n  data: spiral n=40\n  epochs: 3\n";

static const Scene *scene_of(const Bench *b)
{
    return &b->landscape->workspace.scene;
}

static bool kept(const Bench *b, SubjectKind kind)
{
    char *path = rescue_path(&b->app.shelf->own, kind);
    const bool there = path && access(path, F_OK) == 0;
    free(path);
    return there;
}

// Until the job has written.
static bool kept_soon(const Bench *b, SubjectKind kind)
{
    for (int i = 0; i < 300 && !kept(b, kind); i++) {
        usleep(10000);
    }
    return kept(b, kind);
}

// How many files lie in the folder of states.
static int state_files(void)
{
    DIR *folder = opendir(in_home(".local/state/thalweg"));
    int count = 0;
    while (folder) {
        const struct dirent *entry = readdir(folder);
        if (!entry) {
            break;
        }
        count += entry->d_name[0] != '.';
    }
    if (folder) {
        closedir(folder);
    }
    return count;
}

Test(autosave, keeps_what_is_changed_once_the_hands_rest)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    bench_wait(b, 20);
    cr_expect(!kept(b, SUBJECT_SCENE) && isinf(autosave_due_s(&b->app)), "nothing has changed");
    const double *start = scene_of(b)->start;
    bench_double_click_at(b, bench_x(b, start[0] + 2), bench_y(b, start[1]));
    cr_expect_leq(app_wait_s(&b->app, b->now_s), 1, "a frame comes by itself");
    cr_expect_not(kept(b, SUBJECT_SCENE), "not at once");
    bench_wait(b, 1);
    cr_expect(kept_soon(b, SUBJECT_SCENE));
    bench_wait(b, 0.2);
    cr_expect(isinf(autosave_due_s(&b->app)), "and then it rests");
    Subject *subject = memory_get(sizeof *subject);
    char *path = rescue_path(&shelf.own, SUBJECT_SCENE);
    Error err = { .text = "" };
    cr_assert(subject_file_load(path, subject, &err), "%s", err.text);
    cr_expect(scene_equal(&subject->scene, scene_of(b)));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_wait(b, 1);
    bench_wait(b, 1);
    cr_expect_not(kept(b, SUBJECT_SCENE), "taken back: there is nothing to keep");
    free(path);
    free(subject);
    close_with_shelf(b);
    cr_expect_eq(state_files(), 0, "nothing stays of a program that was closed");
}

// Whoever goes to the other room leaves nothing behind.
Test(autosave, keeps_what_was_changed_in_the_room_before)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    bench_key(b, SDLK_r);
    bench_tab(b, &network_room);
    bench_frame(b);
    cr_expect(kept_soon(b, SUBJECT_SCENE) && !kept(b, SUBJECT_LAB));
    close_with_shelf(b);
}

// A hand that never rests is not waited for, but no picture of a drag is held up.
Test(autosave, waits_for_no_rest_without_end)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    for (int i = 0; i < 14 && !kept(b, SUBJECT_SCENE); i++) {
        bench_key(b, SDLK_r);
        bench_wait(b, 0.5);
    }
    cr_expect(kept_soon(b, SUBJECT_SCENE));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    const float x = bench_x(b, scene_of(b)->start[0]), y = bench_y(b, scene_of(b)->start[1]);
    bench_down(b, x, y, 1);
    for (int i = 0; i < 10; i++) {
        bench_move(b, x + (float)i, y);
        bench_wait(b, 1);
        cr_expect(shelf.stale, "while it drags");
    }
    bench_up(b, x, y);
    bench_frame(b);
    close_with_shelf(b);
}

static void crash(Bench *b)
{
    autosave_end(&b->app, false);
    bench_close(b);
}

Test(autosave, offers_what_was_left_and_opens_it_when_told)
{
    enum { OPEN, THROW_AWAY, LATER };
    Shelf shelf;
    put("a.thalweg", himmelblau);
    put("b.thalweg", spiral);
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "b.thalweg");
    bench_answered(b);
    bench_key(b, SDLK_r);
    bench_wait(b, 1);
    bench_wait(b, 1);
    cr_expect(kept_soon(b, SUBJECT_LAB));
    open_file(b, "a.thalweg");
    move_start(b, 1);
    const Scene left = *scene_of(b);
    bench_wait(b, 1);
    crash(b);
    b = open_with_shelf(&shelf);
    const Scene fresh = *scene_of(b);
    cr_expect(bench_says(b, "Thalweg was not closed the last time"));
    cr_expect_not(scene_equal(&fresh, &left), "never unasked");
    say(b, LATER);
    cr_expect(scene_equal(scene_of(b), &fresh));
    close_with_shelf(b);
    b = open_with_shelf(&shelf); // it is still there
    say(b, OPEN);
    cr_expect(b->app.room->row == &landscape_room && scene_equal(scene_of(b), &left));
    cr_expect_str_eq(b->app.room->document.path, in_home("a.thalweg"));
    cr_expect(marked(b), "its file has not got it");
    bench_tab(b, &network_room);
    cr_expect_eq(b->network->lab.wish.spec.shared.seed, 2, "the other room as well");
    cr_expect(marked(b));
    crash(b); // once more, without a touch
    b = open_with_shelf(&shelf);
    say(b, OPEN);
    cr_expect_eq(b->network->lab.wish.spec.shared.seed, 2);
    cr_expect(scene_equal(scene_of(b), &left));
    close_with_shelf(b);
    b = open_with_shelf(&shelf);
    cr_expect_not(sheet_is_open(&b->app), "it was closed");
    close_with_shelf(b);
}

Test(autosave, throws_away_what_is_not_wanted)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    move_start(b, 1);
    crash(b);
    b = open_with_shelf(&shelf);
    say(b, 1);
    close_with_shelf(b);
    cr_expect_eq(state_files(), 0);
}

// A second window is none that was left, and each keeps what it has.
Test(autosave, leaves_other_programs_alone)
{
    Rescue first, second, left;
    cr_assert(rescue_take(&first, false) && rescue_take(&second, false));
    cr_expect_neq(first.slot, second.slot);
    char *path = rescue_path(&first, SUBJECT_SCENE);
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(himmelblau, file) >= 0 && fclose(file) == 0);
    cr_expect_not(rescue_take(&left, true), "it lives");
    rescue_release(&first);
    cr_expect(rescue_take(&left, true), "it has gone");
    rescue_clear(&left, SUBJECT_SCENE);
    rescue_release(&left);
    rescue_release(&second);
    cr_expect_eq(state_files(), 0);
    free(path);
}

// By a process that is killed, as a crash or an empty battery does.
Test(autosave, survives_a_kill)
{
    Shelf shelf;
    const pid_t child = fork();
    if (child == 0) {
        Rescue mine;
        char *path = rescue_take(&mine, false) ? rescue_path(&mine, SUBJECT_SCENE) : NULL;
        FILE *file = path ? fopen(path, "w") : NULL;
        if (file && fputs("# shown\n", file) >= 0 && fputs(himmelblau, file) >= 0) {
            fclose(file);
            raise(SIGKILL);
        }
        _exit(1);
    }
    int status = 0;
    cr_assert(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    Bench *b = open_with_shelf(&shelf);
    say(b, 0);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "himmelblau");
    close_with_shelf(b);
}

// What cannot be read is told, and does not come in the way of the rest.
Test(autosave, says_what_cannot_be_brought_back)
{
    Shelf shelf;
    Rescue left;
    cr_assert(rescue_take(&left, false));
    char *path = rescue_path(&left, SUBJECT_SCENE);
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs("thalweg: 1\nscene:\n  landscape: nowhere\n", file) >= 0);
    cr_assert_eq(fclose(file), 0);
    rescue_release(&left);
    Bench *b = open_with_shelf(&shelf);
    const Scene before = *scene_of(b);
    say(b, 0);
    cr_expect(noticed(b, "nowhere"), "%s", b->app.shell.notice);
    cr_expect(scene_equal(scene_of(b), &before));
    free(path);
    close_with_shelf(b);
}
