// Tables and MNIST's files: read as people have them, or refused word for word.
#include "dataset_make.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_csv(Dataset *data, const char *text, Arena *arena, Error *err)
{
    *err = (Error){ .at = -1 };
    return dataset_read_csv(data, text, strlen(text), "points.csv", arena, err);
}

// Rows as "feature feature target|...", and what the targets are.
static const struct {
    const char *text, *rows;
    int classes;
    const char *names; // joined by commas; NULL: none
} tables[] = {
    { "1,2,0\n3,4,1\n5,6,0\n7,8,1\n", "1 2 0|3 4 1|5 6 0|7 8 1|", 2, NULL },
    { "x,y,class\n1,2,0\n3,4,1\n5,6,0\n7,8,1", "1 2 0|3 4 1|5 6 0|7 8 1|", 2, NULL },
    { "x,y,z\n1,2,0.5\n3,4,1\n", "1 2 0.5|3 4 1|", 0, NULL },
    { "1,2,0\n3,4,1\n5,6,2\n", "1 2 0|3 4 1|5 6 2|", 0, NULL },
    { "1,2,7\n3,4,3\n5,6,7\n7,8,3\n", "1 2 1|3 4 0|5 6 1|7 8 0|", 2, "3,7" },
    { "1,-1\n2,1\n3,-1.0\n4,1e0\n", "1 0|2 1|3 0|4 1|", 2, "-1,1" },
    { "1,2,red\n3,4,blue\n5,6,red\n", "1 2 1|3 4 0|5 6 1|", 2, "blue,red" },
    { "x,y,colour\n1,2,red\n3,4,blue\n", "1 2 1|3 4 0|", 2, "blue,red" },
    { "1,a\n2,1\n3,b\n", "1 1|2 0|3 2|", 3, "1,a,b" },
    // Quotes, blanks, line ends, the byte order mark, blank lines.
    { "\"x\",\"the \"\"class\"\"\"\r\n1,\"a,b\"\r\n2,\"c \"\"d\"\"\"\r\n", "1 0|2 1|", 2,
      "a,b,c \"d\"" },
    { "\xef\xbb\xbf"
      "1,2,a\n3,4,b\n",
      "1 2 0|3 4 1|", 2, "a,b" },
    { "\n \r\n1,2,a\n\n\t\n3,4,b\n\n", "1 2 0|3 4 1|", 2, "a,b" },
    { " 1 ,\t2 , a \n 3 , \"4\" , \"b\" \n", "1 2 0|3 4 1|", 2, "a,b" },
    { "1,a\r2,b\r", "1 0|2 1|", 2, "a,b" },
    { "1,\"two\nlines\"\n2,b\n", "1 1|2 0|", 2, "b,two\nlines" },
    // Semicolons and tabs, when the first line has no comma outside quotes.
    { "x;y;class\n1;2;a\n3;4;b\n", "1 2 0|3 4 1|", 2, "a,b" },
    { "x\ty\tclass\n1\t2\ta, or b\n3\t4\tb\n", "1 2 0|3 4 1|", 2, "a, or b,b" },
    { "\"x,y\";class\n1;a\n2;b\n", "1 0|2 1|", 2, "a,b" },
    { "x\ty;class\n1;a\n2;b\n", "1 0|2 1|", 2, "a,b" },
    // A header with some numbers in it (scikit-learn's iris.csv begins so).
    { "150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1\n",
      "5.1 3.5 1.4 0.2 0|4.9 3 1.4 0.2 1|", 0, NULL },
    // Numbers above texts are a header.
    { "0,1,2\n5.1,3.5,red\n4.9,3,blue\n", "5.1 3.5 1|4.9 3 0|", 2, "blue,red" },
    // Cut between two characters: 23 bytes are kept.
    { "1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n2,b\n", "1 0|2 1|", 2, "aaaaaaaaaaaaaaaaaaaaaaa,b" },
    { "1,aaaaaaaaaaaaaaaaaaaaaaéé\n2,b\n", "1 0|2 1|", 2, "aaaaaaaaaaaaaaaaaaaaaa,b" },
};

