// Conditions of a lab, asked of its snapshots: what a snapshot shows is known of its moment, what
// the curves keep of all moments up to it.
#include "sim/lesson/condition_holds.h"

#include <limits.h>
#include <math.h>
#include <string.h>

typedef struct Asking {
    ConditionWatch *watch;
    const LabView *view;
} Asking;

static const NetShot *net_of(const Asking *asking, const Who *who)
{
    const LabSpec *spec = asking->view->spec;
    const LabShot *shot = asking->view->shot;
    const int place = who_of_lab(who, spec, NULL);
    for (int i = 0; place >= 0 && i < shot->network_count; i++) {
        if (spec->ids[place] ? shot->networks[i].id == spec->ids[place] : i == place) {
            return &shot->networks[i];
        }
    }
    return NULL;
}

static const SeriesList *list_of(const Quantity *quantity, const NetShot *net)
{
    return quantity->epochs ? &net->series.epochs : &net->series.steps;
}

static bool has_curve(const Amount *amount)
{
    return amount->layer == LAYER_WHOLE && amount->quantity->series >= 0;
}

static double number_now(const Amount *amount, const NetShot *net, int layer)
{
    return layer > 0 ? amount->quantity->layer(&net->held[amount->kind][layer - 1])
                     : amount->quantity->net(net);
}

// Whether a number can be told of that step; what is not finite is told as it is. What was seen
// comes before the curve, which does not keep the norms of every step.
static bool number_at(const Amount *amount, const NetShot *net, int layer, long step,
                      const Seen *seen, double *value)
{
    if (step == net->step) {
        *value = number_now(amount, net, layer);
    } else if (step > net->step) {
        return false;
    } else if (seen->any && seen->step == step) {
        *value = seen->numbers[layer];
    } else if (has_curve(amount)) {
        const SeriesPoint *point = series_at(list_of(amount->quantity, net), step);
        *value = point ? point->values[amount->quantity->series] : (double)NAN;
    } else {
        return false;
    }
    return true;
}

// Its layers, from *first to the last one, which is returned; 0 to 0: of the whole network.
static int layers_of(const Amount *amount, const NetShot *net, int *first)
{
    const int count = net->held_count[amount->kind];
    *first = amount->layer == LAYER_LAST ? count : amount->layer > 0 ? amount->layer : 1;
    switch (amount->layer) {
    case LAYER_WHOLE: *first = 0; return 0;
    case LAYER_EVERY:
    case LAYER_ANY: return count;
    default: return *first <= count ? *first : 0;
    }
}

// Keeps what is shown if it is that of the step that is asked about.
static void see(Seen *seen, const Amount *amount, const NetShot *net, long step)
{
    if (step != net->step) {
        return;
    }
    int first;
    const int last = layers_of(amount, net, &first);
    for (int layer = first; layer <= last; layer++) {
        seen->numbers[layer] = number_now(amount, net, layer);
    }
    seen->any = true;
    seen->step = step;
}

// The step of the network that is meant; one that has stopped before stays where it is.
static long step_of(const Asking *asking, const When *when, const NetShot *net)
{
    const long end = net->epoch_steps * asking->view->spec->epochs;
    const long step = when->kind == WHEN_END   ? end
                      : when->kind == WHEN_NOW ? net->step
                      : when->epoch            ? when->step * net->epoch_steps
                                               : when->step;
    return net->stopped && step > net->step ? net->step : step;
}

static long right_step(const Asking *asking, const Part *part, const NetShot *right, long step)
{
    return part->has_when                         ? step_of(asking, &part->right_when, right)
           : right->stopped && step > right->step ? right->step
                                                  : step;
}

static bool compare_at(const Asking *asking, const Part *part, const NetShot *left,
                       const NetShot *right, long step, const Memory *memory, Finding *found)
{
    double value = part->factor, number;
    if (part->of) {
        int first;
        layers_of(&part->right, right, &first);
        if (!number_at(&part->right, right, first, right_step(asking, part, right, step),
                       &memory->sides[1], &number)) {
            return false;
        }
        value *= number;
    }
    int first;
    const int last = layers_of(&part->left, left, &first);
    for (int layer = first; layer <= last; layer++) {
        if (!number_at(&part->left, left, layer, step, &memory->sides[0], &number)) {
            return false;
        }
        Finding one = finding_of_numbers(part, number, value);
        one.layer = layer;
        if (layer == first) {
            *found = one;
        } else {
            finding_add_layer(part, found, &one);
        }
    }
    return first <= last;
}

static bool verdict_at(const Part *part, const NetShot *net, long step, Finding *found)
{
    const Judgement *judgement = &net->judgement;
    const Verdict *verdict = part->verdict;
    if (step != net->step) {
        return false;
    }
    *found = verdict->learning >= 0
                 ? finding_of_verdict(part, (int)judgement->learning.kind == verdict->learning,
                                      learning_rows[judgement->learning.kind].name)
                 : finding_of_verdict(part, (int)judgement->signal.kind == verdict->signal,
                                      signal_rows[judgement->signal.kind].name);
    return true;
}

