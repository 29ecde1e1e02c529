// Nice numbers: 1, 2 or 5 times a power of ten.
#include "draw/axis.h"

#include <math.h>
#include <stdio.h>

static void tick_add(Axis *axis, double value, bool major, const char *format, int digits)
{
    if (axis->count == AXIS_TICKS_MAX) {
        return;
    }
    Tick *tick = &axis->ticks[axis->count++];
    tick->value = value;
    tick->major = major;
    if (major) {
        snprintf(tick->label, sizeof tick->label, format, digits, value);
    } else {
        tick->label[0] = 0;
    }
}

double axis_nice(double least)
{
    const double power = pow(10, floor(log10(least)));
    for (int i = 0; i < 3; i++) {
        const double step = power * (const double[]){ 1, 2, 5 }[i];
        if (step >= least * (1 - 1e-9)) {
            return step;
        }
    }
    return power * 10;
}

// Writes an exponent as people do: 1e-7 and not 1e-07.
static void exponent_shorten(char *label)
{
    for (char *c = label; *c; c++) {
        if (*c == 'e') {
            char *to = c + 1, *from = c + 1;
            if (*from == '-') {
                *to++ = *from++;
            } else if (*from == '+') {
                from++;
            }
            while (*from == '0' && from[1]) {
                from++;
            }
            while ((*to++ = *from++)) {
            }
            return;
        }
    }
}

void axis_linear(Axis *axis, double low, double high, int want)
{
    axis->count = 0;
    axis->step = 0;
    if (!(high > low) || !isfinite(high - low)) {
        return; // no room for any tick
    }
    axis->step = axis_nice((high - low) / want);
    const double first = ceil(low / axis->step - 1e-9);
    const double largest = fmax(fabs(low), fabs(high));
    const bool plain = largest < 1e6 && axis->step >= 1e-5;
    // Enough digits that neighbours differ: decimals of the step, or significant digits.
    const int decimals = (int)clamp(-floor(log10(axis->step) + 1e-9), 0, 16);
    const int significant = (int)clamp(ceil(log10(largest / axis->step)) + 1, 1, 17);
    for (double i = first; axis->count < AXIS_TICKS_MAX; i++) {
        const double value = i * axis->step;
        if (value > high + axis->step * 1e-9 || value + axis->step == value) {
            break;
        }
        tick_add(axis, i == 0 ? 0 : value, true, plain ? "%.*f" : "%.*g",
                 plain ? decimals : significant);
        exponent_shorten(axis->ticks[axis->count - 1].label);
    }
}

void axis_log(Axis *axis, double low, double high, int want)
{
    axis->count = 0;
    axis->step = 0;
    if (!(low > 0) || !(high > low) || !isfinite(high)) {
        return;
    }
    const int first = (int)floor(log10(low)), last = (int)ceil(log10(high));
    const double powers = log10(high) - log10(low);
    const int every = (int)fmax(1, ceil(powers / want));
    const int between = powers < 2 ? 3 : 1; // 1, 2, 5
    for (int power = first; power <= last; power++) {
        if (((power % every) + every) % every != 0) {
            continue;
        }
        for (int i = 0; i < between; i++) {
            const double value = (const double[]){ 1, 2, 5 }[i] * pow(10, power);
            if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) {
                continue;
            }
            const bool plain = powers < 2 && value >= 1e-3 && value < 1e5;
            tick_add(axis, value, true, plain ? "%.*g" : "%.*e", plain ? 6 : 0);
            exponent_shorten(axis->ticks[axis->count - 1].label);
        }
    }
}
