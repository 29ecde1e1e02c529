// Lab flags: in any order they come to the same lab, a mistake is pointed at in the text it was
// typed in, and the line that is written for a lab opens it again.
#include "base/rng.h"
#include "io/flags.h"
#include "io/flags_lab.h"
#include "io/subject_text.h"
#include "random_subject.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 60, REPORT_MAX = 65536 };

static const FlagsCommand trainer = {
    .name = "train", .usage = "", .summary = "", .subjects = 1u << SUBJECT_LAB
};
static const FlagsCommand window = {
    .name = "", .usage = "", .summary = "", .subjects = SUBJECTS_ALL, .shows = true
};

// What stands on stderr while flags are read goes to `said` [REPORT_MAX].
static FlagsResult read_argv(const FlagsCommand *command, TypedSubject *flags, int argc,
                             char **argv, Arena *arena, char *said)
{
    FILE *file = tmpfile();
    fflush(stderr);
    const int before = dup(2);
    dup2(fileno(file), 2);
    const FlagsResult result = flags_read(command, argc, argv, NULL, flags, 0, NULL, NULL, arena);
    fflush(stderr);
    dup2(before, 2);
    close(before);
    rewind(file);
    said[fread(said, 1, REPORT_MAX - 1, file)] = '\0';
    fclose(file);
    return result;
}

// words ends with NULL.
static FlagsResult read_words(const FlagsCommand *command, TypedSubject *flags,
                              const char *const *words, Arena *arena, char *said)
{
    char *argv[WORDS_MAX + 2] = { (char *)"thalweg" };
    int argc = 1;
    for (; words[argc - 1]; argc++) {
        argv[argc] = (char *)words[argc - 1];
    }
    return read_argv(command, flags, argc, argv, arena, said);
}

// The same data, and the same networks in effect.
static void expect_lab(const LabSpec *a, const LabSpec *b, const char *what)
{
    cr_expect(data_spec_equal(&a->data, &b->data), "%s: data", what);
    cr_assert_eq(a->network_count, b->network_count, "%s", what);
    for (int i = 0; i < a->network_count; i++) {
        const NetSpec p = lab_network(a, i), q = lab_network(b, i);
        cr_expect_eq(net_spec_differ(&p, &q), 0u, "%s: network %d differs in %" PRIx64, what, i + 1,
                     net_spec_differ(&p, &q));
        // A network's own "by the data" has no word (net_spec_write()).
        const SettingBits unsaid = p.has_loss ? 0 : SETTING_BIT(NET_LOSS);
        cr_expect_eq(a->networks[i].own & ~unsaid, b->networks[i].own & ~unsaid,
                     "%s: network %d owns %" PRIx64 ", not %" PRIx64, what, i + 1,
                     b->networks[i].own, a->networks[i].own);
    }
    cr_expect_eq(net_spec_differ(&a->shared, &b->shared), 0u, "%s: what is shared", what);
    // Its seed draws the data as well.
    cr_expect_eq(a->shared.seed, b->shared.seed, "%s", what);
    cr_expect_eq(a->epochs, b->epochs, "%s: epochs", what);
    cr_expect_eq(a->patience, b->patience, "%s: patience", what);
}

Test(flags_lab, nothing_given_is_the_default_lab)
{
    Arena arena = { 0 };
    static TypedSubject flags;
    static char said[REPORT_MAX];
    LabSpec lab;
    lab_spec_defaults(&lab);
    cr_assert_eq(read_words(&trainer, &flags, (const char *const[]){ NULL }, &arena, said),
                 FLAGS_READ, "%s", said);
    cr_expect_eq(flags.subject.kind, SUBJECT_LAB);
    cr_expect_not(lab_typed_epochs(&flags));
    cr_expect_null(((const LabTyped *)flags.typed)->settings[LAB_DATA]);
    expect_lab(&flags.subject.lab, &lab, "no flags");
    arena_free(&arena);
}

