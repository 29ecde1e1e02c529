// Every row of a table that holds formulas or numbers is named in reference data from elsewhere
// (tests/golden), or a reason stands here why it is not; and it says where it comes from.
#include "golden.h"
#include "model/data/data_spec.h"
#include "model/landscape.h"
#include "model/net/net_spec.h"

#include <dirent.h>
#include <string.h>

// A row that has no reference, or no source, and why.
typedef struct Reason {
    const char *key, *why;
} Reason;

enum {
    REASONS_MAX = 24,
    NUMBERS_MOST = 16, // who reads a spec keeps a bit for each
};

typedef struct Table {
    const char *name;
    const Registry *rows;
    int params_most; // that a row can have, for who keeps a bit or a place for each
    Reason no_reference[REASONS_MAX]; // ends with key NULL
    Reason no_source[REASONS_MAX];
} Table;

// clang-format off
#define DRAWN "drawn here by a rule of its own, which test_dataset.c holds"
#define IN_NETS "test_learner_second.c has the rule a second time"
#define IN_TEST "test_optim_second.c has the rule a second time"
#define LECTURE "made to teach one thing; test_landscape.c holds its points"
#define WALKED "test_rules.c walks it a second time, by its paper's lines"
static const Table tables[] = {
    { .name = "landscapes", .rows = &landscape_kinds, .params_most = LANDSCAPE_PARAMS_MAX,
      .no_source = { { "valley", LECTURE }, { "rotated_valley", LECTURE }, { "banana", LECTURE },
                     { "saddle", "a textbook's" }, { "monkey_saddle", "a textbook's" },
                     { "two_wells", LECTURE }, { "flower", LECTURE }, { "cliff", LECTURE },
                     { "sharp_flat", LECTURE } } },
    { .name = "optimizers", .rows = &optim_kinds, .params_most = NUMBERS_MOST,
      .no_reference = {
        { "polyak_step", IN_TEST }, { "barzilai_borwein", IN_TEST }, { "sophia", IN_TEST },
        { "cg", IN_TEST }, { "muon", IN_NETS }, { "adafactor", IN_NETS }, { "asgd", WALKED },
        { "ademamix", WALKED }, { "schedulefree_sgd", WALKED },
        { "schedulefree_adamw", WALKED } } },
    { .name = "schedules", .rows = &schedule_kinds, .params_most = NUMBERS_MOST,
      .no_reference = {
        { "constant", "it is what all others are without a schedule" },
        { "cyclic", "test_schedule.c has Smith's triangle" },
        { "wsd", "test_schedule.c has its four shapes" },
        { "plateau", "test_schedule.c has PyTorch's own loop" },
        { "chebyshev", "test_schedule.c has the paper's order and the lecture's figures" } },
      .no_source = { { "constant", "nothing is done" } } },
    { .name = "activations", .rows = &activation_kinds, .params_most = NUMBERS_MOST,
      .no_source = { { "identity", "nothing is done" } } },
    { .name = "losses", .rows = &loss_kinds, .params_most = 0 },
    { .name = "inits", .rows = &init_kinds, .params_most = NUMBERS_MOST,
      .no_reference = {
        { "zeros", "test_init.c looks at every weight" },
        { "constant", "test_init.c looks at every weight" },
        { "normal", "draws are this program's own; test_init.c holds their moments" },
        { "uniform", "as normal" },
        { "lecun_normal", "as normal, by its paper's formula" },
        { "xavier_normal", "as normal, by its paper's formula" },
        { "xavier_uniform", "as normal, by its paper's formula" },
        { "he_normal", "as normal, by its paper's formula" },
        { "he_uniform", "as normal, by its paper's formula" },
        { "orthogonal", "test_init.c multiplies its rows" },
        { "sparse", "as normal; test_init.c counts its zeros" },
        { "lsuv", "test_lsuv.c measures what the layers give" } },
      .no_source = {
        { "zeros", "nobody's" }, { "constant", "nobody's" },
        { "normal", "a distribution" }, { "uniform", "a distribution" } } },
    { .name = "datasets", .rows = &data_kinds, .params_most = NUMBERS_MOST,
      .no_reference = {
        { "circle", DRAWN }, { "xor", DRAWN }, { "gauss", DRAWN }, { "spiral", DRAWN },
        { "moons", DRAWN }, { "checkerboard", DRAWN }, { "blobs", DRAWN }, { "plane", DRAWN },
        { "wave", DRAWN }, { "sine", DRAWN }, { "poly", DRAWN }, { "noise", DRAWN }, { "digits", DRAWN }, { "shapes", DRAWN },
        { "canvas", "the user's points; test_lab_canvas.c" },
        { "csv", "the user's file, as it is; test_dataset_files.c" },
        { "mnist", "the user's files, as they are; test_dataset_files.c" } },
      .no_source = {
        { "checkerboard", "its about says all" }, { "wave", "its about says all" },
        { "step", "its about says all" }, { "poly", "its about says all" },
        { "noise", "a distribution" }, { "digits", "drawn for this program" }, { "shapes", "drawn for this program" },
        { "canvas", "the user's points" }, { "csv", "the user's file" } } },
};
// clang-format on

// All texts that stand in the files, once or often.
static struct {
    char *texts[20000];
    size_t count;
} found;

static void find(const char *text)
{
    cr_assert(found.count < COUNT(found.texts), "more references than there is room for");
    found.texts[found.count++] = strdup(text);
}

