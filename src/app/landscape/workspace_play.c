// The cursor of playback.
#include "app/landscape/workspace.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>

static const double LOOP_REST_S = 2;

static const PlaybackSpeed speeds[] = {
    { { .key = "1×" }, 10 },
    { { .key = "4×" }, 40 },
    { { .key = "16×" }, 160 },
    { { .key = "max", .name = N_("max") }, 0 },
};
static_assert(COUNT(speeds) == SPEED_COUNT, "one row for each speed");
const Registry playback_speeds = { REGISTRY(speeds) };

int workspace_last_step(const Workspace *workspace)
{
    return workspace->scene.steps;
}

int workspace_step(const Workspace *workspace)
{
    return clampi((int)floor(workspace->play.cursor + 1e-9), 0, workspace_last_step(workspace));
}

void workspace_step_text(const Workspace *workspace, char *text, size_t size)
{
    const int last = workspace_last_step(workspace);
    if (race_complete(workspace->race)) {
        text_print(text, size, tr("step %d / %d"), workspace_step(workspace), last);
    } else {
        text_print(text, size, tr("computing: step %d of %d"), race_steps_done(workspace->race),
                   last);
    }
}

void workspace_seek(Workspace *workspace, double step)
{
    workspace->play.cursor = clamp(step, 0, workspace_last_step(workspace));
    workspace->play.playing = false;
}

bool workspace_play(Workspace *workspace, double elapsed_s)
{
    Playback *play = &workspace->play;
    const double last = workspace_last_step(workspace);
    play->cursor = fmin(play->cursor, last);
    if (!play->playing) {
        return false;
    }
    if (play->cursor < last) {
        const double speed = speeds[play->speed].steps_per_s;
        const double per_second = speed > 0 ? speed : fmax(last, 300);
        play->cursor = fmin(play->cursor + per_second * elapsed_s, last);
        play->rested_s = 0;
    } else if (play->loop) {
        play->rested_s += elapsed_s;
        if (play->rested_s >= LOOP_REST_S) {
            play->cursor = 0;
        }
    } else {
        play->playing = false;
    }
    return play->playing;
}

void workspace_play_toggle(Workspace *workspace)
{
    Playback *play = &workspace->play;
    play->playing = !play->playing;
    play->rested_s = 0;
    if (play->playing && play->cursor >= workspace_last_step(workspace)) {
        play->cursor = 0;
    }
}
