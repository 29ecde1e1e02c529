// Networks as modules of PyTorch; tests/torch_lab.py trains such where there is a torch.
#include "io/subject_text.h"
#include "io/torch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *script_of(const char *flags)
{
    Subject *subject = memory_get(sizeof *subject);
    Error err = { .at = -1 };
    cr_assert(subject_parse(subject, flags, &err), "%s: %s", flags, err.text);
    char *text = torch_text(subject, NULL, &err);
    cr_assert(text, "%s: %s", flags, err.text);
    free(subject);
    return text;
}

#define SEQUENTIAL(lines) "    net = nn.Sequential(\n" lines "    )\n"
#define PICTURES "        nn.Unflatten(1, (1, 16, 16)),\n"

static const struct {
    const char *data, *network, *modules;
} nets[] = {
    { "digits",
      "layers=\"conv 8 3x3 pad=1, norm, relu, maxpool 2, conv 4 3x3 stride=2, gelu, gap, dense 9\"",
      SEQUENTIAL(
          PICTURES
          "        nn.Conv2d(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),\n"
          "        nn.Conv2d(8, 4, 3, stride=2), nn.GELU(), nn.AdaptiveAvgPool2d(1), "
          "nn.Flatten(),\n"
          "        nn.Linear(4, 9),\n"
          "        nn.Linear(9, 10),\n") },
    { "digits",
      "layers=\"avgpool 3 stride=2, conv 4 2x2, channeldropout 0.3, flatten, dense 6, norm, mish\"",
      SEQUENTIAL(PICTURES "        nn.AvgPool2d(3, stride=2),\n"
                          "        nn.Conv2d(1, 4, 2), nn.Dropout2d(0.3), nn.Flatten(),\n"
                          "        nn.Linear(144, 6), nn.BatchNorm1d(6), nn.Mish(),\n"
                          "        nn.Linear(6, 10),\n") },
    { "digits", "layers=\"dense 6, relu\"", // that rows are pictures is nothing to it
      SEQUENTIAL("        nn.Linear(256, 6), nn.ReLU(),\n"
                 "        nn.Linear(6, 10),\n") },
    { "digits", "layers=\"conv 6 3x3, layernorm, groupnorm 3, instancenorm, rmsnorm, prelu\"",
      SEQUENTIAL(PICTURES "        nn.Conv2d(1, 6, 3), nn.LayerNorm((6, 14, 14)), nn.GroupNorm(3, "
                          "6), nn.GroupNorm(6, 6),\n"
                          "        RMSNorm((6, 14, 14)), nn.PReLU(),\n"
                          "        nn.Flatten(), nn.Linear(1176, 10),\n") },
    { "spiral",
      "layers=\"dense 8, layernorm, groupnorm 4, rmsnorm, elu alpha=0.5, leaky_relu slope=0.2, "
      "swish beta=1.5, hardswish\"",
      SEQUENTIAL(
          "        nn.Linear(2, 8), nn.LayerNorm(8), nn.GroupNorm(4, 8), RMSNorm(8), nn.ELU(0.5),\n"
          "        nn.LeakyReLU(0.2), Swish(1.5), nn.Hardswish(),\n"
          "        nn.Linear(8, 2),\n") },
    { "spiral", "layers=\"dense 8, relu, 2*(res(dense 8, norm, relu, dense 8, norm), relu)\"",
      SEQUENTIAL("        nn.Linear(2, 8), nn.ReLU(),\n"
                 "        Residual(\n"
                 "            nn.Linear(8, 8), nn.BatchNorm1d(8), nn.ReLU(),\n"
                 "            nn.Linear(8, 8), nn.BatchNorm1d(8),\n"
                 "        ), nn.ReLU(),\n"
                 "        Residual(\n"
                 "            nn.Linear(8, 8), nn.BatchNorm1d(8), nn.ReLU(),\n"
                 "            nn.Linear(8, 8), nn.BatchNorm1d(8),\n"
                 "        ), nn.ReLU(),\n"
                 "        nn.Linear(8, 2),\n") },
    { "spiral", "layers=\"dense 8, res drop=0.2 (dense 8, res(dense 8, tanh), relu)\" dropout=0.5",
      SEQUENTIAL("        nn.Linear(2, 8),\n"
                 "        Residual(\n"
                 "            nn.Linear(8, 8),\n"
                 "            Residual(\n"
                 "                nn.Linear(8, 8), nn.Tanh(),\n"
                 "            ), nn.ReLU(),\n"
                 "            drop=0.2,\n"
                 "        ),\n"
                 "        nn.Linear(8, 2),\n") },
    { "digits",
      "layers=\"res(conv 1 3x3 pad=1, relu), res(conv 1 1x1, norm)\"", // of the pictures themselves
      SEQUENTIAL(PICTURES "        Residual(\n"
                          "            nn.Conv2d(1, 1, 3, padding=1), nn.ReLU(),\n"
                          "        ),\n"
                          "        Residual(\n"
                          "            nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1),\n"
                          "        ),\n"
                          "        nn.Flatten(), nn.Linear(256, 10),\n") },
    { "spiral", "hidden=3x8 residual=2 dropconnect=0.1",
      SEQUENTIAL("        DropConnect(2, 8, 0.1), nn.ReLU(),\n"
                 "        Residual(\n"
                 "            DropConnect(8, 8, 0.1), nn.ReLU(),\n"
                 "            DropConnect(8, 8, 0.1),\n"
                 "        ), nn.ReLU(),\n"
                 "        nn.Linear(8, 2),\n") },
    { "moons", "hidden=4x3 tie=on activation=tanh",
      "    tied_1 = nn.Linear(3, 3)\n" //
      SEQUENTIAL("        nn.Linear(2, 3), nn.Tanh(),\n"
                 "        tied_1, nn.Tanh(),\n"
                 "        tied_1, nn.Tanh(),\n"
                 "        tied_1, nn.Tanh(),\n"
                 "        nn.Linear(3, 2),\n") },
    { "moons", "layers=\"dense 3, tie 2*(dense 3, norm, dense 3, relu)\"",
      "    tied_1 = nn.Linear(3, 3)\n"
      "    tied_2 = nn.Linear(3, 3)\n" //
      SEQUENTIAL("        nn.Linear(2, 3),\n"
                 "        tied_1, nn.BatchNorm1d(3),\n"
                 "        tied_2, nn.ReLU(),\n"
                 "        tied_1, nn.BatchNorm1d(3),\n"
                 "        tied_2, nn.ReLU(),\n"
                 "        nn.Linear(3, 2),\n") "    for layer in net.modules():\n" },
    { "moons", "layers=\"dense 3, tie 2*(dense 3), dense 4, tie 2*(dense 4)\"",
      SEQUENTIAL("        nn.Linear(2, 3),\n"
                 "        tied_1,\n"
                 "        tied_1,\n"
                 "        nn.Linear(3, 4),\n"
                 "        tied_2,\n"
                 "        tied_2,\n"
                 "        nn.Linear(4, 2),\n") },
    { "moons", "inputs=xy,x,siny hidden=4", // in their own order
      SEQUENTIAL("        Features(\"x\", \"xy\", \"siny\"),\n"
                 "        nn.Linear(3, 4), nn.ReLU(),\n"
                 "        nn.Linear(4, 2),\n") },
    { "digits", "layers=\"conv 4 3x3 stride=2, relu\" dropconnect=0.1",
      SEQUENTIAL(PICTURES "        DropConnect2d(1, 4, 3, stride=2, p=0.1), nn.ReLU(),\n"
                          "        nn.Flatten(), nn.Linear(196, 10),\n") },
};

