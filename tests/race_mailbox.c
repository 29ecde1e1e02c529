// For ThreadSanitizer: a writer fills snapshots as fast as it can while a reader takes them. Each
// must be whole, and never older than the one before.
#include "sim/train/mailbox.h"

#include <pthread.h>
#include <stdio.h>

enum { NUMBERS = 512, POSTS = 100000 };

typedef struct Snapshot {
    unsigned numbers[NUMBERS]; // all the same
} Snapshot;

static Snapshot buffers[3];

static void *write_all(void *argument)
{
    Mailbox *box = argument;
    for (unsigned k = 1; k <= POSTS; k++) {
        Snapshot *back = box->back;
        for (int i = 0; i < NUMBERS; i++) {
            back->numbers[i] = k;
        }
        mailbox_post(box);
    }
    return NULL;
}

int main(void)
{
    Mailbox box;
    mailbox_init(&box, &buffers[0], &buffers[1], &buffers[2]);
    pthread_t writer;
    if (pthread_create(&writer, NULL, write_all, &box) != 0) {
        fprintf(stderr, "no thread\n");
        return 1;
    }
    unsigned newest = 0;
    while (newest < POSTS) {
        const Snapshot *front = mailbox_take(&box);
        const unsigned first = front->numbers[0];
        for (int i = 1; i < NUMBERS; i++) {
            if (front->numbers[i] != first) {
                fprintf(stderr, "torn: %u and %u\n", first, front->numbers[i]);
                return 1;
            }
        }
        if (first < newest) {
            fprintf(stderr, "%u after %u\n", first, newest);
            return 1;
        }
        newest = first;
    }
    pthread_join(writer, NULL);
    return 0;
}
