// The curves that the window saves are the rows that `train` prints.
#include "io/train_csv.h"

#include "base/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *folder(void)
{
    static char path[64];
    if (!*path) {
        snprintf(path, sizeof path, "/tmp/thalweg-test-XXXXXX");
        cr_assert_not_null(mkdtemp(path));
    }
    return path;
}

// The text of a file, which is removed.
static char *taken(const char *path, Arena *arena)
{
    char *text;
    size_t length;
    Error err = { .at = -1 };
    cr_assert(file_read(path, 1 << 20, arena, &text, &length, &err), "%s", err.text);
    unlink(path);
    return text;
}

// The rows of one network.
static char *rows_of(const char *table, int network, Arena *arena)
{
    char *rows = arena_alloc(arena, strlen(table) + 1), *to = rows;
    for (const char *line = table; *line; line = strchr(line, '\n') + 1) {
        const size_t length = strcspn(line, "\n") + 1;
        if (atoi(line) == network) {
            memcpy(to, line, length);
            to += length;
        }
    }
    *to = '\0';
    return rows;
}

static LabSpec lab_of(const char *data, int count, const char *const *networks)
{
    LabSpec spec;
    Error err = { .at = -1 };
    lab_spec_defaults(&spec);
    cr_assert(data_spec_parse(&spec.data, data, &err), "%s", err.text);
    for (int i = 0; i < count; i++) {
        cr_assert(net_spec_parse(&spec.networks[i], &spec.shared, networks[i], &err), "%s",
                  err.text);
    }
    spec.network_count = count;
    spec.epochs = 6;
    return spec;
}

static char *trained(const LabSpec *spec, Arena *arena)
{
    char path[96];
    Error err = { .at = -1 };
    snprintf(path, sizeof path, "%s/trained.csv", folder());
    Lab *lab = lab_create(spec, NULL);
    cr_assert_not_null(lab);
    cr_assert(train_csv_write(lab, 1, EPOCHS_ENDS, path, NULL, &err), "%s", err.text);
    lab_destroy(lab);
    return taken(path, arena);
}

static char *shown(const LabSpec *spec, Arena *arena)
{
    char path[96];
    Error err = { .at = -1 };
    snprintf(path, sizeof path, "%s/shown.csv", folder());
    LabWish *wish = arena_new(arena, LabWish, 1);
    LabShot *shot = arena_new(arena, LabShot, 1);
    *wish = (LabWish){ .spec = *spec,
                       .speed = 1e9,
                       .seeks = 1,
                       .seek = spec->epochs,
                       .seek_epochs = true,
                       .look.zoom_layer = -1,
                       .serial = 1 };
    Session *session = session_create(1 << 22, 1);
    session_wish(session, wish);
    while (session_work(session, 1, NULL)) {
    }
    session_shot(session, shot, true);
    cr_assert(lab_curves_write(shot, path, &err), "%s", err.text);
    session_destroy(session);
    return taken(path, arena);
}

Test(train_csv, the_windows_curves_are_the_rows_of_the_command)
{
    static const char *const networks[] = { "", "hidden=3 activation=tanh batch=all", "loss=mse" };
    Arena arena = { 0 };
    const LabSpec spec = lab_of("moons n=60 noise=0.2", COUNT(networks), networks);
    const char *table = trained(&spec, &arena), *curves = shown(&spec, &arena);
    cr_expect_eq(strncmp(table, curves, strcspn(table, "\n") + 1), 0, "one header");
    for (int i = 1; i <= (int)COUNT(networks); i++) {
        cr_expect_str_eq(rows_of(curves, i, &arena), rows_of(table, i, &arena), "network %d", i);
    }
    cr_expect_eq(strlen(curves), strlen(table));
    arena_free(&arena);
}

// What is left of a line up to its n-th comma, with it.
static size_t fields(const char *line, int count)
{
    const char *at = line;
    for (int i = 0; i < count; i++) {
        at = strchr(at, ',') + 1;
    }
    return (size_t)(at - line);
}

Test(train_csv, a_lost_network_ends_with_its_step_in_both)
{
    static const char *const networks[] = { "hidden=4x32 init=normal std=3 optimizer=sgd lr=10",
                                            "" };
    Arena arena = { 0 };
    const LabSpec spec = lab_of("wave n=60", COUNT(networks), networks);
    const char *table = trained(&spec, &arena), *curves = shown(&spec, &arena);
    char *a = rows_of(table, 1, &arena), *b = rows_of(curves, 1, &arena);
    cr_expect_str_eq(rows_of(curves, 2, &arena), rows_of(table, 2, &arena), "the other one");
    a[strlen(a) - 1] = b[strlen(b) - 1] = '\0';
    const char *last = strrchr(a, '\n') + 1, *end = strrchr(b, '\n') + 1;
    cr_expect_str_eq(last + strlen(last) - 5, ",lost");
    cr_expect_str_eq(end + strlen(end) - 5, ",lost");
    cr_expect_eq(strncmp(last, end, fields(last, 3)), 0, "%s and %s", last, end);
    arena_free(&arena);
}

typedef struct Seen {
    int rows, lost;
    long epochs;
    double samples;
} Seen;

static void see_row(void *context, const Lab *lab, const TrainRow *row)
{
    Seen *seen = context;
    cr_expect_lt(row->network, lab->spec.network_count);
    seen->rows++;
    seen->lost += row->lost;
}

static bool see_epoch(void *context, UNUSED const Lab *lab, long epoch, double samples)
{
    Seen *seen = context;
    cr_expect_geq(samples, seen->samples);
    seen->epochs = epoch;
    seen->samples = samples;
    return true;
}

Test(train_csv, who_watches_sees_every_row_and_epoch)
{
    static const char *const networks[] = { "",
                                            "hidden=4x32 init=normal std=3 optimizer=sgd lr=10" };
    const LabSpec spec = lab_of("wave n=60", COUNT(networks), networks);
    Seen seen = { 0 };
    const LabWatch watch = { see_row, see_epoch, &seen };
    Lab *lab = lab_create(&spec, NULL);
    cr_assert(train_csv_write(lab, 1, EPOCHS_ENDS, "/dev/null", &watch, NULL));
    cr_expect_eq(seen.lost, 1);
    cr_expect_eq(seen.rows, 9, "7 of the first, 2 of the second");
    cr_expect_eq(seen.epochs, 6);
    cr_expect_eq(seen.samples, 42.0 * 7);
    lab_destroy(lab);
}

Test(train_csv, a_path_that_cannot_be_written_is_at_fault)
{
    static const char *const networks[] = { "" };
    const LabSpec spec = lab_of("moons n=20", 1, networks);
    Error err = { .at = -2 };
    Lab *lab = lab_create(&spec, NULL);
    cr_expect_not(train_csv_write(lab, 1, EPOCHS_ENDS, "/nowhere/x.csv", NULL, &err));
    cr_expect_eq(err.at, 0);
    cr_expect_not(train_csv_write(lab, 1, EPOCHS_ENDS, "/dev/full", NULL, &err));
    cr_expect_eq(err.at, -1);
    lab_destroy(lab);
}
