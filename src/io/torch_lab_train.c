// How a network is trained, and what was changed on the way: a change says what is other than
// before it.
#include "io/torch_lab.h"

#include "io/torch_optim.h"
#include "io/torch_script.h"

#include <stdlib.h>
#include <string.h>

// ---- what can change: "key=" and an expression

static void write_l1(FILE *out, const Train *train)
{
    torch_number(out, train->learner.goal.l1);
}

static void write_l2(FILE *out, const Train *train)
{
    torch_number(out, train->learner.goal.l2);
}

static void write_decay(FILE *out, const Train *train)
{
    torch_number(out, train->learner.params.coupled_decay);
}

static void write_make(FILE *out, const Train *train)
{
    const TorchOptim optim = { train->learner.optim, &train->learner.params, "params" };
    fputs("lambda params: ", out);
    torch_optim_make(out, &optim);
}

static void write_schedule(FILE *out, const Train *train)
{
    const TorchOptim optim = { train->learner.optim, &train->learner.params, "params" };
    torch_optim_schedule(out, &optim);
}

typedef enum Piece {
    PIECE_L1,
    PIECE_L2,
    PIECE_DECAY,
    PIECE_MAKE,
    PIECE_SCHEDULE,
    PIECE_LOSS,
    PIECE_DROPS,
    PIECE_COUNT,
    PIECE_ALL = PIECE_COUNT + TORCH_LAB_TOLD_MAX, // behind these: one for each of torch_lab_told
} Piece;

// clang-format off
static const struct {
    const char *key;
    void (*write)(FILE *out, const Train *train);
    bool (*used)(const Train *train); // it is there if any network needs it; NULL: always
    bool late;                        // said of changes alone: at first the layers have it
    bool line;                        // on a line of its own
} pieces[PIECE_COUNT] = {
    [PIECE_L1]          = { "l1", write_l1, torch_lab_l1, false, false },
    [PIECE_L2]          = { "l2", write_l2, torch_lab_l2, false, false },
    [PIECE_DECAY]       = { "decay", write_decay, torch_lab_decays, false, false },
    [PIECE_MAKE]        = { "make", write_make, NULL, false, true },
    [PIECE_SCHEDULE]    = { "schedule", write_schedule, torch_lab_scheduled, false, true },
    [PIECE_LOSS]        = { "loss_of", torch_lab_loss, NULL, false, true },
    [PIECE_DROPS]       = { "drops", NULL, NULL, true, false }, // by which layers drop at all
};
// clang-format on

static NetKey told_by(int piece)
{
    return torch_lab_told[piece - PIECE_COUNT];
}

static int piece_count(void)
{
    int count = PIECE_COUNT;
    while ((int)told_by(count) != TORCH_LAB_TOLD_END) {
        count++;
    }
    return count;
}

static const char *piece_key(int piece)
{
    return piece < PIECE_COUNT ? pieces[piece].key : net_settings[told_by(piece)].param.key;
}

static void piece_write(FILE *out, int piece, const Train *train, const bool *drops)
{
    if (piece >= PIECE_COUNT) {
        torch_lab_write_told(out, train, told_by(piece));
    } else if (pieces[piece].write) {
        pieces[piece].write(out, train);
    } else {
        torch_lab_drops(out, &train->learner.net, drops);
    }
}

// A text in the making.
typedef struct Text {
    char *bytes; // complete behind text_end(), to be freed
    size_t size;
    FILE *out;
} Text;

static FILE *text_begin(Text *text)
{
    *text = (Text){ 0 };
    text->out = open_memstream(&text->bytes, &text->size);
    if (!text->out) {
        die("out of memory");
    }
    return text->out;
}

static char *text_end(Text *text)
{
    fclose(text->out);
    return text->bytes;
}

static char *piece_text(int piece, const Train *train, const bool *drops)
{
    Text text;
    piece_write(text_begin(&text), piece, train, drops);
    return text_end(&text);
}

// ---- changes

typedef struct Writing {
    FILE *out;
    const Lab *lab;
    const bool *drops;
    char *before[PIECE_ALL];
    int patience;
} Writing;

