// SDL's events as InputEvents: every key and kind is one row or one case here and nowhere else.
#include "gfx/window_events.h"

#include "base/utf8.h"

#include <SDL.h>
#include <stdio.h>
#include <string.h>

typedef struct KeyRow {
    SDL_Keycode from;
    Key key;
    uint32_t code; // KEY_CHARACTER only
} KeyRow;

// clang-format off
static const KeyRow key_rows[] = {
    { SDLK_SPACE,     KEY_SPACE,     0 }, { SDLK_RETURN,   KEY_ENTER,     0 },
    { SDLK_KP_ENTER,  KEY_ENTER,     0 }, { SDLK_ESCAPE,   KEY_ESCAPE,    0 },
    { SDLK_TAB,       KEY_TAB,       0 }, { SDLK_KP_SPACE, KEY_SPACE,     0 },
    { SDLK_BACKSPACE, KEY_BACKSPACE, 0 }, { SDLK_DELETE,   KEY_DELETE,    0 },
    { SDLK_LEFT,      KEY_LEFT,      0 }, { SDLK_RIGHT,    KEY_RIGHT,     0 },
    { SDLK_UP,        KEY_UP,        0 }, { SDLK_DOWN,     KEY_DOWN,      0 },
    { SDLK_HOME,      KEY_HOME,      0 }, { SDLK_END,      KEY_END,       0 },
    { SDLK_PAGEUP,    KEY_PAGE_UP,   0 }, { SDLK_PAGEDOWN, KEY_PAGE_DOWN, 0 },
    { SDLK_F1,        KEY_F1,        0 }, { SDLK_F5,       KEY_F5,        0 },
    { SDLK_F11,       KEY_F11,       0 },
    { SDLK_KP_PLUS,     KEY_CHARACTER, '+' }, { SDLK_KP_MINUS,  KEY_CHARACTER, '-' },
    { SDLK_KP_MULTIPLY, KEY_CHARACTER, '*' }, { SDLK_KP_DIVIDE, KEY_CHARACTER, '/' },
};

// The keypad's digits, and what they are without Num Lock.
static const struct {
    SDL_Keycode from;
    Key without;
} keypad_rows[] = {
    { SDLK_KP_0, KEY_NONE }, { SDLK_KP_1, KEY_END },  { SDLK_KP_2, KEY_DOWN },
    { SDLK_KP_3, KEY_PAGE_DOWN }, { SDLK_KP_4, KEY_LEFT }, { SDLK_KP_5, KEY_NONE },
    { SDLK_KP_6, KEY_RIGHT }, { SDLK_KP_7, KEY_HOME }, { SDLK_KP_8, KEY_UP },
    { SDLK_KP_9, KEY_PAGE_UP },
};
// clang-format on

static unsigned modifiers(Uint16 mod)
{
    return (mod & KMOD_SHIFT ? MOD_SHIFT : 0u) | (mod & (KMOD_CTRL | KMOD_GUI) ? MOD_CTRL : 0u) |
           (mod & KMOD_ALT ? MOD_ALT : 0u);
}

// The Latin letter or digit at that place of a keyboard whose own letters are others: shortcuts are
// found where they are printed on keyboards with both.
static char latin_of(SDL_Scancode place)
{
    if (place >= SDL_SCANCODE_A && place <= SDL_SCANCODE_Z) {
        return (char)('a' + (place - SDL_SCANCODE_A));
    }
    if (place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_9) {
        return (char)('1' + (place - SDL_SCANCODE_1));
    }
    return place == SDL_SCANCODE_0 ? '0' : '\0';
}

