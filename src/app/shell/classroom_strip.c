// Texts are broken into lines again only when they, their width or the letters have changed.
#include "app/shell/classroom_strip.h"

#include "draw/wrap.h"

#include <math.h>

enum { TEXT_WIDEST = 70, SQUARE = 10, MARK = 14 }; // in sizes: how wide a line is at most

const RichText *strip_text(Strip *s, ClassroomTextKind kind, const char *text, Font font,
                           float size, float width)
{
    ClassroomText *kept = &s->room->texts[kind];
    const float scale = s->app->shell.scale;
    const ClassroomText now = {
        .of = text, .size = size, .width = width, .scale = scale, .font = font
    };
    if (kept->of != text || kept->size != size || kept->width != width || kept->scale != scale ||
        kept->font != font) {
        const RichText rich = kept->rich;
        *kept = now;
        kept->rich = rich;
        rich_text_lay_out(&kept->rich, &s->metrics, font, size, width, text);
    }
    return &kept->rich;
}

void strip_paragraph(Strip *s, ClassroomTextKind kind, const LessonText *text, Font font,
                     Color color, Color strong)
{
    const char *shown = lesson_text(text);
    if (!shown) {
        return;
    }
    const RichText *rich =
        strip_text(s, kind, shown, font, s->size, fminf(s->w, s->size * TEXT_WIDEST));
    if (s->shows) {
        rich_text_draw(rich, s->ui->canvas, s->x, s->y, color, strong);
    }
    s->y += rich->h + STRIP_GAP;
}

void strip_line(Strip *s, Font font, Color color, const char *text)
{
    if (s->shows) {
        canvas_text_fit(s->ui->canvas, s->x, s->y + s->size * 0.95f, ALIGN_LEFT, font, s->size,
                        color, text, s->w);
    }
    s->y += s->size * 1.25f + STRIP_GAP / 2.0f;
}

StripFlow strip_flow(const Strip *s)
{
    return (StripFlow){ s->x, s->y, 0 };
}

void strip_flow_end(Strip *s, const StripFlow *flow)
{
    s->y = flow->y + flow->row + STRIP_GAP;
}

static void mark_draw(Canvas *canvas, StripMark mark, float x, float y, const Theme *t)
{
    if (mark == MARK_RIGHT) {
        canvas_line(canvas, x - 4.5f, y + 0.3f, x - 1.2f, y + 3.8f, 2, t->good);
        canvas_line(canvas, x - 1.2f, y + 3.8f, x + 4.8f, y - 3.8f, 2, t->good);
    } else if (mark == MARK_WRONG) {
        canvas_line(canvas, x - 3.8f, y - 3.8f, x + 3.8f, y + 3.8f, 2, t->error);
        canvas_line(canvas, x - 3.8f, y + 3.8f, x + 3.8f, y - 3.8f, 2, t->error);
    }
}

static Color border_of(const StripButton *button, const Theme *t)
{
    switch (button->mark) {
    case MARK_CHOSEN: return t->accent;
    case MARK_RIGHT: return t->good;
    case MARK_WRONG: return t->error;
    default: return button->accent ? t->accent : t->line;
    }
}

// Its ground, and what happened to it.
static bool face(Strip *s, Rect rect, const StripButton *button)
{
    Ui *ui = s->ui;
    const Theme *t = ui->theme;
    UiPress press = { .hovered = false };
    if (!button->still) {
        press = ui_press(ui, button->name, rect, true);
        ui_tip(ui, button->tip);
    }
    const bool marked = button->mark != MARK_NONE && button->mark != MARK_FAINT;
    const Color ground = press.hovered || button->mark == MARK_CHOSEN
                             ? color_mix(t->raised, t->accent, press.held ? 0.3f : 0.18f)
                             : t->raised;
    canvas_box(ui->canvas, rect, 6, ground, marked ? 2 : 1, border_of(button, t));
    ui_show_press(ui, &press, rect, 6);
    return !button->still && ui_activated(ui, &press);
}

bool strip_button(Strip *s, StripFlow *flow, const StripButton *button)
{
    const float size = s->size - 1, pad = STRIP_BUTTON_PAD;
    const float key =
        button->key ? canvas_text_width(&s->metrics, FONT_MONO, size - 1, button->key) + 8 : 0;
    const float square = button->color.a ? SQUARE + 8 : 0;
    const float mark = button->mark == MARK_RIGHT || button->mark == MARK_WRONG ? MARK + 6 : 0;
    const float text = button->label
                           ? button->label->w
                           : canvas_text_width(&s->metrics, FONT_SANS, size, button->text) + 1;
    const float w = fminf(key + square + text + mark + 2 * pad, s->w);
    const float h = fmaxf(button->label ? button->label->h : 0, size * 1.25f) + 12;
    if (flow->x > s->x && flow->x + w > s->x + s->w) {
        flow->x = s->x;
        flow->y += flow->row + STRIP_GAP;
        flow->row = 0;
    }
    const Rect rect = { flow->x, flow->y, w, h };
    flow->x += w + STRIP_GAP;
    flow->row = fmaxf(flow->row, h);
    if (!s->shows) {
        return false;
    }
    const Theme *t = s->ui->theme;
    Canvas *canvas = s->ui->canvas;
    const bool activated = face(s, rect, button);
    const Color color = button->mark == MARK_FAINT ? t->muted
                        : button->accent           ? t->accent
                                                   : t->text;
    float x = rect.x + pad;
    const float middle = rect.y + h / 2;
    if (button->key) {
        canvas_text(canvas, x, middle + TEXT_MIDDLE * (size - 1), ALIGN_LEFT, FONT_MONO, size - 1,
                    button->accent ? t->accent : t->muted, button->key);
        x += key;
    }
    if (square > 0) {
        canvas_box(canvas, (Rect){ x, middle - SQUARE / 2, SQUARE, SQUARE }, 2, button->color, 0,
                   button->color);
        x += square;
    }
    if (button->label) {
        rich_text_draw(button->label, canvas, x, middle - button->label->h / 2, color, color);
    } else {
        canvas_text_fit(canvas, x, middle + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_SANS, size, color,
                        button->text, rect.x + w - pad - mark - x + 1);
    }
    mark_draw(canvas, button->mark, rect.x + w - pad - MARK / 2, middle, t);
    return activated;
}

bool strip_has_keys(const Ui *ui)
{
    return !ui->consumed && !ui_editing(ui) && !(ui->focus && ui->focus_visible);
}
