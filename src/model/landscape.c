// The table of landscapes. Stationary points were found by Newton's method from 1,600 starts in 40
// digits; test_landscape.c holds each against the formula's own gradient and Hessian.
//
// Rates are chosen by looking at the first picture: each path should show its character within
// the landscape's steps, so they are rather moderate than the fastest. Those of the classic six are
// each landscape's own, the others' follow from them:
//   amsgrad, adamw, adamax  Adam's: the same size of step
//   qhadam, nadam  a half and a third of it: the newest gradient is divided by the root of a
//                  mean of its square that it does not dominate, and so may be a long step of its
//                  own
//   lion           a fifth, which its paper's authors recommend as 1/10 to 1/3: the sign never gets
//                  smaller
//   radam          SGD's: its first steps are not divided by anything
//   qhm            three times Momentum's, whose buffer is ten times (1/(1−μ)) as large
//   adadelta       the most there is: it finds its own steps, beginning with √ε
//   rprop          a half of Adam's as its first step, which soon is what it makes of it
//   asgd           SGD's
//   yogi, ademamix, schedulefree_adamw  Adam's
//   adabelief      a half of it: where gradients agree its steps are longer
//   adan           seven tenths: its longer memory runs on
//   prodigy        a tenth of the 1 it is made for, on all: with so few steps of so different
//                  gradients its distance comes out too far
//   signsgd        Lion's
//   normalized     a quarter of Adam's: the length of every step
//   schedulefree_sgd  SGD's
#include "model/landscape.h"

#include "model/hyperbola.h"

#define PI 3.14159265358979323846

// clang-format off
#define PARAM(index, key, label, symbol, def, min, max, scale) \
    { key, label, symbol, (index) * sizeof(double), def, min, max, scale }
#define MIN(x, y, f)        { x, y, f, STATIONARY_MINIMUM }
#define MAX(x, y, f)        { x, y, f, STATIONARY_MAXIMUM }
#define SADDLE(x, y, f)     { x, y, f, STATIONARY_SADDLE }
#define DEGENERATE(x, y, f) { x, y, f, STATIONARY_DEGENERATE }
#define KINK(x, y, f)       { x, y, f, STATIONARY_KINK }
#define POINTS(...) .points = { __VA_ARGS__ }, \
    .point_count = (int)COUNT(((const Stationary[]){ __VA_ARGS__ }))
#define RATES(sgd, momentum, nesterov, adagrad, rmsprop, adam) .rates = { \
    [OPTIM_SGD] = sgd, [OPTIM_MOMENTUM] = momentum, [OPTIM_NESTEROV] = nesterov, \
    [OPTIM_ADAGRAD] = adagrad, [OPTIM_RMSPROP] = rmsprop, [OPTIM_ADAM] = adam, \
    [OPTIM_ADADELTA] = 10, [OPTIM_AMSGRAD] = adam, [OPTIM_ADAMW] = adam, \
    [OPTIM_NADAM] = (adam) / 3, [OPTIM_ADAMAX] = adam, [OPTIM_RADAM] = sgd, \
    [OPTIM_QHM] = 3 * (momentum), [OPTIM_QHADAM] = (adam) / 2, [OPTIM_LION] = (adam) / 5, \
    [OPTIM_RPROP] = (adam) / 2, [OPTIM_ASGD] = sgd, [OPTIM_ADABELIEF] = (adam) / 2, \
    [OPTIM_YOGI] = adam, [OPTIM_ADAN] = 0.7 * (adam), [OPTIM_ADEMAMIX] = adam, [OPTIM_PRODIGY] = 0.1, \
    [OPTIM_SIGNSGD] = (adam) / 5, [OPTIM_NORMALIZED] = (adam) / 4, \
    [OPTIM_SCHEDULEFREE_SGD] = sgd, [OPTIM_SCHEDULEFREE_ADAMW] = adam, \
    [OPTIM_FULL_ADAGRAD] = adagrad, [OPTIM_BARZILAI_BORWEIN] = sgd, [OPTIM_NEWTON] = 1, \
    [OPTIM_SOPHIA] = adam }

