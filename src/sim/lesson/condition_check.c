// Whether what a condition speaks of is there: whoever it names, their layers, the steps.
#include "sim/lesson/condition_parts.h"

// Hidden layers, for weights and gradients the output layer, too.
static int layers_of(const LabSpec *spec, int network, InspectKind kind)
{
    const NetSpec own = lab_network(spec, network);
    return net_spec_weighted(&own) + (kind != INSPECT_ACTIVATIONS);
}

static bool check_layer(const Amount *amount, const LabSpec *spec, int network, Error *err)
{
    const int layers = layers_of(spec, network, amount->kind);
    if (layers == 0) {
        return fail_at(err, amount->layer_at, "that network has no hidden layers");
    }
    return amount->layer <= layers ||
           fail_n(err, amount->layer_at, layers, "that network has only %d such layer",
                  "that network has only %d such layers", layers);
}

static bool check_amount(const Amount *amount, const Subject *subject, Error *err)
{
    const int who = who_of_subject(&amount->who, subject, err);
    if (who < 0) {
        return false;
    }
    const bool race = subject->kind == SUBJECT_SCENE;
    if (amount->layer != LAYER_WHOLE) {
        return race ? fail_at(err, amount->layer_at, "only networks have layers")
                    : check_layer(amount, &subject->lab, who, err);
    }
    return quantity_has(amount->quantity, race ? QUANTITY_RACE : QUANTITY_NET) ||
           fail_at(err, amount->at,
                   race ? N_("optimizers have no %s; networks do")
                        : N_("networks have no %s; optimizers do"),
                   amount->quantity->kind.key);
}

static bool check_when(const When *when, const Subject *subject, Error *err)
{
    if (when->kind != WHEN_AT && when->kind != WHEN_UNTIL) {
        return true;
    }
    if (subject->kind == SUBJECT_LAB) { // how many steps an epoch has hangs on the data
        return !when->epoch || when->step <= subject->lab.epochs ||
               fail_n(err, when->at, subject->lab.epochs, "the lab has only %d epoch",
                      "the lab has only %d epochs", subject->lab.epochs);
    }
    if (when->epoch) {
        return fail_at(err, when->at, "races have steps and no epochs");
    }
    return when->step <= subject->scene.steps ||
           fail_n(err, when->at, subject->scene.steps, "the race has only %d step",
                  "the race has only %d steps", subject->scene.steps);
}

static bool check_said(const Part *part, const Subject *subject, Error *err)
{
    const Who *who = &part->left.who;
    if (who_of_subject(who, subject, err) < 0) {
        return false;
    }
    const bool race = subject->kind == SUBJECT_SCENE;
    if (part->kind == PART_PLACE) {
        return race || fail_at(err, part->at, "networks are at no place; optimizers are");
    }
    return !race || part->verdict->race ||
           fail_at(err, part->at, "of optimizers only `lost` is judged; networks can be called %s",
                   part->verdict->word);
}

static bool check_part(const Part *part, const Subject *subject, Error *err)
{
    if (!check_when(&part->when, subject, err) ||
        (part->has_when && !check_when(&part->right_when, subject, err))) {
        return false;
    }
    if (part->kind != PART_COMPARE) {
        return check_said(part, subject, err);
    }
    return check_amount(&part->left, subject, err) &&
           (!part->of || check_amount(&part->right, subject, err));
}

bool condition_check(const Condition *condition, const Subject *subject, Error *err)
{
    for (int i = 0; i < condition->count; i++) {
        if (!check_part(&condition->parts[i], subject, err)) {
            return false;
        }
    }
    return true;
}
