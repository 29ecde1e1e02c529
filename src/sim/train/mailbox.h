// The newest snapshot from thread to thread: three buffers, so that neither side ever waits. One
// writer, one reader.
#pragma once

#include "base/base.h"

#include <stdatomic.h>

typedef struct Mailbox {
    void *back;              // the writer's
    void *front;             // the reader's
    atomic_uintptr_t middle; // address; bit 0: newer than the reader's
} Mailbox;

// The three buffers are the caller's, aligned to 2 at least.
void mailbox_init(Mailbox *box, void *back, void *middle, void *front);
// Writer: posts what was written to box->back and gets another buffer to fill.
void *mailbox_post(Mailbox *box);
// Reader: the newest posted snapshot, or the same one again if there is none newer.
const void *mailbox_take(Mailbox *box);
