// The body of a lab's script: options, data, a function for each network that is another one, and
// their training side by side.
#include "io/torch.h"

#include "base/text.h"
#include "io/torch_lab.h"
#include "io/torch_optim.h"
#include "io/torch_script.h"
#include "model/optim/around.h"

#include <stdlib.h>
#include <string.h>

enum { NETWORK_NAME_MAX = 16 };

// ---- what the script needs: keys of lines in src/io/python/*.py

static bool looks_twice(const Train *train)
{
    return train->learner.params.sam > 0 || train->spec.optimizer.optim->step;
}

static bool has_layer(const Train *train, bool (*is)(const LayerPlan *plan))
{
    const Net *net = &train->learner.net;
    bool has = false;
    for (int i = 0; i < net->layer_count; i++) {
        has = has || is(&net->layers[i].plan);
    }
    return has;
}

static bool is_batchnorm(const LayerPlan *plan)
{
    return plan->kind == LAYER_BATCHNORM;
}

static bool drops_something(const LayerPlan *plan)
{
    return plan->drop > 0;
}

static bool drops_branch(const LayerPlan *plan)
{
    return layer_role(plan->kind) == ROLE_ADD && plan->drop > 0;
}

static bool has_weight_norm(const LayerPlan *plan)
{
    return plan->weight_norm;
}

static bool drops(const Train *train)
{
    return has_layer(train, drops_something);
}

static bool drops_branches(const Train *train)
{
    return has_layer(train, drops_branch);
}

static bool weight_norm(const Train *train)
{
    return has_layer(train, has_weight_norm);
}

static bool penalized(const Train *train)
{
    return torch_lab_l1(train) || torch_lab_l2(train);
}

// Rows pass the network twice.
static bool sees_twice(const Train *train)
{
    return looks_twice(train) || train->spec.numbers.fgsm > 0;
}

static bool norms_seen_twice(const Train *train)
{
    return sees_twice(train) && has_layer(train, is_batchnorm);
}

static bool drops_twice(const Train *train)
{
    return sees_twice(train) && drops(train);
}

static bool judged_by_mean(const Train *train)
{
    const Optim *optim = train->spec.optimizer.optim;
    return optim->judged || around_keeps(optim, &train->learner.params, AROUND_MEAN);
}

// Its steps have other rates than it is told.
static bool finds_rate(const Train *train)
{
    const OptimKind kind = optim_kind(train->spec.optimizer.optim);
    return train->spec.optimizer.optim->step || kind == OPTIM_ASGD || kind == OPTIM_ADAFACTOR ||
           kind == OPTIM_BARZILAI_BORWEIN || !optim_rate(train->spec.optimizer.optim);
}

static bool searches(const Train *train)
{
    return train->spec.optimizer.optim == &optims[OPTIM_LBFGS];
}

static bool jitters(const Train *train)
{
    return train->spec.numbers.jitter > 0;
}

static bool cuts_out(const Train *train)
{
    return train->spec.numbers.cutout > 0;
}

static bool mixes_up(const Train *train)
{
    return train->spec.numbers.mixup > 0;
}

static bool mixes_cut(const Train *train)
{
    return train->spec.numbers.cutmix > 0;
}

static bool steps_aside(const Train *train)
{
    return train->spec.numbers.fgsm > 0;
}

static bool limits(const Train *train)
{
    return train->spec.numbers.maxnorm > 0;
}

static bool noisy(const Train *train)
{
    return train->spec.numbers.gradient_noise > 0;
}

static bool joins_last(const Train *train)
{
    return train->batch_max > train->batch;
}

static bool wrapped(const Train *train)
{
    return around_any(&train->learner.params);
}

// clang-format off
static const struct {
    const char *key;
    bool (*of)(const Train *train);
} needs[] = {
    { "l1", torch_lab_l1 },
    { "l2", torch_lab_l2 },
    { "penalties", penalized },
    { "norms", norms_seen_twice },
    { "draws", drops_twice },
    { "mean", judged_by_mean },
    { "decay", torch_lab_decays },
    { "schedule", torch_lab_scheduled },
    { "found", finds_rate },
    { "lbfgs", searches },
    { "around", wrapped },
    { "depth", drops_branches },
    { "weightnorm", weight_norm },
    { "entropy", torch_lab_rewards_entropy },
    { "augment", torch_lab_augments },
    { "moves", torch_lab_moves },
    { "turns", torch_lab_turns },
    { "jitter", jitters },
    { "cutout", cuts_out },
    { "mix", torch_lab_mixes },
    { "soft", torch_lab_mixes_classes },
    { "mixup", mixes_up },
    { "cutmix", mixes_cut },
    { "fgsm", steps_aside },
    { "maxnorm", limits },
    { "noise", noisy },
    { "lone", joins_last },
};
// clang-format on