static bool translate_key(const SDL_Keysym *from, InputEvent *out)
{
    out->kind = INPUT_KEY;
    out->mods = modifiers(from->mod);
    for (size_t i = 0; i < COUNT(key_rows); i++) {
        if (key_rows[i].from == from->sym) {
            out->key = key_rows[i].key;
            out->code = key_rows[i].code;
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(keypad_rows); i++) {
        if (keypad_rows[i].from == from->sym) {
            const bool digit = from->mod & KMOD_NUM;
            out->key = digit ? KEY_CHARACTER : keypad_rows[i].without;
            out->code = digit ? '0' + (uint32_t)i : 0;
            return out->key != KEY_NONE;
        }
    }
    // Keys without a character have the scancode's bit set.
    if (from->sym <= SDLK_SPACE || from->sym & SDLK_SCANCODE_MASK) {
        return false;
    }
    out->key = KEY_CHARACTER;
    out->code = (uint32_t)from->sym;
    if (out->code >= 0x80) {
        const char latin = latin_of(from->scancode);
        out->code = latin ? (uint32_t)latin : out->code;
    }
    return true;
}

static bool translate_mouse(InputKind kind, int x, int y, Pointer *pointer, InputEvent *out)
{
    pointer->x_px = ((float)x + 0.5f) * pointer->density - 0.5f;
    pointer->y_px = ((float)y + 0.5f) * pointer->density - 0.5f;
    out->kind = kind;
    out->x = pointer->x_px;
    out->y = pointer->y_px;
    out->mods = modifiers((Uint16)SDL_GetModState());
    return true;
}

static bool translate_button(const SDL_MouseButtonEvent *from, Pointer *pointer, InputEvent *out)
{
    const InputKind kind = from->type == SDL_MOUSEBUTTONDOWN ? INPUT_MOUSE_DOWN : INPUT_MOUSE_UP;
    out->button = from->button;
    out->clicks = from->clicks > 0 ? from->clicks : 1;
    return from->button <= BUTTON_RIGHT && translate_mouse(kind, from->x, from->y, pointer, out);
}

static bool translate_wheel(const SDL_MouseWheelEvent *from, const Pointer *pointer,
                            InputEvent *out)
{
    out->kind = INPUT_WHEEL;
    // Whoever makes an event by hand may leave the precise values empty.
    out->wheel_x = from->preciseX != 0 ? from->preciseX : (float)from->x;
    out->wheel_y = from->preciseY != 0 ? from->preciseY : (float)from->y;
    out->x = pointer->x_px;
    out->y = pointer->y_px;
    out->mods = modifiers((Uint16)SDL_GetModState());
    return out->wheel_x != 0 || out->wheel_y != 0;
}

static bool translate_window(const SDL_WindowEvent *from, InputEvent *out)
{
    switch (from->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED: out->kind = INPUT_RESIZE; return true;
    case SDL_WINDOWEVENT_LEAVE:
    case SDL_WINDOWEVENT_FOCUS_LOST: out->kind = INPUT_LEAVE; return true;
    default: return false;
    }
}

// SDL counts characters.
static bool translate_composing(const char *text, int characters, InputEvent *out)
{
    const size_t length = strlen(text);
    size_t at = 0;
    for (int i = 0; i < characters && at < length; i++) {
        utf8_next(text, length, &at);
    }
    out->kind = INPUT_COMPOSE;
    text_print(out->text, sizeof out->text, "%s", text);
    out->caret = (int)at;
    return true;
}

// Of a long one, which is given away with the event.
static bool translate_long_composing(const SDL_TextEditingExtEvent *from, InputEvent *out)
{
    const bool any = from->text && translate_composing(from->text, from->start, out);
    SDL_free(from->text);
    return any;
}

static bool translate_drop(const SDL_DropEvent *from, InputEvent *out)
{
    if (from->file == NULL) {
        return false;
    }
    out->kind = INPUT_DROP;
    snprintf(out->text, sizeof out->text, "%s", from->file);
    SDL_free(from->file); // SDL gives it away with the event
    return true;
}

bool window_event_translate(const SDL_Event *event, Pointer *pointer, InputEvent *out)
{
    *out = (InputEvent){ 0 };
    switch (event->type) {
    case SDL_KEYDOWN: return translate_key(&event->key.keysym, out);
    case SDL_TEXTINPUT:
        out->kind = INPUT_TEXT;
        snprintf(out->text, sizeof out->text, "%s", event->text.text);
        return out->text[0] != 0;
    case SDL_TEXTEDITING: return translate_composing(event->edit.text, event->edit.start, out);
    case SDL_TEXTEDITING_EXT: return translate_long_composing(&event->editExt, out);
    case SDL_MOUSEMOTION:
        return translate_mouse(INPUT_MOUSE_MOVE, event->motion.x, event->motion.y, pointer, out);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return translate_button(&event->button, pointer, out);
    case SDL_MOUSEWHEEL: return translate_wheel(&event->wheel, pointer, out);
    case SDL_WINDOWEVENT: return translate_window(&event->window, out);
    case SDL_DROPFILE: return translate_drop(&event->drop, out);
    case SDL_USEREVENT: out->kind = INPUT_WAKE; return true;
    case SDL_QUIT: out->kind = INPUT_QUIT; return true;
    default: return false;
    }
}