static void print_rows(const Dataset *data, char *out, size_t size)
{
    size_t used = 0;
    for (int i = 0; i < data->rows; i++) {
        for (int k = 0; k < data->features; k++) {
            const float *row = data->x + (size_t)i * (size_t)data->features;
            used += (size_t)snprintf(out + used, size - used, "%g ", row[k]);
        }
        used += (size_t)snprintf(out + used, size - used, "%g|", data->target[i]);
    }
}

static void print_names(const Dataset *data, char *out, size_t size)
{
    size_t used = 0;
    for (int k = 0; k < data->classes; k++) {
        used +=
            (size_t)snprintf(out + used, size - used, "%s%s", k ? "," : "", data->class_names[k]);
    }
}

Test(dataset, reads_tables_as_people_write_them)
{
    for (size_t i = 0; i < COUNT(tables); i++) {
        char rows[400] = "", names[200] = "";
        Arena arena = { 0 };
        Dataset data;
        Error err;
        cr_assert(read_csv(&data, tables[i].text, &arena, &err), "%s: %s", tables[i].text,
                  err.text);
        print_rows(&data, rows, sizeof rows);
        cr_expect_str_eq(rows, tables[i].rows, "%s: %s", tables[i].text, rows);
        cr_expect_eq(data.classes, tables[i].classes, "%s: %d", tables[i].text, data.classes);
        cr_expect_eq(data.train_count, data.rows);
        cr_expect_eq(data.class_names == NULL, tables[i].names == NULL, "%s", tables[i].text);
        if (data.class_names && tables[i].names) {
            print_names(&data, names, sizeof names);
            cr_expect_str_eq(names, tables[i].names, "%s: %s", tables[i].text, names);
        }
        arena_free(&arena);
    }
}

static const struct {
    const char *text, *message;
} bad_tables[] = {
    { "", "points.csv has no rows" },
    { "\xef\xbb\xbf\n \n", "points.csv has no rows" },
    { "x,y,class\n", "points.csv has no rows" },
    { "x\n1\n2\n", "points.csv, line 1: one column only; at least one feature and the target are "
                   "needed" },
    { "\n1 2 3\n", "points.csv, line 2: one column only; at least one feature and the target are "
                   "needed" },
    { "x,y,z\n1,2,3.5\n1,abc,3\n", "points.csv, line 3, column 2: 'abc' is not a number" },
    { "1,abc,3\n1,2,3\n", "points.csv, line 1, column 2: 'abc' is not a number" },
    { "1,2,3\n1,,3\n", "points.csv, line 2, column 2: a number is missing" },
    { "1,2,3\n1,\"\",3\n", "points.csv, line 2, column 2: a number is missing" },
    { "1,2,3\n1,2,\n", "points.csv, line 2, column 3: the target is missing" },
    { "x,y,z\n\n1,2,3.5\n1,2,4\n1,2,x\n",
      "points.csv, line 5, column 3: 'x' is not a number, as most targets are" },
    { "x,y,z\n1,2,3\n1,2\n", "points.csv, line 3: 2 columns, where line 1 has 3" },
    { "x,y,z\n1,2,3\n1,2,3,\n", "points.csv, line 3: 4 columns, where line 1 has 3" },
    { "x,y,z\n1,2,3\n1\n", "points.csv, line 3: 1 column, where line 1 has 3" },
    { "1,2,3\n1,nan,3\n", "points.csv, line 2, column 2: 'nan' is not a number" },
    { "1,2,3\n1,-inf,3\n", "points.csv, line 2, column 2: '-inf' is not a number" },
    { "1,2,3\n1,1e999,3\n", "points.csv, line 2, column 2: '1e999' is too large for a number" },
    { "1,2,3\n1,-1e39,3\n", "points.csv, line 2, column 2: '-1e39' is too large for a number" },
    { "1,2,3.5\n1,2,1e39\n", "points.csv, line 2, column 3: '1e39' is too large for a number" },
    { "1,2,3\n1,0x10,3\n", "points.csv, line 2, column 2: '0x10' is not a number" },
    { "x;y\n1;1\n1,5;2\n", "points.csv, line 3, column 1: '1,5' is not a number" },
    { "1,5;0\n2,5;1\n",
      "points.csv, line 1, column 2: '5;0' has a semicolon behind a number: where "
      "semicolons separate, numbers need a decimal point, as in 1.5;0" },
    { "1,5;red\n2,5;blue\n", "points.csv, line 1, column 2: '5;red' has a semicolon behind a "
                             "number: where semicolons separate, numbers need a decimal point, as "
                             "in 1.5;0" },
    { "1,red\n2,red\n", "points.csv: every row is of class 'red'; at least two are needed" },
    { "1,5\n2,5\n", "points.csv: every row is of class '5'; at least two are needed" },
    { "1,\"a\n2,b\n", "points.csv, line 1, column 2: the closing quote is missing" },
    { "1,a\n\"2\n\"x,b\n", "points.csv, line 2, column 1: text stands behind the closing quote" },
    { "1,\"a\nb\"\nx,c\n", "points.csv, line 3, column 1: 'x' is not a number" },
    { "\x1f\x8b\x08", "points.csv is packed with gzip: unpack it first (gunzip)" },
};