static void find_keys(char *keys, size_t size, const Lab *lab)
{
    size_t used = (size_t)snprintf(keys, size, " %s%s", torch_lab_waits(lab) ? "patience " : "",
                                   torch_lab_changes(lab) ? "changes " : "");
    for (size_t i = 0; i < COUNT(needs); i++) {
        if (torch_lab_any(lab, needs[i].of)) {
            used += (size_t)snprintf(keys + used, size - used, "%s ", needs[i].key);
            assert(used < size);
        }
    }
}

// ---- networks

// The function of each network: what makes the same has one name.
typedef struct Functions {
    char *texts[LAB_NETWORKS_MAX];
    char names[LAB_NETWORKS_MAX][NETWORK_NAME_MAX];
} Functions;

static char *text_of(const Epochs *network, const char *name)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        die("out of memory");
    }
    torch_lab_network(out, network, name);
    fclose(out);
    return text;
}

static void write_functions(FILE *out, const Lab *lab, Functions *functions)
{
    for (int i = 0; i < lab->spec.network_count; i++) {
        const Epochs *network = &lab->networks[i];
        int same = 0;
        functions->texts[i] = text_of(network, "network");
        while (strcmp(functions->texts[same], functions->texts[i]) != 0) {
            same++;
        }
        snprintf(functions->names[i], NETWORK_NAME_MAX, "network_%d", same + 1);
        if (same == i) {
            fputs("\n\n", out);
            torch_lab_network(out, network, functions->names[i]);
        }
    }
    for (int i = 0; i < lab->spec.network_count; i++) {
        free(functions->texts[i]);
    }
}

// ---- the whole

static void write_body(FILE *out, const Subject *subject, const Lab *lab, const char *weights)
{
    Functions functions;
    fputs("OPTIONS = options(weights=", out);
    if (weights) {
        torch_string(out, weights);
    } else {
        fputs("None", out);
    }
    fprintf(out,
            ")\n"
            "PER, SAVED = OPTIONS.per, read_weights(OPTIONS.weights, rows=%d, networks=%d)\n"
            "EPOCHS = %d\n",
            lab->set.rows, lab->spec.network_count, lab->spec.epochs);
    if (torch_lab_waits(lab)) {
        fputs("BEST = {}  # of each network: itself, its weights and its row\n", out);
    }
    torch_lab_data(out, subject, lab);
    torch_lab_rows(out, lab);
    write_functions(out, lab, &functions);
    fputs("\n\nprint(\"network,epoch,step,batch_loss,train_loss,train_accuracy,validation_loss,\"\n"
          "      \"validation_accuracy,grad_norm,rate,status\")\n"
          "side_by_side = [\n",
          out);
    for (int i = 0; i < lab->spec.network_count; i++) {
        torch_lab_training(out, lab, i, functions.names[i]);
    }
    fputs("]\n"
          "for _ in itertools.zip_longest(*side_by_side):\n"
          "    pass\n",
          out);
    if (torch_lab_waits(lab)) {
        fputs("if OPTIONS.best:\n"
              "    end_at_best()\n",
              out);
    }
}

static void write_head(FILE *out, const Subject *subject, const Lab *lab, const char *weights)
{
    fputs("# Prints what this prints, a row for each epoch (--per step: for each step):\n", out);
    torch_command(out, "train", subject);
    fputs(weights ? "# from the same weights, data and batches, which a file holds (--weights).\n"
                  : "# from weights, data and batches of its own. With the program's, which "
                    "`thalweg code\n"
                    "# --weights FILE` writes, and --weights FILE behind this script, it prints "
                    "the same.\n",
          out);
    if (torch_lab_any(lab, drops)) {
        fputs("# But what dropout drops each of them draws in its own way.\n", out);
    }
    if (torch_lab_any(lab, torch_lab_augments) || torch_lab_any(lab, torch_lab_mixes)) {
        fputs("# But what happens to the rows of each step each of them draws in its own way.\n",
              out);
    }
    if (torch_lab_any(lab, noisy)) {
        fputs("# But the noise of gradients each of them draws in its own way.\n", out);
    }
    if (torch_lab_waits(lab)) {
        fputs(
            "# With --best each network ends with the weights of its best epoch, which a last row "
            "tells.\n",
            out);
    }
    if (subject->past.painted) {
        fputs("# The points that were painted are the data.\n", out);
    }
}

bool torch_lab_write(FILE *out, const Subject *subject, const char *weights, Error *err)
{
    assert(subject->kind == SUBJECT_LAB);
    LabError wrong = { .error.at = -1 };
    Lab *lab = lab_create_past(&subject->lab, &subject->past, &wrong);
    if (!lab) {
        return fail_said(err, -1, wrong.error.text);
    }
    char keys[320], *body = NULL;
    size_t size;
    find_keys(keys, sizeof keys, lab);
    FILE *text = open_memstream(&body, &size);
    if (!text) {
        die("out of memory");
    }
    write_body(text, subject, lab, weights);
    fclose(text);
    write_head(out, subject, lab, weights);
    torch_script_write(out, body, keys);
    free(body);
    lab_destroy(lab);
    return true;
}
