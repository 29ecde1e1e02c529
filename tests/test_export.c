// What the window and `render` write, read by other programs: PNG by libpng, PDF by poppler, SVG by
// libxml2 and ffmpeg. Every figure is the same picture in every kind of file.
#include "look.h"
#include "picture_file.h"
#include "window_bench.h"

#include "app/network/lab_study.h"
#include "app/shell/export.h"
#include "base/text.h"
#include "io/vector.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/thalweg-export-XXXXXX";
static Bench *b;
static const char *const files[] = {
    "a.png", "b.png", "a.svg", "b.svg", "a.pdf", "b.pdf", "a.csv"
};

enum { WIDTH = 720, HEIGHT = 450 };

static void open_window(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    b = bench_open(1280, 720, 1);
}

static void close_window(void)
{
    bench_close(b);
    for (size_t i = 0; i < COUNT(files); i++) {
        unlink(files[i]);
    }
    cr_expect_eq(chdir("/"), 0);
    cr_expect_eq(rmdir(folder), 0, "nothing but the files is left");
}

TestSuite(export, .init = open_window, .fini = close_window);

static void show_race(const char *landscape, ReliefKind relief)
{
    Scene *scene = memory_get(sizeof *scene);
    scene_defaults(scene);
    scene_set_landscape(scene, registry_row(&landscape_kinds, landscape));
    scene->relief.kind = relief;
    bench_show(b, SUBJECT_SCENE, scene);
    free(scene);
    bench_settle(b);
    workspace_seek(&b->landscape->workspace, 100);
    bench_settle(b);
}

static void show_lab(void)
{
    bench_lab(b, NULL);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 40);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
}

static void show_study(void)
{
    bench_tab(b, &network_room);
    labspace_study(&b->network->lab, STUDY_BATCH_NORM, NULL, NULL);
    study_finish(b->network->lab.study);
    bench_frame(b);
}

static ExportPlan plan_of(const char *path)
{
    ExportPlan plan = export_plan(&b->app, (ExportKind)export_kind_of(path));
    text_print(plan.path, sizeof plan.path, "%s", path);
    plan.width = WIDTH;
    plan.height = HEIGHT;
    return plan;
}

static void write_plan(const ExportPlan *plan)
{
    Error err = { .text = "" };
    cr_assert(export_write(&b->app, plan, &err), "%s: %s", plan->path, err.text);
}

static void write_file(const char *path)
{
    const ExportPlan plan = plan_of(path);
    write_plan(&plan);
}

// ---- the same picture

// Letters are placed a little otherwise where they are not of whole pixels; nothing else differs.
static void expect_alike(const char *what, const Pixels *png, const Pixels *other)
{
    const Unlike unlike = pixels_unlike(png, other, 3, 24);
    cr_expect_lt(unlike.mean, 2.5, "%s: %g levels apart", what, unlike.mean);
    cr_expect_lt(unlike.much, 15.0, "%s: %g of 1000 pixels apart", what, unlike.much);
}

static void expect_one_picture(const char *what, ThemeKind theme)
{
    b->app.shell.theme = theme;
    write_file("a.png");
    write_file("a.pdf");
    write_file("a.svg");
    Pixels png = pixels_png("a.png"), pdf = pixels_pdf("a.pdf"), svg = pixels_svg("a.svg");
    cr_expect_eq(png.width, WIDTH);
    cr_expect_eq(png.height, HEIGHT);
    expect_alike(what, &png, &pdf);
    if (svg.width > 0) {
        expect_alike(what, &png, &svg);
    }
    free(output_of("xmllint --noout a.svg"));
    free(png.rgba);
    free(pdf.rgba);
    free(svg.rgba);
}

Test(export, a_race_is_the_same_picture_in_every_file)
{
    show_race("beale", RELIEF_OFF);
    expect_one_picture("beale, dark", THEME_DARK);
    expect_one_picture("beale, light", THEME_LIGHT);
}

Test(export, a_surface_is_the_same_picture_in_every_file)
{
    show_race("himmelblau", RELIEF_BOTH);
    expect_one_picture("map and surface", THEME_LIGHT);
}

Test(export, a_lab_is_the_same_picture_in_every_file)
{
    show_lab();
    expect_one_picture("a lab", THEME_DARK);
}

Test(export, a_study_is_the_same_picture_in_every_file)
{
    show_study();
    expect_one_picture("a study", THEME_LIGHT);
}