Test(dataset, refuses_other_tables_word_for_word)
{
    for (size_t i = 0; i < COUNT(bad_tables); i++) {
        Arena arena = { 0 };
        Dataset data;
        Error err;
        data.rows = 77;
        cr_expect_not(read_csv(&data, bad_tables[i].text, &arena, &err), "%s", bad_tables[i].text);
        cr_expect_eq(data.rows, 77, "what was there is left alone");
        cr_expect_str_eq(err.text, bad_tables[i].message, "for '%s': %s", bad_tables[i].text,
                         err.text);
        cr_expect_eq(err.at, -1);
        arena_free(&arena);
    }
    Arena arena = { 0 };
    Dataset data;
    Error err;
    cr_expect_not(dataset_read_csv(&data, "PK\0\1", 4, "book.xlsx", &arena, &err));
    cr_expect_str_eq(err.text, "book.xlsx is not a text file");
    arena_free(&arena);
}

// `count` times `text` with %d counting up.
static char *repeated(Arena *arena, const char *text, int count, size_t *length)
{
    char *out = arena_alloc(arena, (size_t)count * (strlen(text) + 12));
    *length = 0;
    for (int i = 0; i < count; i++) {
        *length += (size_t)sprintf(out + *length, text, i); // NOLINT: room was made for it
    }
    return out;
}

Test(dataset, knows_its_limits)
{
    static const struct {
        const char *text;
        int count;
        const char *message; // NULL: is read
    } limits[] = {
        { "1,2\n", DATASET_ROWS_MAX + 1,
          "points.csv, line 1000001: at most 1000000 rows can be "
          "read" },
        { "1,", DATASET_FEATURES_MAX + 2,
          "points.csv, line 1, column 4098: at most 4096 columns "
          "can be read, and the target" },
        { "1,class %d\n", 100, NULL },
        { "1,class %d\n", 101,
          "points.csv, column 2: more than 100 different texts; at most that "
          "many classes can be learnt" },
    };
    for (size_t i = 0; i < COUNT(limits); i++) {
        Arena arena = { 0 };
        Dataset data;
        Error err = { .at = -1 };
        size_t length;
        const char *text = repeated(&arena, limits[i].text, limits[i].count, &length);
        const bool ok = dataset_read_csv(&data, text, length, "points.csv", &arena, &err);
        cr_expect_eq(ok, limits[i].message == NULL, "%s: %s", limits[i].text, err.text);
        cr_expect_str_eq(err.text, limits[i].message ? limits[i].message : "");
        arena_free(&arena);
    }
}

Test(dataset, takes_few_whole_numbers_as_classes_and_many_as_values)
{
    static const struct {
        int different, rows, classes;
    } cases[] = { { 20, 40, 20 }, { 21, 100, 0 }, { 20, 39, 0 }, { 2, 4, 2 }, { 2, 3, 0 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[1200];
        size_t used = 0;
        for (int k = 0; k < cases[i].rows; k++) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%d,%d\n", k,
                                     k % cases[i].different);
        }
        Arena arena = { 0 };
        Dataset data;
        Error err;
        cr_assert(read_csv(&data, text, &arena, &err), "%s", err.text);
        cr_expect_eq(data.classes, cases[i].classes, "%d different in %d rows: %d",
                     cases[i].different, cases[i].rows, data.classes);
        arena_free(&arena);
    }
}

