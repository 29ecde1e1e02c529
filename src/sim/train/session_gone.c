// Networks that a change has taken away (it began them anew, removed them, brought other data or
// another lab): their stories are remembered, so that what takes the change back brings them back
// as they were trained. There are two piles, as of undo: what changes have taken away, and what
// taking them back has; the newest that fits is brought back, for the same network may have been
// begun anew more than once.
#include "sim/train/session_parts.h"

#include <stdlib.h>
#include <string.h>

static const size_t GONE_BYTES = (size_t)64 << 20; // of all that is remembered

struct GoneLab {
    LabWish made; // whose data they were trained on
    size_t size;  // of all of it, bytes
    long end;     // how far any of them was trained
    int count;
    Gone *nets[2 * LAB_NETWORKS_MAX];
};

static void gone_free(Gone *gone)
{
    if (gone) {
        story_free(gone->story);
        free(gone);
    }
}

static void lab_free(GoneLab *lab)
{
    for (int i = 0; i < lab->count; i++) {
        gone_free(lab->nets[i]);
    }
    free(lab);
}

static void pile_drop(Session *session, GonePile *pile, size_t index)
{
    session->gone_bytes -= pile->items[index]->size;
    lab_free(pile->items[index]);
    pile->count--;
    memmove(&pile->items[index], &pile->items[index + 1],
            (pile->count - index) * sizeof pile->items[0]);
}

static void pile_clear(Session *session, GonePile *pile)
{
    while (pile->count > 0) {
        pile_drop(session, pile, pile->count - 1);
    }
}

void session_gone_finish(Session *session)
{
    for (int i = 0; i < GONE_COUNT; i++) {
        pile_clear(session, &session->gone[i]);
        array_free(&session->gone[i]);
    }
}

// Where the change of this wish is found if it is one that is taken back, or made once more.
static GonePileKind sought(const Session *session)
{
    return session->undoing && session->wish.redoes ? GONE_UNDONE : GONE_CHANGED;
}

void session_gone_begin(Session *session)
{
    if (!session->undoing) {
        pile_clear(session, &session->gone[GONE_UNDONE]); // there is nothing to make once more
    }
    session->going = NULL;
}

// ---- away

static GoneLab *lab_of(Session *session)
{
    if (!session->going) {
        session->going = memory_get(sizeof *session->going);
        *session->going = (GoneLab){ .made = session->made, .size = sizeof *session->going };
    }
    return session->going;
}

void session_gone_add(Session *session, const SessionNet *net)
{
    Timeline *time = net->time;
    if (time->end == 0 && time->changes.count == 1) {
        return; // it is begun anew as well
    }
    GoneLab *lab = lab_of(session);
    Gone *gone = memory_get(sizeof *gone);
    *gone = (Gone){ .id = net->id,
                    .spec = net->spec,
                    .patience = net->patience,
                    .adjusting = net->adjusting,
                    .step = net->stood,
                    .story = timeline_leave(time) };
    lab->nets[lab->count++] = gone;
    lab->size += sizeof *gone + story_size(gone->story);
    lab->end = gone->story->now->end > lab->end ? gone->story->now->end : lab->end;
}

// The lab with the shortest training: it has the least to lose. Of several the oldest.
static void drop_least(Session *session)
{
    GonePile *least = NULL;
    size_t index = 0;
    for (int k = 0; k < GONE_COUNT; k++) {
        GonePile *pile = &session->gone[k];
        for (size_t i = 0; i < pile->count; i++) {
            if (!least || pile->items[i]->end < least->items[index]->end) {
                least = pile;
                index = i;
            }
        }
    }
    pile_drop(session, least, index);
}

void session_gone_end(Session *session, bool before)
{
    if (!session->going) {
        return;
    }
    const GonePileKind from = sought(session);
    const bool over = session->undoing && !before;
    GonePile *pile = &session->gone[!over                  ? from
                                    : from == GONE_CHANGED ? GONE_UNDONE
                                                           : GONE_CHANGED];
    array_push(pile, session->going);
    session->gone_bytes += session->going->size;
    session->going = NULL;
    while (session->gone_bytes > GONE_BYTES) {
        drop_least(session);
    }
}

// ---- and back

static bool is_it(const Gone *gone, const NetSpec *spec, int patience)
{
    return net_spec_differ(&gone->spec, spec) == 0 && gone->patience == patience;
}

// ... or it was, before changes that are taken back together with the one that took it away.
static bool was_it(const Gone *gone, const NetSpec *spec, int patience)
{
    return story_has(gone->story, spec, patience);
}

static Gone *take_from(GoneLab *lab, uint32_t id, const NetSpec *spec, int patience,
                       bool (*fits)(const Gone *, const NetSpec *, int))
{
    for (int i = 0; i < lab->count; i++) {
        Gone *gone = lab->nets[i];
        if (gone->id == id && !net_spec_restarts(&gone->spec, spec) && fits(gone, spec, patience)) {
            lab->nets[i] = lab->nets[--lab->count];
            return gone;
        }
    }
    return NULL;
}

Gone *session_gone_take(Session *session, const LabWish *wish, uint32_t id, const NetSpec *spec)
{
    GonePile *pile = &session->gone[sought(session)];
    Gone *gone = NULL;
    for (int k = 0; k < 2 && session->undoing; k++) {
        for (size_t i = pile->count; i-- > 0 && !gone;) {
            GoneLab *lab = pile->items[i];
            gone = !lab_wish_same_data(&lab->made, wish)
                       ? NULL
                       : take_from(lab, id, spec, wish->spec.patience, k == 0 ? is_it : was_it);
            if (gone && lab->count == 0) {
                pile_drop(session, pile, i);
            }
        }
    }
    return gone;
}
