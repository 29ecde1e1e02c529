// Any bytes as a command line, for every command: no crash; what is refused ends with exit 2 and a
// message; what is read keeps its ranges and comes back the same from the line that is written for
// it. Lines that are little work are run, in a folder of their own; no window is opened, no picture
// drawn and no file written.
#include "commands.h"
#include "fuzz_folder.h"
#include "fuzz_words.h"
#include "io/flags_lab.h"
#include "io/subject_text.h"

// A command's own memory for its flags, which none needs more of.
enum { OWN_BYTES = 1024 };

// What can be run within milliseconds.
enum { STEPS_MAX = 64, ROWS_MAX = 48, EPOCHS_MAX = 2, LAYERS_MAX = 2, UNITS_MAX = 12 };

typedef struct LineRead {
    const FlagsCommand *command; // NULL: none that reads flags
    FlagsResult result;
    TypedSubject flags;
    Arena arena;
} LineRead;

static bool is_word(const Words *words, int at, const char *word)
{
    return at < words->argc && strcmp(words->argv[at], word) == 0;
}

// Whose flags the words are, as commands_run() takes them.
static const FlagsCommand *command_of(const Words *words)
{
    if (words->argc < 2 || (words->argv[1][0] == '-' && words->argv[1][1])) {
        const bool help = is_word(words, 1, "--help") || is_word(words, 1, "-h");
        const bool version = words->argc == 2 && is_word(words, 1, "--version");
        return help || version ? NULL : thalweg.self;
    }
    const Command *command = registry_row(thalweg.commands, words->argv[1]);
    return command ? command->flags : NULL;
}

static void read_line(LineRead *line, const FlagsCommand *command, int argc, char **argv)
{
    static _Alignas(64) char own[OWN_BYTES];
    Heard heard;
    memset(own, 0, sizeof own);
    *line = (LineRead){ .command = command };
    heard_begin(&heard);
    line->result = flags_read(command, argc, argv, own, &line->flags, 0, NULL, NULL, &line->arena);
    heard_end(&heard);
    const bool wrong = line->result == FLAGS_WRONG;
    const bool aside = !wrong && heard.err_length > 0 && strstr(heard.err, " is left aside: ");
    hold(wrong == (heard.err_length > 0 && !aside), "a mistake has a message, and news");
    hold((line->result == FLAGS_HELP) == (heard.out_length > 0),
         "help is printed and nothing else");
    hold(!wrong || strncmp(heard.err, "thalweg", 7) == 0, "a message says who says it");
    heard_free(&heard);
}

static bool in_range(const Param *table, const void *owner)
{
    for (const Param *param = table; param->key; param++) {
        if (!param_check(param, param_value(param, owner), NULL)) {
            return false;
        }
    }
    return true;
}

static void hold_scene(const Scene *scene)
{
    hold(scene->racer_count >= 1 && scene->racer_count <= SCENE_RACERS_MAX, "racers");
    hold(scene->steps >= 1 && scene->steps <= SCENE_STEPS_MAX, "steps");
    hold(param_check(&scene_settings[SCENE_NOISE].param, scene->noise, NULL), "noise");
    hold(scene->seed <= INT64_MAX, "seed");
    hold(scene->relief.kind < RELIEF_COUNT && scene->relief.height < RELIEF_HEIGHT_COUNT, "relief");
    hold(param_check(&scene_settings[SCENE_EXAGGERATION].param, scene->relief.exaggeration, NULL),
         "exaggeration");
    hold(in_range(orbit_params, &scene->relief.camera), "the camera");
    for (int i = 0; i < 2; i++) {
        const Param row = scene_start_row(scene, i);
        hold(param_check(&row, scene->start[i], NULL), "the start is within bounds");
    }
    for (int i = 0; i < scene->param_count; i++) {
        const Param row = scene_accepted_param(scene, i);
        hold(param_check(&row, scene->params[i], NULL), "parameters");
    }
    for (int i = 0; i < scene->racer_count; i++) {
        const OptimSpec *spec = &scene->racers[i].spec;
        hold(in_range(spec->optim->kind.params, &spec->params), "an optimizer's numbers");
        hold(scene_rate(scene, i) > 0, "a rate");
    }
}

static void hold_lab(const LabSpec *lab)
{
    hold(lab->network_count >= 1 && lab->network_count <= LAB_NETWORKS_MAX, "networks");
    hold(param_check(&lab_settings[LAB_EPOCHS].param, lab->epochs, NULL), "epochs");
    hold(param_check(&lab_settings[LAB_PATIENCE].param, lab->patience, NULL), "patience");
    hold(in_range(data_rows[lab->data.kind].kind.params, &lab->data.params), "the data's numbers");
    for (int i = 0; i < lab->network_count; i++) {
        const NetSpec net = lab_network(lab, i);
        hold(net.hidden_count >= 0 && net.hidden_count <= NET_HIDDEN_MAX, "hidden layers");
        hold(in_range(net.init->kind.params, &net.init_params), "an initialization's numbers");
        hold(in_range(net.optimizer.optim->kind.params, &net.optimizer.params), "an optimizer's");
        for (int k = 0; k < net.hidden_count; k++) {
            hold(net.hidden[k] >= 1 && net.hidden[k] <= NET_UNITS_MAX, "units");
        }
    }
}