Test(export, the_whole_window_is_the_same_picture_in_every_file)
{
    show_race("beale", RELIEF_OFF);
    ExportPlan plan = plan_of("a.png");
    plan.what = EXPORT_WINDOW;
    plan.width = 1280;
    plan.height = 720;
    write_plan(&plan);
    plan.kind = EXPORT_PDF;
    text_print(plan.path, sizeof plan.path, "a.pdf");
    write_plan(&plan);
    Pixels png = pixels_png("a.png"), pdf = pixels_pdf("a.pdf");
    expect_alike("the window", &png, &pdf);
    bench_frame(b);
    bench_read(b);
    int apart = 0;
    for (int y = 0; y < 720; y++) {
        for (int x = 0; x < 1280; x++) {
            const Color now = bench_pixel(b, (float)x + 0.5f, (float)y + 0.5f);
            const uint8_t *then = pixels_at(&png, x, y);
            apart += !bench_same_color(now, (Color){ then[0], then[1], then[2], 255 }, 1);
        }
    }
    cr_expect_eq(apart, 0, "%d pixels are not the window's", apart);
    free(png.rgba);
    free(pdf.rgba);
}

// One of each shape, large, some cut by a clip, some to be seen through, some above others.
static void draw_shapes(Canvas *canvas)
{
    const Color red = RGB(0xd03020), blue = RGB(0x2050c0), green = RGB(0x30a050);
    static const float x[] = { 0, 60, 40, 10 }, y[] = { 0, 10, 60, 50 };
    float px[4], py[4];
    canvas_rect(canvas, (Rect){ 20, 20, 100, 60 }, red);
    canvas_box(canvas, (Rect){ 140, 20, 100, 60 }, 20, color_alpha(blue, 0.5f), 8, green);
    canvas_box(canvas, (Rect){ 260, 20, 100, 60 }, 12, blue, 10, color_alpha(red, 0.4f));
    canvas_circle(canvas, 70, 150, 40, green, 12, red);
    canvas_circle(canvas, 130, 150, 30, color_alpha(red, 0.5f), 0, red);
    canvas_line(canvas, 200, 120, 300, 180, 14, blue); // a path: one after the other
    canvas_line(canvas, 300, 180, 350, 110, 14, blue);
    canvas_line_butt(canvas, 200, 190, 330, 200, 10, green);
    canvas_line(canvas, 200, 130, 260, 190, 16, color_alpha(red, 0.5f)); // seen through where they
    canvas_line(canvas, 260, 190, 340, 140, 16, color_alpha(red, 0.5f)); // lie over each other
    for (int turn = 0; turn < 2; turn++) {                               // clockwise and not
        for (int i = 0; i < 4; i++) {
            px[i] = 20 + 25 * (float)turn + x[turn ? 3 - i : i];
            py[i] = 220 + y[turn ? 3 - i : i];
        }
        canvas_polygon(canvas, 4, px, py, red);
    }
    canvas_marker(canvas, MARKER_STAR, 190, 250, 30, green, 5, blue);
    canvas_clip_push(canvas, (Rect){ 250, 220, 60, 60 });
    canvas_circle(canvas, 260, 230, 40, red, 10, blue);
    canvas_line(canvas, 240, 280, 360, 230, 12, green);
    canvas_clip_pop(canvas);
    canvas->layer = 1;
    canvas_rect(canvas, (Rect){ 330, 210, 50, 70 }, green);
    canvas->layer = 0;
    canvas_rect(canvas, (Rect){ 320, 230, 50, 30 }, red); // below it
}

static bool no_image(UNUSED void *self, UNUSED const Shape *shape, UNUSED VectorImage *image,
                     UNUSED Error *err)
{
    return false;
}