Test(torch_net, layers_are_modules)
{
    for (size_t i = 0; i < COUNT(nets); i++) {
        char flags[512];
        snprintf(flags, sizeof flags, "--data %s --network '%s'", nets[i].data, nets[i].network);
        char *text = script_of(flags);
        const char *at = strstr(text, "    net = nn.Sequential(");
        cr_assert(at, "%s", flags);
        cr_expect(strstr(text, nets[i].modules), "%s:\n%.1200s", flags, at);
        for (const char *line = at; *line; line += strcspn(line, "\n") + 1) {
            cr_expect(strcspn(line, "\n") <= 100, "%s: %.*s", flags, (int)strcspn(line, "\n"),
                      line);
            if (line[strcspn(line, "\n")] == '\0') {
                break;
            }
        }
        free(text);
    }
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

// What a network's own modules need is there, and nothing else of that sort.
Test(torch_net, a_script_has_the_modules_that_it_uses_and_no_more)
{
    static const char *const own[] = { "class Residual(",      "class DropConnect(",
                                       "class DropConnect2d(", "class RMSNorm(",
                                       "class Swish(",         "def identity_(",
                                       "class Features(" };
    static const struct {
        const char *flags;
        unsigned used;
    } scripts[] = {
        { "--data digits --network 'layers=\"conv 4 3x3, norm, relu\"'", 0 },
        { "--network 'hidden=3x8 residual=2'", 1 },
        { "--network 'hidden=8 dropconnect=0.2'", 2 },
        { "--data digits --network 'layers=\"conv 4 3x3\" dropconnect=0.1'", 4 },
        { "--network 'hidden=8 rmsnorm=before'", 8 },
        { "--network 'hidden=8 activation=swish beta=2'", 16 },
        { "--network 'hidden=8 inputs=x,sinx'", 64 },
    };
    for (size_t i = 0; i < COUNT(scripts); i++) {
        char *text = script_of(scripts[i].flags);
        for (size_t k = 0; k < COUNT(own); k++) {
            cr_expect_eq(has(text, own[k]), (bool)(scripts[i].used >> k & 1), "%s: %s",
                         scripts[i].flags, own[k]);
        }
        cr_expect(!has(text, "#?") && !has(text, "#!"), "%s: a mark is left", scripts[i].flags);
        free(text);
    }
}

// What happens to rows, and to a step, is told to train() as numbers; of all networks if any has
// it.
Test(torch_net, a_step_is_told_what_happens_to_its_rows_and_what_pulls_at_it)
{
    static const struct {
        const char *flags, *there, *missing;
    } scripts[] = {
        { "--network hidden=4", "loss_of=F.cross_entropy,\n          y=classes", "def augmented(" },
        { "--network entropy=-0.5", "entropy=-0.5,", "def augmented(" },
        { "--network entropy=0.5", "    loss_of = with_entropy(loss_of, numbers[\"entropy\"])\n",
          "#?" },
        { "--shared entropy=0.5 --network '' --network loss=mse", "entropy=0.0,", "#?" },
        { "--network rotate=20", "    x = turned(x, numbers[\"rotate\"])\n", "SHAPE" },
        { "--network jitter=0.2", "    x = x + numbers[\"jitter\"] * torch.randn(x.shape)\n",
          "def turned(" },
        { "--data digits --network rotate=20", "PAPER = 0.0  #", "def turned(" },
        { "--data digits --network 'cutout=5 flip=on'", "flip=True, cutout=5,", "jitter" },
        { "--data digits --network 'cutout=5' --network flip=on", "flip=False, cutout=5,",
          "jitter" },
        { "--network mixup=0.2", "CLASSES = 2\n", "mixed_cut" },
        { "--data wave --network mixup=0.2", "    x, y = mixed(x, y, numbers)\n", "CLASSES" },
        { "--data digits --network cutmix=1", "SHAPE = (1, 16, 16)", "PAPER" },
        { "--data digits --network 'cutmix=1 loss=mse'", "def share_of(", "CLASSES" },
        { "--patience 3", "if OPTIONS.best:\n    end_at_best()\n", "#?" },
        { "--patience 0", "        yield\n", "--best" },
        { "--data 'moons n=100 train=0.61' --batch 10", "    if len(order[-1]) == 1 < batch:\n",
          "#?" },
        { "--data 'moons n=100 train=0.6' --batch 10", ".split(batch))\n    known",
          "torch.cat(order" },
        { "--network 'hidden=3x16 tie=on'", "tied_1 = nn.Linear(16, 16)", "def limit(" },
        { "--network gradient_noise=0.5", "        add_noise(params, numbers, ", "fgsm" },
        { "--network maxnorm=2", "    limit(net, numbers[\"maxnorm\"])\n", "weight_g" },
        { "--network 'maxnorm=2 weightnorm=on'", "layer.weight_g.clamp_(-longest, longest)",
          "fgsm" },
        { "--network fgsm=0.1", "    x = adversarial(net, loss_of, x, y, numbers[\"fgsm\"])\n",
          "layer.momentum" },
        { "--network 'fgsm=0.1 batchnorm=before'", "            layer.momentum = 0.0\n",
          "set_rng" },
        { "--network 'fgsm=0.1 dropout=0.2'", "        torch.set_rng_state(draws)\n",
          "layer.momentum" },
        { "--data 'moons scale=unit'", "x = scaled(x, TRAIN, to=\"unit\", alike=False)",
          "thinned" },
        { "--data 'digits scale=standard'", "alike=True)", "thinned" },
        { "--data 'moons subset=20'",
          "thinned(x, classes, 280, imbalance=1.0, subset=20)\n    ROWS = len(x)", "mislabelled" },
        { "--data 'moons label_noise=0.2'", "mislabelled(classes, TRAIN, noise=0.2)", "thinned" },
        { "--network mixup=0.2",
          "# But what happens to the rows of each step each of them draws in its own way.\n",
          "But what dropout" },
    };
    for (size_t i = 0; i < COUNT(scripts); i++) {
        char *text = script_of(scripts[i].flags);
        cr_expect(has(text, scripts[i].there), "%s: no %s", scripts[i].flags, scripts[i].there);
        cr_expect(!has(text, scripts[i].missing), "%s: there is %s", scripts[i].flags,
                  scripts[i].missing);
        free(text);
    }
}

Test(torch_net, a_branch_that_no_row_misses_is_the_plain_one)
{
    char *plain = script_of("--network 'hidden=3x8 residual=2'");
    char *deep = script_of("--network 'hidden=3x8 residual=2 stochastic_depth=0.2'");
    cr_expect(has(plain, "        return x + self.branch(x)\n") && !has(plain, "self.p"));
    cr_expect(has(deep, "        return x + branch\n") && has(deep, "            drop=0.2,\n"));
    free(plain);
    free(deep);
}

Test(torch_net, how_it_begins_is_said_of_dense_layers_and_of_convolutions)
{
    char *dense = script_of("--network 'hidden=8'");
    char *conv = script_of(
        "--data digits --network 'layers=\"conv 4 3x3, relu\" init=xavier_normal bias=0.1'");
    char *deep = script_of("--network 'hidden=3x8 residual=2 weightnorm=on'");
    cr_expect(has(dense, "    for layer in net:\n        if isinstance(layer, nn.Linear):\n"));
    cr_expect(has(conv,
                  "    for layer in net:\n        if isinstance(layer, (nn.Linear, nn.Conv2d)):\n"
                  "            nn.init.xavier_normal_(layer.weight)"));
    cr_expect(has(conv, "            nn.init.constant_(layer.bias, 0.1)\n"));
    cr_expect(has(deep, "    for layer in net.modules():\n"));
    cr_expect(has(
        deep,
        "    for layer in weighted[:-1]:\n        nn.utils.weight_norm(layer)\n    return net\n"));
    free(dense);
    free(conv);
    free(deep);
}