Test(flags_lab, every_lab_flag_reaches_the_lab)
{
    Arena arena = { 0 };
    static TypedSubject flags;
    static char said[REPORT_MAX];
    const char *const words[] = { "--data",
                                  "blobs k=3 noise=0.2",
                                  "--optimizer",
                                  "nesterov lr=0.5",
                                  "--loss",
                                  "softmax_cross_entropy",
                                  "--batch",
                                  "all",
                                  "--epochs",
                                  "7",
                                  "--patience",
                                  "2",
                                  "--seed",
                                  "9223372036854775807",
                                  "--l1",
                                  "0.25",
                                  "--l2",
                                  "0.125",
                                  "--clip",
                                  "2.5",
                                  "--network",
                                  "hidden=3x9 batch=8",
                                  "--label-smoothing",
                                  "0.1",
                                  "--network=",
                                  NULL };
    cr_assert_eq(read_words(&trainer, &flags, words, &arena, said), FLAGS_READ, "%s", said);
    const LabSpec *lab = &flags.subject.lab;
    const NetSpec first = lab_network(lab, 0), second = lab_network(lab, 1);
    cr_expect_eq(lab->data.kind, DATA_BLOBS);
    cr_expect_eq(lab->data.params.k, 3.0);
    cr_expect_eq(lab->data.params.noise, 0.2);
    cr_expect_eq(lab->epochs, 7);
    cr_expect(lab_typed_epochs(&flags));
    cr_expect_eq(lab->patience, 2);
    cr_expect_eq(lab->network_count, 2);
    cr_expect_eq(first.optimizer.optim, &optims[OPTIM_NESTEROV]);
    cr_expect_eq(first.optimizer.params.lr, 0.5);
    cr_expect(first.has_loss && first.loss == LOSS_SOFTMAX_CROSS_ENTROPY);
    cr_expect_eq(first.numbers.batch, 8.0, "its own");
    cr_expect_eq(first.hidden_count, 3);
    cr_expect_eq(second.numbers.batch, 0.0, "all");
    cr_expect_eq(second.seed, 9223372036854775807u);
    cr_expect_eq(second.numbers.l1, 0.25);
    cr_expect_eq(second.numbers.l2, 0.125);
    cr_expect_eq(second.numbers.clip, 2.5);
    cr_expect_eq(second.numbers.label_smoothing, 0.1);
    cr_expect_eq(lab->networks[1].own, 0u);
    cr_expect_str_eq(((const LabTyped *)flags.typed)->settings[LAB_DATA], "blobs k=3 noise=0.2");
    cr_expect_str_eq(((const LabTyped *)flags.typed)->networks[0], "hidden=3x9 batch=8");
    arena_free(&arena);
}

Test(flags_lab, the_order_of_flags_does_not_matter)
{
    static const char *const set[] = {
        "--network=lr=0.2 range=0.5",
        "--data=xor n=50",
        "--optimizer=momentum beta=0.5",
        "--loss=bce_with_logits",
        "--batch=7",
        "--epochs=3",
        "--seed=5",
        "--l2=0.01",
    };
    static TypedSubject first, turned;
    static char said[REPORT_MAX];
    Arena arena = { 0 };
    // Its own number follows the shared kind, wherever that is given.
    const char *const bad[] = { "--network=beta1=0.5", "--optimizer=momentum", NULL };
    cr_expect_eq(read_words(&trainer, &first, bad, &arena, said), FLAGS_WRONG);
    for (size_t turn = 0; turn < COUNT(set); turn++) {
        for (int backwards = 0; backwards < 2; backwards++) {
            const char *words[COUNT(set) + 1] = { NULL };
            for (size_t i = 0; i < COUNT(set); i++) {
                words[i] = set[(turn + (backwards ? COUNT(set) - i : i)) % COUNT(set)];
                words[i] = strncmp(words[i], "--network", 9) == 0 ? "--network=lr=0.2" : words[i];
            }
            TypedSubject *flags = turn || backwards ? &turned : &first;
            cr_assert_eq(read_words(&trainer, flags, words, &arena, said), FLAGS_READ, "%s", said);
            expect_lab(&flags->subject.lab, &first.subject.lab, words[0]);
        }
    }
    cr_expect_eq(lab_network(&first.subject.lab, 0).optimizer.params.beta, 0.5);
    cr_expect_eq(lab_network(&first.subject.lab, 0).optimizer.params.lr, 0.2);
    arena_free(&arena);
}

