#include "app/landscape/workspace_samples.h"

#include <math.h>

static const double SAMPLE_S = 2e-3; // about as long may they take
enum { SIDE_LEAST = 8 };

View workspace_whole_view(const Workspace *workspace, Rect picture)
{
    const Scene *scene = &workspace->scene;
    View whole = { 0 };
    view_fit(&whole, scene->landscape ? scene->landscape->view : scene->domain, picture);
    return whole;
}

const Samples *workspace_samples(Workspace *workspace, Rect picture, double budget_s)
{
    const Objective *objective = workspace_objective(workspace);
    const View whole = workspace_whole_view(workspace, picture);
    const int side = isinf(budget_s) ? SAMPLES_SIDE_MOST
                                     : (int)clamp(sqrt(SAMPLE_S / objective->value_s), SIDE_LEAST,
                                                  SAMPLES_SIDE_MOST);
    samples_follow(&workspace->samples, objective, workspace->scratch, workspace->objective_version,
                   view_box(&whole, picture), view_box(&workspace->view, picture), side);
    return &workspace->samples;
}