// "50: dict(make=..., dropout=0.2)"
static void write_change(FILE *out, const Writing *writing, char *now[PIECE_ALL],
                         const Change *change)
{
    const char *comma = "";
    bool other[PIECE_ALL];
    for (int k = 0; k < piece_count(); k++) {
        other[k] = strcmp(writing->before[k], now[k]) != 0;
    }
    // A schedule that ends leaves its last rate behind.
    other[PIECE_MAKE] = other[PIECE_MAKE] || other[PIECE_SCHEDULE];
    fprintf(out, "%ld: dict(", change->step);
    for (int k = 0; k < piece_count(); k++) {
        if (other[k]) {
            fprintf(out, "%s%s=%s", comma, piece_key(k), now[k]);
            comma = ", ";
        }
    }
    if (change->patience != writing->patience) {
        fprintf(out, "%spatience=%d", comma, change->patience);
    }
    fputs("),", out);
}

static void write_state(void *context, const Train *train, const Change *change)
{
    Writing *writing = context;
    char *now[PIECE_ALL];
    for (int k = 0; k < piece_count(); k++) {
        now[k] = piece_text(k, train, writing->drops);
    }
    if (change) {
        Text text;
        write_change(text_begin(&text), writing, now, change);
        torch_wrap(writing->out, "              ", text_end(&text));
        fputc('\n', writing->out);
        free(text.bytes);
        writing->patience = change->patience;
    }
    for (int k = 0; k < piece_count(); k++) {
        free(writing->before[k]);
        writing->before[k] = now[k];
    }
}

static void write_changes(FILE *out, const Lab *lab, const Epochs *network)
{
    bool *drops = torch_lab_dropping(network);
    Writing writing = {
        .out = out, .lab = lab, .drops = drops, .patience = network->now.patience.patience
    };
    fputs(",\n          changes={  # from those steps on\n", out);
    torch_lab_states(network, write_state, &writing);
    fputs("          }", out);
    for (int k = 0; k < piece_count(); k++) {
        free(writing.before[k]);
    }
    free(drops);
}

// ---- the call

static void write_piece(FILE *out, int piece, const Train *train)
{
    Text text;
    fprintf(text_begin(&text), "%s=", pieces[piece].key);
    pieces[piece].write(text.out, train);
    text_end(&text);
    fputs(pieces[piece].line ? ",\n" : ", ", out);
    torch_wrap(out, pieces[piece].line ? "          " : "", text.bytes);
    free(text.bytes);
}

// All that is told to steps, if any network tells it.
static void write_told(FILE *out, const Lab *lab, const Train *train)
{
    Text text;
    const char *comma = "";
    text_begin(&text);
    for (int k = PIECE_COUNT; k < piece_count(); k++) {
        if (torch_lab_tells(lab, told_by(k))) {
            fprintf(text.out, "%s%s=", comma, piece_key(k));
            piece_write(text.out, k, train, NULL);
            comma = ", ";
        }
    }
    if (*text_end(&text)) {
        fputs(",\n", out);
        torch_wrap(out, "          ", text.bytes);
    }
    free(text.bytes);
}

void torch_lab_training(FILE *out, const Lab *lab, int index, const char *function)
{
    const Epochs *network = &lab->networks[index];
    const Train *train = network->train;
    const unsigned long long seed = train->spec.seed;
    char name[LAB_NAME_MAX];
    lab_name(&lab->spec, index, name, sizeof name);
    if (lab->spec.network_count > 1) {
        torch_comment(out, "    ", name);
    }
    torch_optim_about(out, "    ", train->learner.optim->kind.name, train->learner.optim);
    fprintf(out, "    train(number=%d, net=%s(seed=%llu), batch=%d, seed=%llu", index + 1, function,
            seed, train->batch, seed);
    if (torch_lab_waits(lab)) {
        fprintf(out, ", patience=%d", network->now.patience.patience);
    }
    for (int k = 0; k < PIECE_COUNT; k++) {
        if (!pieces[k].late && (!pieces[k].used || torch_lab_any(lab, pieces[k].used))) {
            write_piece(out, k, train);
        }
    }
    write_told(out, lab, train);
    if (network->ahead_count > 0) {
        write_changes(out, lab, network);
    }
    fputs(",\n          y=", out);
    torch_lab_compared(out, train);
    fputs(", right=", out);
    torch_lab_right(out, train);
    fputs("),\n", out);
}