static const struct Mistake {
    const char *words[6];
    const char *said; // without "thalweg train: "
} mistakes[] = {
    { { "--network", "hidden=8 droput=0.1" },
      "unknown key 'droput', did you mean 'dropout'? (known: hidden, layers, inputs, activation, "
      "init, "
      "bias, "
      "batchnorm, layernorm, groupnorm, rmsnorm, norm, groups, weightnorm, residual, ...)\n"
      "  hidden=8 droput=0.1\n"
      "           ^\n" },
    { { "--network", "hidden=8", "--network", "hidden=8,0" },
      "hidden: a layer has 1 to 512 units, as in hidden=8,8 or hidden=10x100\n"
      "  hidden=8,0\n"
      "           ^\n" },
    { { "--data", "spirl" },
      "unknown data 'spirl', did you mean 'spiral'? (known: circle, xor, gauss, spiral, moons, "
      "checkerboard, blobs, plane, wave, sine, step, poly, noise, digits, "
      "shapes, canvas, csv, mnist)\n"
      "  spirl\n"
      "  ^\n" },
    { { "--data", "spiral scale=on" },
      "unknown scale 'on' (known: off, standard, unit)\n"
      "  spiral scale=on\n"
      "               ^\n" },
    { { "--data", "spiral noise=0.7" },
      "noise = 0.7 is outside 0 to 0.5\n"
      "  spiral noise=0.7\n"
      "               ^\n" },
    { { "--optimizer", "adam lr=2000" },
      "lr = 2000 is outside 1e-12 to 1000\n"
      "  adam lr=2000\n"
      "          ^\n" },
    { { "--optimizer", "adam", "--optimizer", "sgd" },
      "--optimizer is given twice\n"
      "  sgd\n"
      "  ^\n" },
    { { "--batch", "0" },
      "batch = 0 is outside 1 to 1e6\n"
      "  0\n"
      "  ^\n" },
    { { "--epochs", "-1" },
      "--epochs = -1 is outside 0 to 1e6\n"
      "  -1\n"
      "  ^\n" },
    { { "--patience", "many" },
      "--patience: 'many' is not a number\n"
      "  many\n"
      "  ^\n" },
    { { "--seed", "1x" },
      "seed: '1x' is not a whole number from 0 to 9223372036854775807\n"
      "  1x\n"
      "   ^\n" },
    { { "--label-smoothing", "0.7" },
      "label_smoothing = 0.7 is outside 0 to 0.5\n"
      "  0.7\n"
      "  ^\n" },
    { { "--steps", "3" },
      "unknown flag '--steps'; 'thalweg train --help' lists the flags\n"
      "  --steps\n"
      "  ^\n" },
};

Test(flags_lab, a_mistake_is_pointed_at_in_the_text_it_was_typed_in)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        Arena arena = { 0 };
        cr_expect_eq(read_words(&trainer, &flags, mistakes[i].words, &arena, said), FLAGS_WRONG);
        cr_expect_eq(strncmp(said, "thalweg train: ", 15), 0);
        cr_expect_str_eq(said + 15, mistakes[i].said, "%s", said);
        arena_free(&arena);
    }
}

Test(flags_lab, there_are_at_most_six_networks)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    Arena arena = { 0 };
    const char *words[LAB_NETWORKS_MAX + 2] = { NULL };
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        words[i] = "--network=hidden=4";
    }
    cr_expect_eq(read_words(&trainer, &flags, words, &arena, said), FLAGS_READ, "%s", said);
    cr_expect_eq(flags.subject.lab.network_count, LAB_NETWORKS_MAX);
    words[LAB_NETWORKS_MAX] = "--network=hidden=5";
    cr_expect_eq(read_words(&trainer, &flags, words, &arena, said), FLAGS_WRONG);
    cr_expect_str_eq(said, "thalweg train: --network: a lab has at most 6\n  hidden=5\n  ^\n");
    arena_free(&arena);
}

// How many rows there are is known when the data are.
Test(flags_lab, a_sample_must_be_among_the_data)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    Arena arena = { 0 };
    const char *const words[] = { "--data=spiral", "--picture=maps", "--sample=201", NULL };
    cr_assert_eq(read_words(&window, &flags, words, &arena, said), FLAGS_READ, "%s", said);
    FlagsError err = { .error = { .at = -1 } };
    cr_expect(lab_typed_has_sample(&flags, 201, &err));
    cr_expect_not(lab_typed_has_sample(&flags, 200, &err));
    cr_expect_str_eq(err.error.text, "--sample 201: the data has 200 rows");
    cr_expect_str_eq(err.typed, "201");
    cr_expect_eq(err.error.at, 0);
    flags.subject.lab_show.sample = 0; // the last
    cr_expect(lab_typed_has_sample(&flags, 1, &err));
    arena_free(&arena);
}

