// English; see strings.h.
#include "app/strings.h"

#include <stddef.h>

// clang-format off
static const char *const strings[STR_COUNT] = {
    [STR_APP_NAME] = "Thalweg",
    [STR_APP_TITLE] = "Thalweg: optimizers on a landscape",
    [STR_LANDSCAPE] = "LANDSCAPE",
    [STR_TYPED_FORMULA] = "Your formula",
    [STR_SHAPE] = "SHAPE",
    [STR_RACE] = "RACE",
    [STR_NOISE_TIP] = "Gradient noise S: every optimizer gets g + S·N(0,1) in each coordinate,\nthe same draws for all. 0 to 10.",
    [STR_STEPS_TIP] = "How many steps every optimizer takes. 1 to 10,000.",
    [STR_SEED] = "Seed",
    [STR_SEED_TIP] = "Seed of the noise: the same seed gives the same draws.",
    [STR_NEW_SEED_TIP] = "New seed (R)",
    [STR_START] = "START x, y",
    [STR_START_X_TIP] = "Where all paths begin, x. Click to type; or drag the start in the picture.",
    [STR_START_Y_TIP] = "Where all paths begin, y. Click to type; or drag the start in the picture.",
    [STR_SHOW] = "SHOW",
    [STR_CONTOURS] = "Contours",
    [STR_CONTOURS_TIP] = "Lines of equal f, at even steps of what is coloured.",
    [STR_MINIMA] = "Minima",
    [STR_MINIMA_TIP] = "Mark the minima: points where the gradient vanishes and f curves up all around.",
    [STR_LOG_COLOUR] = "Log colour",
    [STR_LOG_COLOUR_TIP] = "Colour by the logarithm of f, which shows the valley's floor and its walls at once.",
    [STR_STEP_DOTS] = "Step dots",
    [STR_STEP_DOTS_TIP] = "A dot at every step of a path.",
    [STR_COLOURS_TIP] = "Colours of the landscape, low to high.",
    [STR_AT_CURSOR] = "AT THE CURSOR",
    [STR_VALUE] = "f(x, y)",
    [STR_GRADIENT] = "∇f",
    [STR_HESSIAN] = "Hessian λ",
    [STR_CONDITION] = "Condition κ",
    [STR_POINT] = "x, y",
    [STR_NOWHERE] = "–",
    [STR_OPTIMIZERS] = "OPTIMIZERS",
    [STR_LOST_AT] = "lost at %d",
    [STR_OFF] = "off",
    [STR_OPEN_TIP] = "Show all parameters and the update rule",
    [STR_CLOSE_TIP] = "Show less",
    [STR_TOGGLE_TIP] = "%s: on or off (%d)",
    [STR_CHOOSE_TIP] = "Choose a landscape",
    [STR_FORMULA_TIP] = "f(x, y). Type to change it; any other name becomes a slider.",
    [STR_ADD_SLIDER] = "Make %s a slider",
    [STR_ADD_SLIDER_TIP] = "Gives the name a value that you can slide",
    [STR_NO_VALUE] = "'%s' is no variable or function",
    [STR_DRAG_ME] = "start — drag me",
    [STR_FIRST_TIP] = "To the start (Home)",
    [STR_BACK_TIP] = "One step back (Left)",
    [STR_PLAY_TIP] = "Play (Space)",
    [STR_PAUSE_TIP] = "Pause (Space)",
    [STR_FORWARD_TIP] = "One step on (Right)",
    [STR_LAST_TIP] = "To the last step (End)",
    [STR_LOOP_TIP] = "Repeat: start again two seconds after the last step",
    [STR_SCRUB_TIP] = "Drag to any step",
    [STR_SPEED_TIP] = "Speed: 1× is ten steps a second ([ and ])",
    [STR_STEP_OF] = "step %d / %d",
    [STR_THEME_TIP] = "Dark or light (T)",
    [STR_FULL_SCREEN_TIP] = "Full screen (F11)",
    [STR_HELP_TIP] = "All keys (F1 or ?)",
    [STR_HOME_TIP] = "Show the whole landscape again (0)",
    [STR_LOSS_LOG] = "loss f (log)",
    [STR_LOSS_LOG_REF] = "loss f − (%s) (log)",
    [STR_COMPUTING] = "computing: step %d of %d",
    [STR_KEYS] = "Keys and hands  (F1)",
    [STR_KEYS_CLOSE] = "Any key closes this",
    [STR_STEP] = "step",
    [STR_SADDLES] = "Saddles, maxima",
    [STR_SADDLES_TIP] = "Mark the other points where the gradient vanishes: × a saddle, ▵ a maximum.",
    [STR_VECTORS] = "Vectors",
    [STR_VECTORS_TIP] = "At each head: the gradient, what the memory adds, the next step, and the rates of x and y.",
    [STR_FIELD] = "Gradient field",
    [STR_FIELD_TIP] = "Arrows of −∇f: where plain gradient descent would go.",
    [STR_GHOSTS] = "Ghost paths",
    [STR_GHOSTS_TIP] = "The race before the last change stays, faint, so that its effect is seen.",
    [STR_VECTOR_GRADIENT] = "−∇f, downhill",
    [STR_VECTOR_VELOCITY] = "velocity: what memory adds",
    [STR_VECTOR_STEP] = "the next step",
    [STR_VECTOR_RATES] = "rates of x and y (adaptive)",
    [STR_COPIED] = "The command line of this scene is in the clipboard",
    [STR_SAVED] = "Saved as %s",
    [STR_NO_PATH] = "There is no folder to save into",
    [STR_NO_UNDO] = "Nothing to undo",
    [STR_NO_REDO] = "Nothing to redo",
    [STR_SCALE_IS] = "Interface at %d %%",
    [STR_MENU] = "Menu",
    [STR_MENU_TIP] = "Everything that can be done, copied and saved",
    [STR_THEME] = "Dark or light  (T)",
    [STR_FULL_SCREEN] = "Full screen  (F11)",
    [STR_UNDO] = "Undo  (Ctrl+Z)",
    [STR_UNDO_TIP] = "Undo (Ctrl+Z)",
    [STR_REDO] = "Redo  (Ctrl+Shift+Z)",
    [STR_REDO_TIP] = "Redo (Ctrl+Shift+Z)",
    [STR_RESET] = "Reset all",
    [STR_RESET_TIP] = "Everything as it was at the very start (can be undone)",
    [STR_COPY] = "Copy command line  (Ctrl+C)",
    [STR_COPY_TIP] = "Copies the command line that opens exactly this scene",
    [STR_SAVE_PNG] = "Save picture, PNG  (Ctrl+S)",
    [STR_SAVE_PNG_TIP] = "Saves the figure of this race",
    [STR_SAVE_CSV] = "Save numbers, CSV  (Ctrl+Shift+S)",
    [STR_SAVE_CSV_TIP] = "Saves every step of every run",
    [STR_LARGER] = "Larger  (Ctrl +)",
    [STR_LARGER_TIP] = "Larger interface",
    [STR_SMALLER] = "Smaller  (Ctrl −)",
    [STR_SMALLER_TIP] = "Smaller interface",
    [STR_CHART] = "Chart",
    [STR_TABLE] = "Table",
    [STR_BOTTOM_TIP] = "Loss curves, or the numbers of all runs",
    [STR_TOLERANCE_TIP] = "Tolerance: a run has arrived when f is this close to the lowest known value",
    [STR_ROOMS_TIP] = "What to look at: optimizers on a landscape, or networks in training",
    [STR_ROOM_LANDSCAPE] = "Landscape",
    [STR_ROOM_LANDSCAPE_TIP] = "Optimizers race down a landscape",
    [STR_SORT_TIP] = "Sort by this; again: the other way round",
};

