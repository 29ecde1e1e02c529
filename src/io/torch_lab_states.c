// What a lab's networks need, as they begin and as they are changed: asked of each state.
#include "io/torch_lab.h"

#include "io/torch_optim.h"

bool torch_lab_l1(const Train *train)
{
    return train->learner.goal.l1 > 0;
}

bool torch_lab_l2(const Train *train)
{
    return train->learner.goal.l2 > 0;
}

bool torch_lab_decays(const Train *train)
{
    return train->learner.params.coupled_decay > 0;
}

bool torch_lab_scheduled(const Train *train)
{
    return torch_optim_changes(&train->learner.params);
}

bool torch_lab_changes(const Lab *lab)
{
    bool any = false;
    for (int i = 0; i < lab->spec.network_count; i++) {
        any = any || lab->networks[i].ahead_count > 0;
    }
    return any;
}

bool torch_lab_waits(const Lab *lab)
{
    bool any = false;
    for (int i = 0; i < lab->spec.network_count; i++) {
        const Epochs *network = &lab->networks[i];
        any = any || network->now.patience.patience > 0;
        for (int k = 0; k < network->ahead_count; k++) {
            any = any || network->ahead[k].patience > 0;
        }
    }
    return any;
}

void torch_lab_states(const Epochs *network,
                      void (*see)(void *context, const Train *train, const Change *change),
                      void *context)
{
    Train *train = network->train;
    const NetSpec began = train->spec;
    see(context, train, NULL);
    for (int k = 0; k < network->ahead_count; k++) {
        train_adjust(train, &network->ahead[k].spec);
        see(context, train, &network->ahead[k]);
    }
    if (network->ahead_count > 0) {
        train_adjust(train, &began);
    }
}

typedef struct Search {
    bool (*of)(const Train *train);
    bool found;
} Search;

static void look_at(void *context, const Train *train, UNUSED const Change *change)
{
    Search *search = context;
    search->found = search->found || search->of(train);
}

bool torch_lab_any(const Lab *lab, bool (*of)(const Train *train))
{
    Search search = { .of = of };
    for (int i = 0; i < lab->spec.network_count; i++) {
        torch_lab_states(&lab->networks[i], look_at, &search);
    }
    return search.found;
}
