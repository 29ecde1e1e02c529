// The curve is drawn from one sample for every second pixel; where rates leap from step to step, as
// Chebyshev's do, the axis is logarithmic.
#include "app/parts/schedule_curve.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

enum { MARGIN = 5, LINE = 15, APART = 2, SAMPLES_MAX = 512 };

double schedule_curve_steps(const ScheduleCurve *curve)
{
    return fmax(2, fmax(curve->steps, schedule_end(curve->schedule)));
}

static Rect inside_of(Rect rect)
{
    cut_top(&rect, LINE, 2);
    return rect_inset(rect, MARGIN);
}

float schedule_curve_x(const ScheduleCurve *curve, Rect rect, double step)
{
    const Rect inside = inside_of(rect);
    return inside.x + inside.w * (float)((step - 1) / (schedule_curve_steps(curve) - 1));
}

static double rate_at(const ScheduleCurve *curve, double step)
{
    if (curve->known) {
        return curve->known(curve->context, step);
    }
    ScheduleState state;
    schedule_start(&state);
    return schedule_rate(curve->schedule, &state, curve->rate, step);
}

typedef struct Samples {
    int count;
    double rates[SAMPLES_MAX];
    double low, high; // of them
} Samples;

static double step_of(const ScheduleCurve *curve, const Samples *samples, int i)
{
    return 1 + round(i * (schedule_curve_steps(curve) - 1) / (samples->count - 1));
}

static void take_samples(const ScheduleCurve *curve, float width, Samples *samples)
{
    samples->count = clampi((int)(width / APART) + 1, 2, SAMPLES_MAX);
    samples->low = INFINITY;
    samples->high = 0;
    for (int i = 0; i < samples->count; i++) {
        const double rate = rate_at(curve, step_of(curve, samples, i));
        samples->rates[i] = rate;
        samples->low = rate < samples->low ? rate : samples->low;
        samples->high = rate > samples->high ? rate : samples->high;
    }
}

// From the lower edge (0) to the upper one (1).
static double height_of(const ScheduleCurve *curve, const Samples *samples, double rate)
{
    const double low = samples->low, high = samples->high;
    if (curve->schedule->kind == SCHEDULE_CHEBYSHEV && low > 0 && high > low) {
        return log(rate / low) / log(high / low);
    }
    return high > 0 ? rate / high : 0;
}

static float y_of(const ScheduleCurve *curve, const Samples *samples, Rect inside, double rate)
{
    return inside.y + inside.h * (float)(1 - height_of(curve, samples, rate));
}

static void draw_line(Ui *ui, const ScheduleCurve *curve, const Samples *samples, Rect rect)
{
    const Rect inside = inside_of(rect);
    const double last = curve->steps;
    for (int i = 1; i < samples->count; i++) {
        const double from = samples->rates[i - 1], to = samples->rates[i];
        const double a = step_of(curve, samples, i - 1), b = step_of(curve, samples, i);
        if (isnan(from) || isnan(to)) {
            continue;
        }
        const Color color =
            b > last ? color_mix(ui->theme->background, curve->color, 0.4f) : curve->color;
        canvas_line(ui->canvas, schedule_curve_x(curve, rect, a),
                    y_of(curve, samples, inside, from), schedule_curve_x(curve, rect, b),
                    y_of(curve, samples, inside, to), 1.6f, color);
    }
}

// The warm-up as a ground, the race's end as a line where the schedule goes on.
static void draw_grounds(Ui *ui, const ScheduleCurve *curve, Rect rect)
{
    const Rect box = { rect.x, rect.y + LINE + 2, rect.w, rect.h - LINE - 2 };
    canvas_box(ui->canvas, box, 4, ui->theme->background, 1, ui->theme->line);
    if (curve->schedule->warmup > 0) {
        const double end = fmin(curve->schedule->warmup + 1, schedule_curve_steps(curve));
        const float x = schedule_curve_x(curve, rect, end);
        canvas_rect(ui->canvas, (Rect){ box.x + 1, box.y + 1, x - box.x - 1, box.h - 2 },
                    ui->theme->raised);
    }
    if (schedule_curve_steps(curve) > curve->steps) {
        const float x = schedule_curve_x(curve, rect, curve->steps);
        canvas_line_butt(ui->canvas, x, box.y + 1, x, box.y + box.h - 1, 1, ui->theme->text);
    }
}

static void number(double value, char *text, size_t size)
{
    text_short(text, size, value, 3);
}

// "Cosine" and the rate now.
static void draw_head(Ui *ui, const ScheduleCurve *curve, Rect row)
{
    char now[48], rate[32];
    const Kind *kind = &schedules[curve->schedule->kind].kind;
    const double used = curve->at > 0 ? rate_at(curve, curve->at) : NAN;
    number(used, rate, sizeof rate);
    text_print(now, sizeof now, "η %s", rate);
    if (!isnan(used)) {
        const Rect value = cut_right(&row, canvas_text_width(ui->canvas, FONT_MONO, 11, now), 6);
        ui_label(ui, value, ALIGN_RIGHT, FONT_MONO, 11, ui->theme->muted, now);
    }
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, 11, ui->theme->muted,
             tr(curve->schedule->kind == SCHEDULE_CONSTANT ? N_("Warm-up") : kind->name));
}

static void tell(Ui *ui, const char *name, Rect rect, const ScheduleCurve *curve)
{
    char tip[UI_MESSAGE_MAX], rate[32], end[32];
    const double most = schedule_curve_steps(curve);
    const Rect inside = inside_of(rect);
    const double share = inside.w > 0 ? (ui->mouse_x - inside.x) / inside.w : 0;
    const double step = clamp(1 + round(share * (most - 1)), 1, most), value = rate_at(curve, step);
    ui_press(ui, name, rect, false);
    number(value, rate, sizeof rate);
    number(curve->steps, end, sizeof end);
    if (isnan(value)) {
        text_print(tip, sizeof tip, tr("Step %.0f is still to come: its rate hangs on the losses"),
                   step);
    } else if (step > curve->steps) {
        text_print(tip, sizeof tip, tr("Step %.0f would have the rate %s; all ends at step %s"),
                   step, rate, end);
    } else if (step <= curve->schedule->warmup) {
        text_print(tip, sizeof tip, tr("Step %.0f has the rate %s: still in the warm-up"), step,
                   rate);
    } else {
        text_print(tip, sizeof tip, tr("Step %.0f has the rate %s"), step, rate);
    }
    ui_tip(ui, tip);
}

void schedule_curve(Ui *ui, const char *name, Rect rect, const ScheduleCurve *curve)
{
    Rect row = rect;
    row.h = LINE;
    if (curve->lacks) {
        ui_label(ui, row, ALIGN_LEFT, FONT_SANS, 11, ui->theme->error, curve->lacks);
        return;
    }
    Samples samples;
    const Rect inside = inside_of(rect);
    take_samples(curve, inside.w, &samples);
    draw_head(ui, curve, row);
    draw_grounds(ui, curve, rect);
    draw_line(ui, curve, &samples, rect);
    const double at = fmin(curve->at, schedule_curve_steps(curve));
    const double now = at > 0 ? rate_at(curve, at) : NAN;
    if (!isnan(now)) {
        canvas_circle(ui->canvas, schedule_curve_x(curve, rect, at),
                      y_of(curve, &samples, inside, now), 4, curve->color, 1.5f, ui->theme->text);
    }
    tell(ui, name, rect, curve);
}
