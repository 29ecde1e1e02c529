// Whether parts of conditions hold of what was found, for the files of sim/lesson/condition alone:
// how numbers are compared, what is remembered over the steps, how it is told.
#pragma once

#include "sim/lesson/condition_parts.h"
#include "sim/lesson/condition_watch.h"

// What a part found at a step.
typedef struct Finding {
    bool holds;
    double margin;    // by how much it holds (fails below 0); what is no number fails without end
    long step;        // where
    int layer;        // which; 0: of none
    double values[2]; // the left side, or a place
    const char *word; // of a judgement: its key's name, in English
} Finding;

// Of one number, or one layer's; into the finding, of several layers the one that decides.
Finding finding_of_numbers(const Part *part, double left, double right);
Finding finding_of_place(const Part *part, double x, double y);
Finding finding_of_verdict(const Part *part, bool said, const char *word);
// Of layers one after the other: begin with the first.
void finding_add_layer(const Part *part, Finding *all, const Finding *layer);

// What layers held at a step that is asked about, seen when it went by.
typedef struct Seen {
    bool any;
    long step;
    double numbers[INSPECT_LAYERS_MAX + 1]; // [0]: of the whole network
} Seen;

// What was seen of a part over the steps: the first step at which it held ("until", "ever") or
// failed ("always"), and the one where it came nearest to that.
typedef struct Memory {
    bool any, has_first;
    Finding first, nearest;
    long seen;     // the newest step
    Seen sides[2]; // of a lab: left, right
} Memory;

void memory_add(Memory *memory, const Part *part, const Finding *finding);
bool part_ranges(const Part *part); // "until", "ever", "always"
// The truth of such a part when `step` of `end` is shown; *finding: what decides, or came nearest.
Truth memory_truth(const Memory *memory, const Part *part, long step, long limit, bool ended,
                   Finding *finding);

// As condition_found() has it. shown: the step that is on screen, which need not be told. exact:
// for who writes conditions, not for who meets them.
void finding_text(const Part *part, const Finding *finding, long shown, bool exact, char *text,
                  size_t size);
// Of a condition of several parts: puts before it who that is.
void finding_say_whose(const char *name, char *text, size_t size);

// What both kinds of watching keep.
struct ConditionWatch {
    const Condition *condition;
    Memory memories[CONDITION_PARTS_MAX];
    char found[CONDITION_FOUND_MAX];
    Gauge *gauge; // of a race; NULL: none was needed yet
    unsigned version;
    const Race *race;
    bool raced[CONDITION_PARTS_MAX]; // the whole race was gone through
    bool keeps; // a claim: nothing is forgotten when it goes back, and all digits are told
};