// A name by hand stays, one that came with settings goes with them; both come back as they are.
Test(flags_lab, names_are_kept_for_what_they_are)
{
    LabSpec lab;
    Error err = { .at = -1 };
    char text[LAB_NETWORK_TEXT_MAX];
    lab_spec_defaults(&lab);
    lab.network_count = 2;
    cr_assert(lab_parse_network(&lab, 0, "init=zeros name=\"By hand\"", &err), "%s", err.text);
    cr_assert(lab_parse_network(&lab, 1, "called=Zeros init=zeros", &err), "%s", err.text);
    lab_write_network(&lab, 0, text, sizeof text);
    cr_expect_str_eq(text, "init=zeros name=\"By hand\"");
    lab_write_network(&lab, 1, text, sizeof text);
    cr_expect_str_eq(text, "init=zeros called=Zeros");
    lab_names_check(&lab);
    cr_expect_str_eq(lab.names[1], "Zeros", "it is true still");
    for (int i = 0; i < 2; i++) {
        lab.networks[i].init = &inits[INIT_HE_NORMAL];
    }
    lab_names_check(&lab);
    cr_expect_str_eq(lab.names[0], "By hand");
    cr_expect_str_eq(lab.names[1], "");
    cr_expect_not(lab_parse_network(&lab, 0, "nam=x", &err));
    cr_expect_eq(err.at, 0);
    cr_expect_not_null(strstr(err.text, "did you mean 'name'?"), "%s", err.text);
}

// ---- a command that shows races and labs

Test(flags_lab, a_flag_that_only_labs_have_tells)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    static const struct {
        const char *words[6];
        SubjectKind kind;
    } cases[] = {
        { { NULL }, SUBJECT_SCENE },
        { { "--seed=3" }, SUBJECT_SCENE },
        { { "--optimizer=adam" }, SUBJECT_SCENE },
        { { "--optimizer=adam", "--seed=4", "--optimizer=sgd off" }, SUBJECT_SCENE },
        { { "--data=moons" }, SUBJECT_LAB },
        { { "--seed=3", "--data=moons", "--optimizer=adam lr=0.2" }, SUBJECT_LAB },
        { { "--network=hidden=3" }, SUBJECT_LAB },
        { { "--epochs=3" }, SUBJECT_LAB },
        { { "--batch=3" }, SUBJECT_LAB },
        { { "--loss=mse" }, SUBJECT_LAB },
        { { "--l1=0" }, SUBJECT_SCENE },
        { { "--l1=0", "--loss=mse" }, SUBJECT_LAB },
        { { "--label-smoothing=0" }, SUBJECT_LAB },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena arena = { 0 };
        cr_assert_eq(read_words(&window, &flags, cases[i].words, &arena, said), FLAGS_READ, "%s",
                     said);
        cr_expect_eq(flags.subject.kind, cases[i].kind, "case %zu", i);
        arena_free(&arena);
    }
    Arena arena = { 0 };
    const char *const both[] = { "--seed=3", "--optimizer=adam lr=0.2", "--data=moons", NULL };
    cr_assert_eq(read_words(&window, &flags, both, &arena, said), FLAGS_READ, "%s", said);
    cr_expect_eq(flags.subject.lab.shared.seed, 3u);
    cr_expect_eq(flags.subject.lab.shared.optimizer.params.lr, 0.2);
    arena_free(&arena);
}

