// A room is added here: one line.
#include "app/rooms.h"

#include "app/shell/frame.h"
#include "base/words.h"

#define ROOMS(ROW)                                                                                 \
    ROW(landscape_room)                                                                            \
    ROW(network_room)

#define DECLARED(room) extern const Room room;
#define LISTED(room) &(room),
ROOMS(DECLARED)
static const Room *const rows[] = { ROOMS(LISTED) };

const Rooms rooms = {
    .rows = rows,
    .count = COUNT(rows),
    .picture = app_picture,
    .tip = N_("What to look at: optimizers on a landscape, or networks in training"),
};