static void hold_shows(const Subject *subject)
{
    if (subject->kind == SUBJECT_SCENE) {
        const SceneShow *show = &subject->scene_show;
        hold(!show->has_step || (show->step >= 0 && show->step <= subject->scene.steps), "a step");
        hold(show->chart >= 0 && show->chart < CHART_COUNT, "a chart");
        for (int i = subject->scene.racer_count; i < SCENE_RACERS_MAX; i++) {
            hold(!show->open[i], "only cards that are there are open");
        }
        return;
    }
    const LabShow *show = &subject->lab_show;
    hold(show->chart >= 0 && show->chart < LAB_CHART_COUNT, "a lab's chart");
    hold(show->network >= 1 && show->network <= subject->lab.network_count, "whose layer");
    hold(show->selected >= 1 && show->selected <= subject->lab.network_count, "who is selected");
    const NetSpec net = lab_network(&subject->lab, show->network - 1);
    hold(show->layer >= 0 && show->layer <= INSPECT_LAYERS_MAX, "a layer");
    hold(show->kind != INSPECT_WEIGHTS || show->layer <= net_spec_weighted(&net), "with weights");
}

// What the window would be copied as opens the same again.
static void hold_comes_back(const Subject *subject)
{
    static char text[SUBJECT_TEXT_MAX];
    static Subject again;
    Error err = { .at = -1 };
    const size_t length = subject_write_command(subject, text, sizeof text);
    hold(length < sizeof text && strlen(text) == length, "a line has room");
    hold(subject_parse(&again, text, &err), "a line that was written can be read");
    hold(subject_equal(subject, &again), "and means the same");
}

// Whether a word can be -o or --output with a file behind it.
static bool may_write(const Words *words)
{
    for (int i = 1; i < words->argc; i++) {
        const char *word = words->argv[i];
        if (word[0] == '-' && (word[1] == '-' ? strncmp(word + 2, "output", 6) == 0
                                              : strchr(word + 1, 'o') != NULL)) {
            return true;
        }
    }
    return false;
}

static bool has_small_layers(const NetSpec *net)
{
    LayerText layers;
    if (!net_spec_has_layers(net) || !layer_text_read(&layers, net->layers, NULL)) {
        return true;
    }
    bool small = layer_text_weighted(&layers) <= LAYERS_MAX;
    for (int i = 0; i < layers.count; i++) {
        const LayerNumbers *numbers = &layers.items[i].numbers;
        small = small && numbers->count <= UNITS_MAX && numbers->kernel * numbers->pad <= UNITS_MAX;
    }
    return small;
}

// Of files, only those of the folder are read.
static bool small_lab(const LabSpec *lab, int epochs)
{
    bool small = epochs <= EPOCHS_MAX && lab->data.params.n <= ROWS_MAX &&
                 lab->data.params.features <= UNITS_MAX;
    for (int i = 0; i < DATA_FILES_MAX; i++) {
        small = small && !strchr(lab->data.files[i], '/');
    }
    for (int i = 0; i < lab->network_count; i++) {
        const NetSpec net = lab_network(lab, i);
        small = small && net.hidden_count <= LAYERS_MAX && has_small_layers(&net);
        for (int k = 0; small && k < net.hidden_count; k++) {
            small = net.hidden[k] <= UNITS_MAX;
        }
    }
    return small;
}

static bool is_little_work(const LineRead *line, const Words *words)
{
    if (!line->command || line->result != FLAGS_READ) {
        return true;
    }
    if (may_write(words) || (line->command->subjects == SUBJECTS_ALL)) {
        return false; // of the latter, both have windows
    }
    const bool drawn = strcmp(line->command->name, "histogram") == 0;
    return line->flags.subject.kind == SUBJECT_LAB
               ? small_lab(&line->flags.subject.lab, drawn && !lab_typed_epochs(&line->flags)
                                                         ? 0
                                                         : line->flags.subject.lab.epochs)
               : line->flags.subject.scene.steps <= STEPS_MAX;
}

static void run(const LineRead *line, Words *words)
{
    Heard heard;
    folder_enter();
    heard_begin(&heard);
    const int status = commands_run(words->argc, words->argv);
    heard_end(&heard);
    folder_leave();
    hold(status == 0 || status == 2, "nothing but a mistake of the user's can go wrong");
    hold(status == 0 || heard.err_length > 0, "a failure has a message");
    hold(status != 2 || heard.out_length == 0, "a mistake prints nothing to stdout");
    if (line->command) {
        hold(line->result != FLAGS_WRONG || status == 2, "what is refused ends so");
        hold(line->result != FLAGS_HELP || status == 0, "help ends well");
    }
    heard_free(&heard);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static LineRead line;
    Words words;
    words_split(&words, data, size);
    const FlagsCommand *command = command_of(&words);
    line = (LineRead){ .command = NULL };
    // The others have nothing to check but how they run.
    if (command && (command->subjects)) {
        const int skipped = command != thalweg.self;
        read_line(&line, command, words.argc - skipped, words.argv + skipped);
    }
    if (line.command && line.result == FLAGS_READ) {
        const Subject *subject = &line.flags.subject;
        if (subject->kind == SUBJECT_LAB) {
            hold_lab(&subject->lab);
        } else {
            hold_scene(&subject->scene);
        }
        hold_shows(subject);
        hold_comes_back(subject);
    }
    if (is_little_work(&line, &words)) {
        run(&line, &words);
    }
    arena_free(&line.arena);
    words_free(&words);
    return 0;
}