Test(flags_lab, races_and_labs_do_not_mix)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    static const struct Mistake mixed[] = {
        { { "--landscape", "beale", "--data", "moons" },
          "--landscape belongs to races, but --data makes this a lab\n  beale\n  ^\n" },
        { { "--network", "", "--noise", "1" },
          "--noise belongs to races, but --network makes this a lab\n  1\n  ^\n" },
        { { "--optimizer", "adam", "--optimizer", "sgd", "--data", "moons" },
          "--optimizer is given twice: the networks of a lab share one; --network "
          "\"optimizer=...\" gives one its own\n  sgd\n  ^\n" },
        { { "--optimizer", "adam off", "--data", "moons" },
          "unknown key 'off' (known: lr, beta1, beta2, eps, schedule, warmup, coupled_decay, sam, "
          "clip, clip_value, lookahead, lookahead_alpha, average)\n"
          "  adam off\n       ^\n" },
    };
    for (size_t i = 0; i < COUNT(mixed); i++) {
        Arena arena = { 0 };
        const char *words[COUNT(mixed[i].words) + 1] = { NULL };
        memcpy(words, mixed[i].words, sizeof mixed[i].words);
        cr_expect_eq(read_words(&window, &flags, words, &arena, said), FLAGS_WRONG);
        cr_expect_eq(strncmp(said, "thalweg: ", 9), 0);
        cr_expect_str_eq(said + 9, mixed[i].said);
        arena_free(&arena);
    }
}

// ---- label smoothing, which only one loss has

#define SMOOTHS_NOT(loss)                                                                          \
    "label smoothing softens the targets of softmax_cross_entropy alone, and the loss is " loss    \
    "; leave it out or choose that loss\n"

Test(flags_lab, label_smoothing_that_softens_nothing_is_refused_for_every_command)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    static const struct Mistake vain[] = {
        { { "--data=plane", "--label-smoothing=0.1" }, SMOOTHS_NOT("mse") "  0.1\n  ^\n" },
        { { "--label-smoothing=0.1", "--loss=bce_with_logits" },
          SMOOTHS_NOT("bce_with_logits") "  0.1\n  ^\n" },
        { { "--data=wave", "--shared=hidden=3 label_smoothing=0.1" },
          SMOOTHS_NOT("mse") "  hidden=3 label_smoothing=0.1\n           ^\n" },
        { { "--network=hidden=3", "--network=loss=mse label-smoothing=0.1" },
          SMOOTHS_NOT("mse") "  loss=mse label-smoothing=0.1\n           ^\n" },
        { { "--label-smoothing=0.1", "--network=loss=mse", "--network=loss=bce_with_logits" },
          SMOOTHS_NOT("mse") "  0.1\n  ^\n" },
    };
    for (size_t i = 0; i < COUNT(vain); i++) {
        const FlagsCommand *const commands[] = { &trainer, &window };
        for (size_t k = 0; k < COUNT(commands); k++) {
            Arena arena = { 0 };
            cr_expect_eq(read_words(commands[k], &flags, vain[i].words, &arena, said), FLAGS_WRONG,
                         "case %zu", i);
            cr_expect_str_eq(strstr(said, ": ") + 2, vain[i].said);
            arena_free(&arena);
        }
    }
}

// The same rule for the entropy term.
Test(flags_lab, entropy_where_no_loss_has_it_is_refused)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    static const struct Mistake vain[] = {
        { { "--data=plane", "--shared=hidden=3 entropy=-0.1" },
          "entropy is that of softmax_cross_entropy's answers alone, and the loss is mse; leave it "
          "out or choose that loss\n  hidden=3 entropy=-0.1\n           ^\n" },
        { { "--network=hidden=3", "--network=loss=bce_with_logits entropy=0.1" },
          "entropy is that of softmax_cross_entropy's answers alone, and the loss is "
          "bce_with_logits; leave it out or choose that loss\n  loss=bce_with_logits entropy=0.1\n"
          "                       ^\n" },
    };
    for (size_t i = 0; i < COUNT(vain); i++) {
        Arena arena = { 0 };
        cr_expect_eq(read_words(&trainer, &flags, vain[i].words, &arena, said), FLAGS_WRONG);
        cr_expect_str_eq(strstr(said, ": ") + 2, vain[i].said);
        arena_free(&arena);
    }
    Arena arena = { 0 };
    const char *taken[] = { "--shared=entropy=-0.1", "--network=loss=mse", "--network=hidden=3",
                            NULL };
    cr_expect_eq(read_words(&trainer, &flags, taken, &arena, said), FLAGS_READ, "%s", said);
    arena_free(&arena);
}