#define VALLEY "(x*cos(t) + y*sin(t))^2/k + (y*cos(t) - x*sin(t))^2"
#define VALLEY_PARAMS(angle) PARAMS( \
    PARAM(0, "t", N_("Rotation"), "θ", angle, 0, PI, PARAM_ANGLE), \
    PARAM(1, "k", N_("Condition"), "κ", 20, 1, 1000, PARAM_LOG))

const Landscape landscapes[] = {
    { { "valley", N_("Elongated valley"),
        N_("Twenty times steeper across than along: plain gradient descent zigzags, the others find a way."),
        NULL, VALLEY_PARAMS(0) },
        VALLEY,
        .domain = { -10, 10, -10, 10 }, .view = { -9, 5, -4.5, 4.5 }, .start = { -7, 2 },
        POINTS(MIN(0, 0, 0)),
        RATES(0.95, 0.1, 0.08, 1.5, 0.3, 0.3), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "rotated_valley", N_("Rotated valley"),
        N_("The same valley turned by 45°: methods that scale each coordinate alone lose their advantage."),
        NULL, VALLEY_PARAMS(PI / 4) },
        VALLEY,
        .domain = { -10, 10, -10, 10 }, .view = { -9, 6, -7, 7 }, .start = { -7, 2 },
        POINTS(MIN(0, 0, 0)),
        RATES(0.85, 0.1, 0.08, 1.5, 0.1, 0.3), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "rosenbrock", N_("Rosenbrock's valley"),
        N_("Falling into the curved valley is easy, following its flat floor to the end is slow."),
        N_("Rosenbrock 1960"), PARAMS(PARAM(0, "a", N_("Minimum at"), "a", 1, 0, 2, PARAM_LINEAR),
            PARAM(1, "b", N_("Steepness"), "b", 100, 1, 1000, PARAM_LOG)) },
        "(a - x)^2 + b*(y - x^2)^2",
        .domain = { -2, 2, -1, 3 }, .view = { -2, 2, -0.5, 2.5 }, .start = { -1.5, 2 },
        POINTS(MIN(1, 1, 0)),
        RATES(0.0015, 0.001, 0.0007, 0.5, 0.01, 0.2), .steps = 300, .group = LANDSCAPE_VALLEYS },
    { { "banana", N_("Banana"),
        N_("A gentler Rosenbrock whose bend already separates methods with memory from those without."),
        NULL, NO_PARAMS },
        "(1 - x)^2 + 20*(3*y - x^2)^2",
        .domain = { -2, 2, -0.3, 1.1 }, .view = { -2, 2, -0.3, 1.1 }, .start = { -1.21, 0.853 },
        POINTS(MIN(1, 1.0 / 3, 0)),
        RATES(0.002, 0.001, 0.001, 0.2, 0.02, 0.15), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "beale", N_("Beale's function"),
        N_("A steep fall at first, then a long flat valley in which small gradients must be made the most of."),
        N_("Beale 1958"), NO_PARAMS },
        "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        .domain = { -4.5, 4.5, -4.5, 4.5 }, .view = { -1, 4.5, -1.9, 2.5 }, .start = { 1, 1.6 },
        POINTS(
            MIN(3, 0.5, 0),
            SADDLE(0.10053793732415836, -2.644513585023125, 9.86451228475556),
            SADDLE(0, 1, 14.203125)),
        RATES(0.01, 0.002, 0.0015, 0.7, 0.07, 0.2), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "himmelblau", N_("Himmelblau's function"),
        N_("Four equal minima: which one is found depends on the start, and on the optimizer."),
        N_("Himmelblau 1972"), NO_PARAMS },
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        .domain = { -6, 6, -6, 6 }, .view = { -5.5, 5.5, -5, 5 }, .start = { 0, 0 },
        POINTS(
            MIN(3, 2, 0),
            MIN(-2.805118086952745, 3.131312518250573, 0),
            MIN(3.5844283403304917, -1.8481265269644036, 0),
            MIN(-3.779310253377747, -3.2831859912861696, 0),
            SADDLE(3.385154183607021, 0.07385187983774928, 13.31192627040559),
            SADDLE(0.08667750455539636, 2.884254701174776, 67.71915008752615),
            SADDLE(-3.0730257507643897, -0.08135304428796751, 104.0151629175581),
            SADDLE(-0.12796134673068008, -1.9537149802445763, 178.33723920192747),
            MAX(-0.2708445906673476, -0.9230385564799815, 181.6165215225827)),
        RATES(0.007, 0.005, 0.004, 0.5, 0.05, 0.3), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "saddle", N_("Saddle"),
        N_("Starting almost on the ridge: how long does each method stay where the gradient vanishes?"),
        NULL, NO_PARAMS },
        "x^2 - y^2 + y^4/4",
        .domain = { -2, 2, -2.2, 2.2 }, .view = { -1.8, 1.8, -1.8, 2.15 }, .start = { 1.2, 0.001 },
        POINTS(
            MIN(0, 1.4142135623730951, -1),
            MIN(0, -1.4142135623730951, -1),
            SADDLE(0, 0, 0)),
        RATES(0.1, 0.05, 0.04, 0.2, 0.02, 0.1), .steps = 100, .group = LANDSCAPE_SADDLES },
    { { "monkey_saddle", N_("Monkey saddle"),
        N_("Three valleys meet in a saddle without curvature; tiny differences decide which one is taken."),
        NULL, NO_PARAMS },
        "x^3 - 3*x*y^2 + (x^2 + y^2)^2/2",
        .domain = { -2.2, 2.2, -2.2, 2.2 }, .view = { -2, 1.8, -1.6, 1.6 }, .start = { 0.8, 0.02 },
        POINTS(
            MIN(-1.5, 0, -0.84375),
            MIN(0.75, -1.299038105676658, -0.84375),
            MIN(0.75, 1.299038105676658, -0.84375),
            DEGENERATE(0, 0, 0)),
        RATES(0.07, 0.04, 0.04, 0.15, 0.01, 0.1), .steps = 100, .group = LANDSCAPE_SADDLES },
    { { "two_wells", N_("Two wells"),
        N_("The nearer well is the shallower one: momentum rolls through it into the deeper."),
        NULL, NO_PARAMS },
        "-2*exp(-((x - 1)^2 + y^2)/.2) - 3*exp(-((x + 1)^2 + y^2)/.2) + x^2 + y^2",
        .domain = { -2, 2, -2, 2 }, .view = { -2, 2, -1.2, 1.4 }, .start = { 0.75, 1 },
        POINTS(
            MIN(-0.9363006340109187, 0, -2.063090251768194),
            MIN(0.905317899160115, 0, -1.092731999201741),
            SADDLE(0.06860243670809657, 0, -0.03137427327004572)),
        RATES(0.05, 0.03, 0.02, 0.3, 0.02, 0.3), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "camel6", N_("Six-hump camel"),
        N_("Six minima in pairs: small steps stay in the first hollow, momentum goes on to a deeper one."),
        N_("Dixon & Szegő 1978"), NO_PARAMS },
        "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
        .domain = { -3, 3, -2, 2 }, .view = { -2.2, 2.2, -1.3, 1.3 }, .start = { 1.9, 0.9 },
        POINTS(
            MIN(0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
            MIN(-0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
            MIN(-1.703606714969981, 0.7960835686726251, -0.21546382438371764),
            MIN(1.703606714969981, -0.7960835686726251, -0.21546382438371764),
            SADDLE(0, 0, 0),
            SADDLE(1.1092053368047865, -0.7682680925095399, 0.5437186009781851),
            SADDLE(-1.1092053368047865, 0.7682680925095399, 0.5437186009781851),
            MIN(-1.6071047529201972, -0.5686514548841314, 2.1042503103112584),
            MIN(1.6071047529201972, 0.5686514548841314, 2.1042503103112584),
            SADDLE(-1.6380679841897785, -0.22867406904439408, 2.2293571975307147),
            SADDLE(1.6380679841897785, 0.22867406904439408, 2.2293571975307147),
            SADDLE(-1.2960702671671092, -0.6050843880386585, 2.22947081802986),
            SADDLE(1.2960702671671092, 0.6050843880386585, 2.22947081802986),
            MAX(-1.2302298765166526, -0.16233458445899496, 2.496295351023577),
            MAX(1.2302298765166526, 0.16233458445899496, 2.496295351023577)),
        RATES(0.05, 0.015, 0.02, 0.3, 0.03, 0.2), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "camel3", N_("Three-hump camel"),
        N_("A side valley catches whoever has no momentum before the minimum in the middle is reached."),
        N_("Dixon & Szegő 1978"), NO_PARAMS },
        "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
        .domain = { -2.5, 2.5, -2.5, 2.5 }, .view = { -2.2, 2.4, -1.7, 1.7 }, .start = { 2, 1 },
        POINTS(
            MIN(0, 0, 0),
            MIN(-1.7475523458302888, 0.8737761729151444, 0.2986384422368598),
            MIN(1.7475523458302888, -0.8737761729151444, 0.2986384422368598),
            SADDLE(1.07054229182366, -0.53527114591183, 0.8773615577631402),
            SADDLE(-1.07054229182366, 0.53527114591183, 0.8773615577631402)),
        RATES(0.05, 0.02, 0.02, 0.4, 0.03, 0.2), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "styblinski_tang", N_("Styblinski and Tang's function"),
        N_("From near the top each coordinate falls its own way; the deepest well is not the nearest."),
        N_("Styblinski & Tang 1990"), NO_PARAMS },
        "0.5*(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)",
        .domain = { -5, 5, -5, 5 }, .view = { -4.5, 4.5, -4.5, 4.5 }, .start = { 0.2, -0.4 },
        POINTS(
            MIN(-2.903534027771177, -2.903534027771177, -78.33233140754282),
            MIN(-2.903534027771177, 2.746802770990837, -64.19561235905536),
            MIN(2.746802770990837, -2.903534027771177, -64.19561235905536),
            MIN(2.746802770990837, 2.746802770990837, -50.05889331056788),
            SADDLE(0.1567312567803401, -2.903534027771177, -38.97055334471606),
            SADDLE(-2.903534027771177, 0.1567312567803401, -38.97055334471606),
            SADDLE(0.1567312567803401, 2.746802770990837, -24.833834296228584),
            SADDLE(2.746802770990837, 0.1567312567803401, -24.833834296228584),
            MAX(0.1567312567803401, 0.1567312567803401, 0.39122471811071613)),
        RATES(0.02, 0.007, 0.006, 0.3, 0.03, 0.2), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "mccormick", N_("McCormick's function"),
        N_("A tilted wave: the minimum reached first is not the end, and too much speed runs past the last one."),
        N_("McCormick 1976"), NO_PARAMS },
        "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
        .domain = { -1.5, 4, -3, 4 }, .view = { -1.5, 4, -3, 3 }, .start = { 3.5, -2 },
        POINTS(
            MIN(-0.5471975511965977, -1.5471975511965979, -1.9132229549810364),
            MIN(2.5943951023931957, 1.5943951023931955, 1.2283696986087569),
            SADDLE(1.5471975511965979, 0.5471975511965977, 1.9132229549810364)),
        RATES(0.05, 0.01, 0.01, 0.5, 0.05, 0.2), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "goldstein_price", N_("Goldstein and Price's function"),
        N_("Values from 3 to a million: one rate can hardly suit both the cliffs and the floor."),
        N_("Goldstein & Price 1971"), NO_PARAMS },
        "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
        "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
        .domain = { -2, 2, -2, 2 }, .view = { -2, 2, -2, 2 }, .start = { -1.5, 1.5 },
        POINTS(
            MIN(0, -1, 3),
            MIN(-0.6, -0.4, 30),
            SADDLE(-0.4, -0.6, 35),
            MIN(1.8, 0.2, 84),
            SADDLE(1.2, -0.2, 99),
            MIN(1.2, 0.8, 840),
            SADDLE(1.4, 0.6, 980),
            SADDLE(0.6, 0.4, 990),
            MAX(0.8, 0.2, 1155)),
        RATES(1e-6, 1e-6, 1e-6, 0.7, 0.05, 0.3), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "booth", N_("Booth's function"),
        N_("A tilted bowl nine times steeper one way than the other: how well does each rate suit it?"),
        N_("Jamil & Yang 2013, a survey"), NO_PARAMS },
        "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
        .domain = { -10, 10, -10, 10 }, .view = { -10, 8, -10, 9 }, .start = { -8, -8 },
        POINTS(MIN(1, 3, 0)),
        RATES(0.02, 0.003, 0.004, 3, 0.3, 0.7), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "matyas", N_("Matyas' function"),
        N_("Almost a trough along the diagonal: down the wall in a few steps, then a long walk."),
        N_("Jamil & Yang 2013, a survey"), NO_PARAMS },
        "0.26*(x^2 + y^2) - 0.48*x*y",
        .domain = { -10, 10, -10, 10 }, .view = { -9, 6, -7, 5 }, .start = { -8, 3 },
        POINTS(MIN(0, 0, 0)),
        RATES(0.7, 0.1, 0.1, 2, 0.15, 0.4), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "rastrigin", N_("Rastrigin's function"),
        N_("A bowl full of dents: 121 minima, and no slope that tells which of them is the best."),
        N_("Rastrigin 1974, in two dimensions"), PARAMS(PARAM(0, "A", N_("Dents"), "A", 10, 0, 20, PARAM_LINEAR)) },
        "2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)",
        .domain = { -5.12, 5.12, -5.12, 5.12 }, .view = { -1.5, 4.6, -3.4, 1.6 }, .start = { 3.3, -2.1 },
        POINTS( // the best and the eight around it
            MIN(0, 0, 0),
            MIN(-0.9949586376523348, 0, 0.9949590570932914),
            MIN(0, -0.9949586376523348, 0.9949590570932914),
            MIN(0, 0.9949586376523348, 0.9949590570932914),
            MIN(0.9949586376523348, 0, 0.9949590570932914),
            MIN(-0.9949586376523348, -0.9949586376523348, 1.9899181141865827),
            MIN(-0.9949586376523348, 0.9949586376523348, 1.9899181141865827),
            MIN(0.9949586376523348, -0.9949586376523348, 1.9899181141865827),
            MIN(0.9949586376523348, 0.9949586376523348, 1.9899181141865827)),
        RATES(0.0045, 0.005, 0.003, 1, 0.08, 0.8), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "ackley", N_("Ackley's function"),
        N_("Dents on a funnel that ends in a point, where the gradient does not exist."),
        N_("Ackley 1987"), NO_PARAMS },
        "-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20",
        .domain = { -5, 5, -5, 5 }, .view = { -4.5, 2, -1.8, 4 }, .start = { -3.1, 2.6 },
        POINTS( // the best and the eight around it
            KINK(0, 0, 0),
            MIN(-0.9521665459501717, 0, 2.5799275570298722),
            MIN(0, -0.9521665459501717, 2.5799275570298722),
            MIN(0, 0.9521665459501717, 2.5799275570298722),
            MIN(0.9521665459501717, 0, 2.5799275570298722),
            MIN(-0.9684776587077244, -0.9684776587077244, 3.57445187725768),
            MIN(-0.9684776587077244, 0.9684776587077244, 3.57445187725768),
            MIN(0.9684776587077244, -0.9684776587077244, 3.57445187725768),
            MIN(0.9684776587077244, 0.9684776587077244, 3.57445187725768)),
        RATES(0.03, 0.05, 0.02, 0.9, 0.07, 0.8), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "easom", N_("Easom's function"),
        N_("One needle on a plateau: a little further out the gradient is almost zero and nobody moves."),
        N_("Easom 1990"), NO_PARAMS },
        "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
        .domain = { 0, 2 * PI, 0, 2 * PI }, .view = { 1, 5.2, 1.2, 5 }, .start = { 1.8, 2 },
        POINTS(
            MIN(3.141592653589793, 3.141592653589793, -1),
            MIN(1.3049954504376675, 4.978189856741919, -8.110223891570066e-05),
            MIN(4.978189856741919, 1.3049954504376675, -8.110223891570066e-05),
            MIN(1.3049954504376675, 1.3049954504376675, -8.110223891570066e-05),
            MIN(4.978189856741919, 4.978189856741919, -8.110223891570066e-05),
            SADDLE(4.71238898038469, 4.71238898038469, 0),
            SADDLE(1.5707963267948966, 4.71238898038469, 0),
            SADDLE(4.71238898038469, 1.5707963267948966, 0),
            SADDLE(1.5707963267948966, 1.5707963267948966, 0),
            MAX(1.3049954504376675, 3.141592653589793, 0.009005678148573858),
            MAX(3.141592653589793, 1.3049954504376675, 0.009005678148573858),
            MAX(3.141592653589793, 4.978189856741919, 0.009005678148573858),
            MAX(4.978189856741919, 3.141592653589793, 0.009005678148573858)),
        RATES(0.3, 0.2, 0.15, 0.15, 0.015, 0.1), .steps = 100, .group = LANDSCAPE_PLATEAUS },
    { { "flower", N_("Flower"),
        N_("The floor is flat along one line: the nearer to the end, the smaller the gradient."),
        NULL, NO_PARAMS },
        "x*sin(y) + y*sin(x) + x^2 + y^2",
        .domain = { -6, 6, -6, 6 }, .view = { -4, 6, -3, 6 }, .start = { 4, 5 },
        POINTS(DEGENERATE(0, 0, 0)),
        RATES(0.1, 0.02, 0.02, 0.7, 0.07, 0.3), .steps = 100, .group = LANDSCAPE_VALLEYS },
    { { "cliff", N_("Cliff"),
        N_("A wall whose gradient throws large steps far away: why gradients are clipped."),
        NULL, NO_PARAMS },
        "tanh(8*(x - 0.5)) + 0.1*x^2 + log(1 + y^2)",
        .domain = { -4, 4, -4, 4 }, .view = { -4, 4, -3.6, 2.2 }, .start = { 2, -3 },
        POINTS(MIN(-0.03210152007123415, 0, -0.9994955996992939)),
        RATES(1, 0.5, 0.3, 0.3, 0.03, 0.2), .steps = 100, .group = LANDSCAPE_PLATEAUS },
    { { "product", N_("Product of two weights"),
        N_("The minima are the curves xy = ±1, flatter towards their middle: large rates walk along them to where they can stay."),
        N_("Zhu, Wang et al. 2023, a minimalist example"), NO_PARAMS },
        "(1 - x^2*y^2)^2/2",
        .domain = { -5, 5, -5, 5 }, .view = { 1.5, 4.7, -0.5, 1.2 }, .start = { 4, 0.1 },
        POINTS(DEGENERATE(4, 0.25, 0)), // one of the curves'
        RATES(0.05, 0.007, 0.005, 0.1, 0.02, 0.1), .steps = 1000, .group = LANDSCAPE_VALLEYS,
        .distance = hyperbola_distance },
    { { "sharp_flat", N_("Sharp and flat minimum"),
        N_("Two minima of nearly equal depth: noise and large rates leave the sharp one for the flat one."),
        NULL, PARAMS(PARAM(0, "a", N_("Sharp width"), "a", 0.25, 0.05, 2, PARAM_LOG),
            PARAM(1, "b", N_("Flat width"), "b", 1.2, 0.05, 2, PARAM_LOG)) },
        "-exp(-((x + 2)^2 + y^2)/(2*a^2)) - 0.98*exp(-((x - 1.5)^2 + y^2)/(2*b^2))"
        " + 0.02*(x^2 + y^2)",
        .domain = { -4, 4, -4, 4 }, .view = { -3.5, 3.5, -2.2, 2.2 }, .start = { -2.4, 0.4 },
        POINTS(
            MIN(1.4165405004341003, 0, -0.9375009233533412),
            MIN(-1.9928661670206191, 0, -0.9343365335758824),
            SADDLE(-1.279177138970496, 0, -0.049998932155793555)),
        RATES(0.5, 0.05, 0.05, 0.1, 0.01, 0.1), .steps = 100, .group = LANDSCAPE_MINIMA },
    { { "linreg", N_("Line through points"),
        N_("x is a line's slope and y its offset: one tilts what the other lifts, so the bowl is a slanted valley."),
        N_("Legendre 1805"), NO_PARAMS },
        "mean((x*u + y - v)^2)",
        .domain = { -4, 6, -4, 6 }, .view = { -2, 4, -2, 3.5 }, .start = { -1, 3 },
        POINTS(MIN(1.240329491321192, 0.2449461643453153, 0.095186268374230457)),
        RATES(0.2, 0.05, 0.05, 0.5, 0.05, 0.1), .steps = 100, .group = LANDSCAPE_DATA,
        .fit = &fit_linreg, .settings = fit_linreg_settings },
    { { "logreg", N_("Noisy moons"),
        N_("x and y weigh two inputs that tell two classes apart: far out the loss rises like a line, near the best it is flat."),
        N_("Cox 1958"), NO_PARAMS },
        "mean(log(1 + exp(-s*(x*u + y*v)))) + l2*(x^2 + y^2)",
        .domain = { -6, 6, -6, 6 }, .view = { -4, 4, -5, 3 }, .start = { -3, 2 },
        POINTS(MIN(0.8188028202329708, -2.2619996188434173, 0.32768372505442395)),
        RATES(1, 0.3, 0.3, 0.5, 0.05, 0.2), .steps = 100, .group = LANDSCAPE_DATA,
        .fit = &fit_logreg, .settings = fit_logreg_settings },
    { { "neuron", N_("One neuron"),
        N_("A weight before tanh and one behind it: a saddle at the origin, a plateau, and two minima that are each other's mirror."),
        N_("Sussmann 1992"), NO_PARAMS },
        "mean((y*tanh(x*u) - v)^2)",
        .domain = { -5, 5, -5, 5 }, .view = { -4, 4, -3, 3 }, .start = { -1.6, 1.4 },
        POINTS(
            MIN(1.6813338851663435, 1.0958164392864767, 0.0096688791462513236),
            MIN(-1.6813338851663435, -1.0958164392864767, 0.0096688791462513236),
            SADDLE(0, 0, 0.88419391999999974)),
        RATES(0.2, 0.02, 0.02, 0.5, 0.05, 0.1), .steps = 100, .group = LANDSCAPE_DATA,
        .fit = &fit_neuron, .settings = fit_neuron_settings },
};
// clang-format on

// clang-format off
const Kind landscape_groups[LANDSCAPE_GROUP_COUNT] = {
    [LANDSCAPE_VALLEYS]  = { .key = "valleys", .name = N_("Valleys and bowls") },
    [LANDSCAPE_SADDLES]  = { .key = "saddles", .name = N_("Saddles") },
    [LANDSCAPE_MINIMA]   = { .key = "minima", .name = N_("Many minima") },
    [LANDSCAPE_PLATEAUS] = { .key = "plateaus", .name = N_("Plateaus and cliffs") },
    [LANDSCAPE_DATA]     = { .key = "data", .name = N_("From data") },
};
// clang-format on

const int landscape_count = COUNT(landscapes);
const Registry landscape_kinds = { REGISTRY(landscapes) };
