// What a step is told beside the optimizer: settings that are numbers, under their own keys, which
// the functions of python/rows.py and python/training.py ask for.
#include "io/torch_lab.h"

#include "io/torch_script.h"

const NetKey torch_lab_told[] = {
    NET_ENTROPY,
    NET_MAXNORM,
    NET_GRADIENT_NOISE,
    NET_SHIFT,
    NET_ROTATE,
    NET_ZOOM,
    NET_FLIP,
    NET_JITTER,
    NET_CUTOUT,
    NET_MIXUP,
    NET_CUTMIX,
    NET_FGSM,
    (NetKey)TORCH_LAB_TOLD_END,
};
static_assert(COUNT(torch_lab_told) <= TORCH_LAB_TOLD_MAX, "room for each of them");

// What trains as it does without, by another loss, is 0.
static NetSpec spec_of(const Train *train)
{
    NetSpec spec = train->spec;
    spec.numbers.entropy = losses[train->loss].smooths ? spec.numbers.entropy : 0;
    return spec;
}

static bool is_on(const Train *train, NetKey key)
{
    NetSpec spec = spec_of(train);
    const double *number = net_spec_number(&spec, key);
    return number ? *number != 0 : spec.flip == SWITCHED_ON;
}

void torch_lab_write_told(FILE *out, const Train *train, NetKey key)
{
    NetSpec spec = spec_of(train);
    const double *number = net_spec_number(&spec, key);
    if (number && net_settings[key].param.scale == PARAM_INTEGER) {
        torch_count(out, *number);
    } else if (number) {
        torch_number(out, *number);
    } else {
        fputs(is_on(train, key) ? "True" : "False", out);
    }
}

typedef struct Search {
    NetKey key;
    bool found;
} Search;

static void look_at(void *context, const Train *train, UNUSED const Change *change)
{
    Search *search = context;
    search->found = search->found || is_on(train, search->key);
}

bool torch_lab_tells(const Lab *lab, NetKey key)
{
    Search search = { .key = key };
    for (int i = 0; i < lab->spec.network_count; i++) {
        torch_lab_states(&lab->networks[i], look_at, &search);
    }
    return search.found;
}

// ---- what happens to rows

static bool sees_pictures(const Train *train)
{
    return shape_area(train->data->set->shape) > 1;
}

bool torch_lab_moves(const Train *train)
{
    const NetNumbers *numbers = &train->spec.numbers;
    return sees_pictures(train) && (numbers->shift > 0 || numbers->rotate > 0 ||
                                    numbers->zoom > 0 || train->spec.flip == SWITCHED_ON);
}

bool torch_lab_turns(const Train *train)
{
    return !sees_pictures(train) && train->spec.numbers.rotate > 0;
}

static bool cuts_out(const Train *train)
{
    return train->spec.numbers.cutout > 0;
}

bool torch_lab_rewards_entropy(const Train *train)
{
    return is_on(train, NET_ENTROPY);
}

bool torch_lab_augments(const Train *train)
{
    return torch_lab_moves(train) || torch_lab_turns(train) || cuts_out(train) ||
           train->spec.numbers.jitter > 0;
}

bool torch_lab_mixes(const Train *train)
{
    return train->spec.numbers.mixup > 0 || train->spec.numbers.cutmix > 0;
}

bool torch_lab_mixes_classes(const Train *train)
{
    return torch_lab_mixes(train) && losses[train->loss].smooths;
}

static bool cuts_and_mixes(const Train *train)
{
    return train->spec.numbers.cutmix > 0;
}

void torch_lab_rows(FILE *out, const Lab *lab)
{
    const Dataset *set = &lab->set;
    const bool papers = torch_lab_any(lab, torch_lab_moves) || torch_lab_any(lab, cuts_out);
    if (papers || torch_lab_any(lab, cuts_and_mixes)) {
        fprintf(out, "SHAPE = (%d, %d, %d)  # of a picture: channels, rows, columns\n",
                set->shape.channels, set->shape.height, set->shape.width);
    }
    if (papers) {
        fputs("PAPER = ", out);
        torch_number(out, (double)set->grey[0]);
        fputs("  # what is around it\n", out);
    }
    if (torch_lab_any(lab, torch_lab_mixes_classes)) {
        fprintf(out, "CLASSES = %d\n", set->classes);
    }
}