Test(dataset, frames_two_features_of_a_table_with_a_margin)
{
    Arena arena = { 0 };
    Dataset data;
    Error err;
    cr_assert(read_csv(&data, "0,7,.5\n10,7,1\n5,7,2\n", &arena, &err));
    cr_expect_float_eq(data.low[0], -1, 1e-6);
    cr_expect_float_eq(data.high[0], 11, 1e-6);
    cr_expect_float_eq(data.low[1], 6, 1e-6, "a column of one value has room too");
    cr_expect_float_eq(data.high[1], 8, 1e-6);
    cr_assert(read_csv(&data, "-3e38,1,.5\n3e38,2,1\n", &arena, &err));
    cr_expect(isfinite(data.low[0]) && isfinite(data.high[0]));
    cr_assert(read_csv(&data, "1,2,3,.5\n2,3,4,1\n", &arena, &err));
    cr_expect_eq(data.low[0], data.high[0], "three features have no square");
    cr_assert(read_csv(&data, "0,-1\n10,.5\n5,4\n", &arena, &err));
    cr_expect_float_eq(data.low[0], -1, 1e-6, "one feature and a value are a curve");
    cr_expect_float_eq(data.high[0], 11, 1e-6);
    cr_expect_float_eq(data.low[1], -1.5, 1e-6);
    cr_expect_float_eq(data.high[1], 4.5, 1e-6);
    cr_assert(read_csv(&data, "0,a\n10,b\n", &arena, &err));
    cr_expect_eq(data.low[0], data.high[0], "one feature and classes are none");
    arena_free(&arena);
}

// Files of a test stand in a folder of their own.
typedef struct Folder {
    char path[64];
} Folder;

static void folder_make(Folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/thalweg-data-XXXXXX");
    cr_assert(mkdtemp(folder->path));
}

static const char *file_in(const Folder *folder, const char *name, const void *bytes, size_t length,
                           char path[128])
{
    snprintf(path, 128, "%s/%s", folder->path, name);
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
    return path;
}

static void folder_remove(const Folder *folder, const char *const *names)
{
    for (; *names; names++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder->path, *names);
        cr_expect_eq(unlink(path), 0, "%s", path);
    }
    cr_expect_eq(rmdir(folder->path), 0);
}

Test(dataset, loads_a_csv_file_by_its_path_and_divides_it)
{
    static const char table[] = "x,y,class\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n9,10,a\n";
    Folder folder;
    char path[128], text[300];
    folder_make(&folder);
    file_in(&folder, "my points.csv", table, strlen(table), path);
    snprintf(text, sizeof text, "csv file=\"%s\" train=0.6", path);
    Arena arena = { 0 };
    const Dataset data = make(text, 1, &arena), again = make(text, 1, &arena);
    const Dataset other = make(text, 2, &arena);
    cr_expect_eq(data.rows, 5);
    cr_expect_eq(data.train_count, 3);
    cr_expect_str_eq(data.class_names[1], "b");
    cr_expect(same(&data, &again));
    cr_expect_not(same(&data, &other), "the seed is that of the order");
    for (int i = 0; i < 5; i++) {
        const float *p = data.x + 2 * (size_t)i;
        cr_expect_eq(p[1], p[0] + 1);
        cr_expect_eq(data.target[i], (float)((int)p[0] / 2 % 2), "targets move with their rows");
    }
    arena_free(&arena);
    folder_remove(&folder, (const char *const[]){ "my points.csv", NULL });
}