Test(export, every_shape_is_drawn_as_the_window_draws_it)
{
    enum { W = 400, H = 300 };
    Shell *shell = &b->app.shell;
    Capture target;
    Error err = { .text = "" };
    Pixels drawn = { W, H, memory_get(4 * W * H) };
    canvas_begin(&shell->canvas, atlas_metrics(shell->atlas, 1), W, H, RGB(0xf0e8d0));
    draw_shapes(&shell->canvas);
    cr_assert(capture_init(&target, W, H, &err), "%s", err.text);
    capture_bind(&target);
    paint_canvas(shell->paint, &shell->canvas, 1, W, H, NULL, NULL);
    capture_read_channels(&target, 4, drawn.rgba);
    capture_finish(&target);
    const VectorPage page = { .canvas = &shell->canvas,
                              .width = W,
                              .height = H,
                              .width_pt = W * 0.75,
                              .title = "",
                              .about = "",
                              .letters = atlas_letters(shell->atlas, 1),
                              .image = no_image };
    cr_assert(vector_write("a.pdf", VECTOR_PDF, &page, &err), "%s", err.text);
    cr_assert(vector_write("a.svg", VECTOR_SVG, &page, &err), "%s", err.text);
    Pixels pdf = pixels_pdf("a.pdf"), svg = pixels_svg("a.svg");
    const Unlike unlike = pixels_unlike(&drawn, &pdf, 1, 24);
    cr_expect_lt(unlike.mean, 0.4, "%g", unlike.mean);
    cr_expect_lt(unlike.much, 1, "%g", unlike.much);
    if (svg.width > 0) {
        const Unlike other = pixels_unlike(&drawn, &svg, 1, 24);
        cr_expect_lt(other.mean, 0.4, "%g", other.mean);
        cr_expect_lt(other.much, 1, "%g", other.much);
    }
    free(drawn.rgba);
    free(pdf.rgba);
    free(svg.rgba);
}

// ---- what others find in the files

// Every text of the canvas that a page of the room has, in the order of the shapes.
static int texts_of_figure(LookText *texts, int max)
{
    b->app.room->row->figure(b->app.room->state, WIDTH, HEIGHT, 0.6f);
    const int count = look_texts(&b->app.shell.canvas, LOOK_ALL, texts, max);
    app_resize(&b->app, 1280, 720, 1);
    bench_frame(b);
    return count < max ? count : max;
}