static bool find(const Asking *asking, const Part *part, const NetShot *left, const NetShot *right,
                 long step, const Memory *memory, Finding *found)
{
    const bool known = part->kind == PART_VERDICT
                           ? verdict_at(part, left, step, found)
                           : compare_at(asking, part, left, right, step, memory, found);
    found->step = known ? step : -1;
    return known;
}

// ---- at a step

static Truth ask_at(Asking *asking, const Part *part, const NetShot *left, const NetShot *right,
                    Memory *memory, Finding *found)
{
    const long step = step_of(asking, &part->when, left);
    if (part->kind == PART_COMPARE) {
        see(&memory->sides[0], &part->left, left, step);
    }
    if (find(asking, part, left, right, step, memory, found)) {
        memory->any = true;
        memory->nearest = *found;
    } else if (step <= left->step && memory->any && memory->nearest.step == step) {
        *found = memory->nearest; // it was seen when it went by
    } else {
        return TRUTH_NOT_YET;
    }
    return found->holds ? TRUTH_YES : TRUTH_NO;
}

// ---- over the steps

// Every point of the left side's curve; else what is shown.
static void go_through(const Asking *asking, const Part *part, const NetShot *left,
                       const NetShot *right, long limit, Memory *memory)
{
    Finding found;
    if (part->kind == PART_COMPARE && has_curve(&part->left) &&
        (!part->of || part->has_when || has_curve(&part->right))) {
        const SeriesList *list = list_of(part->left.quantity, left);
        memory->any = memory->has_first = false;
        for (int i = 0; i < list->count; i++) {
            const SeriesPoint *point = &list->points[i];
            if (point->step <= limit && point->step <= left->step &&
                !isnan(point->values[part->left.quantity->series]) &&
                find(asking, part, left, right, point->step, memory, &found)) {
                memory_add(memory, part, &found);
            }
        }
    }
    if (left->step <= limit && find(asking, part, left, right, left->step, memory, &found)) {
        memory_add(memory, part, &found);
    }
}

static Truth ask_over(const Asking *asking, const Part *part, const NetShot *left,
                      const NetShot *right, Memory *memory, Finding *found)
{
    const When end = { .kind = WHEN_END };
    const long limit = step_of(asking, part->when.kind == WHEN_UNTIL ? &part->when : &end, left);
    go_through(asking, part, left, right, limit, memory);
    return memory_truth(memory, part, left->step, limit, left->stopped, found);
}

// ---- the condition

static Truth ask(Asking *asking, int index, Finding *found, long *shown)
{
    const Part *part = &asking->watch->condition->parts[index];
    Memory *memory = &asking->watch->memories[index];
    const NetShot *left = net_of(asking, &part->left.who);
    const NetShot *right = part->of ? net_of(asking, &part->right.who) : left;
    if (!left || !right) {
        return TRUTH_NOT_YET;
    }
    *shown = left->step;
    if (left->step < memory->seen && !asking->watch->keeps) { // it went back, or began anew
        *memory = (Memory){ 0 };
    }
    if (part->of) {
        see(&memory->sides[1], &part->right, right, right_step(asking, part, right, left->step));
    }
    const Truth truth = part_ranges(part) ? ask_over(asking, part, left, right, memory, found)
                                          : ask_at(asking, part, left, right, memory, found);
    memory->seen = left->step;
    return truth;
}

// All parts are asked each time: what they see may not come again.
// By its letter, which no language changes.
static void say_whose(ConditionWatch *watch, const Part *part, const LabSpec *spec)
{
    Error err;
    const int network =
        watch->condition->count > 1 && !watch->keeps ? who_of_lab(&part->left.who, spec, &err) : -1;
    if (network >= 0) {
        finding_say_whose((const char[]){ (char)('A' + network), '\0' }, watch->found,
                          sizeof watch->found);
    }
}

Truth condition_of_shot(ConditionWatch *watch, const LabView *view)
{
    Asking asking = { watch, view };
    Truth truth = TRUTH_YES;
    watch->found[0] = '\0';
    for (int i = 0; i < watch->condition->count; i++) {
        Finding found = { .step = -1 };
        long shown = 0;
        const Truth part = ask(&asking, i, &found, &shown);
        if (truth == TRUTH_YES && found.step >= 0) {
            finding_text(&watch->condition->parts[i], &found, shown, watch->keeps, watch->found,
                         sizeof watch->found);
            say_whose(watch, &watch->condition->parts[i], view->spec);
        }
        truth = truth == TRUTH_YES ? part : truth;
    }
    return truth;
}
