// The middle buffer changes hands by one atomic exchange: whoever comes leaves his buffer and takes
// what lies there. Bit 0 of its address tells the reader that it is newer than what he holds.
#include "sim/train/mailbox.h"

enum { FRESH = 1 };

void mailbox_init(Mailbox *box, void *back, void *middle, void *front)
{
    assert((((uintptr_t)back | (uintptr_t)middle | (uintptr_t)front) & FRESH) == 0);
    box->back = back;
    box->front = front;
    atomic_init(&box->middle, (uintptr_t)middle);
}

void *mailbox_post(Mailbox *box)
{
    // Release what was written; acquire what the reader left, which it may have been reading.
    const uintptr_t old =
        atomic_exchange_explicit(&box->middle, (uintptr_t)box->back | FRESH, memory_order_acq_rel);
    box->back = (void *)(old & ~(uintptr_t)FRESH);
    return box->back;
}

const void *mailbox_take(Mailbox *box)
{
    if (atomic_load_explicit(&box->middle, memory_order_relaxed) & FRESH) {
        const uintptr_t old =
            atomic_exchange_explicit(&box->middle, (uintptr_t)box->front, memory_order_acq_rel);
        box->front = (void *)(old & ~(uintptr_t)FRESH);
    }
    return box->front;
}