static void expect_refused(const char *text, const char *message)
{
    Arena arena = { 0 };
    DataSpec spec;
    Dataset data;
    Error err = { .at = -2 };
    cr_assert(data_spec_parse(&spec, text, &err), "%s", err.text);
    data.rows = 77;
    cr_expect_not(dataset_make(&data, &spec, 1, &arena, &err), "%s", text);
    cr_expect_eq(data.rows, 77, "what was there is left alone");
    cr_expect_str_eq(err.text, message, "%s: %s", text, err.text);
    cr_expect_eq(err.at, -1);
    arena_free(&arena);
}

Test(dataset, says_which_file_cannot_be_opened)
{
    expect_refused("csv file=/nowhere/points.csv",
                   "cannot open /nowhere/points.csv: No such file or directory");
    expect_refused("csv file=/tmp", "/tmp is a folder, not a file");
    expect_refused("mnist images=/nowhere/i labels=/nowhere/l",
                   "cannot open /nowhere/i: No such file or directory");
}

// What of a table is a picture, and what is paper and ink in it.
Test(dataset, reads_a_tables_rows_as_pictures_of_a_shape)
{
    static const char table[] = "1,2,3,4,5,6,a\n-3,7,8,9,10,11,b\n";
    static const struct {
        const char *shape;
        TensorShape read;
        float grey[2];
    } shapes[] = {
        { "", { 6, 1, 1 }, { 0, 0 } },
        { " shape=1x2x3", { 1, 2, 3 }, { -3, 11 } },
        { " shape=3x2x1", { 3, 2, 1 }, { -3, 11 } },
    };
    Folder folder;
    char file[128], text[300];
    folder_make(&folder);
    file_in(&folder, "p.csv", table, sizeof table - 1, file);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        Arena arena = { 0 };
        snprintf(text, sizeof text, "csv file=%s%s train=1", file, shapes[i].shape);
        const Dataset data = make(text, 1, &arena);
        cr_expect(shape_same(data.shape, shapes[i].read), "%s", text);
        cr_expect_eq(data.features, 6);
        cr_expect_eq(data.grey[0], shapes[i].grey[0]);
        cr_expect_eq(data.grey[1], shapes[i].grey[1]);
        arena_free(&arena);
    }
    snprintf(text, sizeof text, "csv file=%s shape=1x8x8", file);
    expect_refused(text, "p.csv has 6 features, where shape=1x8x8 needs 64; the last column is the "
                         "target");
    folder_remove(&folder, (const char *const[]){ "p.csv", NULL });
}

// Three pictures of 2x2 and their labels.
static const unsigned char idx_images[] = { 0, 0, 8, 3,  0,   0,   0, 3, 0, 0, 0,   2,   0,   0,
                                            0, 2, 0, 51, 102, 255, 1, 2, 3, 4, 250, 251, 252, 253 };
static const unsigned char idx_labels[] = { 0, 0, 8, 1, 0, 0, 0, 3, 0, 7, 2 };

Test(dataset, reads_mnists_files)
{
    Folder folder;
    char images[128], labels[128], text[300];
    folder_make(&folder);
    file_in(&folder, "images", idx_images, sizeof idx_images, images);
    file_in(&folder, "labels", idx_labels, sizeof idx_labels, labels);
    snprintf(text, sizeof text, "mnist images=%s labels=%s train=1", images, labels);
    Arena arena = { 0 };
    const Dataset data = make(text, 1, &arena);
    cr_expect_eq(data.rows, 3);
    cr_expect_eq(data.train_count, 3);
    cr_expect_eq(data.features, 4);
    cr_expect_eq(data.classes, 8);
    cr_expect(shape_same(data.shape, (TensorShape){ 1, 2, 2 }));
    int seen = 0;
    for (int i = 0; i < 3; i++) {
        const float *x = data.x + 4 * (size_t)i;
        const int first = (int)lroundf(255 * x[0]);
        cr_expect_eq(data.target[i], first == 0 ? 0 : first == 1 ? 7 : 2);
        cr_expect_float_eq(x[3], (first == 0 ? 255 : first == 1 ? 4 : 253) / 255.0, 1e-7);
        seen += first == 0 ? 1 : first == 1 ? 10 : 100;
    }
    cr_expect_eq(seen, 111);
    arena_free(&arena);
    folder_remove(&folder, (const char *const[]){ "images", "labels", NULL });
}