// The optimizer of a spec and its schedule: "adam lr=0.1 schedule=cosine".
static void find_in_spec(const char *spec)
{
    char word[80];
    int length = 0;
    for (; sscanf(spec, "%79s%n", word, &length) == 1; spec += length) {
        find(strncmp(word, "schedule=", 9) == 0 ? word + 9 : word);
    }
}

// What is named in a file of a path or of a network: optimizer, activations, loss.
static void find_names(const cJSON *item)
{
    for (; item; item = item->next) {
        if (item->string && strcmp(item->string, "spec") == 0) {
            find_in_spec(item->valuestring);
        }
        const bool named =
            item->string &&
            (strcmp(item->string, "optimizer") == 0 || strcmp(item->string, "name") == 0 ||
             strcmp(item->string, "type") == 0 || strcmp(item->string, "loss") == 0);
        if (named && cJSON_IsString(item)) {
            find(item->valuestring);
        }
        find_names(item->child);
    }
}

static void find_in_folder(const char *name)
{
    char path[1024];
    const char *golden = getenv("THALWEG_GOLDEN");
    snprintf(path, sizeof path, "%s/%s", golden ? golden : "tests/golden", name);
    DIR *folder = opendir(path);
    cr_assert(folder, "%s", path);
    for (const struct dirent *file; (file = readdir(folder));) {
        char inside[300];
        if (strstr(file->d_name, ".json")) {
            snprintf(inside, sizeof inside, "%s/%s", name, file->d_name);
            cJSON *json = golden_read(inside);
            find_names(json->child);
            cJSON_Delete(json);
        }
    }
    closedir(folder);
}

// "valley,sgd,2.29...": losses after five steps on each landscape.
static void find_first_steps(void)
{
    char path[1024], line[256];
    const char *golden = getenv("THALWEG_GOLDEN");
    snprintf(path, sizeof path, "%s/first_steps.csv", golden ? golden : "tests/golden");
    FILE *file = fopen(path, "r");
    cr_assert(file, "%s", path);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, ",")] = '\0';
        find(line);
    }
    fclose(file);
}

static void find_all(void)
{
    find_in_folder("family");
    find_in_folder("paths");
    find_in_folder("nets");
    find_in_folder("nets2");
    find_first_steps();
}

static void forget_all(void)
{
    for (size_t i = 0; i < found.count; i++) {
        free(found.texts[i]);
    }
    found.count = 0;
}

static bool is_found(const char *key)
{
    for (size_t i = 0; i < found.count; i++) {
        if (strcmp(found.texts[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static const char *why(const Reason *reasons, const char *key)
{
    for (; reasons->key; reasons++) {
        if (strcmp(reasons->key, key) == 0) {
            return reasons->why;
        }
    }
    return NULL;
}

Test(references, every_row_has_one_or_says_why_not, .init = find_all, .fini = forget_all)
{
    for (size_t t = 0; t < COUNT(tables); t++) {
        for (size_t i = 0; i < tables[t].rows->count; i++) {
            const char *key = registry_key(tables[t].rows, i);
            const bool told = why(tables[t].no_reference, key) != NULL;
            cr_expect(is_found(key) || told, "%s: %s has no reference", tables[t].name, key);
            cr_expect(!(is_found(key) && told), "%s: %s has one, the reason is old", tables[t].name,
                      key);
        }
    }
}

Test(references, every_row_says_where_it_comes_from_or_why_not)
{
    for (size_t t = 0; t < COUNT(tables); t++) {
        for (size_t i = 0; i < tables[t].rows->count; i++) {
            const Kind *kind = registry_at(tables[t].rows, i);
            const bool told = why(tables[t].no_source, kind->key) != NULL;
            const bool has = kind->source && kind->source[0];
            cr_expect_neq(has, told, "%s: %s %s", tables[t].name, kind->key,
                          has ? "has a source, the reason is old" : "has no source");
        }
    }
}

Test(references, reasons_are_given_for_rows_that_are_there)
{
    for (size_t t = 0; t < COUNT(tables); t++) {
        const Reason *const lists[] = { tables[t].no_reference, tables[t].no_source };
        for (size_t l = 0; l < COUNT(lists); l++) {
            for (const Reason *reason = lists[l]; reason->key; reason++) {
                cr_expect_geq(registry_find(tables[t].rows, reason->key), 0, "%s: %s",
                              tables[t].name, reason->key);
                cr_expect_str_not_empty(reason->why);
            }
        }
    }
}

// So that whoever goes over the numbers of a kind need not ask whether there is a table.
Test(references, rows_have_keys_of_their_own_names_and_tables_of_numbers)
{
    for (size_t t = 0; t < COUNT(tables); t++) {
        const Registry *rows = tables[t].rows;
        for (size_t i = 0; i < rows->count; i++) {
            const Kind *kind = registry_at(rows, i);
            cr_expect_eq(registry_find(rows, kind->key), (int)i, "%s: %s stands twice",
                         tables[t].name, kind->key);
            cr_expect_eq(strspn(kind->key, "abcdefghijklmnopqrstuvwxyz0123456789_"),
                         strlen(kind->key), "%s: %s", tables[t].name, kind->key);
            cr_expect(kind->name && kind->name[0], "%s: %s", tables[t].name, kind->key);
            cr_expect_eq(kind->params != NULL, tables[t].params_most > 0, "%s: %s", tables[t].name,
                         kind->key);
            int count = 0;
            while (kind->params && kind->params[count].key) {
                count++;
            }
            cr_expect_leq(count, tables[t].params_most, "%s: %s", tables[t].name, kind->key);
        }
    }
}