Test(flags_lab, label_smoothing_is_taken_where_a_network_has_use_for_it)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    static const char *const good[][4] = {
        { "--label-smoothing=0.1" },
        { "--data=plane", "--label-smoothing=0" },
        { "--label-smoothing=0.1", "--network=loss=mse", "--network=hidden=3" },
        { "--loss=mse", "--network=loss=softmax_cross_entropy label_smoothing=0.1" },
        { "--data=csv file=/nowhere/points.csv", "--label-smoothing=0.1" }, // wrong otherwise
    };
    for (size_t i = 0; i < COUNT(good); i++) {
        Arena arena = { 0 };
        const char *words[COUNT(good[i]) + 1] = { NULL };
        memcpy(words, good[i], sizeof good[i]);
        cr_expect_eq(read_words(&window, &flags, words, &arena, said), FLAGS_READ, "%s", said);
        arena_free(&arena);
    }
}

Test(flags_lab, a_file_tells_whether_label_smoothing_softens_anything)
{
    static const struct {
        const char *rows;
        FlagsResult result;
    } files[] = { { "0.5,1.5\n1,2.25\n2,3.125\n", FLAGS_WRONG },
                  { "0.5,up\n1,down\n2,up\n", FLAGS_READ } };
    static TypedSubject flags;
    static char said[REPORT_MAX];
    for (size_t i = 0; i < COUNT(files); i++) {
        Arena arena = { 0 };
        char path[] = "/tmp/thalweg-points-XXXXXX", data[80];
        const int file = mkstemp(path);
        cr_assert_eq(write(file, files[i].rows, strlen(files[i].rows)),
                     (ssize_t)strlen(files[i].rows));
        close(file);
        snprintf(data, sizeof data, "csv file=%s", path);
        const char *const words[] = { "--data", data, "--label-smoothing=0.1", NULL };
        cr_expect_eq(read_words(&window, &flags, words, &arena, said), files[i].result, "%s", said);
        unlink(path);
        arena_free(&arena);
    }
}

// ---- what only making the lab tells

