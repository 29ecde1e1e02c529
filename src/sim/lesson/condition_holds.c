// Comparing, remembering and telling.
#include "sim/lesson/condition_holds.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>

static Finding finding(bool holds, double margin)
{
    return (Finding){ .holds = holds, .margin = isnan(margin) ? -INFINITY : margin };
}

// How far a left side may be from the right one. What is exact to its last digit is met by what
// lies a rounding further, too.
static double near_of(double near, double share, double right)
{
    return fmax(near * (1 + 1e-12), share * fabs(right));
}

Finding finding_of_numbers(const Part *part, double left, double right)
{
    Finding found;
    switch (part->compare) {
    case COMPARE_EQUAL: {
        const double away = left == right ? 0 : fabs(left - right);
        const double near = near_of(part->near[0], part->share, right);
        found = finding(away <= near, near - away);
        break;
    }
    case COMPARE_LESS: found = finding(left < right, right - left); break;
    case COMPARE_LESS_EQUAL: found = finding(left <= right, right - left); break;
    case COMPARE_MORE: found = finding(left > right, left - right); break;
    default: found = finding(left >= right, left - right); break;
    }
    found.values[0] = left;
    return found;
}

Finding finding_of_place(const Part *part, double x, double y)
{
    const double at[2] = { x, y };
    double margin = INFINITY;
    bool near = true;
    for (int i = 0; i < 2; i++) {
        const double most = near_of(part->near[i], part->share, part->place[i]);
        const double away = fabs(at[i] - part->place[i]);
        near = near && away <= most;
        margin = isnan(away) ? -INFINITY : fmin(margin, most - away);
    }
    Finding found = finding(near != part->not, part->not ? -margin : margin);
    found.values[0] = x;
    found.values[1] = y;
    return found;
}

Finding finding_of_verdict(const Part *part, bool said, const char *word)
{
    Finding found = finding(said != part->not, said != part->not ? 1 : -1);
    found.word = word;
    return found;
}

void finding_add_layer(const Part *part, Finding *all, const Finding *layer)
{
    const bool any = part->left.layer == LAYER_ANY;
    if (any ? layer->margin > all->margin : layer->margin < all->margin) {
        const bool holds = any ? all->holds || layer->holds : all->holds && layer->holds;
        *all = *layer;
        all->holds = holds;
    } else {
        all->holds = any ? all->holds || layer->holds : all->holds && layer->holds;
    }
}

// ---- over the steps

bool part_ranges(const Part *part)
{
    return part->when.kind >= WHEN_UNTIL;
}

void memory_add(Memory *memory, const Part *part, const Finding *finding)
{
    const bool always = part->when.kind == WHEN_ALWAYS;
    const Finding *nearest = &memory->nearest;
    if (!memory->any ||
        (always ? finding->margin < nearest->margin : finding->margin > nearest->margin)) {
        memory->nearest = *finding;
    }
    if (!memory->has_first && finding->holds != always) {
        memory->has_first = true;
        memory->first = *finding;
    }
    memory->any = true;
    memory->seen = finding->step;
}

Truth memory_truth(const Memory *memory, const Part *part, long step, long limit, bool ended,
                   Finding *finding)
{
    const bool always = part->when.kind == WHEN_ALWAYS;
    if (memory->has_first && memory->first.step <= step) {
        *finding = memory->first;
        return always ? TRUTH_NO : TRUTH_YES;
    }
    *finding = memory->nearest;
    if (!memory->any || (step < limit && !ended)) {
        return TRUTH_NOT_YET;
    }
    return always ? TRUTH_YES : TRUTH_NO;
}

// ---- telling

static void number_text(double value, int digits, char *text, size_t size)
{
    if (isnan(value)) {
        text_print(text, size, "%s", tr("no number"));
    } else if (isinf(value)) {
        text_print(text, size, "%s", value > 0 ? "∞" : "−∞");
    } else {
        text_short(text, size, value, digits);
    }
}

// A share, as people say it: "33.9 %". So near to what decides that three digits would hide on
// which side it lies, it has more.
static void share_text(double value, double margin, char *text, size_t size)
{
    char number[40];
    if (!isfinite(value)) {
        number_text(value, 3, text, size);
        return;
    }
    text_short(number, sizeof number, 100 * value, fabs(margin) < 0.001 ? 6 : 3);
    text_print(text, size, "%s %%", number);
}

// What is nothing beside what is missing or left over is 0 to who meets a condition.
static double value_told(const Finding *finding, int place, bool exact)
{
    static const double NOTHING = 1e-12;
    const double value = finding->values[place], margin = fabs(finding->margin);
    return !exact && isfinite(margin) && fabs(value) < NOTHING * margin ? 0 : value;
}

void finding_text(const Part *part, const Finding *finding, long shown, bool exact, char *text,
                  size_t size)
{
    char x[40], y[40], value[120];
    // So near to what decides that three digits would hide on which side it lies, it has more.
    const bool near = fabs(finding->margin) < 0.01 * fabs(finding->values[0]);
    const int digits = exact || near ? 6 : 3;
    number_text(value_told(finding, 0, exact), digits, x, sizeof x);
    number_text(value_told(finding, 1, exact), digits, y, sizeof y);
    if (part->kind == PART_VERDICT) {
        text_print(value, sizeof value, "%s", tr(finding->word));
    } else if (part->kind == PART_PLACE) {
        text_print(value, sizeof value, "(%s, %s)", x, y);
    } else if (part->left.quantity->share) {
        share_text(value_told(finding, 0, exact), finding->margin, value, sizeof value);
    } else {
        text_print(value, sizeof value, "%s", x);
    }
    const bool layers = finding->layer > 0 && part->left.layer <= LAYER_EVERY;
    if (layers && finding->step != shown) {
        text_print(text, size, tr("%s in layer %d at step %ld"), value, finding->layer,
                   finding->step);
    } else if (layers) {
        text_print(text, size, tr("%s in layer %d"), value, finding->layer);
    } else if (finding->step != shown) {
        text_print(text, size, tr("%s at step %ld"), value, finding->step);
    } else {
        text_print(text, size, "%s", value);
    }
}

void finding_say_whose(const char *name, char *text, size_t size)
{
    char said[CONDITION_FOUND_MAX];
    text_print(said, sizeof said, "%s", text);
    text_print(text, size, "%s %s", name, said);
}
