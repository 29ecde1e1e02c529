// The keys that every room has, and the list of them all.
#include "app/shell/keys.h"

#include "base/words.h"

#include <stddef.h>

// clang-format off
const KeyHelp common_keys[] = {
    { N_("T"), N_("dark, light, or for a projector") },
    { N_("Tab"), N_("go through all controls; arrows change the focused one") },
    { N_("Enter"), N_("on a slider: sweeps it between its ends, Esc ends that") },
    { N_("Ctrl+Z"), N_("undo; with Shift: redo") },
    { N_("Ctrl+N, Ctrl+O"), N_("a new scene or lab; open a file") },
    { N_("Ctrl+L"), N_("lessons") },
    { N_("Ctrl+S"), N_("save in its file; with Shift: in another") },
    { N_("Ctrl+C"), N_("copy the command line that opens this scene; with Shift: a script for PyTorch") },
    { N_("Ctrl+V"), N_("open the code, scene or command that was copied") },
    { N_("Ctrl+E"), N_("export a file; with Shift: once more, at once") },
    { N_("Ctrl + and −, Ctrl 0"), N_("larger, smaller, 100 %") },
    { N_("F5"), N_("present: large, without panels; G shows the chart there; Esc or F5 ends it") },
    { N_("S L I Z B W N"), N_("presenting: spotlight, laser, ink, enlarge, black, white, notes; ? tells") },
    { N_("F11"), N_("full screen") },
    { N_("Esc"), N_("back by one thing: an edit, a list, a sheet, a drawer, presenting, full screen") },
    { N_("Shift + drag"), N_("fine movements of a slider") },
    { NULL, NULL },
};
// clang-format on

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