Test(flags_lab, what_cannot_be_made_is_pointed_at_too)
{
    static TypedSubject flags;
    static char said[REPORT_MAX];
    static const struct {
        const char *words[6];
        const char *typed, *text;
        int at;
    } cases[] = {
        { { "--data=csv file=/nowhere/points.csv" },
          "csv file=/nowhere/points.csv",
          "cannot open /nowhere/points.csv: ",
          9 },
        { { "--data=spiral train=1", "--patience=3" },
          "spiral train=1",
          "early stopping needs validation rows",
          0 },
        { { "--data=plane", "--network=loss=bce_with_logits" },
          "loss=bce_with_logits",
          "bce_with_logits needs classes",
          0 },
        { { "--data=plane", "--network=hidden=3", "--network=loss=bce_with_logits" },
          "loss=bce_with_logits",
          "network 2: bce_with_logits needs classes",
          0 },
        { { "--data=plane", "--loss=bce_with_logits" }, NULL, "bce_with_logits needs classes", -1 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena arena = { 0 };
        LabError wrong = { .error.at = -1 };
        cr_assert_eq(read_words(&trainer, &flags, cases[i].words, &arena, said), FLAGS_READ, "%s",
                     said);
        cr_assert_null(lab_create(&flags.subject.lab, &wrong));
        const FlagsError err = lab_typed_error(&flags, &wrong);
        cr_expect_eq(strncmp(err.error.text, cases[i].text, strlen(cases[i].text)), 0, "%s",
                     err.error.text);
        cr_expect_eq(err.error.at, cases[i].at, "%s", err.error.text);
        cr_expect_eq(err.typed != NULL, cases[i].typed != NULL);
        if (err.typed && cases[i].typed) {
            cr_expect_str_eq(err.typed, cases[i].typed);
        }
        arena_free(&arena);
    }
}

// ---- the other way round

static size_t write_line(const LabSpec *lab, char *line, size_t size)
{
    static Subject subject;
    subject_set(&subject, SUBJECT_LAB, lab);
    return subject_write_command(&subject, line, size);
}

// What the system's shell makes of a line: its words behind the program's name.
static int shell_words(const char *line, char *bytes, size_t size, char **argv)
{
    static char script[SUBJECT_TEXT_MAX + 80];
    int argc = 0;
    snprintf(script, sizeof script, "thalweg() { printf '%%s\\0' thalweg \"$@\"; }\n%s", line);
    FILE *shell = popen(script, "r");
    const size_t length = fread(bytes, 1, size, shell);
    cr_assert_eq(pclose(shell), 0, "%s", line);
    for (size_t at = 0; at < length; at += strlen(bytes + at) + 1) {
        cr_assert_lt(argc, WORDS_MAX);
        argv[argc++] = bytes + at;
    }
    argv[argc] = NULL;
    return argc;
}

static void expect_comes_back(const LabSpec *lab)
{
    static char line[SUBJECT_TEXT_MAX], bytes[SUBJECT_TEXT_MAX], said[REPORT_MAX];
    static TypedSubject again;
    char *argv[WORDS_MAX + 1];
    Arena arena = { 0 };
    const size_t length = write_line(lab, line, sizeof line);
    cr_assert_lt(length, sizeof line);
    cr_assert_eq(strlen(line), length);
    const int argc = shell_words(line, bytes, sizeof bytes, argv);
    cr_assert_eq(read_argv(&window, &again, argc, argv, &arena, said), FLAGS_READ, "%s\n%s", line,
                 said);
    cr_expect_eq(again.subject.kind, SUBJECT_LAB, "%s", line);
    expect_lab(lab, &again.subject.lab, line);
    arena_free(&arena);
}

Test(flags_lab, every_lab_comes_back_from_its_line)
{
    Rng rng;
    LabSpec lab;
    rng_init(&rng, 17, 0);
    for (int round = 0; round < 300; round++) {
        lab_spec_defaults(&lab);
        if (round > 0) {
            random_lab(&lab, &rng);
        }
        expect_comes_back(&lab);
    }
}

Test(flags_lab, a_line_says_only_what_is_not_the_default)
{
    static char line[SUBJECT_TEXT_MAX];
    LabSpec lab;
    Error err = { .at = -1 };
    lab_spec_defaults(&lab);
    write_line(&lab, line, sizeof line);
    cr_expect_str_eq(line, "thalweg --data spiral");
    lab.network_count = 2;
    cr_assert(net_spec_parse(&lab.networks[1], &lab.shared, "init=normal std=1 lr=0.1", &err));
    lab.shared.numbers.batch = 0;
    lab.shared.numbers.dropout = 0.5;
    lab.epochs = 7;
    write_line(&lab, line, sizeof line);
    cr_expect_str_eq(line, "thalweg --data spiral --shared dropout=0.5 --batch all --network '' "
                           "--network 'init=normal std=1 optimizer=adam lr=0.1' --epochs 7");
}

// In the window the setting may outlive the data it was made for.
Test(flags_lab, a_line_leaves_out_label_smoothing_that_softens_nothing)
{
    static char line[SUBJECT_TEXT_MAX];
    LabSpec lab;
    Error err = { .at = -1 };
    lab_spec_defaults(&lab);
    data_spec_defaults(&lab.data, DATA_PLANE);
    lab.shared.numbers.label_smoothing = 0.1;
    write_line(&lab, line, sizeof line);
    cr_expect_str_eq(line, "thalweg --data plane");
    data_spec_defaults(&lab.data, DATA_MOONS);
    write_line(&lab, line, sizeof line);
    cr_expect_str_eq(line, "thalweg --data moons --label-smoothing 0.1");
    cr_assert(net_spec_parse(&lab.networks[0], &lab.shared, "loss=mse label_smoothing=0.2", &err));
    write_line(&lab, line, sizeof line);
    cr_expect_str_eq(line, "thalweg --data moons --label-smoothing 0.1 --network "
                           "'loss=mse label_smoothing=0'");
}

Test(flags_lab, a_line_that_does_not_fit_is_cut_and_counted)
{
    LabSpec lab;
    char whole[256], part[20];
    lab_spec_defaults(&lab);
    lab.epochs = 9;
    const size_t length = write_line(&lab, whole, sizeof whole);
    cr_expect_eq(write_line(&lab, part, sizeof part), length);
    cr_expect_eq(strlen(part), sizeof part - 1);
    cr_expect_eq(strncmp(part, whole, sizeof part - 1), 0);
    cr_expect_eq(write_line(&lab, NULL, 0), length);
}
