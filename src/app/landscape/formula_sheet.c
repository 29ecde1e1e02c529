// What was laid out last is kept with its text, which is compared.
#include "app/landscape/formula_sheet.h"

#include "app/landscape/formula_boxes.h"
#include "model/formula/formula_parse.h"

#include <string.h>

enum { TEXT_MAX = 600 }; // what is longer never fits

void formula_sheet_finish(FormulaSheet *sheet)
{
    math_page_finish(&sheet->page);
    arena_free(&sheet->arena);
}

static void lay_out(FormulaSheet *sheet, const Canvas *canvas)
{
    const size_t length = strlen(sheet->text);
    FormulaTree tree = { 0 };
    sheet->page.pieces.count = 0;
    sheet->page.w = sheet->page.h = 0;
    sheet->page.lines = 0;
    if (length <= TEXT_MAX && formula_read(sheet->text, length, &tree, NULL)) {
        MathBox *box = formula_boxes(&tree, &sheet->arena);
        if (box) {
            math_page_fit(&sheet->page, box, canvas, sheet->column);
        }
    }
    formula_tree_finish(&tree);
}

const MathPage *formula_sheet_page(FormulaSheet *sheet, const char *text, const Canvas *canvas,
                                   float width)
{
    const bool known = sheet->text && strcmp(sheet->text, text) == 0;
    if (!known || sheet->column != width) {
        arena_free(&sheet->arena);
        sheet->text = arena_text(&sheet->arena, text, strlen(text));
        sheet->column = width;
        lay_out(sheet, canvas);
    }
    return &sheet->page;
}