// A formula's blanks may come out as lines' ends.
static void drop_blanks(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (!strchr(" \n\f", *from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
}

Test(export, other_programs_find_every_text)
{
    enum { TEXTS = 200 };
    show_race("beale", RELIEF_OFF);
    write_file("a.pdf");
    write_file("a.svg");
    LookText *texts = memory_get(TEXTS * sizeof *texts);
    const int count = texts_of_figure(texts, TEXTS);
    char *pdf = output_of("pdftotext -raw a.pdf -");
    char *svg = output_of("xmllint --xpath \"//*[local-name()='text']/text()\" a.svg");
    drop_blanks(pdf);
    drop_blanks(svg);
    cr_expect_gt(count, 40);
    for (int i = 0; i < count; i++) {
        drop_blanks(texts[i].text);
        cr_expect(strstr(pdf, texts[i].text), "the PDF has no '%s'", texts[i].text);
        cr_expect(strstr(svg, texts[i].text), "the SVG has no '%s'", texts[i].text);
    }
    free(texts);
    free(pdf);
    free(svg);
}

// Every text of one long word begins and ends where the window has it.
Test(export, texts_are_as_wide_as_in_the_window)
{
    enum { TEXTS = 200 };
    show_race("beale", RELIEF_OFF);
    write_file("a.pdf");
    LookText *texts = memory_get(TEXTS * sizeof *texts);
    const int count = texts_of_figure(texts, TEXTS);
    char *words = output_of("pdftotext -bbox a.pdf -");
    int found = 0;
    for (int i = 0; i < count; i++) {
        char tag[220];
        text_print(tag, sizeof tag, ">%s</word>", texts[i].text);
        const char *word = strstr(words, tag), *line = word;
        if (!word || strlen(texts[i].text) < 7 || strstr(word + 1, tag)) {
            continue; // it stands there more than once, or is too short to tell
        }
        while (*line != '\n') {
            line--;
        }
        double x0 = 0, x1 = 0;
        cr_assert_eq(sscanf(line, " <word xMin=\"%lf\" yMin=\"%*f\" xMax=\"%lf\"", &x0, &x1), 2);
        const Rect rect = texts[i].rect; // 0.6 pixels a unit, 4/3 pixels a point
        cr_expect_float_eq(x0 / 0.75, 0.6 * (double)rect.x, 1.5, "%s", texts[i].text);
        cr_expect_float_eq((x1 - x0) / 0.75, 0.6 * (double)rect.w, 2.5, "%s", texts[i].text);
        found++;
    }
    cr_expect_gt(found, 8, "%d words", found);
    free(texts);
    free(words);
}

Test(export, fonts_are_inside_and_only_what_is_used_of_them)
{
    show_race("beale", RELIEF_OFF);
    write_file("a.pdf");
    char *fonts = output_of("pdffonts a.pdf | tail -n +3");
    int count = 0;
    for (char *line = strtok(fonts, "\n"); line; line = strtok(NULL, "\n"), count++) {
        cr_expect(strstr(line, " yes yes yes "), "embedded, a subset, with its characters: %s",
                  line);
    }
    cr_expect_eq(count, 3, "a sans, a bold and a mono");
    free(fonts);
}

Test(export, files_say_what_they_show_and_not_when_they_were_made)
{
    show_race("beale", RELIEF_OFF);
    write_file("a.pdf");
    write_file("a.svg");
    char *info = output_of("pdfinfo a.pdf");
    char *title = output_of("xmllint --xpath \"string(/*/*[local-name()='title'])\" a.svg");
    char *about = output_of("xmllint --xpath \"string(/*/*[local-name()='desc'])\" a.svg");
    cr_expect(strstr(info, "Beale's function"), "%s", info);
    cr_expect(strstr(info, "thalweg --landscape beale"), "%s", info);
    cr_expect_null(strstr(info, "CreationDate"), "%s", info);
    cr_expect_str_eq(title, "Beale's function\n");
    cr_expect_eq(strncmp(about, "thalweg --landscape beale", 25), 0, "%s", about);
    free(info);
    free(title);
    free(about);
}

static void expect_same_bytes(const char *one, const char *other)
{
    free(output_of("cmp '%s' '%s'", one, other));
}

Test(export, the_same_figure_is_the_same_file)
{
    show_race("beale", RELIEF_OFF);
    write_file("a.png");
    write_file("a.pdf");
    write_file("b.png");
    write_file("b.pdf");
    expect_same_bytes("a.png", "b.png");
    expect_same_bytes("a.pdf", "b.pdf");
    write_file("a.svg");
    write_file("b.svg");
    expect_same_bytes("a.svg", "b.svg");
}

// Of the sizes that `render` and the window give them.
static void expect_small(const char *landscape, ReliefKind relief, int width)
{
    show_race(landscape, relief);
    ExportPlan plan = plan_of("a.pdf");
    plan.width = width;
    plan.height = width * 5 / 8;
    write_plan(&plan);
    cr_expect_lt(file_bytes("a.pdf"), 500000, "%s: %ld bytes", landscape, file_bytes("a.pdf"));
}

Test(export, a_figure_is_below_half_a_megabyte)
{
    expect_small("rastrigin", RELIEF_OFF, 1440);
    expect_small("rastrigin", RELIEF_OFF, 2400);
    expect_small("rastrigin", RELIEF_BOTH, 2400);
    expect_small("ackley", RELIEF_ONLY, 1440);
}

Test(export, dots_an_inch_say_how_large_it_is_on_paper)
{
    show_race("beale", RELIEF_OFF);
    ExportPlan plan = plan_of("a.pdf");
    plan.dpi = 240;
    write_plan(&plan);
    char *info = output_of("pdfinfo a.pdf");
    cr_expect(strstr(info, "216 x 135 pts"), "720 / 240 inches: %s", info); // 3 x 1.875 in
    plan = plan_of("a.svg");
    plan.dpi = 240;
    write_plan(&plan);
    char *width = output_of("xmllint --xpath \"string(/*/@width)\" a.svg");
    cr_expect_str_eq(width, "288px\n", "3 inches of 96 px");
    plan = plan_of("a.png");
    plan.dpi = 300;
    write_plan(&plan);
    char *chunk = output_of("head -c 54 a.png | tail -c 21 | od -An -tx1 | tr -d ' \\n'");
    cr_expect_str_eq(chunk,
                     "00000009704859730000" // pHYs
                     "2e2300002e230178a53f76",
                     "11811 pixels a metre, with its checksum");
    free(info);
    free(width);
    free(chunk);
}

// ---- without its ground

// What is drawn onto the theme's ground again is the figure with it.
Test(export, a_clear_figure_is_the_figure_without_its_ground)
{
    show_race("beale", RELIEF_OFF);
    ExportPlan plan = plan_of("a.png");
    plan.transparent = true;
    write_plan(&plan);
    write_file("b.png");
    Pixels clear = pixels_png("a.png"), whole = pixels_png("b.png");
    const Color ground = themes[b->app.shell.theme].background;
    const uint8_t under[3] = { ground.r, ground.g, ground.b };
    int apart = 0, none = 0, part = 0, all = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        const uint8_t *c = clear.rgba + 4 * i, *w = whole.rgba + 4 * i;
        for (int k = 0; k < 3; k++) {
            apart += abs((c[k] * c[3] + under[k] * (255 - c[3]) + 127) / 255 - w[k]) > 3;
        }
        none += c[3] == 0;
        all += c[3] == 255;
        part += c[3] > 0 && c[3] < 255;
    }
    cr_expect_eq(apart, 0, "%d channels differ", apart);
    cr_expect_gt(none, WIDTH * HEIGHT / 4, "the ground: %d pixels", none);
    cr_expect_gt(all, WIDTH * HEIGHT / 3, "the map: %d pixels", all);
    cr_expect_gt(part, 2000, "edges of letters and lines: %d pixels", part);
    free(clear.rgba);
    free(whole.rgba);
}

Test(export, a_clear_page_shows_its_paper)
{
    show_race("beale", RELIEF_OFF);
    ExportPlan plan = plan_of("a.pdf");
    write_plan(&plan);
    Pixels whole = pixels_pdf("a.pdf");
    plan.transparent = true;
    write_plan(&plan);
    Pixels clear = pixels_pdf("a.pdf");
    const Color ground = themes[b->app.shell.theme].background;
    cr_expect_eq(pixels_at(&whole, 3, 3)[0], ground.r);
    cr_expect_eq(pixels_at(&clear, 3, 3)[0], 255, "paper is white");
    free(whole.rgba);
    free(clear.rgba);
}

// ---- the window meanwhile

Test(export, leaves_the_window_as_it_was)
{
    show_race("beale", RELIEF_BOTH);
    const Rect all = { 0, 0, 1280, 720 };
    uint8_t *shot = bench_shot(b, all);
    for (int kind = 0; kind < 3; kind++) {
        ExportPlan plan = plan_of(files[2 * kind]);
        plan.theme = THEME_LIGHT;
        plan.transparent = true;
        plan.what = kind == 1 ? EXPORT_WINDOW : EXPORT_FIGURE;
        capture_bind(&b->blind);
        write_plan(&plan);
        cr_expect_eq(capture_bound(), b->blind.framebuffer);
        capture_unbind();
        cr_expect_eq(b->app.shell.theme, THEME_DARK);
        bench_settle(b);
        cr_expect_eq(bench_changes(b, all, shot), 0, "%s", plan.path);
    }
    free(shot);
}

// ---- what cannot be

Test(export, says_what_is_wrong_and_leaves_no_file)
{
    Error err = { .text = "", .at = -1 };
    ExportPlan plan = plan_of("a.pdf");
    plan.width = 5;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "a picture of 5 x 450 pixels: each side is from 16 to 16384");
    plan = plan_of("a.pdf");
    plan.dpi = 5;
    cr_expect_not(export_write(&b->app, &plan, &err));
    cr_expect_str_eq(err.text, "5 pixels an inch: from 24 to 2400");
    for (int kind = EXPORT_PNG; kind <= EXPORT_PDF; kind++) {
        plan = plan_of("no/a.pdf");
        plan.kind = (ExportKind)kind;
        err = (Error){ .at = -1 };
        cr_expect_not(export_write(&b->app, &plan, &err));
        cr_expect_str_eq(err.text, "cannot write 'no/a.pdf': there is no folder 'no'");
        cr_expect_eq(err.at, 0, "the path is at fault");
        text_print(plan.path, sizeof plan.path, "/dev/full");
        cr_expect_not(export_write(&b->app, &plan, &err));
        cr_expect_str_eq(err.text, "writing failed: No space left on device");
    }
}

Test(export, kinds_are_known_by_their_endings)
{
    cr_expect_eq(export_kind_of("/a.b/figure.PDF"), EXPORT_PDF);
    cr_expect_eq(export_kind_of("x.png"), EXPORT_PNG);
    cr_expect_eq(export_kind_of("x.jpg"), -1);
    cr_expect_eq(export_kind_of("/a.pdf/x"), -1);
    ExportPlan plan = export_plan(&b->app, EXPORT_PDF);
    show_race("beale", RELIEF_OFF);
    cr_expect(export_name(&b->app, folder, &plan));
    cr_expect_not_null(strstr(plan.path, "/thalweg-beale-1.pdf"), "%s", plan.path);
}