// One byte of one of the two files is another one, or the file is cut or padded.
static const struct {
    bool labels;  // that file; else the images
    int at, byte; // at -1: only the length
    int longer;
    const char *message;
} damages[] = {
    { false, 0, 0x1f, 0, NULL }, // see below: gzip
    { false, 3, 1, 0, "images holds labels, not images: are images= and labels= exchanged?" },
    { true, 3, 3, 0, "labels holds images, not labels: are images= and labels= exchanged?" },
    { false, 2, 9, 0,
      "images is not an IDX file of images: it must begin with the number 2051 and "
      "be at least 16 bytes long" },
    { true, 2, 9, 0,
      "labels is not an IDX file of labels: it must begin with the number 2049 and "
      "be at least 8 bytes long" },
    { false, -1, 0, -13,
      "images is not an IDX file of images: it must begin with the number 2051 "
      "and be at least 16 bytes long" },
    { false, -1, 0, -28,
      "images is not an IDX file of images: it must begin with the number 2051 "
      "and be at least 16 bytes long" },
    { false, -1, 0, -1, "images has 27 bytes where its header promises 28: it is damaged" },
    { true, -1, 0, 1, "labels has 12 bytes where its header promises 11: it is damaged" },
    { false, 7, 0, 0, "images says that it holds 0 images; 1 to 1000000 can be read" },
    { true, 4, 255, 0, "labels says that it holds 4278190083 labels; 1 to 1000000 can be read" },
    { false, 11, 0, 0, "images has pictures of 2x0; 1 to 4096 pixels can be read" },
    { false, 8, 255, 0, "images has pictures of 2x4278190082; 1 to 4096 pixels can be read" },
    { false, 14, 8, 0, "images has pictures of 2050x2; 1 to 4096 pixels can be read" },
    { true, 9, 100, 0, "labels: label 2 is 100; at most 99 can be read" },
};

Test(dataset, refuses_damaged_mnist_files_word_for_word)
{
    Folder folder;
    folder_make(&folder);
    for (size_t i = 0; i < COUNT(damages); i++) {
        unsigned char bytes[2][sizeof idx_images + 1] = { { 0 } };
        size_t lengths[2] = { sizeof idx_images, sizeof idx_labels };
        memcpy(bytes[0], idx_images, sizeof idx_images);
        memcpy(bytes[1], idx_labels, sizeof idx_labels);
        if (damages[i].at >= 0) {
            bytes[damages[i].labels][damages[i].at] = (unsigned char)damages[i].byte;
        }
        if (!damages[i].message) {
            bytes[0][1] = 0x8b;
        }
        lengths[damages[i].labels] += (size_t)damages[i].longer;
        char images[128], labels[128], text[300];
        file_in(&folder, "images", bytes[0], lengths[0], images);
        file_in(&folder, "labels", bytes[1], lengths[1], labels);
        snprintf(text, sizeof text, "mnist images=%s labels=%s", images, labels);
        expect_refused(text, damages[i].message
                                 ? damages[i].message
                                 : "images is packed with gzip: unpack it first (gunzip)");
    }
    folder_remove(&folder, (const char *const[]){ "images", "labels", NULL });
}

Test(dataset, refuses_mnist_files_that_do_not_belong_together)
{
    static const unsigned char two[] = { 0, 0, 8, 1, 0, 0, 0, 2, 0, 7 };
    static const unsigned char zeros[] = { 0, 0, 8, 1, 0, 0, 0, 3, 0, 0, 0 };
    Folder folder;
    char images[128], labels[128], text[300];
    folder_make(&folder);
    file_in(&folder, "images", idx_images, sizeof idx_images, images);
    snprintf(text, sizeof text, "mnist images=%s labels=%s", images,
             file_in(&folder, "labels", two, sizeof two, labels));
    expect_refused(text, "images holds 3 images, but labels 2 labels");
    file_in(&folder, "labels", zeros, sizeof zeros, labels);
    expect_refused(text, "labels: every label is 0; at least two classes are needed");
    folder_remove(&folder, (const char *const[]){ "images", "labels", NULL });
}
