// The data of a session: made as wished, held while numbers of what is wished cannot be, replaced;
// and what is told of networks that cannot begin.
#include "sim/train/session_parts.h"

#include <stdlib.h>
#include <string.h>

// What is told of the whole wish is what was found first.
void session_bar(Session *session, int place, const Error *error, bool batch)
{
    if (!session->refused.error.text[0]) {
        session->refused = (Refusal){ *error, place, batch };
    }
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        if (i == place || place < 0) {
            session->barred[i] = *error;
        }
    }
}

void session_data_destroy(SessionData *data)
{
    if (data) {
        arena_free(&data->arena);
        free(data);
    }
}

// NULL with the error filled.
static SessionData *data_create(const LabWish *wish, Error *err)
{
    SessionData *data = memory_get(sizeof *data);
    *data = (SessionData){ 0 };
    if (!(wish->painted ? lab_points_dataset(&data->set, &wish->points, wish->painted_classes,
                                             &wish->spec, &data->arena, err)
                        : dataset_make(&data->set, &wish->spec.data, wish->spec.shared.seed,
                                       &data->arena, err))) {
        session_data_destroy(data);
        return NULL;
    }
    train_data_init(&data->data, &data->set, &data->arena);
    session_choose_samples(data);
    return data;
}

// How far subset= and imbalance= could go in data that could not be made for them.
static void find_limits(Session *session, const LabWish *wish)
{
    LabWish *plain = memory_get(sizeof *plain);
    *plain = *wish;
    plain->spec.data.subset = 0;
    SessionData *data = data_create(plain, NULL);
    session->subset_most = data ? data->set.subset_most : 0;
    if (!data) {
        plain->spec.data.imbalance = 1;
        data = data_create(plain, NULL);
    }
    session->imbalance_most = data ? data->set.imbalance_most : 0;
    session_data_destroy(data);
    free(plain);
}

// Whether the data that there are stay in the place of these, which cannot be made: they are of the
// same kind or the same points, so that only numbers are to be mended.
static bool holds(const Session *session, const LabWish *wish)
{
    if (!session->data || session->no_data ||
        session->made.spec.data.kind != wish->spec.data.kind) {
        return false;
    }
    LabWish *other = memory_get(sizeof *other);
    *other = *wish;
    other->spec.data = session->made.spec.data;
    const bool same = lab_wish_same_data(&session->made, other);
    free(other);
    return same;
}

SessionData *session_data_for(Session *session, const LabWish *wish, bool anew, bool *fresh)
{
    Error error = { .at = -1 };
    *fresh = !session->begun || session->no_data || !lab_wish_same_data(&session->made, wish);
    SessionData *data = *fresh ? data_create(wish, &error) : session->data;
    if (*fresh && data && !lab_check_patience(&wish->spec, &data->set, &error)) {
        session_data_destroy(data);
        data = NULL;
    }
    if (data) {
        return data;
    }
    find_limits(session, wish);
    session->held = !anew && holds(session, wish);
    if (session->held) {
        session->refused = (Refusal){ .error = error, .network = -1 };
        *fresh = false;
        return session->data;
    }
    session_bar(session, -1, &error, false);
    return NULL;
}

void session_take_data(Session *session, SessionData *data, const LabWish *wish)
{
    const bool painted = wish->painted && wish->spec.data.kind != DATA_CANVAS;
    session->no_data = !data;
    if (data || !painted) {
        session_data_destroy(session->data);
        session->data = data;
    }
    if (data) {
        data->version = ++session->data_version;
        session->made = *wish;
    }
}