const KeyHelp landscape_keys[] = {
    { "Space", "play or pause" },
    { "Left, Right", "one step back or on" },
    { "Home, End", "first or last step" },
    { "[ ]", "slower, faster" },
    { "1 … 9", "the n-th optimizer on or off" },
    { "R", "new seed for the noise" },
    { "0", "the whole landscape again" },
    { "Tab to the picture", "arrows move the start, Ctrl+arrows the view, + and − zoom" },
    { "Wheel", "zoom at the pointer" },
    { "Drag the ground", "move the view" },
    { "Drag the start", "every path follows" },
    { "Double click", "the start goes there; on a slider: back to its default" },
    { NULL, NULL },
};

const KeyHelp common_keys[] = {
    { "T", "dark or light" },
    { "Tab", "go through all controls; arrows change the focused one" },
    { "Ctrl+Z", "undo; with Shift: redo" },
    { "Ctrl+C", "copy the command line that opens this scene" },
    { "Ctrl+S", "save the picture; with Shift: the numbers" },
    { "Ctrl + and −", "larger, smaller" },
    { "F11", "full screen" },
    { "Shift + drag", "fine movements of a slider" },
    { NULL, NULL },
};
// clang-format on

const char *str(StringId id)
{
    return strings[id];
}

bool key_help_at(const KeyHelp *own, int index, KeyHelp *key)
{
    while (own->key && index > 0) {
        own++;
        index--;
    }
    const KeyHelp *row = own->key ? own : &common_keys[0];
    for (; !own->key && row->key && index > 0; index--) {
        row++;
    }
    *key = *row;
    return row->key;
}
